package parvis.console;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import parvis.keep.KeepRefused;
import parvis.keep.Progress;
import parvis.keep.Summary;
import parvis.web.Words;

/** Tells how far a backup or its way back has come, once a second, and in the end what it holds. */
final class KeepTelling {
    /** Of rows: a table of so many is told of, or nobody would know what is taking its time. */
    private static final long MANY = 50_000;

    private final ProgressLine line;
    private final Words words;

    KeepTelling(PrintWriter to, Environment environment) {
        this.line = new ProgressLine(to);
        this.words = environment.words();
    }

    void progress(Progress progress) {
        if (progress.stage() == Progress.Stage.LOADING && progress.rows() >= MANY) {
            line.tell(told(progress));
        } else {
            line.tell(progress.stage(), () -> told(progress));
        }
    }

    void awaiting() {
        line.tell(words.t("keep.progress.server"));
        end();
    }

    void end() {
        line.end();
    }

    private String told(Progress progress) {
        return words.t(
                "keep.progress." + progress.stage().name().toLowerCase(Locale.ROOT), progress.what(), progress.rows());
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
                        "keep.refused." + refused.reason().name().toLowerCase(Locale.ROOT),
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
