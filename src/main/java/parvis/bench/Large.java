package parvis.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.store.FSDirectory;
import org.springframework.util.FileSystemUtils;

/** The program on a house with very many conversations: made when the directory holds none, else as it was left. */
final class Large implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(30);

    /**
     * @param program everything before the command: the Java, its options, the jar
     * @param data kept for the next time, when somebody names it
     * @param texts see {@link Sentences#of}
     */
    record Wanted(List<String> program, Path data, int conversations, Optional<Path> texts) {}

    private final Victim victim;
    private final Path data;

    private Large(Victim victim, Path data) {
        this.victim = victim;
        this.data = data;
    }

    static Large open(Wanted wanted, Consumer<String> progress) throws IOException, InterruptedException, SQLException {
        var victim = new Victim(wanted.program(), wanted.data(), Ports.free(), Ports.free());
        var large = new Large(victim, wanted.data());
        try {
            large.begin();
            if (large.fill(wanted, progress)) {
                // what was written past the program is found once everything is read anew
                victim.close();
                FileSystemUtils.deleteRecursively(wanted.data().resolve("search"));
                large.begin();
            }
            return large;
        } catch (IOException | InterruptedException | SQLException | RuntimeException e) {
            victim.close();
            throw e;
        }
    }

    private void begin() throws IOException, InterruptedException {
        Files.createDirectories(data.toAbsolutePath().getParent());
        victim.start();
        victim.awaitReady();
    }

    private boolean fill(Wanted wanted, Consumer<String> progress) throws IOException, SQLException {
        try (var inside = new Inside(data)) {
            var house = inside.house(progress);
            if (house.conversations() >= wanted.conversations()) {
                return false;
            }
            var sentences = Sentences.of(wanted.texts());
            progress.accept(
                    "writing %d conversations of %d sentences".formatted(wanted.conversations(), sentences.size()));
            house.fill(wanted.conversations(), sentences);
            return true;
        }
    }

    Victim victim() {
        return victim;
    }

    /**
     * A house that was just made is read for minutes before all of it can be found.
     *
     * @return after how many seconds all was there
     */
    double awaitIndexed(Consumer<String> progress) throws IOException, InterruptedException, SQLException {
        var began = System.nanoTime();
        try (var inside = inside()) {
            var wanted = inside.house(progress).conversations();
            while (System.nanoTime() - began < LONGEST.toNanos()) {
                var there = documents();
                if (there >= wanted) {
                    return (System.nanoTime() - began) / 1e9;
                }
                progress.accept("%d of %d conversations can be found".formatted(there, wanted));
                Thread.sleep(10_000);
            }
        }
        throw new IllegalStateException("Not everything can be found after " + LONGEST);
    }

    /** How many conversations the index on the disk holds. */
    private int documents() throws IOException {
        try (var directory = FSDirectory.open(data.resolve("search"));
                var reader = DirectoryReader.open(directory)) {
            return reader.numDocs();
        } catch (IndexNotFoundException notYet) {
            return 0;
        }
    }

    Inside inside() throws SQLException {
        return new Inside(data);
    }

    /** The header that says who asks, with its line end. */
    String as(String member) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(
                    HttpRequest.newBuilder(victim.at("/demo/become"))
                            .timeout(Duration.ofSeconds(30))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString("who=" + member))
                            .build(),
                    BodyHandlers.discarding());
            return answer.headers().allValues("Set-Cookie").stream()
                    .flatMap(cookie -> Stream.of(cookie.split(";", 2)[0]))
                    .filter(cookie -> cookie.startsWith("session="))
                    .findFirst()
                    .map(cookie -> "Cookie: " + cookie + "\r\n")
                    .orElseThrow(() -> new IOException("Nobody may be " + member + ": " + answer.statusCode()));
        }
    }

    /** The header of a key of the first brand, with its line end. */
    String key(String scopes) throws InterruptedException {
        return "Authorization: Bearer "
                + victim.command("key", "create", "--brand", "tilleul", "--scopes", scopes, "--data", data.toString())
                + "\r\n";
    }

    @Override
    public void close() {
        victim.close();
    }
}
