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
        Outcome outcome) {}
