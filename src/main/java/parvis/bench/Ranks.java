package parvis.bench;

import java.util.Collection;

/** Percentiles of what was measured. */
final class Ranks {
    private Ranks() {}

    /** The nearest rank; 0 of nothing. */
    static <N extends Number & Comparable<N>> double nearest(Collection<N> values, int percent) {
        if (values.isEmpty()) {
            return 0;
        }
        var sorted = values.stream().sorted().toList();
        return sorted.get(Math.max(0, (int) Math.ceil(sorted.size() * percent / 100.0) - 1))
                .doubleValue();
    }
}
