package parvis.console;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How far something long has come, told once a second: in one line that is written over at a terminal, else a line each time. */
final class ProgressLine {
    private static final long SECOND = 1_000_000_000;

    private final PrintWriter to;
    private final boolean terminal =
            System.console() != null && System.console().isTerminal();
    private long told = System.nanoTime() - SECOND;
    private @Nullable Object stage;
    private boolean open;

    ProgressLine(PrintWriter to) {
        this.to = to;
    }

    /** @param stage a new one is told at once */
    void tell(@Nullable Object stage, Supplier<String> words) {
        if (System.nanoTime() - told >= SECOND || !Objects.equals(stage, this.stage)) {
            this.stage = stage;
            tell(words.get());
        }
    }

    void tell(String words) {
        told = System.nanoTime();
        if (terminal) {
            to.print("\r\033[K" + words);
            to.flush();
            open = true;
        } else {
            to.println(words);
        }
    }

    /** Before anything else is said. */
    void end() {
        if (open) {
            to.print("\r\033[K");
            to.flush();
            open = false;
        }
    }
}
