package parvis.api;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param next the cursor with which it goes on; null at its end
 */
record Page<T>(List<T> items, @Nullable String next) {

    /** @param found one more than the page may hold, when there is one */
    static <T> Page<T> of(List<T> found, int limit, Function<T, Cursor> cursor) {
        return found.size() <= limit
                ? new Page<>(found, null)
                : new Page<>(
                        found.subList(0, limit),
                        cursor.apply(found.get(limit - 1)).toString());
    }
}
