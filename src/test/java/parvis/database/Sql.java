package parvis.database;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** One statement on a connection of its own. */
final class Sql {
    private Sql() {}

    static void run(EmbeddedPostgres postgres, String statement) throws SQLException {
        try (var connection = postgres.coordinates().connect();
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    static @Nullable String ask(EmbeddedPostgres postgres, String question) throws SQLException {
        try (var connection = postgres.coordinates().connect();
                var sql = connection.createStatement();
                var row = sql.executeQuery(question)) {
            if (!row.next()) throw new SQLException("no row");
            return row.getString(1);
        }
    }
}
