package parvis.square.page;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a question.
 *
 * @param took how long until the answer that was kept: opening time of the house where it tells more, else as it passed;
 *     null when no answer was kept
 * @param by whose answer was kept
 * @param due when the house promised to answer; null when it promised nothing
 * @param late opening time past {@code due}
 * @param duplicateOf the number of the same question, asked before
 */
public record Outcome(
        Kind kind,
        @Nullable Duration took,
        @Nullable Author by,
        int answers,
        @Nullable Instant due,
        Duration late,
        @Nullable Long duplicateOf) {

    public enum Kind {
        SOLVED,
        ANSWERED,
        WAITING,
        CLOSED
    }

    public boolean solved() {
        return kind == Kind.SOLVED;
    }

    public boolean waiting() {
        return kind == Kind.WAITING;
    }

    public boolean closed() {
        return kind == Kind.CLOSED;
    }

    public boolean isLate() {
        return waiting() && late.isPositive();
    }
}
