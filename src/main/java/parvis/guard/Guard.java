package parvis.guard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads a draft and says what it found, in the order of the text. Pure and safe to share: the same draft in the same context
 * gets the same findings, and nothing is sent anywhere to be judged.
 */
public final class Guard {
    /** Longer texts are refused by the doors: no post is. */
    public static final int LONGEST = 20_000;

    private interface Reader {
        void read(Reading reading, List<Finding> findings);
    }

    private static final List<Reader> READERS = List.of(
            Bait::read,
            Clickbait::read,
            Sameness::read,
            Calendar::read,
            Phrases::read,
            Plain::read,
            Personal::read,
            Links::read,
            PictureReading::read,
            MomentCheck::read,
            Useful::read);

    private Guard() {}

    public static List<Finding> read(Draft draft, Context context) {
        var reading = new Reading(draft, context);
        var findings = new ArrayList<Finding>();
        for (var reader : READERS) {
            reader.read(reading, findings);
        }
        findings.sort(Comparator.comparingInt(Finding::start)
                .thenComparing(Finding::weight)
                .thenComparing(Finding::end));
        return List.copyOf(findings);
    }
}
