package parvis.console;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** {@code bench}: trials of the whole program, each on scratch data of its own. */
@Command(name = "bench", description = "Trials of the whole program.")
final class BenchCommand implements Runnable {
    @CommandLine.Spec
    @SuppressWarnings("NullAway") // set by picocli before it runs
    CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Which one? pages, desk, ingest, search, start, soak, kill, mail, guard or import");
    }
}
