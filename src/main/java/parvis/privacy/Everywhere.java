package parvis.privacy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.database.Columns;
import parvis.database.Rows;

/** Takes somebody's names out of the texts of a table, wherever they stand. For the module that owns the table. */
public final class Everywhere {
    private static final int ROWS = 200;

    private final JdbcClient db;
    private final Names names;

    public Everywhere(JdbcClient db, Names names) {
        this.db = db;
        this.names = names;
    }

    private record Found(List<Object> key, List<@Nullable String> texts) {}

    /**
     * @param key columns that name a row, the first of which is an id
     * @return those ids of the rows that changed
     */
    public Set<UUID> replace(String table, List<String> key, List<String> columns) {
        if (names.likes().isEmpty()) {
            return Set.of();
        }
        var changed = new LinkedHashSet<UUID>();
        for (var row : found(table, key, columns)) {
            var after = new ArrayList<@Nullable String>();
            row.texts().forEach(text -> after.add(names.anywhereOrNull(text)));
            if (!after.equals(row.texts())) {
                write(table, key, columns, row.key(), after);
                changed.add((UUID) row.key().getFirst());
            }
        }
        return changed;
    }

    private List<Found> found(String table, List<String> key, List<String> columns) {
        var like = columns.stream().map(column -> column + " ilike any(:likes)").collect(Collectors.joining(" or "));
        return db.sql("select " + String.join(", ", key) + ", " + String.join(", ", columns) + " from " + table
                        + " where " + like)
                .param("likes", Columns.texts(names.likes()))
                .withFetchSize(ROWS)
                .query((row, n) -> {
                    var texts = new ArrayList<@Nullable String>();
                    for (var column : columns) {
                        texts.add(Rows.textOrNull(row, column));
                    }
                    var ids = new ArrayList<Object>();
                    for (var column : key) {
                        ids.add(row.getObject(column));
                    }
                    return new Found(ids, texts);
                })
                .list();
    }

    private void write(
            String table, List<String> key, List<String> columns, List<Object> ids, List<@Nullable String> texts) {
        var sql = db.sql("update " + table + " set "
                + columns.stream().map(column -> column + " = ?").collect(Collectors.joining(", ")) + " where "
                + key.stream().map(column -> column + " = ?").collect(Collectors.joining(" and ")));
        for (var text : texts) {
            sql = sql.param(text);
        }
        sql.params(ids).update();
    }
}
