package parvis.guard;

import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known around a draft, given by whoever asks.
 *
 * @param zone where the brand lives: its days begin there
 * @param homes hosts that belong to the brand, such as {@code tilleul.test}
 * @param avoided words that the brand does not want to read, in lower case
 * @param reasons days to which the brand states a real link, by their name in {@code guard/days.txt}
 * @param past what went out before; null where nothing is kept
 */
public record Context(
        ZoneId zone,
        Set<String> homes,
        Set<String> avoided,
        Set<String> reasons,
        @Nullable Published past) {
    public static final Context NONE = new Context(ZoneId.of("Europe/Paris"), Set.of(), Set.of(), Set.of());

    public Context {
        homes = Set.copyOf(homes);
        avoided = Set.copyOf(avoided);
        reasons = Set.copyOf(reasons);
    }

    public Context(ZoneId zone, Set<String> homes, Set<String> avoided, Set<String> reasons) {
        this(zone, homes, avoided, reasons, null);
    }
}
