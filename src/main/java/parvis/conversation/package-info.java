/**
 * Conversations of messages: asked, answered, noted, handed over, rated, closed, reported and hidden. The heart.
 *
 * <p>Owns the schema {@code conversation}; other modules may read its tables for their pages, and write through the use
 * cases here only. What happened is told by the events in {@link parvis.conversation.ConversationEvent}, published inside
 * the transaction.
 */
@ApplicationModule(
        displayName = "Conversations",
        allowedDependencies = {
            "database",
            "privacy",
            "jobs",
            "change",
            "ledger",
            "clock",
            "text",
            "file",
            "web",
            "brand",
            "person"
        })
@NullMarked
package parvis.conversation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
