package parvis.importer;

import java.util.EnumMap;
import java.util.Map;
import parvis.importer.Summary.Reason;

/** What an import does not bring, counted by the reason. */
final class LeftOut {
    private final Map<Reason, Long> many = new EnumMap<>(Reason.class);

    void add(Reason reason) {
        add(reason, 1);
    }

    void add(Reason reason, long more) {
        if (more > 0) {
            many.merge(reason, more, Long::sum);
        }
    }

    Map<Reason, Long> all() {
        return many;
    }
}
