package parvis.importer;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import parvis.conversation.History.Brought;

/**
 * What an import brought, and what it left out. Every row of the source that holds something said is counted once: added,
 * known from before, or left out.
 *
 * @param source the name under which it is remembered: another one would bring everything of a forum a second time
 * @param brought in the order in which it came
 * @param people how many were not known before
 * @param examples where the first of each reason stand at the source
 */
public record Summary(
        String source,
        Map<What, Brought> brought,
        long people,
        Map<Reason, Long> leftOut,
        Map<Reason, List<String>> examples) {

    public enum What {
        QUESTIONS,
        ANSWERS,
        COMMENTS,
        LINKS,
        MAILS,
        MESSAGES,
        /** Rows of a list of people. */
        PEOPLE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

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
        PICTURE,
        UNREADABLE,
        TOO_LARGE,
        UNDATED,
        NO_SENDER,
        /** Between colleagues: nobody from outside wrote it or got it. */
        INTERNAL,
        /** A report about a mail that is not here. */
        REPORT_ASTRAY,
        DELETED,
        DRAFT,
        SPAM,
        NO_MAILBOX,
        HIDDEN,
        WHISPER,
        PRIVATE_TOPIC,
        /** In a category that not everybody could read. */
        RESTRICTED,
        /** The site did not give it. */
        REFUSED,
        NO_TEXT,
        BAD_ADDRESS,
        /** A line with more fields than its table has columns. */
        FIELDS,
        /** The mail is brought; who of the house wrote it is not known. */
        NO_COLLEAGUE,
        /** Of somebody who had it erased here. */
        ERASED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Brought brought(What what) {
        return brought.getOrDefault(what, Brought.NOTHING);
    }
}
