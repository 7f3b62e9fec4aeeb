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
 * @param sender the colleague whose words it carries, or null when the house writes by itself
 * @param message the answer that it is about, or null
 * @param replyTo where answers go, or null for the brand's own address
 * @param more who else gets it, why it came and how it is stopped
 */
record Letter(
        Brand brand,
        String recipient,
        String language,
        Kind kind,
        @Nullable UUID conversation,
        String subject,
        List<Part> parts,
        Instant at,
        @Nullable String sender,
        @Nullable UUID message,
        @Nullable String replyTo,
        More more) {

    /**
     * @param copies addresses beside the recipient's
     * @param stop where its reader stops the letters of this conversation, or null for one that cannot be stopped
     * @param why it came, in words; null for what is usually said
     */
    record More(
            List<String> copies,
            @Nullable String stop,
            @Nullable String why) {
        static final More NOTHING = new More(List.of(), null, null);
    }

    /** One that the house writes by itself. */
    Letter(
            Brand brand,
            String recipient,
            String language,
            Kind kind,
            @Nullable UUID conversation,
            String subject,
            List<Part> parts,
            Instant at) {
        this(brand, recipient, language, kind, conversation, subject, parts, at, null, null, null, More.NOTHING);
    }

    Letter saidBy(String name) {
        return new Letter(
                brand, recipient, language, kind, conversation, subject, parts, at, name, message, replyTo, more);
    }

    Letter carrying(UUID answer) {
        return new Letter(
                brand, recipient, language, kind, conversation, subject, parts, at, sender, answer, replyTo, more);
    }

    Letter answeredAt(@Nullable String address) {
        return new Letter(
                brand, recipient, language, kind, conversation, subject, parts, at, sender, message, address, more);
    }

    Letter with(More more) {
        return new Letter(
                brand, recipient, language, kind, conversation, subject, parts, at, sender, message, replyTo, more);
    }
}
