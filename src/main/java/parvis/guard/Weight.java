package parvis.guard;

import java.util.Locale;

/** How much a finding weighs, the heaviest first. */
public enum Weight {
    /** To correct before it goes out. */
    FIX,
    /** To look at: a person decides. */
    LOOK,
    SPELLING,
    /** Not a fault: what answers a question that people ask. */
    USEFUL;

    /** As it is written outside. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
