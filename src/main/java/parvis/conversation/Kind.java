package parvis.conversation;

import java.util.Locale;

/** What a message is to the house. */
public enum Kind {
    RECEIVED,
    SENT,
    /** For the house alone, always. */
    NOTE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Kind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
