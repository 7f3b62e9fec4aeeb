package parvis.guard;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Lists that the guard goes by, as files of its own. */
final class Resource {
    private Resource() {}

    /** Its lines, without the empty ones and those that begin with {@code #}. */
    static List<String> lines(String name) {
        try (var stream = Objects.requireNonNull(Resource.class.getResourceAsStream(name), name);
                var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
