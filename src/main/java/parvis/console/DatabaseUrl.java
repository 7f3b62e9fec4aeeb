package parvis.console;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;
import parvis.database.DatabaseLocation;

/** Reads {@code postgres://user:password@host:port/database?sslmode=require}, or the same as a JDBC URL with parameters. */
final class DatabaseUrl {
    private DatabaseUrl() {}

    static Optional<DatabaseLocation> parse(String text) {
        try {
            var uri = URI.create(text.startsWith("jdbc:") ? text.substring(5) : text);
            if (uri.getHost() == null || uri.getPath() == null || uri.getPath().length() < 2) {
                return Optional.empty();
            }
            var user = "";
            var password = "";
            if (uri.getRawUserInfo() != null) {
                var parts = uri.getRawUserInfo().split(":", 2);
                user = decoded(parts[0]);
                password = parts.length > 1 ? decoded(parts[1]) : "";
            }
            var kept = new ArrayList<String>();
            for (var parameter : uri.getRawQuery() == null
                    ? new String[0]
                    : uri.getRawQuery().split("&")) {
                if (parameter.startsWith("user=")) {
                    user = decoded(parameter.substring(5));
                } else if (parameter.startsWith("password=")) {
                    password = decoded(parameter.substring(9));
                } else {
                    kept.add(parameter);
                }
            }
            if (user.isEmpty()) {
                return Optional.empty();
            }
            var port = uri.getPort() < 0 ? 5432 : uri.getPort();
            var query = kept.isEmpty() ? "" : "?" + String.join("&", kept);
            return Optional.of(new DatabaseLocation(
                    "jdbc:postgresql://" + uri.getHost() + ":" + port + uri.getPath() + query, user, password));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
