package parvis.console;

import java.io.PrintWriter;
import java.util.List;
import java.util.StringJoiner;
import parvis.brand.Brand;
import parvis.conversation.History.Brought;
import parvis.importer.DumpRefused;
import parvis.importer.Kind;
import parvis.importer.Mapping;
import parvis.importer.Progress;
import parvis.importer.Summary;
import parvis.importer.Table;
import parvis.web.Words;

/** Tells how far an import has come, once a second, and in the end what it brought and what it left out. */
final class ImportTelling {
    private final ProgressLine line;
    private final Words words;

    ImportTelling(PrintWriter to, Environment environment) {
        this.line = new ProgressLine(to);
        this.words = environment.words();
    }

    void progress(Progress progress) {
        if (progress.of() > 0 && progress.done() >= progress.of()) {
            line.tell(told(progress));
        } else {
            line.tell(progress.stage(), () -> told(progress));
        }
    }

    /** Where nobody knows how many there are, how many were read. */
    private String told(Progress progress) {
        var open = progress.of() == 0
                && progress.stage() != Progress.Stage.READING
                && progress.stage() != Progress.Stage.LINKS;
        return open
                ? words.t("importer.rows", progress.rows(), progress.leftOut())
                : words.t("importer.progress." + progress.stage().word(), progress.done(), progress.of());
    }

    void end() {
        line.end();
    }

    String summary(Summary summary, Brand brand, Kind kind) {
        var lines = new StringJoiner("\n");
        lines.add(words.t("importer.summary", summary.source(), brand.name()));
        summary.brought().forEach((what, brought) -> lines.add(brought("importer.summary." + what.word(), brought)));
        lines.add("  " + words.t("importer.summary.people", summary.people()));
        if (!summary.leftOut().isEmpty()) {
            lines.add(words.t("importer.left"));
            summary.leftOut().forEach((reason, many) -> {
                var where = summary.examples().getOrDefault(reason, List.of());
                lines.add("  " + words.t("importer.left." + reason.word(), many) + examples(where, many));
            });
        }
        if (kind == Kind.STACKEXCHANGE) {
            lines.add(words.t("importer.unread"));
        }
        return lines.toString();
    }

    private static String examples(List<String> where, long many) {
        return where.isEmpty() ? "" : " (" + String.join(", ", where) + (where.size() < many ? "…)" : ")");
    }

    /** What each column tells, with some of its lines, before anything is brought. */
    String mapping(Table table, Mapping mapping) {
        var lines = new StringJoiner("\n");
        lines.add(words.t(
                "importer.table." + mapping.about().word(),
                table.file().getFileName().toString(),
                table.charset().displayName(),
                words.t("importer.separator." + separator(table.separator()))));
        for (var i = 0; i < table.columns().size(); i++) {
            var column = i;
            var field = mapping.of(i);
            lines.add("  " + table.columns().get(i) + " → "
                    + (field == null
                            ? words.t("importer.field.none")
                            : field.word() + " (" + words.t("importer.field." + field.word()) + ")"));
            table.samples().stream()
                    .filter(sample ->
                            sample.size() > column && !sample.get(column).isBlank())
                    .findFirst()
                    .ifPresent(sample -> lines.add("      " + sample.get(column)));
        }
        lines.add(mapping.problem().map(this::problem).orElseGet(() -> words.t("importer.table.yes")));
        return lines.toString();
    }

    private static String separator(char separator) {
        return switch (separator) {
            case ',' -> "comma";
            case ';' -> "semicolon";
            case '\t' -> "tab";
            default -> "bar";
        };
    }

    String problem(Mapping.Problem problem) {
        return words.t("importer.mapping." + problem.word());
    }

    String unknownAbout(String about) {
        return words.t("importer.about.unknown", about);
    }

    String unknownColumn(String written, String known) {
        return words.t("importer.column.unknown", written, known);
    }

    String unknownField(String field, String known) {
        return words.t("importer.field.unknown", field, known);
    }

    String unknownKind(String kind, String known) {
        return words.t("importer.kind.unknown", kind, known);
    }

    String notASite(String site) {
        return words.t("importer.site.wrong", site);
    }

    String refused(DumpRefused refused) {
        return words.t("importer.refused." + refused.reason().word(), refused.file(), refused.detail());
    }

    private String brought(String key, Brought brought) {
        return "  " + words.t(key, brought.added())
                + (brought.known() == 0 ? "" : words.t("importer.summary.known", brought.known()));
    }
}
