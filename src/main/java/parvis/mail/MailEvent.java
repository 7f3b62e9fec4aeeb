package parvis.mail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parvis.conversation.ConversationId;
import parvis.database.BrandId;

/** Something came back about a mail of ours. Published inside the transaction that keeps it. */
public sealed interface MailEvent {
    BrandId brand();

    /**
     * A mail of ours did not reach somebody.
     *
     * @param conversation that the mail was about, when its report tells
     * @param messageId of the mail that came back, without angle brackets, when its report tells
     * @param status enhanced code of RFC 3463, such as 5.1.1; may be empty
     * @param permanent false when the other side may still take it
     */
    record NotDelivered(
            BrandId brand,
            @Nullable ConversationId conversation,
            String recipient,
            @Nullable String messageId,
            String status,
            boolean permanent,
            Instant at)
            implements MailEvent {}

    /**
     * Somebody called a mail of ours spam (RFC 5965).
     *
     * @param recipient who called it so, as far as the report tells; may be empty
     * @param messageId of the mail that it is about, without angle brackets, when its report tells
     * @param type abuse, fraud, opt-out, …
     */
    record ComplainedAbout(
            BrandId brand,
            @Nullable ConversationId conversation,
            String recipient,
            @Nullable String messageId,
            String type,
            Instant at)
            implements MailEvent {}
}
