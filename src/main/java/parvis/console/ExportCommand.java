package parvis.console;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import parvis.export.BrandExport;
import parvis.export.ExportRefused;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code export DIR}: everything of one brand goes out, beside a running server or without one. */
@Command(name = "export", description = "Writes everything of a brand in open formats.")
final class ExportCommand implements Callable<Integer> {
    @CommandLine.Spec
    @SuppressWarnings("NullAway") // set by picocli before it runs
    CommandLine.Model.CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DIR", description = "directory that is not there yet, or empty")
    Path directory = Path.of("");

    @Option(names = "--brand", required = true, description = "slug of the brand")
    String brand = "";

    @Mixin
    final DataOption data;

    private final Environment environment;

    ExportCommand(Class<?> application, Environment environment) {
        this.data = new DataOption(application, environment);
        this.environment = environment;
    }

    @Override
    public Integer call() {
        var telling = new ExportTelling(spec.commandLine().getErr(), environment);
        try {
            data.openWithFiles(context -> {
                var house = Known.brand(context, brand);
                var summary = context.getBean(BrandExport.class)
                        .write(
                                house,
                                directory,
                                VersionCommand.number(),
                                Clock.systemUTC().instant(),
                                telling::writing);
                telling.end();
                spec.commandLine().getOut().println(telling.written(summary, directory));
            });
            return Door.DONE;
        } catch (ExportRefused refused) {
            telling.end();
            throw telling.refusal(refused);
        }
    }
}
