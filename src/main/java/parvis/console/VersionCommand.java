package parvis.console;

import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(name = "version", description = "Prints the version.")
final class VersionCommand implements Callable<Integer> {
    @CommandLine.Spec
    @SuppressWarnings("NullAway") // set by picocli before it runs
    CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().println("parvis " + number());
        return Door.DONE;
    }

    static String number() {
        return Objects.requireNonNullElse(VersionCommand.class.getPackage().getImplementationVersion(), "unbuilt");
    }
}
