package parvis.console;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import parvis.export.BrandExport;
import parvis.export.ExportRefused;
import parvis.web.Words;

/** Tells which table goes out or comes in, once a second, and in the end how much it was. */
final class ExportTelling {
    private final ProgressLine line;
    private final Words words;

    ExportTelling(PrintWriter to, Environment environment) {
        this.line = new ProgressLine(to);
        this.words = environment.words();
    }

    void writing(String table) {
        tell("export.progress.writing", table);
    }

    void bringing(String table) {
        tell("export.progress.bringing", table);
    }

    private void tell(String word, String table) {
        line.tell(null, () -> words.t(word, table));
    }

    void end() {
        line.end();
    }

    String written(BrandExport.Summary summary, Path directory) {
        return words.t("export.written", summary.name(), directory) + "\n" + holds(summary);
    }

    String brought(BrandExport.Summary summary) {
        return words.t("export.brought", summary.name()) + "\n" + holds(summary);
    }

    Refusal refusal(ExportRefused refused) {
        var code = switch (refused.reason()) {
            case DAMAGED -> Door.FAILED;
            case NEWER -> Door.DATA_UNREADABLE;
            default -> Door.WRONG_USAGE;
        };
        return new Refusal(
                code,
                words.t(
                        "export.refused." + refused.reason().name().toLowerCase(Locale.ROOT),
                        refused.subject(),
                        refused.detail()));
    }

    private String holds(BrandExport.Summary summary) {
        return words.t("export.holds", summary.rows(), summary.tables(), summary.files());
    }
}
