package parvis.database;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a running server keeps its data, or its files, when they are not inside: left for commands, to be read by its owner alone. */
final class Whereabouts {
    private static final String FILES = "files.at";

    private Whereabouts() {}

    static void write(Path dataDirectory, DatabaseLocation at) throws IOException {
        Durable.writePrivately(
                file(dataDirectory), at.url() + "\n" + encoded(at.owner()) + "\n" + encoded(at.ownerPassword()) + "\n");
    }

    /** Null when no server left any. */
    static @Nullable DatabaseLocation read(Path dataDirectory) {
        try {
            var lines = Files.readString(file(dataDirectory)).split("\n", -1);
            return lines.length < 3 ? null : new DatabaseLocation(lines[0], decoded(lines[1]), decoded(lines[2]));
        } catch (IOException | IllegalArgumentException none) {
            return null;
        }
    }

    static void writeFiles(Path dataDirectory, Path files) throws IOException {
        Durable.writePrivately(dataDirectory.resolve(FILES), files + "\n");
    }

    /** Null when no server left any. */
    static @Nullable Path readFiles(Path dataDirectory) {
        try {
            return Path.of(Files.readString(dataDirectory.resolve(FILES)).stripTrailing());
        } catch (IOException | InvalidPathException none) {
            return null;
        }
    }

    static void forget(Path dataDirectory) throws IOException {
        Files.deleteIfExists(file(dataDirectory));
        Files.deleteIfExists(dataDirectory.resolve(FILES));
    }

    private static Path file(Path dataDirectory) {
        return dataDirectory.resolve("database");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
