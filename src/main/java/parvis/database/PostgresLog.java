package parvis.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * {@code DATA/logs/postgresql.log}: PostgreSQL and its supervisor append to it, we cut it. The file is copied and emptied
 * rather than renamed, because its writers keep it open.
 */
final class PostgresLog {
    private static final long LIMIT = 10 * 1024 * 1024;
    private static final int KEPT = 5;
    private static final int TAIL = 16 * 1024;

    private final Path file;
    private final long limit;
    private long mark;

    PostgresLog(Path file) {
        this(file, LIMIT);
    }

    PostgresLog(Path file, long limit) {
        this.file = file;
        this.limit = limit;
    }

    Path file() {
        return file;
    }

    /** From here on {@link #sinceMark()} reads. */
    void mark() throws IOException {
        mark = Files.exists(file) ? Files.size(file) : 0;
    }

    String sinceMark() {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var from = Math.max(channel.size() < mark ? 0 : mark, channel.size() - TAIL);
            var bytes = java.nio.ByteBuffer.allocate((int) (channel.size() - from));
            while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) > 0) {}
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /** The last thing it said since the mark, without the time and the number before it. */
    String lastWords() {
        return sinceMark()
                .lines()
                .filter(line -> !line.isBlank())
                .reduce((earlier, later) -> later.contains("FATAL: ") || !earlier.contains("FATAL: ") ? later : earlier)
                .map(line ->
                        line.replaceFirst("^\\S+ \\S+ \\S+ \\[\\d+\\] ", "").strip())
                .orElse("it said nothing");
    }

    void rotate() throws IOException {
        if (!Files.exists(file) || Files.size(file) <= limit) return;
        for (int number = KEPT - 1; number >= 1; number--) {
            if (Files.exists(numbered(number)))
                Files.move(numbered(number), numbered(number + 1), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.copy(file, numbered(1), StandardCopyOption.REPLACE_EXISTING);
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(0);
        }
    }

    private Path numbered(int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }
}
