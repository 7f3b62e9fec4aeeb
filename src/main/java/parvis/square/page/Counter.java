package parvis.square.page;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who of the house answers.
 *
 * @param opens when they are back; null while the house is open, and for one that never opens
 */
public record Counter(List<Present> people, @Nullable Instant opens) {
    /** @param until when they answer no more today */
    public record Present(Author author, Instant until) {}
}
