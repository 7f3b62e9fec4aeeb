package parvis.console;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import parvis.bench.StartBench;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code bench start}. */
@Command(name = "start", description = "How long a start takes, and what the program takes of the machine then.")
final class StartBenchCommand implements Callable<Integer> {
    @CommandLine.Spec
    @SuppressWarnings("NullAway") // set by picocli before it runs
    CommandLine.Model.CommandSpec spec;

    @Option(names = "--rounds", defaultValue = "5", description = "starts (${DEFAULT-VALUE})")
    int rounds;

    @Option(
            names = "--pages",
            defaultValue = "10000",
            description = "read before memory is looked at (${DEFAULT-VALUE})")
    int pages;

    @Option(names = "--idle", defaultValue = "30", description = "seconds without anybody (${DEFAULT-VALUE})")
    int idle;

    @Option(names = "--json", description = "the result as JSON")
    boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        if (rounds < 1 || pages < 1 || idle < 1) {
            throw new ParameterException(spec.commandLine(), "Each number counts from 1");
        }
        var home = System.getProperty("parvis.home");
        if (home == null) {
            throw new ParameterException(spec.commandLine(), "It starts ./parvis, and was not started by it");
        }
        return BenchCommand.inScratch(spec, scratch -> {
            var settings = new StartBench.Settings(
                    Path.of(home, "parvis"), scratch.resolve("data"), rounds, pages, Duration.ofSeconds(idle));
            var result = StartBench.run(settings, spec.commandLine().getErr()::println);
            spec.commandLine().getOut().println(json ? result.json() : result.words());
            return true;
        });
    }
}
