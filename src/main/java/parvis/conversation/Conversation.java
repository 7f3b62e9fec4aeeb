package parvis.conversation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import parvis.clock.Promise;
import parvis.person.PersonId;

/**
 * A conversation as it stands.
 *
 * @param owner the teammate who answers it, or null
 * @param promise the clock that runs until the person is satisfied; null when none was promised (an import)
 * @param lastMessage the newest message of any kind, for whoever writes to know what they have seen
 * @param retained the message that the person kept as the answer
 */
public record Conversation(
        ConversationId id,
        long number,
        String slug,
        String subject,
        String language,
        State state,
        Visibility visibility,
        String channel,
        @Nullable UUID product,
        PersonId person,
        @Nullable UUID owner,
        Instant openedAt,
        @Nullable Promise promise,
        @Nullable MessageId lastMessage,
        @Nullable MessageId retained,
        boolean hidden) {

    /** Its page on the square. */
    public String path() {
        return "/questions/" + number + "-" + slug;
    }

    /** Its page at the desk. */
    public String deskPath() {
        return "/desk/conversations/" + number;
    }
}
