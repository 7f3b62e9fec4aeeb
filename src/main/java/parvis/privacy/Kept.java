package parvis.privacy;

import java.time.Instant;

/**
 * What one module keeps of people for a time. All calls belong inside a transaction of the brand; some at a time are taken away in
 * each, so that whoever is interrupted goes on where they were.
 */
public interface Kept {
    Span span();

    /** How many have had their time, counted to {@code most} at most. */
    long due(Instant before, int most);

    /** @return how many were taken away: fewer than asked for when there are no more */
    int takeAway(Passing passing);

    /** How many are taken away in one transaction. */
    default int atOnce() {
        return 500;
    }
}
