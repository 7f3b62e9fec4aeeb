package parvis.console;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import parvis.database.PostgresEvent;
import parvis.demo.DemoProgress;
import parvis.web.Words;

/** Tells whoever started the program what happens and how to go on, in their language. */
final class Telling {
    private static final int SELDOM = 20;

    private final PrintWriter to;
    private final Words words;
    private final boolean terminal;
    private boolean lineOpen;

    Telling(PrintWriter to, Environment environment) {
        this(to, environment, System.console() != null && System.console().isTerminal());
    }

    /** @param terminal one line may be written over and over */
    Telling(PrintWriter to, Environment environment, boolean terminal) {
        this.to = to;
        this.words = environment.words();
        this.terminal = terminal;
    }

    void postgres(PostgresEvent event) {
        line(
                switch (event) {
                    case PostgresEvent.Unpacking(var version) -> words.t("console.postgres.unpacking", version);
                    case PostgresEvent.Initialising() -> words.t("console.postgres.initialising");
                    case PostgresEvent.StoppingLeftover(var pid) ->
                        words.t("console.postgres.leftover", Long.toString(pid));
                    case PostgresEvent.Recovering(var since) ->
                        words.t("console.postgres.recovering", since.toSeconds());
                    case PostgresEvent.Retrying(var reason) -> words.t("console.postgres.retrying", reason);
                    case PostgresEvent.Ready(var at) -> words.t("console.postgres.ready");
                    case PostgresEvent.Died(var reason, var delay) -> words.t("console.postgres.died", reason);
                    case PostgresEvent.Restarted(var at, var after) -> words.t("console.postgres.back");
                });
    }

    synchronized void demo(DemoProgress progress) {
        var told = words.t("console.demo.loading", progress.conversations(), progress.of());
        if (terminal) {
            to.print("\r" + told);
            to.flush();
            lineOpen = true;
        } else if (progress.conversations() % SELDOM == 0 || progress.conversations() == progress.of()) {
            to.println(told);
        }
    }

    void demoFailed(String reason) {
        line(words.t("console.demo.failed", reason));
    }

    /**
     * @param outbox where mails are kept that are not sent; null when they are
     * @param firstLink makes the first brand; null when there is one
     */
    void way(String address, Path data, @Nullable Path outbox, @Nullable String firstLink) {
        line("");
        line("  Parvis " + VersionCommand.number() + "   " + address);
        line("");
        if (firstLink != null) {
            line("  " + words.t("console.no.brand"));
            line("  " + firstLink);
            line("");
        }
        mails(outbox);
        line("  " + words.t("console.data", data));
        line("  " + words.t("console.stop"));
        line("");
    }

    void replaced() {
        line("");
        line(words.t("keep.replaced.server"));
    }

    void stopping() {
        line(words.t("console.stopping"));
    }

    void stopped() {
        line(words.t("console.stopped"));
    }

    void demoWay(String address, String other, Path data, Path outbox) {
        line("");
        line("  Parvis " + VersionCommand.number() + "   " + address);
        line("");
        line("  " + words.t("console.demo.become", address + "/demo"));
        line("  " + words.t("console.demo.mails", address + "/demo/mails"));
        line("  " + words.t("console.demo.other", other));
        mails(outbox);
        line("  " + words.t("console.data", data));
        line("  " + words.t("console.stop"));
        line("");
    }

    private void mails(@Nullable Path outbox) {
        if (outbox != null) {
            line("  " + words.t("console.mails", outbox));
        }
    }

    private synchronized void line(String text) {
        if (lineOpen) {
            to.println();
            lineOpen = false;
        }
        to.println(text);
    }
}
