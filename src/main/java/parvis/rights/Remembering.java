package parvis.rights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import parvis.database.BrandId;

/**
 * Who was erased, by numbers that mean nothing without the data, in a file that no backup holds and no restore replaces: it is
 * known after the return of data that are older.
 */
@Component
class Remembering {
    private static final Logger LOG = LoggerFactory.getLogger(Remembering.class);

    record Remembered(BrandId brand, UUID person) {}

    private final Path file;

    Remembering(@Value("${parvis.data}") Path data) {
        this.file = data.resolve("erasures");
    }

    /** On the disk when this returns. A line that cannot be written now is written by {@link Repeating}, from the database. */
    void remember(BrandId brand, UUID person, Instant at) {
        try {
            append(brand + " " + person + " " + at + "\n");
        } catch (IOException e) {
            LOG.error("An erasure is not yet noted in {}: {}", file, e.toString());
        }
    }

    Set<Remembered> all() {
        var all = new LinkedHashSet<Remembered>();
        if (!Files.exists(file)) {
            return all;
        }
        try (var lines = Files.lines(file)) {
            lines.forEach(line -> {
                var parts = line.split(" ");
                try {
                    all.add(new Remembered(new BrandId(UUID.fromString(parts[0])), UUID.fromString(parts[1])));
                } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException damaged) {
                    LOG.debug("A line of {} names nobody", file);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private synchronized void append(String line) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (var channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
    }
}
