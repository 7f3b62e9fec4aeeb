package parvis.conversation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import parvis.brand.TeammateId;
import parvis.database.BrandId;

/**
 * Something happened to a conversation. Published inside the transaction that made it so, carrying ids only; a listener
 * that writes takes part in that transaction, so that both happen or neither.
 */
public sealed interface ConversationEvent {
    BrandId brand();

    /** Somebody outside the house wrote. */
    record MessageArrived(BrandId brand, ConversationId conversation, MessageId message, boolean opens, Instant at)
            implements ConversationEvent {}

    /**
     * The house answered.
     *
     * @param waited whether it could be taken back before this: its letter need not wait again
     */
    record ConversationAnswered(
            BrandId brand,
            ConversationId conversation,
            MessageId message,
            Visibility visibility,
            TeammateId by,
            boolean waited,
            Instant at)
            implements ConversationEvent {}

    /** An answer that a colleague had put off does not leave, because somebody wrote meanwhile. */
    record AnswerStopped(BrandId brand, ConversationId conversation, TeammateId author, MessageId newer, Instant at)
            implements ConversationEvent {}

    /** An answer by mail was kept back, because something of somebody would have been open to everybody. */
    record AnswerKeptBack(BrandId brand, ConversationId conversation, MessageId message, TeammateId author, Instant at)
            implements ConversationEvent {}

    /** Somebody decided that an answer is to be sent once more. */
    record AnswerSentAgain(
            BrandId brand,
            ConversationId conversation,
            MessageId message,
            Visibility visibility,
            TeammateId by,
            Instant at)
            implements ConversationEvent {}

    /**
     * A conversation has another owner.
     *
     * @param absent who was to have it and is away, or null
     */
    record HandedOver(
            BrandId brand,
            ConversationId conversation,
            TeammateId from,
            TeammateId to,
            @Nullable TeammateId absent,
            @Nullable String words,
            Instant at)
            implements ConversationEvent {}

    /**
     * Many conversations have another owner by one act, which may be undone for some seconds.
     *
     * @param holder who has them, in place of somebody who is away
     */
    record ManyHandedOver(
            BrandId brand,
            UUID bulk,
            TeammateId from,
            TeammateId holder,
            List<ConversationId> conversations,
            Instant at)
            implements ConversationEvent {}

    /** Whoever acted on many undid it. */
    record ManyUndone(BrandId brand, UUID bulk, Instant at) implements ConversationEvent {}

    /** Somebody said whether a message helped. */
    record HelpRated(
            BrandId brand, ConversationId conversation, MessageId message, Help help, boolean byAsker, Instant at)
            implements ConversationEvent {}

    /** Words of a person were hidden from the public, for a reason that they are owed. */
    record MessageHidden(BrandId brand, ConversationId conversation, MessageId message, String reason, Instant at)
            implements ConversationEvent {}

    /** Somebody reported a message; they are told that it was received. */
    record ReportMade(BrandId brand, ConversationId conversation, UUID report, Instant at)
            implements ConversationEvent {}

    /** A report was decided; whoever made it is told. */
    record ReportDecided(BrandId brand, ConversationId conversation, UUID report, Instant at)
            implements ConversationEvent {}

    /**
     * Somebody not signed in wrote and must confirm by a link; holds the link's secret.
     *
     * @param subject of what they wrote
     */
    record ConfirmationWanted(
            BrandId brand, String email, String name, String subject, String token, String language, Instant at)
            implements ConversationEvent {}
}
