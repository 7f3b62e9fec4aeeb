package parvis.outbound;

import java.io.IOException;

/** Ends a question from wherever it has got to. */
final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    Refused(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
