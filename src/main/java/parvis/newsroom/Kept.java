package parvis.newsroom;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A draft as it is kept.
 *
 * @param version counts its saves
 * @param changedBy the teammate who saved last
 */
record Kept(
        UUID id,
        long number,
        Wording wording,
        Standing standing,
        boolean openToAgency,
        @Nullable LocalDate publishedOn,
        int version,
        Instant changedAt,
        UUID changedBy,
        List<DraftPicture> pictures) {

    boolean isOpen() {
        return standing == Standing.DRAFT;
    }
}
