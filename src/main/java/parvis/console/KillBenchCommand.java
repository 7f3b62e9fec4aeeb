package parvis.console;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import parvis.bench.KillBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench kill}. */
@Command(name = "kill", description = "Every acknowledged message is there exactly once, whatever is killed.")
final class KillBenchCommand extends Trial {
    @Option(names = "--rounds", defaultValue = "20", description = "how often something is killed (${DEFAULT-VALUE})")
    int rounds;

    @Option(names = "--seed", defaultValue = "1", description = "the same seed, the same instants (${DEFAULT-VALUE})")
    long seed;

    @Override
    @Nullable
    String wrong() {
        return rounds < 1 ? "--rounds counts from 1" : null;
    }

    @Override
    Told run(Path scratch) throws IOException, InterruptedException, SQLException {
        var settings = new KillBench.Settings(program(), scratch.resolve("data"), rounds, seed);
        var result = new KillBench(settings, this::progress).run();
        return new Told(result.json(), result.words(), result.isClean());
    }
}
