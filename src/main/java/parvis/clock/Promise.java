package parvis.clock;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The clock of a conversation: {@code allowed} opening time to answer in, of which {@code spent} had passed when it last
 * paused. It runs from {@code since} and is paused while that is null, which it is whenever we wait for the person.
 */
public record Promise(
        Duration allowed, Duration spent, @Nullable Instant since) {

    public Promise {
        if (!allowed.isPositive() || spent.isNegative()) {
            throw new IllegalArgumentException(
                    "A promise allows some time and has spent none or some: " + allowed + ", " + spent);
        }
    }

    /** Not begun. */
    public static Promise of(Duration allowed) {
        return new Promise(allowed, Duration.ZERO, null);
    }

    /** Begins anew, with all that was allowed. */
    public Promise start(Instant now) {
        return new Promise(allowed, Duration.ZERO, now);
    }

    /** Stops the clock; nothing changes when it is stopped. */
    public Promise pause(Instant now, BusinessHours hours) {
        if (since == null) {
            return this;
        }
        var ran = hours.between(since, now);
        return new Promise(
                allowed, ran.isPositive() ? spent.plus(ran) : spent, null); // a clock set back gives no time back
    }

    /**
     * Goes on with what is left, but never less than a quarter of what was allowed: nobody can answer well in the two
     * minutes that an earlier delay left. Nothing changes when it runs.
     */
    public Promise resume(Instant now) {
        if (since != null) {
            return this;
        }
        var most = allowed.minus(allowed.dividedBy(4));
        return new Promise(allowed, spent.compareTo(most) > 0 ? most : spent, now);
    }

    public boolean isPaused() {
        return since == null;
    }

    /** When the answer is due, or null while paused. */
    public @Nullable Instant due(BusinessHours hours) {
        if (since == null) {
            return null;
        }
        var left = allowed.minus(spent);
        return left.isPositive() ? hours.add(since, left) : since;
    }

    /** Opening time past the due instant; zero when in time or paused. */
    public Duration lateBy(Instant now, BusinessHours hours) {
        var due = due(hours);
        return due == null || !due.isBefore(now) ? Duration.ZERO : hours.between(due, now);
    }
}
