package parvis.support;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** What was written is seen everywhere within a second; a busy machine is given longer before a test gives up. */
public final class Soon {
    /** How long what takes a second at most may take on a machine that does much else. How long it takes is measured, not tried. */
    public static final Duration BUSY = Duration.ofSeconds(10);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Soon() {}

    /** The first answer that is neither null nor false. */
    public static <T> T soon(Supplier<T> question) {
        for (var until = Instant.now().plus(PATIENCE); Instant.now().isBefore(until); ) {
            var answer = question.get();
            if (answer != null && !Boolean.FALSE.equals(answer)) {
                return answer;
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError("It did not happen within " + PATIENCE);
    }
}
