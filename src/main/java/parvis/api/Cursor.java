package parvis.api;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Where a list goes on: the sort key of the last item that was given. Opaque outside; one that was cut or altered is refused. */
record Cursor(Instant at, UUID id) {
    private static final int BYTES = Long.BYTES * 3;

    /** @param field the parameter's name; null and empty are the beginning */
    static @Nullable Cursor parse(String field, @Nullable String given) {
        if (given == null || given.isEmpty()) {
            return null;
        }
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(given));
            if (bytes.remaining() == BYTES + Integer.BYTES && bytes.getInt(BYTES) == checksum(bytes.array())) {
                return new Cursor(
                        Instant.EPOCH.plus(bytes.getLong(), ChronoUnit.MICROS),
                        new UUID(bytes.getLong(), bytes.getLong()));
            }
        } catch (IllegalArgumentException notBase64) {
            // refused below, as one of another length is
        }
        throw Refusal.wrong(field, "api.cursor.unknown");
    }

    @Override
    public String toString() {
        var bytes = ByteBuffer.allocate(BYTES + Integer.BYTES)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, at))
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits());
        bytes.putInt(checksum(bytes.array()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    private static int checksum(byte[] bytes) {
        var sum = new CRC32();
        sum.update(bytes, 0, BYTES);
        return (int) sum.getValue();
    }
}
