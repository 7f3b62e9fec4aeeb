package parvis.console;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import parvis.bench.SearchBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench search}. */
@Command(name = "search", description = "How long finding takes among very many messages.")
final class SearchBenchCommand extends Trial {
    @Option(names = "--conversations", defaultValue = "1000000", description = "of the house (${DEFAULT-VALUE})")
    int conversations;

    @Option(names = "--rounds", defaultValue = "3", description = "of searches (${DEFAULT-VALUE})")
    int rounds;

    @Option(names = "--clients", defaultValue = "2", description = "who search at once (${DEFAULT-VALUE})")
    int clients;

    @Option(names = "--searches", defaultValue = "1000", description = "in a round (${DEFAULT-VALUE})")
    int searches;

    @Option(names = "--data", description = "where the house is kept for the next time")
    @Nullable
    Path data;

    @Option(names = "--texts", description = "a directory whose sentences are used")
    @Nullable
    Path texts;

    @Override
    @Nullable
    String wrong() {
        return conversations < 1 || rounds < 1 || clients < 1 || searches < 1 ? "Each number counts from 1" : null;
    }

    @Override
    Told run(Path scratch) throws IOException, InterruptedException, SQLException {
        var settings = new SearchBench.Settings(
                program(), house(data, scratch), conversations, rounds, clients, searches, texts(texts));
        var result = new SearchBench(settings, this::progress).run();
        return new Told(result.json(), result.words(), true);
    }
}
