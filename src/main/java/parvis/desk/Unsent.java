package parvis.desk;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import parvis.conversation.Copying;

/**
 * What a teammate typed and the house did not take: given back with the reason.
 *
 * @param to where it should have gone: {@code public}, {@code private}, {@code note}, {@link #TO_A_COLLEAGUE} or {@link #TO_ANOTHER}
 * @param lastSeen the newest message they had before their eyes, or null
 * @param copies the addresses that they typed beside it, or null when there was no field for them
 * @param about what of it was refused, such as an address; or empty
 * @param proposal the answer waiting for approval that it is about, or null
 */
record Unsent(
        Reason reason,
        String to,
        String text,
        @Nullable UUID lastSeen,
        @Nullable String copies,
        String about,
        @Nullable OfProposal proposal) {

    /**
     * What was to be done with an answer that waits for approval.
     *
     * @param in which of its fields the text stood: {@code approval}, {@code advice} or {@code revision}
     * @param why it should leave although the guard blocks it; or empty
     */
    record OfProposal(UUID message, String in, String why) {}

    Unsent(Reason reason, String to, String text, @Nullable UUID lastSeen, @Nullable String copies, String about) {
        this(reason, to, text, lastSeen, copies, about, null);
    }

    Unsent(Reason reason, String to, String text, @Nullable UUID lastSeen) {
        this(reason, to, text, lastSeen, null, "");
    }

    /** Messages that should have become a conversation of their own; the words are its subject. */
    static final String TO_ITSELF = "itself";
    /** Words for the colleague to whom a conversation should have been given. */
    static final String TO_A_COLLEAGUE = "colleague";
    /** The number of a conversation with which this one should have been merged. */
    static final String TO_ANOTHER = "another";
    /** The number of a conversation that this one should have named. */
    static final String TO_A_LINK = "link";
    /** A word to be put on the conversation. */
    static final String TO_A_TAG = "tag";

    enum Reason {
        /** Somebody wrote in between. */
        OVERTAKEN,
        CLOSED,
        /** One of theirs waits for approval here already. */
        PROPOSED,
        /** In whose name it is written is not said, or that colleague may not answer here. */
        NO_VOICE,
        /** What was to be decided on says something else by now. */
        CHANGED,
        /** Somebody else let it go before. */
        SETTLED,
        /** To be given back, but without a word. */
        NO_ADVICE,
        ONLY_PRIVATE,
        NOT_ALLOWED,
        /** The guard found what blocks, and nobody said why it should leave all the same. */
        GUARDED,
        /** It was not to leave yet: only to be read by the guard. */
        READ,
        /** What of somebody would have been open to everybody was taken out: to be read again. */
        BLANKED,
        /** It would leave in the name of another house than what they wrote before, and nobody said that it should. */
        OTHER_HOUSE,
        EMPTY,
        /** The hour at which it was to leave is none, is past, or too far away. */
        HOUR,
        /** The hour until which it was to sleep is none, is past, or too far away. */
        SLEEP_HOUR,
        TOO_LONG,
        PICTURES_MANY,
        PICTURES_LARGE,
        /** Too large together. */
        PICTURES_HEAVY,
        PICTURES_UNREADABLE,
        /** Nobody said what they show to those who do not see them. */
        PICTURES_UNDESCRIBED,
        PICTURES_BUSY,
        PICTURES_NO_ROOM,
        /** One of the answers that the house gives often was put after what they had typed. */
        CANNED,
        /** It calls a colleague who would never see it. */
        UNSEEN,
        /** It holds a place for a name or the like that nobody filled. */
        HOLE,
        /** An answer came back into the hands of whoever wrote it, before it left. */
        TAKEN_BACK,
        /** It was to be taken back and had left. */
        TOO_LATE,
        /** Something is wrong with who else should get it. */
        COPY_UNREADABLE,
        COPY_OWN,
        COPY_SILENT,
        COPY_TOO_MANY,
        /** To be handed over, but to nobody. */
        NO_RECEIVER,
        /** Whoever should take it left, or does not answer people. */
        CANNOT_TAKE,
        /** To be merged with one that is not there, */
        NO_OTHER,
        /** or is somebody else's, */
        OTHER_PERSON,
        /** or is private, while this one is public. */
        WOULD_HIDE,
        /** Messages of it were to become a conversation of their own; {@code about} says why not. */
        NOT_SPLIT,
        /** To be put on it, but it says nothing or too much, */
        NO_TAG,
        /** or there are enough. */
        TAGS_MANY;

        static Reason of(Copying.Problem problem) {
            return switch (problem) {
                case UNREADABLE -> COPY_UNREADABLE;
                case OWN -> COPY_OWN;
                case SILENT -> COPY_SILENT;
                case TOO_MANY -> COPY_TOO_MANY;
            };
        }

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The message after which all others are new to them; null when nothing is. */
    @Nullable
    UUID newSince() {
        return reason == Reason.OVERTAKEN ? lastSeen : null;
    }

    boolean toAColleague() {
        return to.equals(TO_A_COLLEAGUE);
    }

    boolean toItself() {
        return to.equals(TO_ITSELF);
    }

    boolean toALink() {
        return to.equals(TO_A_LINK);
    }

    boolean toATag() {
        return to.equals(TO_A_TAG);
    }

    boolean toAProposal() {
        return proposal != null;
    }

    boolean toAnother() {
        return to.equals(TO_ANOTHER);
    }
}
