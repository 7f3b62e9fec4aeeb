package parvis.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Where the running server answers, written in its data directory for commands that print addresses. */
@Component
@ConditionalOnWebApplication
class ServerAddress {
    private final Path file;
    private final String base;

    ServerAddress(@Value("${parvis.data}") Path data, @Value("${parvis.base-url:http://localhost:8080}") String base) {
        this.file = file(data);
        this.base = base;
    }

    /** Of the server that runs on this data; one that was killed may have left its own behind. */
    static Optional<String> read(Path data) {
        try {
            return Optional.of(Files.readString(file(data)).strip()).filter(address -> !address.isEmpty());
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /** Whether a server has become ready after a moment. */
    static boolean isYoungerThan(Instant moment, Path data) {
        try {
            return Files.getLastModifiedTime(file(data)).toInstant().isAfter(moment);
        } catch (IOException none) {
            return false;
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    void write() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, base + "\n");
    }

    @EventListener(ContextClosedEvent.class)
    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    private static Path file(Path data) {
        return data.resolve("address");
    }
}
