package parvis.keep;

import java.sql.Connection;
import java.sql.SQLException;

/** How values are written, whatever the server's settings: see docs/backup-format.md. */
final class Forms {
    private Forms() {}

    static void set(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("set local timezone = 'UTC'");
            statement.execute("set local intervalstyle = 'postgres'");
            statement.execute("set local bytea_output = 'hex'");
            // An owner who would see only some rows is told, instead of copying those.
            statement.execute("set local row_security = off");
        }
    }
}
