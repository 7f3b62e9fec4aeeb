package parvis.square.page;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What people reported and nobody has decided yet, the longest waiting first.
 *
 * @param wrong the message whose decision lacked its words, with what was typed
 */
public record ModerationPage(
        List<Reported> reported,
        List<String> reasons,
        @Nullable UUID wrong,
        String typed) {

    /** A message with everything that was said against it. */
    public record Reported(
            UUID message,
            Author author,
            Instant at,
            @Nullable String language,
            String html,
            String path,
            String subject,
            List<Report> reports) {}

    /** @param by public name of whoever reported; null for a reader */
    public record Report(
            String reason, String words, @Nullable String by, Instant at) {}
}
