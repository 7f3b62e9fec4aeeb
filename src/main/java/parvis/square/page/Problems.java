package parvis.square.page;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is wrong with a form: a key of words for each field, in the order of the fields. */
public record Problems(Map<String, String> byField) {
    public static final Problems NONE = new Problems(Map.of());

    public static final class Found {
        private final Map<String, String> byField = new LinkedHashMap<>();

        /** The first problem of a field is the one to say. */
        public void add(String field, String words) {
            byField.putIfAbsent(field, words);
        }

        public Problems all() {
            return new Problems(byField);
        }
    }

    public boolean any() {
        return !byField.isEmpty();
    }

    public @Nullable String of(String field) {
        return byField.get(field);
    }

    public boolean has(String field) {
        return byField.containsKey(field);
    }
}
