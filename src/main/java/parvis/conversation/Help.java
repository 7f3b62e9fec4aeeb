package parvis.conversation;

import java.util.Locale;

/** Did it help? */
public enum Help {
    YES,
    PARTLY,
    NO;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Help of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
