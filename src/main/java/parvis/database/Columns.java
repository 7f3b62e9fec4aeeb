package parvis.database;

import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SqlArrayValue;

/** Whole columns as parameters, for {@code unnest(?)} and {@code = any(?)}: one statement writes or reads many rows. */
public final class Columns {
    private Columns() {}

    public static SqlArrayValue uuids(Collection<? extends @Nullable UUID> values) {
        return new SqlArrayValue("uuid", values.toArray());
    }

    public static <T> SqlArrayValue uuids(Collection<T> rows, Function<T, @Nullable UUID> column) {
        return new SqlArrayValue("uuid", rows.stream().map(column).toArray());
    }

    public static SqlArrayValue texts(Collection<? extends @Nullable String> values) {
        return new SqlArrayValue("text", values.toArray());
    }

    public static <T> SqlArrayValue texts(Collection<T> rows, Function<T, @Nullable String> column) {
        return new SqlArrayValue("text", rows.stream().map(column).toArray());
    }

    public static <T> SqlArrayValue times(Collection<T> rows, Function<T, @Nullable Instant> column) {
        return new SqlArrayValue(
                "timestamptz", rows.stream().map(column).map(Rows::timeOrNull).toArray());
    }

    public static <T> SqlArrayValue numbers(Collection<T> rows, Function<T, @Nullable Long> column) {
        return new SqlArrayValue("bigint", rows.stream().map(column).toArray());
    }
}
