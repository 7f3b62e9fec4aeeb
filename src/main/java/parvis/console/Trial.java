package parvis.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** One of {@code bench}: a trial of the whole program on scratch data, of which nothing is left where all was well. */
abstract class Trial implements Callable<Integer> {
    @CommandLine.Spec
    @SuppressWarnings("NullAway") // set by picocli before it runs
    CommandLine.Model.CommandSpec spec;

    @Option(names = "--json", description = "the result as JSON")
    boolean json;

    /** @param clean whether all was well */
    record Told(String json, String words, boolean clean) {}

    /** What is wrong with its options, in English; null when nothing is. */
    abstract @Nullable String wrong();

    abstract Told run(Path scratch) throws IOException, InterruptedException, SQLException;

    @Override
    public final Integer call() throws IOException, InterruptedException, SQLException {
        var wrong = wrong();
        if (wrong != null) {
            throw new ParameterException(spec.commandLine(), wrong);
        }
        var scratch = Files.createTempDirectory("parvis-bench");
        var clean = false;
        try {
            var told = run(scratch);
            spec.commandLine().getOut().println(json ? told.json() : told.words());
            clean = told.clean();
        } finally {
            if (!clean) {
                progress("Kept for whoever looks into it: " + scratch);
            }
        }
        if (clean) {
            FileSystemUtils.deleteRecursively(scratch);
        }
        return clean ? Door.DONE : Door.FAILED;
    }

    /** Where a house is that the next trial may find again. */
    static Path house(@Nullable Path kept, Path scratch) {
        return kept == null ? scratch.resolve("data") : kept.toAbsolutePath().normalize();
    }

    /** Those that stand beside the project, when nobody names others and they are there. */
    static Optional<Path> texts(@Nullable Path named) {
        if (named != null) {
            return Optional.of(named);
        }
        return Optional.ofNullable(System.getProperty("parvis.home"))
                .map(home -> Path.of(home).resolveSibling("shared").resolve("data"))
                .filter(Files::isDirectory);
    }

    final void progress(String line) {
        spec.commandLine().getErr().println(line);
    }

    /** This very program, with limits that no bench should meet and as much memory as a small server has. */
    static List<String> program() {
        var program = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx512m",
                "-XX:InitiatingHeapOccupancyPercent=70",
                "-XX:-G1UseAdaptiveIHOP",
                "-Dfile.encoding=UTF-8",
                "-Dparvis.limits.factor=1000",
                // who was killed while sending is known to be gone sooner than in a house where somebody may only be
                // slow
                "-Dparvis.letters.lost=PT20S"));
        program.addAll(List.of("-cp", System.getProperty("java.class.path"), "parvis.Parvis"));
        return program;
    }
}
