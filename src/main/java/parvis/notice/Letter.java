package parvis.notice;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import parvis.brand.Brand;

/**
 * What is written to one person.
 *
 * @param recipient an e-mail address
 * @param language {@code fr} or {@code en}
 * @param at when what it tells happened
 */
record Letter(
        Brand brand,
        String recipient,
        String language,
        Kind kind,
        @Nullable UUID conversation,
        String subject,
        List<Part> parts,
        Instant at) {}
