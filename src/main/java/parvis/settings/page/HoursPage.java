package parvis.settings.page;

import java.util.List;
import org.jspecify.annotations.Nullable;
import parvis.settings.page.HousePage.Choice;

/**
 * When a house is open.
 *
 * @param closed dates, one a line
 * @param closedProblem why one of them is not taken, or null
 * @param problem why the whole is not taken, or null
 * @param words what the form says, in sentences; empty while something is wrong
 * @param promised until when a question of now would be answered, or null
 * @param meanwhile the hours that somebody else set since the form was opened
 */
public record HoursPage(
        List<Day> days,
        String holidays,
        List<Choice> calendars,
        String closed,
        @Nullable String closedProblem,
        @Nullable String problem,
        List<String> words,
        @Nullable String promised,
        String seen,
        List<String> meanwhile,
        HousePage.@Nullable State state) {

    /** @param id such as {@code mon} */
    public record Day(
            String id,
            String name,
            boolean open,
            List<Slot> slots,
            @Nullable String problem) {}

    /** Times as {@code 09:00}, or empty. */
    public record Slot(String from, String to) {}
}
