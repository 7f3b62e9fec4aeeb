package parvis.console;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import parvis.bench.PagesBench;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code bench pages}. */
@Command(name = "pages", description = "Pages a second, beside nginx with a file of the same size.")
final class PagesBenchCommand implements Callable<Integer> {
    @CommandLine.Spec
    @SuppressWarnings("NullAway") // set by picocli before it runs
    CommandLine.Model.CommandSpec spec;

    @Option(names = "--rounds", defaultValue = "5", description = "of nginx, readers and members (${DEFAULT-VALUE})")
    int rounds;

    @Option(names = "--seconds", defaultValue = "6", description = "of each in a round (${DEFAULT-VALUE})")
    int seconds;

    @Option(names = "--json", description = "the result as JSON")
    boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        if (rounds < 1 || seconds < 1) {
            throw new ParameterException(spec.commandLine(), "--rounds and --seconds count from 1");
        }
        return BenchCommand.inScratch(spec, scratch -> {
            var settings =
                    new PagesBench.Settings(BenchCommand.program(), scratch, rounds, Duration.ofSeconds(seconds));
            var result = PagesBench.run(settings, spec.commandLine().getErr()::println);
            spec.commandLine().getOut().println(json ? result.json() : result.words());
            return true;
        });
    }
}
