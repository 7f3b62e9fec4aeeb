package parvis.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The real program in a process of its own, with its PostgreSQL, on a data directory that nobody will miss. */
final class Victim implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    private static final Duration LONGEST_COMMAND = Duration.ofMinutes(3);

    private final List<String> program;
    private final Path data;
    private final int port;
    private final int smtpPort;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private volatile @Nullable Process process;
    private volatile String command = "demo";
    private volatile Map<String, String> environment = Map.of();

    /** @param program everything before the command: the Java, its options, the jar */
    Victim(List<String> program, Path data, int port, int smtpPort) {
        this.program = List.copyOf(program);
        this.data = data;
        this.port = port;
        this.smtpPort = smtpPort;
    }

    Path data() {
        return data;
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    int smtpPort() {
        return smtpPort;
    }

    /** Of the program itself, while it runs. */
    long pid() {
        var running = process;
        if (running == null) {
            throw new IllegalStateException("The program does not run");
        }
        return running.pid();
    }

    /**
     * From its next start on a house like any other, whose letters leave by this server. The demo mails nobody; what tells
     * one from the other is a file.
     */
    void becomeAHouse(int smtp) throws IOException {
        Files.delete(data.resolve("demo"));
        command = "run";
        environment = Map.of("PARVIS_SMTP_URL", "smtp://127.0.0.1:" + smtp);
    }

    /** From its next start as a house that is there already is started, which is still the demo's, with limits that no trial should meet. */
    void becomeWhatRuns() {
        command = "run";
        environment = Map.of("JDK_JAVA_OPTIONS", "-Dparvis.limits.factor=1000");
    }

    /** Starts it and does not wait. */
    void start() {
        process = launch(
                List.of(
                        command,
                        "--port",
                        Integer.toString(port),
                        "--smtp-port",
                        Integer.toString(smtpPort),
                        "--data",
                        data.toString()),
                log());
    }

    void awaitReady() throws InterruptedException {
        var deadline = System.nanoTime() + LONGEST_START.toNanos();
        while (!isReady()) {
            var running = process;
            if (running == null || !running.isAlive()) {
                throw new IllegalStateException("The program ended by itself; it says why in " + log());
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The program is not ready after " + LONGEST_START);
            }
            Thread.sleep(10);
        }
    }

    /** {@code kill -9}: its PostgreSQL is left to whoever comes next. */
    void kill() throws InterruptedException {
        var running = process;
        if (running != null) {
            running.destroyForcibly().waitFor();
        }
    }

    /** {@code kill -9} of PostgreSQL's first process, while the program goes on. */
    void killPostgres() {
        postmaster().flatMap(ProcessHandle::of).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** The answer of a command, given while the program runs. */
    String command(String... words) throws InterruptedException {
        try {
            var told = Files.createTempFile("parvis-bench", ".out");
            var command = launch(List.of(words), told);
            if (!command.waitFor(LONGEST_COMMAND.toSeconds(), TimeUnit.SECONDS) || command.exitValue() != 0) {
                command.destroyForcibly();
                throw new IllegalStateException("\"" + String.join(" ", words) + "\" failed; see " + log());
            }
            var text = Files.readString(told).strip();
            Files.delete(told);
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops it as a person does, and its PostgreSQL with it. */
    @Override
    public void close() {
        var running = process;
        if (running == null || !running.isAlive()) {
            return;
        }
        running.destroy();
        try {
            if (!running.waitFor(60, TimeUnit.SECONDS)) {
                running.destroyForcibly();
            }
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private boolean isReady() throws InterruptedException {
        var request = HttpRequest.newBuilder(at("/health"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private Path log() {
        return data.resolveSibling(data.getFileName() + ".log");
    }

    private Process launch(List<String> words, Path output) {
        var command = new ArrayList<>(program);
        command.addAll(words);
        var builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .redirectError(ProcessBuilder.Redirect.appendTo(log().toFile()));
        // Its own PostgreSQL and nobody's mail, whatever this shell is set up for.
        builder.environment().keySet().removeIf(name -> name.startsWith("PARVIS_"));
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Long> postmaster() {
        try (var files = Files.find(data, 4, (file, attributes) -> file.endsWith("postmaster.pid"))) {
            for (var file : files.toList()) {
                var first = Files.readString(file).lines().findFirst();
                if (first.isPresent()) {
                    return first.map(line -> Math.abs(Long.parseLong(line.strip())));
                }
            }
        } catch (IOException | UncheckedIOException | NumberFormatException justDying) {
            return Optional.empty();
        }
        return Optional.empty();
    }
}
