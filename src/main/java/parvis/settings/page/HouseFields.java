package parvis.settings.page;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A form of the house, by the names of its fields.
 *
 * @param seen marks of what stood there when it was opened
 * @param problems why something is not taken
 */
public record HouseFields(Map<String, String> values, Map<String, String> seen, Map<String, String> problems) {

    public String value(String field) {
        return values.getOrDefault(field, "");
    }

    public String seen(String field) {
        return seen.getOrDefault(field, "");
    }

    public @Nullable String problem(String field) {
        return problems.get(field);
    }
}
