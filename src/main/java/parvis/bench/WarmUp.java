package parvis.bench;

import java.io.IOException;
import java.sql.SQLException;

/** Java compiles what is busy while it works: turns of a load that are not counted, until it is done with that. */
final class WarmUp {
    private static final int MOST = 12;
    private static final double STEADY = 1.03;

    @FunctionalInterface
    interface Turn {
        double perSecond() throws IOException, InterruptedException, SQLException;
    }

    private WarmUp() {}

    /** Until two turns in a row give no more than the best before them; tells what the best gave. */
    static double of(Turn turn) throws IOException, InterruptedException, SQLException {
        var best = 0.0;
        var steady = 0;
        for (var n = 0; n < MOST && steady < 2; n++) {
            var rate = turn.perSecond();
            steady = rate > best * STEADY ? 0 : steady + 1;
            best = Math.max(best, rate);
        }
        return best;
    }
}
