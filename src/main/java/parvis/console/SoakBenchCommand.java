package parvis.console;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import parvis.bench.SoakBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench soak}. */
@Command(name = "soak", description = "Everything at once for half an hour: nothing fails, nothing grows.")
final class SoakBenchCommand extends Trial {
    @Option(names = "--seconds", defaultValue = "1800", description = "how long (${DEFAULT-VALUE})")
    int seconds;

    @Override
    @Nullable
    String wrong() {
        return seconds < 3 ? "--seconds counts from 3" : null;
    }

    @Override
    Told run(Path scratch) throws IOException, InterruptedException, SQLException {
        // less than three minutes tell no slope: then a third of the time is a minute
        var minute = Duration.ofSeconds(Math.min(60, seconds / 3));
        var settings = new SoakBench.Settings(program(), scratch.resolve("data"), Duration.ofSeconds(seconds), minute);
        var result = new SoakBench(settings, this::progress).run();
        return new Told(result.json(), result.words(), result.isClean());
    }
}
