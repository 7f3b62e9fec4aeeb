package parvis.importer.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One import.
 *
 * @param moving whether it changes by itself
 * @param percent how far the stage is, or null while that is not known
 * @param facts what is to be said of it, line by line
 * @param brought and {@code leftOut}: lines of its summary
 * @param trouble why it failed
 * @param table to be mapped, or null
 * @param list address of what was left out, one by one, or null
 */
public record RunPage(
        String id,
        String name,
        String kind,
        String state,
        String style,
        String icon,
        boolean moving,
        @Nullable Integer percent,
        String progress,
        List<String> facts,
        List<String> brought,
        List<String> leftOut,
        @Nullable String trouble,
        boolean mayHalt,
        boolean mayResume,
        @Nullable TableView table,
        @Nullable String list) {

    /**
     * @param how its letters and fields are written
     * @param about what it is about, as the form says it
     * @param problem why nothing can be brought with this mapping
     */
    public record TableView(
            String how,
            String about,
            List<Choice> abouts,
            List<Column> columns,
            @Nullable String problem) {}

    /** @param samples some of its fields */
    public record Column(int number, String name, List<String> samples, List<Choice> fields) {}

    public record Choice(String value, String words, boolean chosen) {}
}
