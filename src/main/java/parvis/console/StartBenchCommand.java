package parvis.console;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import parvis.bench.StartBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench start}. */
@Command(name = "start", description = "How long a start takes, and what the program takes of the machine then.")
final class StartBenchCommand extends Trial {
    @Option(names = "--rounds", defaultValue = "5", description = "starts (${DEFAULT-VALUE})")
    int rounds;

    @Option(
            names = "--pages",
            defaultValue = "10000",
            description = "read before memory is looked at (${DEFAULT-VALUE})")
    int pages;

    @Option(names = "--idle", defaultValue = "30", description = "seconds without anybody (${DEFAULT-VALUE})")
    int idle;

    @Override
    @Nullable
    String wrong() {
        if (System.getProperty("parvis.home") == null) {
            return "It starts ./parvis, and was not started by it";
        }
        return rounds < 1 || pages < 1 || idle < 1 ? "Each number counts from 1" : null;
    }

    @Override
    Told run(Path scratch) throws IOException, InterruptedException, SQLException {
        var home = Objects.requireNonNull(System.getProperty("parvis.home"));
        var settings = new StartBench.Settings(
                Path.of(home, "parvis"), scratch.resolve("data"), rounds, pages, Duration.ofSeconds(idle));
        var result = StartBench.run(settings, this::progress);
        return new Told(result.json(), result.words(), true);
    }
}
