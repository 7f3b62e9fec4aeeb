package parvis.square.page;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question in a list.
 *
 * @param product name of what it is about
 */
public record QuestionRow(
        UUID id,
        long number,
        String path,
        String subject,
        String language,
        Author asker,
        Instant asked,
        Instant lastActivity,
        @Nullable String product,
        Outcome outcome) {

    /** As it leads somewhere else: to the desk, where it has no page on the square. */
    public QuestionRow leadingTo(String other) {
        return new QuestionRow(id, number, other, subject, language, asker, asked, lastActivity, product, outcome);
    }
}
