package parvis.settings.page;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parvis.settings.page.HousePage.Choice;

/**
 * Who did what, the newest first.
 *
 * @param query of these filters, for the addresses of what comes next and of the export
 * @param next the address of the page behind, or null
 * @param verdict whether the chain holds, in words; null when nobody asked
 */
public record AuditPage(
        List<Row> rows,
        List<Choice> people,
        List<Choice> acts,
        Wish wish,
        String query,
        @Nullable String next,
        @Nullable String verdict,
        boolean broken) {
    /** What is looked for; empty for everything. */
    public record Wish(String who, String act, String from, String to) {
        public boolean isEmpty() {
            return who.isEmpty() && act.isEmpty() && from.isEmpty() && to.isEmpty();
        }
    }

    /**
     * @param about to whom or what, in words; null where the act says it
     * @param from where from, or null where it is not known or was erased
     * @param facts what else is known of it, or null
     * @param position in the chain; null for what the house never wrote
     */
    public record Row(
            Instant at,
            String who,
            String act,
            @Nullable String about,
            @Nullable String from,
            @Nullable String facts,
            @Nullable Long position) {}
}
