package parvis.rights.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long the house keeps what.
 *
 * @param undecided whether the owner has not said yet: nothing goes, and what is shown is a proposal
 * @param goes whether anything would go, so that whoever applies says that they know
 * @param seen what stands, as the form carries it
 */
public record PeriodsPage(
        List<Row> rows,
        boolean undecided,
        boolean goes,
        String seen,
        @Nullable State state) {
    public enum State {
        APPLIED,
        PREVIEWED,
        REFUSED,
        UNSURE,
        OVERTAKEN
    }

    /**
     * @param length as typed
     * @param due how many would go, in words
     * @param isDue whether any would
     */
    public record Row(
            String name,
            String label,
            String means,
            String unit,
            String length,
            int least,
            int most,
            String bounds,
            @Nullable String due,
            boolean isDue,
            @Nullable String problem) {}
}
