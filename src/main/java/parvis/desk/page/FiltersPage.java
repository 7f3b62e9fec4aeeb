package parvis.desk.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of the queue that have a name.
 *
 * @param query of the part that is to get one, or null
 * @param typed the name that was not taken
 * @param shares whether they say what everybody sees
 * @param problem why what was typed is not kept, or null
 */
public record FiltersPage(
        @Nullable String query,
        String typed,
        int most,
        boolean shares,
        @Nullable String problem,
        List<Line> lines) {

    public record Line(String id, String name, String href, boolean shared, boolean mine) {}
}
