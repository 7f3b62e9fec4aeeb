package parvis.console;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import parvis.bench.IngestBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench ingest}. */
@Command(name = "ingest", description = "Messages a second kept, and how soon they stand in the queue.")
final class IngestBenchCommand extends Trial {
    @Option(names = "--rounds", defaultValue = "5", description = "of each kind, in turn (${DEFAULT-VALUE})")
    int rounds;

    @Option(names = "--seconds", defaultValue = "10", description = "of each round (${DEFAULT-VALUE})")
    int seconds;

    @Option(
            names = "--rate",
            defaultValue = "3000",
            description = "messages a second that come steadily (${DEFAULT-VALUE})")
    int rate;

    @Option(names = "--steady", defaultValue = "120", description = "for so many seconds (${DEFAULT-VALUE})")
    int steady;

    @Option(names = "--texts", description = "a directory whose sentences are used")
    @Nullable
    Path texts;

    @Override
    @Nullable
    String wrong() {
        return rounds < 1 || seconds < 1 || rate < 1 || steady < 1 ? "Each number counts from 1" : null;
    }

    @Override
    Told run(Path scratch) throws IOException, InterruptedException, SQLException {
        var settings = new IngestBench.Settings(
                program(),
                scratch.resolve("data"),
                rounds,
                Duration.ofSeconds(seconds),
                rate,
                Duration.ofSeconds(steady),
                texts(texts));
        var result = new IngestBench(settings, this::progress).run();
        return new Told(result.json(), result.words(), true);
    }
}
