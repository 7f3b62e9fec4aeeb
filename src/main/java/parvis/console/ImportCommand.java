package parvis.console;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import parvis.export.BrandImport;
import parvis.export.ExportRefused;
import parvis.importer.DumpRefused;
import parvis.importer.StackExchange;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code import KIND SOURCE}: what exists elsewhere comes along, beside a running server or without one. */
@Command(name = "import", description = "Brings in what exists elsewhere.")
final class ImportCommand implements Callable<Integer> {
    private static final String STACK_EXCHANGE = "stackexchange";
    private static final String EXPORT = "parvis";

    @CommandLine.Spec
    @SuppressWarnings("NullAway") // set by picocli before it runs
    CommandLine.Model.CommandSpec spec;

    @Parameters(index = "0", paramLabel = "KIND", description = "stackexchange or parvis")
    String kind = "";

    @Parameters(index = "1", paramLabel = "SOURCE", description = "directory of the unpacked dump, or of the export")
    Path source = Path.of("");

    @Option(names = "--brand", description = "slug of the brand; an export names its own")
    @Nullable
    String brand;

    @Option(names = "--site", description = "address of the site that the dump comes from (read from the dump)")
    @Nullable
    String site;

    @Mixin
    final DataOption data;

    private final Environment environment;

    ImportCommand(Class<?> application, Environment environment) {
        this.data = new DataOption(application, environment);
        this.environment = environment;
    }

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        var telling = new ImportTelling(spec.commandLine().getErr(), environment);
        if (kind.equals(EXPORT)) {
            return bringExport();
        }
        if (!kind.equals(STACK_EXCHANGE)) {
            throw new Refusal(Door.WRONG_USAGE, telling.unknownKind(kind, STACK_EXCHANGE + ", " + EXPORT));
        }
        if (brand == null) {
            throw new Refusal(Door.WRONG_USAGE, environment.words().t("importer.brand.missing"));
        }
        var slug = brand;
        if (site != null && !StackExchange.isSite(site)) {
            throw new Refusal(Door.WRONG_USAGE, telling.notASite(site));
        }
        try {
            data.open(context -> {
                var house = Known.brand(context, slug);
                var summary = context.getBean(StackExchange.class).bring(house, source, site, telling::progress);
                telling.end();
                out.println(telling.summary(summary, house));
                out.flush();
            });
            return Door.DONE;
        } catch (DumpRefused refused) {
            telling.end();
            throw new Refusal(
                    refused.reason() == DumpRefused.Reason.DAMAGED ? Door.FAILED : Door.WRONG_USAGE,
                    telling.refused(refused));
        }
    }

    private int bringExport() {
        var telling = new ExportTelling(spec.commandLine().getErr(), environment);
        try {
            BrandImport.check(source);
            data.openOrMake(context -> {
                var summary = context.getBean(BrandImport.class).bring(source, brand, telling::bringing);
                telling.end();
                spec.commandLine().getOut().println(telling.brought(summary));
            });
            return Door.DONE;
        } catch (ExportRefused refused) {
            telling.end();
            throw telling.refusal(refused);
        }
    }
}
