package parvis.importer;

import java.util.Map;
import parvis.conversation.History.Brought;

/**
 * What an import brought, and what it left out. Every row of the posts, comments and links of the source is counted once:
 * added, known from before, or left out.
 *
 * @param site the name under which it is remembered: another one would bring everything a second time
 * @param people how many were not known before
 */
public record Summary(
        String site,
        Brought questions,
        Brought answers,
        Brought comments,
        Brought links,
        long people,
        Map<Reason, Long> leftOut) {

    /** Why something was left out. */
    public enum Reason {
        TAG_DESCRIPTION,
        OTHER_POST,
        ANSWER_ASTRAY,
        COMMENT_ASTRAY,
        LINK_ASTRAY,
        DAMAGED,
        SILENT_ACCOUNT,
        VOTE,
        /** It stays where it was; the text that it stood in is brought, with a link to it. */
        PICTURE;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
