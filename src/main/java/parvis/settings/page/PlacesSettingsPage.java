package parvis.settings.page;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The places of a house, in the order of the square.
 *
 * @param said what was done, or null
 */
public record PlacesSettingsPage(List<Row> places, @Nullable String said) {

    /** @param readers who reads there, in words */
    public record Row(
            String id,
            String name,
            String slug,
            String readers,
            String purpose,
            boolean closed,
            boolean first,
            boolean last) {}

    /**
     * A place as a form has it.
     *
     * @param id null for a new one
     * @param readers who reads there, a word; fixed once it stands
     * @param choices those words
     * @param closing what closing it would do, in words
     * @param problems why something is not taken, by the name of its field
     * @param meanwhile what somebody else made of it since the form was opened, in sentences
     */
    public record Form(
            @Nullable String id,
            String nameFr,
            String nameEn,
            String purposeFr,
            String purposeEn,
            String slug,
            String readers,
            List<String> choices,
            String seen,
            boolean closed,
            String closing,
            Map<String, String> problems,
            List<String> meanwhile) {

        public @Nullable String problem(String field) {
            return problems.get(field);
        }
    }
}
