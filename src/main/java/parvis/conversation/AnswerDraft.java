package parvis.conversation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a colleague has typed and not sent.
 *
 * @param conversation null for a letter by which the house writes first
 * @param revision grows with each change, so that a window knows whether what it shows is still what is kept
 * @param discarded when they threw it away; null while it is kept
 */
public record AnswerDraft(
        UUID id,
        @Nullable ConversationId conversation,
        Typed typed,
        int revision,
        Instant changed,
        @Nullable Instant discarded) {

    /**
     * @param destination {@code public}, {@code private} or {@code note}
     * @param recipient as it was typed, and so are the name, the copies and the subject; empty where there is no such field
     * @param language {@code fr} or {@code en}
     */
    public record Typed(
            String destination,
            String text,
            String recipient,
            String name,
            String copies,
            String subject,
            String language) {

        /** Beside a text or a subject the rest is not worth keeping. */
        boolean isNothing() {
            return text.isBlank() && subject.isBlank() && recipient.isBlank();
        }
    }
}
