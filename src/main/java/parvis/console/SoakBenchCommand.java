package parvis.console;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import parvis.bench.SoakBench;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code bench soak}. */
@Command(name = "soak", description = "Everything at once for half an hour: nothing fails, nothing grows.")
final class SoakBenchCommand implements Callable<Integer> {
    @CommandLine.Spec
    @SuppressWarnings("NullAway") // set by picocli before it runs
    CommandLine.Model.CommandSpec spec;

    @Option(names = "--seconds", defaultValue = "1800", description = "how long (${DEFAULT-VALUE})")
    int seconds;

    @Option(names = "--json", description = "the result as JSON")
    boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        if (seconds < 3) {
            throw new ParameterException(spec.commandLine(), "--seconds counts from 3");
        }
        return BenchCommand.inScratch(spec, scratch -> {
            // less than three minutes tell no slope: then a third of the time is a minute
            var minute = Duration.ofSeconds(Math.min(60, seconds / 3));
            var settings = new SoakBench.Settings(
                    BenchCommand.program(), scratch.resolve("data"), Duration.ofSeconds(seconds), minute);
            var result = new SoakBench(settings, spec.commandLine().getErr()::println).run();
            spec.commandLine().getOut().println(json ? result.json() : result.words());
            return result.isClean();
        });
    }
}
