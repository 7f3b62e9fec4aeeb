package parvis.console;

import java.io.PrintWriter;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import parvis.brand.Brand;
import parvis.conversation.History.Brought;
import parvis.importer.DumpRefused;
import parvis.importer.Progress;
import parvis.importer.Summary;
import parvis.web.Words;

/** Tells how far an import has come, once a second, and in the end what it brought and what it left out. */
final class ImportTelling {
    private static final long SECOND = 1_000_000_000;

    private final PrintWriter to;
    private final Words words;
    private final boolean terminal;
    private long told = System.nanoTime() - SECOND;
    private Progress.@Nullable Stage stage;
    private boolean lineOpen;

    ImportTelling(PrintWriter to, Environment environment) {
        this.to = to;
        this.words = environment.words();
        this.terminal = System.console() != null && System.console().isTerminal();
    }

    void progress(Progress progress) {
        var now = System.nanoTime();
        var complete = progress.of() > 0 && progress.done() >= progress.of();
        if (now - told < SECOND && progress.stage() == stage && !complete) {
            return;
        }
        told = now;
        stage = progress.stage();
        var line = words.t("importer.progress." + progress.stage().word(), progress.done(), progress.of());
        if (terminal) {
            to.print("\r\033[K" + line);
            to.flush();
            lineOpen = true;
        } else {
            to.println(line);
        }
    }

    void end() {
        if (lineOpen) {
            to.print("\r\033[K");
            to.flush();
            lineOpen = false;
        }
    }

    String summary(Summary summary, Brand brand) {
        var lines = new StringJoiner("\n");
        lines.add(words.t("importer.summary", summary.site(), brand.name()));
        lines.add(brought("importer.summary.questions", summary.questions()));
        lines.add(brought("importer.summary.answers", summary.answers()));
        lines.add(brought("importer.summary.comments", summary.comments()));
        lines.add(brought("importer.summary.links", summary.links()));
        lines.add("  " + words.t("importer.summary.people", summary.people()));
        if (!summary.leftOut().isEmpty()) {
            lines.add(words.t("importer.left"));
            summary.leftOut()
                    .forEach((reason, many) -> lines.add("  " + words.t("importer.left." + reason.word(), many)));
        }
        lines.add(words.t("importer.unread"));
        return lines.toString();
    }

    String unknownKind(String kind, String known) {
        return words.t("importer.kind.unknown", kind, known);
    }

    String notASite(String site) {
        return words.t("importer.site.wrong", site);
    }

    String refused(DumpRefused refused) {
        return words.t(
                "importer.refused." + refused.reason().name().toLowerCase(java.util.Locale.ROOT),
                refused.file(),
                refused.detail());
    }

    private String brought(String key, Brought brought) {
        return "  " + words.t(key, brought.added())
                + (brought.known() == 0 ? "" : words.t("importer.summary.known", brought.known()));
    }
}
