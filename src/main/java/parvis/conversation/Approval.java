package parvis.conversation;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An answer that leaves once somebody approves, or left so.
 *
 * @param drafter who wrote it
 * @param voice in whose name it stands: the drafter's own, or that of whoever they write for
 * @param version a fingerprint of all that would leave; another text, picture or copy is another version
 * @param wanted when the drafter would like it to leave; null for at once
 * @param advice what the drafter was told with it last, or null
 * @param approved the version that was approved, or null
 * @param decidedBy who approved or gave it back last, or null
 * @param edited whether whoever approved it put it into other words
 */
public record Approval(
        MessageId message,
        ConversationId conversation,
        UUID drafter,
        UUID voice,
        Visibility visibility,
        String text,
        State state,
        String version,
        Instant proposed,
        @Nullable Instant wanted,
        @Nullable String advice,
        @Nullable String approved,
        @Nullable UUID decidedBy,
        @Nullable Instant decidedAt,
        boolean edited) {

    public enum State {
        WAITING,
        /** With a word of advice. */
        RETURNED,
        APPROVED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** Whether it stands in another's name than its drafter's. */
    public boolean isForAnother() {
        return !drafter.equals(voice);
    }
}
