package parvis.desk.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the brand lends its agency now.
 *
 * @param more whether there is more than is shown
 */
public record LentPage(List<Row> rows, boolean more) {

    /** @param language of the subject, or null when it is the page's */
    public record Row(
            long number, String subject, @Nullable String language, String person, String state, String last) {}
}
