package parvis.shots;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A Chromium of this machine, without a window, with a profile that ends with it. */
final class Chromium implements AutoCloseable {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final Path profile;
    private final URI address;

    private Chromium(Process process, Path profile, URI address) {
        this.process = process;
        this.profile = profile;
        this.address = address;
    }

    static Optional<Path> find() {
        var path = System.getenv().getOrDefault("PATH", "");
        return NAMES.stream()
                .flatMap(name -> Arrays.stream(path.split(":")).map(directory -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Chromium start(Path program) throws IOException, InterruptedException {
        var profile = Files.createTempDirectory("parvis-shots");
        var command = new java.util.ArrayList<>(List.of(
                program.toString(),
                "--headless=new",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-gpu",
                "--hide-scrollbars"));
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--no-sandbox"); // which root cannot have
        }
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        // Whatever ends this program ends the browser.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new Chromium(process, profile, address(process, profile));
    }

    URI address() {
        return address;
    }

    @Override
    public void close() throws IOException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
        try (var files = Files.walk(profile)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Chromium chooses a port and writes it down: the port, then the path. */
    private static URI address(Process process, Path profile) throws IOException, InterruptedException {
        var told = profile.resolve("DevToolsActivePort");
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && System.nanoTime() < until) {
            if (Files.exists(told)) {
                var lines = Files.readAllLines(told);
                if (lines.size() == 2) {
                    return URI.create("ws://127.0.0.1:" + lines.getFirst() + lines.getLast());
                }
            }
            Thread.sleep(50);
        }
        process.destroyForcibly();
        throw new IOException("Chromium does not start");
    }
}
