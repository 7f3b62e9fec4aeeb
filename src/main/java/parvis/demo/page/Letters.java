package parvis.demo.page;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Letters that would have been sent, newest first.
 *
 * @param older the id after which the next page begins, or null when this is the last
 */
public record Letters(List<Line> lines, @Nullable UUID older) {

    public record Line(UUID id, String subject, String recipient, Instant at) {}
}
