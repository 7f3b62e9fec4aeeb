package parvis.person;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key on somebody's device that opens one house.
 *
 * @param backedUp whether the device keeps a copy of it elsewhere, so that losing the device loses nothing
 */
record Passkey(
        UUID id,
        String host,
        String name,
        boolean backedUp,
        Instant since,
        @Nullable Instant used) {}
