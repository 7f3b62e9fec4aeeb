package parvis.conversation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An answer at the door.
 *
 * @param at when it goes out; null when it was stopped
 * @param later whether it was put off to an hour of its author's choice, and not only held for the moment in which it can be taken back
 * @param stopped when the person wrote meanwhile, so that its author looks at it again; else null
 */
public record Departure(
        MessageId message,
        ConversationId conversation,
        UUID teammate,
        @Nullable Instant at,
        boolean later,
        @Nullable Instant stopped) {}
