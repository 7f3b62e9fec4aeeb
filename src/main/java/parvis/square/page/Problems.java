package parvis.square.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a form: a key of words for each field, in the order of the fields.
 *
 * @param exposed the words by which everybody could reach or recognise somebody
 */
public record Problems(Map<String, String> byField, List<String> exposed) {
    public static final Problems NONE = new Problems(Map.of(), List.of());

    public static final class Found {
        private final Map<String, String> byField = new LinkedHashMap<>();
        private List<String> exposed = List.of();

        /** The first problem of a field is the one to say. */
        public void add(String field, String words) {
            byField.putIfAbsent(field, words);
        }

        /** Before words that would open something of somebody to everybody, they are asked whether they mean it. */
        public void exposes(List<String> words) {
            if (!words.isEmpty()) {
                exposed = words;
                add("exposed", "form.exposed");
            }
        }

        public Problems all() {
            return new Problems(byField, exposed);
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
