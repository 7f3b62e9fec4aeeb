package parvis.brand;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Days on which a colleague is away, the first and the last among them.
 *
 * @param standIn who has what is theirs meanwhile; null for whoever takes it from the queue
 * @param words for colleagues; may be empty
 * @param ended since when it holds no more, because somebody took it back; else null
 */
public record Absence(
        UUID id,
        TeammateId teammate,
        @Nullable UUID standIn,
        LocalDate first,
        LocalDate last,
        String words,
        UUID saidBy,
        @Nullable Instant ended) {

    /** Whether they are away then. */
    public boolean holds(ZoneId zone, Instant at) {
        var day = at.atZone(zone).toLocalDate();
        return !day.isBefore(first) && !day.isAfter(last) && (ended == null || at.isBefore(ended));
    }

    /** Whether it holds, or will. */
    public boolean isAhead(ZoneId zone, Instant at) {
        return ended == null && !at.atZone(zone).toLocalDate().isAfter(last);
    }

    boolean meets(LocalDate from, LocalDate to) {
        return !first.isAfter(to) && !last.isBefore(from);
    }
}
