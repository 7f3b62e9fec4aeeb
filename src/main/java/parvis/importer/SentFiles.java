package parvis.importer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import parvis.database.Durable;
import parvis.jobs.Housekeeping;

/** Files that owners sent to be imported: beside the store of files, where every node finds them, until they are or for two weeks. */
@Component
class SentFiles implements Housekeeping {
    private static final Logger LOG = LoggerFactory.getLogger(SentFiles.class);
    private static final int PIECE = 1 << 16;
    /** What the house needs to go on working. */
    private static final long LEFT_FREE = 512L * 1024 * 1024;

    private static final int LOOK_EVERY = 256;
    private static final Duration KEPT = Duration.ofDays(14);

    sealed interface Outcome {
        record Kept(UUID file) implements Outcome {}

        record Empty() implements Outcome {}

        record TooLarge() implements Outcome {}

        record NoRoom() implements Outcome {}
    }

    private final Path directory;
    /** Where they were until nodes shared them: what still waits there is brought. */
    private final Path before;

    private final long most;

    SentFiles(
            @Value("${parvis.files:${parvis.data:data}/files}") Path files,
            @Value("${parvis.data:data}") Path data,
            @Value("${parvis.imports.most:20GB}") DataSize most) {
        this.directory = files.resolve("imports");
        this.before = data.resolve("imports");
        this.most = most.toBytes();
    }

    long most() {
        return most;
    }

    /** @param expected how many bytes there will be at most, or less than nought when that is not known */
    Outcome keep(InputStream sent, long expected) throws IOException {
        if (expected > most) {
            return new Outcome.TooLarge();
        }
        Files.createDirectories(directory);
        if (free() < LEFT_FREE + Math.max(0, expected)) {
            return new Outcome.NoRoom();
        }
        var id = UUID.randomUUID();
        var file = place(id);
        var kept = false;
        try {
            var outcome = write(sent, file, id);
            kept = outcome instanceof Outcome.Kept;
            return outcome;
        } finally {
            if (!kept) {
                Files.deleteIfExists(file);
            }
        }
    }

    private Outcome write(InputStream sent, Path file, UUID id) throws IOException {
        long bytes = 0;
        var piece = new byte[PIECE];
        try (var to = Files.newOutputStream(file)) {
            var pieces = 0;
            for (var read = sent.read(piece); read >= 0; read = sent.read(piece)) {
                bytes += read;
                if (bytes > most) {
                    return new Outcome.TooLarge();
                }
                if (++pieces % LOOK_EVERY == 0 && free() < LEFT_FREE) {
                    return new Outcome.NoRoom();
                }
                to.write(piece, 0, read);
            }
        }
        Durable.sync(file);
        return bytes == 0 ? new Outcome.Empty() : new Outcome.Kept(id);
    }

    private long free() throws IOException {
        return Files.getFileStore(directory).getUsableSpace();
    }

    /** Where it is; empty when it is gone. */
    Optional<Path> find(UUID id) {
        return Stream.of(directory, before)
                .map(in -> in.resolve(id.toString()))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    void forget(UUID id) {
        try {
            for (var in : List.of(directory, before)) {
                Files.deleteIfExists(in.resolve(id.toString()));
            }
        } catch (IOException e) {
            LOG.warn("An upload stays until it is swept: {}", id, e);
        }
    }

    private Path place(UUID id) {
        return directory.resolve(id.toString());
    }

    @Override
    public String name() {
        return "sweep-uploads";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(12);
    }

    @Override
    public void work(Instant now) {
        for (var in : List.of(directory, before)) {
            if (Files.isDirectory(in)) {
                sweep(in, now);
            }
        }
    }

    private static void sweep(Path directory, Instant now) {
        try (var files = Files.newDirectoryStream(directory)) {
            for (var file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(KEPT))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            LOG.warn("Uploads cannot be swept", e);
        }
    }
}
