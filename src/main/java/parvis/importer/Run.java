package parvis.importer;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import that an owner began.
 *
 * @param file of the upload, or null
 * @param rows read so far, of which so many were {@code leftOut}
 * @param trouble why it failed
 */
record Run(
        UUID id,
        String name,
        @Nullable UUID file,
        Order order,
        State state,
        boolean halting,
        UUID by,
        Instant askedAt,
        @Nullable Instant begunAt,
        @Nullable Instant endedAt,
        Progress progress,
        @Nullable Summary summary,
        @Nullable Trouble trouble) {

    enum State {
        MAPPING,
        WAITING,
        RUNNING,
        DONE,
        HALTED,
        FAILED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean isOver() {
            return this == DONE || this == HALTED || this == FAILED;
        }
    }

    record Trouble(String reason, String file, String detail) {}
}
