package parvis.conversation;

import java.util.Locale;

/** Where a conversation stands. */
public enum State {
    /** The house owes an answer. */
    OPEN,
    /** The house has answered and waits for the person; or nothing was ever promised, as in an import. */
    WAITING,
    /** The person said that it helped. */
    SATISFIED,
    /** Nobody expects anything more. */
    CLOSED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static State of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
