package parvis.database;

import java.time.Duration;

final class Pause {
    private Pause() {}

    /** Being interrupted here means that the process is asked to end: the wait ends with a failure, not silently. */
    static void of(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseFailure(
                    DatabaseFailure.Kind.UNREACHABLE, "Interrupted while waiting for the database.", e);
        }
    }
}
