package parvis.desk.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who this is, and what the house knows already.
 *
 * @param profile their public page, or null
 * @param known since when and whence, in words
 * @param deeds what they asked and whom they helped, in words
 * @param quiet that they want no letters about it, in words; or null
 * @param write where a conversation with them is begun, or null
 * @param sheet their page at the desk, or null
 * @param alike that somebody else may be them, in words; or null
 * @param manners how they wish to be addressed, in words
 * @param data where what is held about them is given or erased, or null
 * @param product what the conversation is about, or null
 */
public record ContextPage(
        Avatar avatar,
        String name,
        @Nullable String profile,
        String known,
        String deeds,
        @Nullable String quiet,
        @Nullable String write,
        @Nullable String data,
        @Nullable String sheet,
        @Nullable String alike,
        List<String> manners,
        List<IdentityLine> identities,
        @Nullable Tile product,
        List<Past> past,
        List<ReportLine> reports) {

    /**
     * @param sure whether it is proved
     * @param silenced that nothing is sent there any more; null for an address like any other
     */
    public record IdentityLine(
            Origin origin,
            String value,
            String proof,
            boolean sure,
            @Nullable Silenced silenced) {}

    /** @param words since when, why, and what to do; {@code lift} where a form ends it */
    public record Silenced(String words, String lift) {}

    public record Tile(
            String href,
            String name,
            String tagline,
            @Nullable String drawing) {}

    public record Past(
            String href, String subject, @Nullable String language, String when, Due outcome) {}

    public record ReportLine(String href, String reason, String words, String when, String state) {}
}
