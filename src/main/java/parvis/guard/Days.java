package parvis.guard;

import java.util.Set;
import java.util.stream.Collectors;

/** Days of {@code guard/days.txt} as people write them. */
public final class Days {
    private Days() {}

    /** The names, for {@link Context#reasons}, of the days that a text speaks of. */
    public static Set<String> named(String text) {
        var folded = Folded.of(text).text();
        return Day.ALL.stream()
                .filter(day -> day.named().matcher(folded).find())
                .map(Day::key)
                .collect(Collectors.toUnmodifiableSet());
    }
}
