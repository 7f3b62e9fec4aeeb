package parvis.newsroom;

import java.util.Locale;

/** How far a draft has come. */
enum Standing {
    DRAFT,
    /** It may go out: nothing that blocks stands against it, and somebody of the house said so. */
    READY,
    PUBLISHED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Standing of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
