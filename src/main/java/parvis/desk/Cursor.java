package parvis.desk;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A place in a list that is ordered by an instant and an id: just after this entry.
 *
 * @param at null for what comes after every instant, such as a conversation without a due time
 */
record Cursor(@Nullable Instant at, UUID id) {
    private static final String NEVER = "never";
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /** Null when it is none: an address that somebody mistyped begins at the beginning. */
    static @Nullable Cursor parse(@Nullable String text) {
        var cut = text == null ? -1 : text.indexOf('_');
        if (text == null || cut < 0) {
            return null;
        }
        try {
            var id = UUID.fromString(text.substring(cut + 1));
            if (text.startsWith(NEVER)) {
                return new Cursor(null, id);
            }
            var at = Instant.parse(text.substring(0, cut));
            return at.isBefore(Instant.EPOCH) || at.isAfter(LAST) ? null : new Cursor(at, id);
        } catch (DateTimeException | IllegalArgumentException mistyped) {
            return null;
        }
    }

    /** As PostgreSQL reads it. */
    String key() {
        return at == null ? "infinity" : at.toString();
    }

    @Override
    public String toString() {
        return (at == null ? NEVER : at.toString()) + "_" + id;
    }
}
