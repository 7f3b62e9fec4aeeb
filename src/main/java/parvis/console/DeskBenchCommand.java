package parvis.console;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import parvis.bench.DeskBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench desk}. */
@Command(name = "desk", description = "How long the desk takes among very many conversations.")
final class DeskBenchCommand extends Trial {
    @Option(names = "--conversations", defaultValue = "1000000", description = "of the house (${DEFAULT-VALUE})")
    int conversations;

    @Option(names = "--rounds", defaultValue = "3", description = "of each queue (${DEFAULT-VALUE})")
    int rounds;

    @Option(names = "--pages", defaultValue = "1000", description = "of each queue in a round (${DEFAULT-VALUE})")
    int pages;

    @Option(names = "--data", description = "where the house is kept for the next time")
    @Nullable
    Path data;

    @Option(names = "--texts", description = "a directory whose sentences are used")
    @Nullable
    Path texts;

    @Override
    @Nullable
    String wrong() {
        return conversations < 1 || rounds < 1 || pages < 1 ? "Each number counts from 1" : null;
    }

    @Override
    Told run(Path scratch) throws IOException, InterruptedException, SQLException {
        var settings =
                new DeskBench.Settings(program(), house(data, scratch), conversations, rounds, pages, texts(texts));
        var result = DeskBench.run(settings, this::progress);
        return new Told(result.json(), result.words(), true);
    }
}
