package parvis.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import parvis.export.BrandImport;
import parvis.export.ExportRefused;
import parvis.importer.DumpRefused;
import parvis.importer.Field;
import parvis.importer.Imports;
import parvis.importer.Kind;
import parvis.importer.Mapping;
import parvis.importer.Order;
import parvis.importer.StackExchange;
import parvis.importer.Table;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code import KIND SOURCE}: what exists elsewhere comes along, beside a running server or without one. */
@Command(name = "import", description = "Brings in what exists elsewhere.")
final class ImportCommand implements Callable<Integer> {
    private static final String EXPORT = "parvis";

    @CommandLine.Spec
    @SuppressWarnings("NullAway") // set by picocli before it runs
    CommandLine.Model.CommandSpec spec;

    @Parameters(index = "0", paramLabel = "KIND", description = "stackexchange, discourse, mbox, csv or parvis")
    String kind = "";

    @Parameters(
            index = "1",
            paramLabel = "SOURCE",
            description =
                    "directory of the unpacked dump; directory or ZIP of kept answers, or address of the forum; file or"
                            + " directory of mails; table; directory of an export")
    String source = "";

    @Option(names = "--brand", description = "slug of the brand; an export names its own")
    @Nullable
    String brand;

    @Option(names = "--site", description = "address of the site that files come from (a dump is asked itself)")
    @Nullable
    String site;

    @Option(names = "--key-file", description = "file with the key of the forum's API")
    @Nullable
    Path keyFile;

    @Option(names = "--user", description = "in whose name the key asks (system)")
    @Nullable
    String user;

    @Option(
            names = "--own",
            paramLabel = "ADDRESS",
            description = "address that was the house's own, beside those of today; @domain for all of one")
    List<String> own = List.of();

    @Option(names = "--of", description = "what a table is about: people or conversations (guessed)")
    @Nullable
    String about;

    @Option(
            names = "--map",
            paramLabel = "COLUMN=FIELD",
            description = "what a column of a table tells (guessed); - for nothing")
    List<String> maps = List.of();

    @Option(names = "--name", description = "name under which the lines of a table are remembered (its file's)")
    @Nullable
    String name;

    @Option(names = "--yes", description = "bring the table as it is shown")
    boolean yes;

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
        var known = Stream.concat(Arrays.stream(Kind.values()).map(Kind::word), Stream.of(EXPORT))
                .collect(Collectors.joining(", "));
        var from = Kind.of(kind).orElseThrow(() -> new Refusal(Door.WRONG_USAGE, telling.unknownKind(kind, known)));
        var slug = brand;
        if (slug == null) {
            throw new Refusal(Door.WRONG_USAGE, environment.words().t("importer.brand.missing"));
        }
        if (site != null && !StackExchange.isSite(site)) {
            throw new Refusal(Door.WRONG_USAGE, telling.notASite(site));
        }
        try {
            var mapping = from == Kind.CSV ? mapping(telling) : null;
            if (mapping != null && !yes) {
                out.println(telling.mapping(Table.of(Path.of(source)), mapping));
                out.flush();
                return mapping.problem().isPresent() ? Door.WRONG_USAGE : Door.DONE;
            }
            if (mapping != null && mapping.problem().isPresent()) {
                throw new Refusal(
                        Door.WRONG_USAGE, telling.problem(mapping.problem().get()));
            }
            var order = new Order(from, source, site, own, key(), user, mapping, name);
            Consumer<ApplicationContext> bring = context -> {
                var house = Known.brand(context, slug);
                var summary = context.getBean(Imports.class).bring(house, order, telling::progress);
                telling.end();
                out.println(telling.summary(summary, house, from));
                out.flush();
            };
            if (from == Kind.MBOX) { // mails bring files
                data.openWithFiles(bring);
            } else {
                data.open(bring);
            }
            return Door.DONE;
        } catch (DumpRefused refused) {
            telling.end();
            throw new Refusal(exit(refused.reason()), telling.refused(refused));
        }
    }

    private int bringExport() {
        var telling = new ExportTelling(spec.commandLine().getErr(), environment);
        try {
            var directory = Path.of(source);
            BrandImport.check(directory);
            data.openOrMake(context -> {
                var summary = context.getBean(BrandImport.class).bring(directory, brand, telling::bringing);
                telling.end();
                spec.commandLine().getOut().println(telling.brought(summary));
            });
            return Door.DONE;
        } catch (ExportRefused refused) {
            telling.end();
            throw telling.refusal(refused);
        }
    }

    private static int exit(DumpRefused.Reason reason) {
        return switch (reason) {
            case DAMAGED, UNREADABLE, SITE, KEY, UNFOLDS -> Door.FAILED;
            case NOT_A_DIRECTORY, NO_POSTS, NO_USERS, DOCTYPE, NOT_THERE, NO_MAILBOX, NO_FORUM, NO_TABLE ->
                Door.WRONG_USAGE;
        };
    }

    private @Nullable String key() {
        if (keyFile == null) {
            return null;
        }
        try {
            return Files.readString(keyFile).strip();
        } catch (IOException e) {
            throw new Refusal(Door.WRONG_USAGE, keyFile + ": " + e.getMessage());
        }
    }

    private Mapping mapping(ImportTelling telling) {
        var table = Table.of(Path.of(source));
        var mapping = Mapping.guess(table);
        var wanted = about;
        if (wanted != null) {
            mapping = Mapping.guess(
                    table,
                    Field.About.of(wanted)
                            .orElseThrow(() -> new Refusal(Door.WRONG_USAGE, telling.unknownAbout(wanted))));
        }
        for (var map : maps) {
            var parts = map.lastIndexOf('=');
            var column = parts < 0
                    ? -1
                    : table.columns().indexOf(map.substring(0, parts).strip());
            var field = parts < 0 ? "" : map.substring(parts + 1).strip();
            if (column < 0) {
                throw new Refusal(Door.WRONG_USAGE, telling.unknownColumn(map, String.join(", ", table.columns())));
            }
            var possible = mapping.about().fields();
            var told = Field.of(field).filter(possible::contains);
            if (told.isEmpty() && !field.equals("-")) {
                throw new Refusal(
                        Door.WRONG_USAGE,
                        telling.unknownField(
                                field, possible.stream().map(Field::word).collect(Collectors.joining(", "))));
            }
            mapping = told.isEmpty() ? mapping.without(column) : mapping.with(told.get(), column);
        }
        return mapping;
    }
}
