package parvis.console;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import parvis.bench.PagesBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench pages}. */
@Command(name = "pages", description = "Pages a second, beside nginx with a file of the same size.")
final class PagesBenchCommand extends Trial {
    @Option(names = "--rounds", defaultValue = "5", description = "of nginx, readers and members (${DEFAULT-VALUE})")
    int rounds;

    @Option(names = "--seconds", defaultValue = "6", description = "of each in a round (${DEFAULT-VALUE})")
    int seconds;

    @Override
    @Nullable
    String wrong() {
        return rounds < 1 || seconds < 1 ? "--rounds and --seconds count from 1" : null;
    }

    @Override
    Told run(Path scratch) throws IOException, InterruptedException, SQLException {
        var settings = new PagesBench.Settings(program(), scratch, rounds, Duration.ofSeconds(seconds));
        var result = PagesBench.run(settings, this::progress);
        return new Told(result.json(), result.words(), true);
    }
}
