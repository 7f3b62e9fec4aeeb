package parvis.conversation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a message that was taken.
 *
 * @param state {@code unconfirmed}, {@code accepted}, {@code stored} or {@code rejected}
 * @param reason why it was rejected, or why it is tried again
 */
public record MessageStatus(
        UUID id,
        String state,
        @Nullable UUID conversation,
        @Nullable String reason) {}
