package parvis.desk.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody, with all under which the house knows them.
 *
 * @param profile their public page, or null
 * @param write where a conversation with them is begun, or null
 * @param data where what is held about them is given or erased, or null
 * @param blocked that their next messages go to spam, and who said so, in words; or null
 * @param mayDecide whether they may say who is one with whom
 * @param manner how they wish to be addressed; null for who may not change it
 */
public record PersonSheet(
        String id,
        Avatar avatar,
        String name,
        String known,
        String deeds,
        @Nullable String profile,
        @Nullable String write,
        @Nullable String data,
        @Nullable String blocked,
        List<Part> parts,
        List<AlikePage.Pair> alike,
        List<Distinct> distinct,
        boolean mayDecide,
        List<String> manners,
        @Nullable MannerForm manner,
        Deeds asked,
        Deeds helped) {

    /**
     * One of those who are one person.
     *
     * @param joined since when, by whom and why they are one with the first, in words; null for the first
     */
    public record Part(
            String id,
            String name,
            List<Identity> identities,
            String conversations,
            @Nullable String joined) {}

    public record Identity(Origin origin, String value, String proof, boolean sure) {}

    /** Of whom somebody said that they are two. */
    public record Distinct(String id, String href, String name, String since) {}

    /** @param problem what is wrong with what was typed, or null */
    public record MannerForm(
            String title,
            String address,
            String language,
            String hours,
            int mostHours,
            @Nullable String problem) {}

    /**
     * @param further where the next of them are, or null
     * @param later whether there are newer ones before these
     */
    public record Deeds(List<Deed> lines, @Nullable String further, boolean later) {}

    /** @param note what came of it, in words */
    public record Deed(
            String href, String subject, @Nullable String language, String when, String note) {}
}
