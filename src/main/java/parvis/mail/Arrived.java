package parvis.mail;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import parvis.database.BrandId;
import parvis.file.Sha256;

/**
 * A mail as it came for one recipient.
 *
 * @param content SHA-256 of its bytes, in hexadecimal
 * @param sender of the envelope; empty for a report
 * @param raw its bytes, or null when they lie in the file store under {@code content}
 * @param peer the address that handed it over; null when it was a relay of our own, or when it was fetched
 */
record Arrived(
        BrandId brand,
        UUID id,
        String content,
        String sender,
        String recipient,
        long bytes,
        byte @Nullable [] raw,
        Instant at,
        @Nullable String peer) {

    /** Of one that nobody handed over from outside. */
    Arrived(
            BrandId brand,
            UUID id,
            String content,
            String sender,
            String recipient,
            long bytes,
            byte @Nullable [] raw,
            Instant at) {
        this(brand, id, content, sender, recipient, bytes, raw, at, null);
    }

    /** The same bytes for the same recipient are the same mail, however often they are delivered. */
    String externalId() {
        return Sha256.of((content + " " + recipient).getBytes(StandardCharsets.UTF_8));
    }
}
