package parvis.demo;

import org.jspecify.annotations.Nullable;
import parvis.conversation.Help;

/** What happens next in a scene. Indexes count the scene's turns from 0; the question itself is not a turn. */
sealed interface Turn {
    When at();

    /** A member, or the asker, writes: publicly, or privately where the conversation is private. */
    record Reply(String member, When at, String text) implements Turn {}

    /** The house answers. */
    record Answer(String teammate, When at, String text, boolean isPublic) implements Turn {}

    /** A trainee answers in public; it waits for approval. */
    record Proposed(String teammate, When at, String text) implements Turn {}

    /** Internal: nobody outside the house reads it. */
    record Note(String teammate, When at, String text) implements Turn {}

    record HandOver(String from, String to, When at, String words) implements Turn {}

    /** {@code messageIndex} points to the answer or reply which is judged. */
    record Rated(
            String by,
            When at,
            Help help,
            int messageIndex,
            @Nullable String words) implements Turn {}

    record Close(String teammate, When at) implements Turn {}

    /** {@code reason} is shown in place of the hidden message. */
    record Hide(String teammate, int turnIndex, When at, String reason) implements Turn {}

    /** {@code reason} is a word of the form, such as {@code advertising}. */
    record Report(String by, int turnIndex, When at, String reason, String words) implements Turn {}
}
