package parvis.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Where the embedded PostgreSQL listens, and its superuser. The password is never printed. */
public record Coordinates(String host, int port, String user, String password) {
    static final String HOST = "127.0.0.1";
    static final String SUPERUSER = "parvis";

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    @Override
    public String toString() {
        return user + "@" + host + ":" + port;
    }

    /** What a running server left for commands, or null when there is none to reach. */
    static @Nullable Coordinates read(Path dataDirectory) {
        var home = dataDirectory.resolve("postgresql");
        try {
            var port = Integer.parseInt(Files.readString(home.resolve("port")).strip());
            var password = Files.readString(home.resolve("password")).strip();
            return new Coordinates(HOST, port, SUPERUSER, password);
        } catch (IOException | NumberFormatException e) {
            return null;
        }
    }

    boolean answer() {
        try (var connection = connect()) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    Connection connect() throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "15");
        properties.setProperty("sslmode", "disable");
        // The server proves that it knows the password too: a stranger on this port is never taken for ours.
        properties.setProperty("requireAuth", "scram-sha-256");
        properties.setProperty("ApplicationName", "parvis");
        return DriverManager.getConnection(jdbcUrl("postgres"), properties);
    }
}
