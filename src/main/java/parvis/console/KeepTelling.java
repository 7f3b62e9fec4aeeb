package parvis.console;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import parvis.keep.KeepRefused;
import parvis.keep.Progress;
import parvis.keep.Summary;
import parvis.web.Words;

/** Tells how far a backup or its way back has come, once a second, and in the end what it holds. */
final class KeepTelling {
    private static final long SECOND = 1_000_000_000;
    /** Of rows: a table of so many is told of, or nobody would know what is taking its time. */
    private static final long MANY = 50_000;

    private final PrintWriter to;
    private final Words words;
    private final boolean terminal;
    private long told = System.nanoTime() - SECOND;
    private Progress.@Nullable Stage stage;
    private boolean lineOpen;

    KeepTelling(PrintWriter to, Environment environment) {
        this.to = to;
        this.words = environment.words();
        this.terminal = System.console() != null && System.console().isTerminal();
    }

    void progress(Progress progress) {
        var now = System.nanoTime();
        var takesLong = progress.stage() == Progress.Stage.LOADING && progress.rows() >= MANY;
        if (now - told < SECOND && progress.stage() == stage && !takesLong) {
            return;
        }
        told = now;
        stage = progress.stage();
        line(words.t(
                "keep.progress." + progress.stage().name().toLowerCase(java.util.Locale.ROOT),
                progress.what(),
                progress.rows()));
    }

    void awaiting() {
        line(words.t("keep.progress.server"));
        end();
    }

    void end() {
        if (lineOpen) {
            to.print("\r\033[K");
            to.flush();
            lineOpen = false;
        }
    }

    private void line(String line) {
        if (terminal) {
            to.print("\r\033[K" + line);
            to.flush();
            lineOpen = true;
        } else {
            to.println(line);
        }
    }

    String written(Summary summary, Path file) {
        var lines = new StringJoiner("\n");
        lines.add(words.t("keep.written", file, size(summary.bytes())));
        lines.add(holds(summary));
        if (summary.damaged() > 0) {
            lines.add(words.t("keep.damaged-files", summary.damaged()));
        }
        lines.add(words.t(summary.encrypted() ? "keep.encrypted" : "keep.open"));
        return lines.toString();
    }

    /** @param kept a backup of what was replaced */
    String restored(Summary summary, Path file, @Nullable Path kept) {
        var lines = new StringJoiner("\n");
        lines.add(words.t(
                "keep.restored", file, summary.at().toString().substring(0, 16).replace('T', ' '), summary.parvis()));
        lines.add(holds(summary));
        if (kept != null) {
            lines.add(words.t("keep.kept", kept));
        }
        return lines.toString();
    }

    String newKey(String recipient, Path file) {
        return words.t("keep.key.made", file, recipient);
    }

    Refusal refusal(KeepRefused refused) {
        var code = switch (refused.reason()) {
            case NOT_A_BACKUP, DAMAGED -> Door.FAILED;
            case NEWER -> Door.DATA_UNREADABLE;
            default -> Door.WRONG_USAGE;
        };
        return new Refusal(
                code,
                words.t(
                        "keep.refused." + refused.reason().name().toLowerCase(java.util.Locale.ROOT),
                        refused.subject(),
                        refused.detail()));
    }

    private String holds(Summary summary) {
        return words.t("keep.holds", summary.rows(), summary.tables(), summary.files(), size(summary.fileBytes()));
    }

    private String size(long bytes) {
        return bytes < 1_000_000 ? words.t("keep.kb", (bytes + 999) / 1_000) : words.t("keep.mb", bytes / 1_000_000);
    }
}
