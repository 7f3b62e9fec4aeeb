package parvis.mime;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A mail as far as it could be read. Every text is storable and free of controls and of what overrides the direction of writing.
 *
 * @param messageId without angle brackets, like all ids here
 * @param references oldest first
 * @param deliveredTo addresses of Delivered-To, X-Original-To and Envelope-To, in that order, each once
 * @param returnPath the envelope's sender; empty for {@code <>}, null when nobody wrote it down
 * @param subject on one line
 * @param date when the writer's clock says it was sent, else when the last relay took it
 * @param text all that is readable, as plain text
 * @param own the person's own words: quotations, forwards' headers and signatures folded away; empty when there are none
 * @param quoted what was folded away, in order
 * @param html as it came, to be sanitized before anybody sees it; null when the mail has none
 * @param language guessed from the person's own words, else declared
 */
public record ReadMail(
        Kind kind,
        @Nullable String messageId,
        List<String> inReplyTo,
        List<String> references,
        List<Mailbox> from,
        List<Mailbox> replyTo,
        List<Mailbox> to,
        List<Mailbox> cc,
        List<String> deliveredTo,
        @Nullable String returnPath,
        String subject,
        @Nullable Instant date,
        String text,
        String own,
        String quoted,
        @Nullable String html,
        List<Attachment> attachments,
        Optional<Locale> language,
        List<Header> headers,
        Set<Trouble> troubles) {

    public ReadMail {
        inReplyTo = List.copyOf(inReplyTo);
        references = List.copyOf(references);
        from = List.copyOf(from);
        replyTo = List.copyOf(replyTo);
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        deliveredTo = List.copyOf(deliveredTo);
        attachments = List.copyOf(attachments);
        headers = List.copyOf(headers);
        troubles = Set.copyOf(troubles);
    }

    /** The first header of that name, decoded to one clean line. */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .findFirst()
                .map(header -> Words.line(header.value(), Words.LONGEST_LINE));
    }
}
