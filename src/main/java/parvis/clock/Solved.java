package parvis.clock;

import java.time.Duration;
import java.time.Instant;

/** How long an answer took, said so that it neither flatters nor accuses. */
public final class Solved {
    private static final Duration A_DAY = Duration.ofDays(1);

    private Solved() {}

    /**
     * The opening time between both: a question of Friday evening waits for nobody until Monday. Past a day of it, and for
     * an answer given while the house was closed, time as it passed.
     */
    public static Duration in(BusinessHours hours, Instant asked, Instant answered) {
        var passed = Duration.between(asked, answered);
        if (passed.compareTo(Duration.ofDays(60)) > 0) {
            return passed;
        }
        var worked = hours.between(asked, answered);
        return worked.isPositive() && worked.compareTo(A_DAY) < 0 ? worked : passed;
    }
}
