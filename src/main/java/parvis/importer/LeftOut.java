package parvis.importer;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import parvis.importer.Summary.Reason;

/** What an import does not bring, counted by the reason, and told one by one to whoever wants to know. */
final class LeftOut {
    private static final int EXAMPLES = 5;

    private final Map<Reason, Long> many = new EnumMap<>(Reason.class);
    private final Map<Reason, List<String>> examples = new EnumMap<>(Reason.class);
    private final Listener listener;

    LeftOut(Listener listener) {
        this.listener = listener;
    }

    void add(Reason reason, String where) {
        many.merge(reason, 1L, Long::sum);
        var some = examples.computeIfAbsent(reason, r -> new ArrayList<>());
        if (some.size() < EXAMPLES) {
            some.add(where);
        }
        listener.leftOut(reason, where);
    }

    /** So many, of which nobody knows where each stands. */
    void add(Reason reason, long more) {
        if (more > 0) {
            many.merge(reason, more, Long::sum);
        }
    }

    long total() {
        return many.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Where the first of each stand. */
    Map<Reason, List<String>> examples() {
        return examples;
    }

    Map<Reason, Long> all() {
        return many;
    }
}
