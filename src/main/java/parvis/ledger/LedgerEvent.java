package parvis.ledger;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import parvis.database.BrandId;

/**
 * One thing that happened.
 *
 * @param what a past participle with its object, such as {@code question.asked}
 * @param at when it happened, which for an import or the demo is not when it was written
 * @param detail facts that the event alone knows; never personal data, which can be erased and must not survive here
 */
public record LedgerEvent(
        BrandId brand,
        Instant at,
        String what,
        Actor actor,
        String subjectKind,
        UUID subject,
        @Nullable UUID conversation,
        How how,
        Map<String, Object> detail) {}
