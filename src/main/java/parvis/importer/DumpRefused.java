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
        DOCTYPE
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
