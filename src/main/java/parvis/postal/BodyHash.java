package parvis.postal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash of a body as it passes by (RFC 6376, 3.4.3 and 3.4.4). */
final class BodyHash {
    private final Canonical canonical;
    private final MessageDigest digest = sha256();
    private final byte[] buffer = new byte[8192];
    private int held;
    /** White space and line ends count only when something stands behind them. */
    private boolean space;

    private boolean carriage;
    private long lines;
    private boolean any;
    private long counted;

    BodyHash(Canonical canonical) {
        this.canonical = canonical;
    }

    void update(byte[] bytes, int length) {
        for (var i = 0; i < length; i++) {
            next(bytes[i]);
        }
    }

    /** What was hashed, in bytes. */
    long counted() {
        return counted;
    }

    byte[] done() {
        if (carriage) {
            carriage = false;
            word((byte) '\r');
        }
        // a body ends in one line end: the simple one always, the relaxed one when there is anything before it
        if (canonical == Canonical.SIMPLE || any) {
            put((byte) '\r');
            put((byte) '\n');
        }
        flush();
        return digest.digest();
    }

    private void next(byte b) {
        if (carriage) {
            carriage = false;
            if (b == '\n') {
                space = false;
                lines++;
                return;
            }
            word((byte) '\r');
        }
        if (b == '\r') {
            carriage = true;
        } else if (canonical == Canonical.RELAXED && (b == ' ' || b == '\t')) {
            space = true;
        } else {
            word(b);
        }
    }

    private void word(byte b) {
        for (; lines > 0; lines--) {
            put((byte) '\r');
            put((byte) '\n');
        }
        if (space) {
            put((byte) ' ');
            space = false;
        }
        any = true;
        put(b);
    }

    private void put(byte b) {
        buffer[held++] = b;
        counted++;
        if (held == buffer.length) {
            flush();
        }
    }

    private void flush() {
        digest.update(buffer, 0, held);
        held = 0;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
