package parvis.change;

import java.util.UUID;
import parvis.database.BrandId;

/**
 * Something of a brand is no longer what it was. It says which, never how: who hears of it reads the present state.
 *
 * @param position where it stands in the feed
 */
public record Change(Position position, BrandId brand, Kind kind, UUID id) {

    public enum Kind {
        CONVERSATION,
        /** Who of the house has a conversation before their eyes; its id is the conversation's. */
        PRESENCE,
        PERSON,
        PRODUCT,
        /** A place of the square, or which conversations are read there. */
        PLACE,
        BRAND,
        TEAM,
        /** A key of the HTTP API. */
        KEY,
        /** A feed of others, or what it published. */
        FEED,
        /** A draft of the newsroom. */
        DRAFT,
        /** What the brand asks of the guard, or taught it. */
        GUARD,
        /** What was held about somebody is gone: what was made of it is to go as well, to the last byte. Its id is the person's. */
        ERASURE
    }

    /** Transaction id and sequence: later entries are greater, and none appears behind a position once read. */
    public record Position(long transaction, long sequence) implements Comparable<Position> {
        public static final Position START = new Position(0, 0);

        @Override
        public int compareTo(Position other) {
            var byTransaction = Long.compareUnsigned(transaction, other.transaction);
            return byTransaction != 0 ? byTransaction : Long.compare(sequence, other.sequence);
        }
    }
}
