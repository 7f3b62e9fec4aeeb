package parvis.importer;

/** What was given cannot be read as what it should be. What was brought before that stays. */
public final class DumpRefused extends RuntimeException {

    public enum Reason {
        NOT_A_DIRECTORY,
        NO_POSTS,
        NO_USERS,
        /** Not XML, or damaged; the detail says where. */
        DAMAGED,
        /** A document type brings entities, and entities bombs: a dump has none. */
        DOCTYPE,
        NOT_THERE,
        /** No file of it begins as files of mails do. */
        NO_MAILBOX,
        /** The disk does not give it; the detail says why. */
        UNREADABLE,
        /** No file of it is what a forum answers. */
        NO_FORUM,
        /** The site does not answer, or not as such a forum does; the detail says how. */
        SITE,
        /** It unfolds to more than such a file is, or holds more; the detail says what. */
        UNFOLDS,
        /** It has no line that names its columns. */
        NO_TABLE,
        /** The site does not know the key. */
        KEY;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private final Reason reason;
    private final String file;
    private final String detail;

    DumpRefused(Reason reason, String file, String detail) {
        super(reason + " " + file + " " + detail);
        this.reason = reason;
        this.file = file;
        this.detail = detail;
    }

    public Reason reason() {
        return reason;
    }

    public String file() {
        return file;
    }

    public String detail() {
        return detail;
    }
}
