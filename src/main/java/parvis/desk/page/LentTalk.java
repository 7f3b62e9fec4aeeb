package parvis.desk.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as the agency sees it while it is lent.
 *
 * @param earlier whether more was said before these
 * @param lastSeen the newest message on the page, sent back so that nobody answers past another's words
 * @param shared whether an answer may be for others than the person
 * @param forMembers whether these are members alone
 * @param proposed theirs that nobody approved yet
 * @param text what was typed and not taken
 * @param refusal why, or null
 */
public record LentTalk(
        long number,
        String subject,
        @Nullable String language,
        List<Said> said,
        boolean earlier,
        @Nullable String lastSeen,
        boolean shared,
        boolean forMembers,
        boolean closed,
        List<Proposed> proposed,
        int most,
        String text,
        @Nullable String refusal) {

    public LentTalk typed(String itsText, @Nullable String itsRefusal) {
        return new LentTalk(
                number,
                subject,
                language,
                said,
                earlier,
                lastSeen,
                shared,
                forMembers,
                closed,
                proposed,
                most,
                itsText,
                itsRefusal);
    }

    /**
     * @param privately whether it is between the person and the house
     * @param html safe to show
     * @param files whether something hangs on it, which only the house opens
     */
    public record Said(
            String anchor,
            String author,
            boolean house,
            boolean privately,
            String moment,
            String datetime,
            @Nullable String language,
            String html,
            boolean files) {}

    /** @param returned whether it came back with advice */
    public record Proposed(
            String id,
            String text,
            String version,
            boolean returned,
            @Nullable String advice) {}
}
