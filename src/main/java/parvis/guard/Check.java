package parvis.guard;

import java.util.Locale;

/** What the guard looks for. */
public enum Check {
    BAIT,
    CLICKBAIT,
    SAMENESS,
    CALENDAR,
    PICTURE,
    MOMENT,
    LANGUAGE,
    HONESTY,
    USEFUL;

    /** As it is written outside. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
