package parvis.keep;

/** A backup cannot be written or restored as asked. Nothing was touched. */
public final class KeepRefused extends RuntimeException {

    public enum Reason {
        /** Where the backup should go something is already. */
        EXISTS,
        NO_SUCH_FILE,
        /** Neither a backup nor an encrypted one. */
        NOT_A_BACKUP,
        /** It ends too early, or holds something else than it says. */
        DAMAGED,
        /** It is encrypted, and no key was given. */
        KEY_MISSING,
        KEY_WRONG,
        /** What was given as a key is none, or only its public half where the whole is needed. */
        NO_KEY,
        /** By a version of this program that is newer than this one. */
        NEWER
    }

    private final Reason reason;
    private final String subject;
    private final String detail;

    KeepRefused(Reason reason, String subject) {
        this(reason, subject, "");
    }

    KeepRefused(Reason reason, String subject, String detail) {
        super(reason + " " + subject + " " + detail);
        this.reason = reason;
        this.subject = subject;
        this.detail = detail;
    }

    public Reason reason() {
        return reason;
    }

    public String subject() {
        return subject;
    }

    public String detail() {
        return detail;
    }
}
