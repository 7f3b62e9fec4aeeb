package parvis.export;

/** It cannot go out there, or what is there cannot come in. Nothing was changed. */
public final class ExportRefused extends RuntimeException {

    public enum Reason {
        /** Where it should go something is already. */
        EXISTS,
        NOT_AN_EXPORT,
        DAMAGED,
        NEWER,
        /** The brand, or one of its addresses, is here already. */
        KNOWN,
        /** It holds another brand than the one that was named. */
        ANOTHER
    }

    private final Reason reason;
    private final String subject;
    private final String detail;

    ExportRefused(Reason reason, String subject, String detail) {
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
