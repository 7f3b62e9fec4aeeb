package parvis.web;

import java.security.SecureRandom;

/** A short name for one failure, shown to whoever met it and written in the log beside its cause. */
public final class Reference {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Reference() {}

    /** Such as {@code 7F3A-20C1}. */
    public static String next() {
        return String.format("%04X-%04X", RANDOM.nextInt(0x10000), RANDOM.nextInt(0x10000));
    }
}
