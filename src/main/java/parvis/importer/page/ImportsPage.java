package parvis.importer.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was imported, and how more is.
 *
 * @param kind that is chosen
 * @param refused why what was sent is not taken
 * @param most how large a file may be, in words
 */
public record ImportsPage(
        List<Row> runs, String kind, @Nullable String refused, String most) {

    /**
     * @param style of the state's badge, with its icon
     * @param said how far it is, or what came
     */
    public record Row(
            String href,
            String name,
            String kind,
            String state,
            String style,
            String icon,
            String said,
            String asked) {}
}
