package parvis.console;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import parvis.bench.GuardBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench guard}. */
@Command(name = "guard", description = "How long the guard takes to read a post, and to find its like.")
final class GuardBenchCommand extends Trial {
    @Option(names = "--rounds", defaultValue = "5", description = "how often every post is read (${DEFAULT-VALUE})")
    int rounds;

    @Option(names = "--posts", defaultValue = "1000000", description = "among how many it looks (${DEFAULT-VALUE})")
    int posts;

    @Override
    @Nullable
    String wrong() {
        return rounds < 1 || posts < 1 ? "--rounds and --posts count from 1" : null;
    }

    @Override
    Told run(Path scratch) throws IOException, InterruptedException, SQLException {
        GuardCommand.quietLucene();
        var result = GuardBench.run(rounds, posts, scratch, this::progress);
        return new Told(result.json(), result.words(), true);
    }
}
