package parvis.person;

import java.util.Locale;
import java.util.regex.Pattern;

/** E-mail addresses as people type them. Only a letter sent there proves one; this refuses what cannot be one. */
public final class EmailAddress {
    private static final Pattern PLAUSIBLE = Pattern.compile(
            "[^\\s@\"<>(),:;\\[\\]\\\\]{1,64}@[\\p{L}\\p{N}](?:[\\p{L}\\p{N}.-]{0,250}[\\p{L}\\p{N}])?\\.[\\p{L}]{2,63}");

    private EmailAddress() {}

    public static boolean isPlausible(String address) {
        var trimmed = address.strip();
        return trimmed.length() <= 254
                && !trimmed.contains("..")
                && PLAUSIBLE.matcher(trimmed).matches();
    }

    /** As it is compared and kept: lower case, because nobody has two boxes that differ in case only. */
    public static String normal(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }
}
