package parvis.conversation;

import java.util.Locale;

/** Who may read: everybody, or the person and the house. */
public enum Visibility {
    PUBLIC,
    PRIVATE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Visibility of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
