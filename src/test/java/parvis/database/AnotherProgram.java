package parvis.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** {@link HoldsADatabase} in a process of its own, which a test may kill. */
final class AnotherProgram implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private AnotherProgram(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    static AnotherProgram on(Path data) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new AnotherProgram(new ProcessBuilder(List.of(
                        java,
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HoldsADatabase.class.getName(),
                        data.toString(),
                        TestBinaries.HOME.toString()))
                .redirectErrorStream(true)
                .start());
    }

    /** The first line that starts so; the lines before it are skipped. */
    String says(String start) {
        try {
            return CompletableFuture.supplyAsync(() -> output.lines()
                            .filter(line -> line.startsWith(start))
                            .findFirst()
                            .orElseThrow(() -> new AssertionError("never said: " + start)))
                    .get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("waiting for: " + start, e);
        }
    }

    /** Until it holds a PostgreSQL that answers. */
    AnotherProgram holding() {
        says("holds ");
        return this;
    }

    /** Its supervising shells. */
    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    int exit() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) throw new AssertionError("still running");
        return process.exitValue();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit()
                .completeOnTimeout(process, Duration.ofSeconds(60).toSeconds(), TimeUnit.SECONDS)
                .join();
        process.destroyForcibly();
    }
}
