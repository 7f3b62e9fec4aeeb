package parvis.settings.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The products of a house.
 *
 * @param standing in the order of the square
 * @param said what was done, or null
 */
public record ProductsSettingsPage(
        List<Row> standing, List<Row> archived, @Nullable String said) {

    public record Row(String id, String name, String slug, boolean first, boolean last) {}

    /**
     * A product as a form has it.
     *
     * @param id null for a new one
     * @param problems why something is not taken, by the name of its field
     * @param meanwhile what somebody else made of it since the form was opened, in sentences
     */
    public record Form(
            @Nullable String id,
            String name,
            String slug,
            String taglineFr,
            String taglineEn,
            String since,
            String factsFr,
            String factsEn,
            String seen,
            java.util.Map<String, String> problems,
            List<String> meanwhile) {

        public @Nullable String problem(String field) {
            return problems.get(field);
        }
    }
}
