package parvis.privacy;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import parvis.database.BrandId;

/**
 * Some of what has had its time, while it goes.
 *
 * @param before which it was last of use
 * @param at when it goes
 * @param most how many may go now
 * @param files contents of the file store to which rows referred that are no more: whoever takes rows away names them
 */
public record Passing(BrandId brand, Instant before, Instant at, int most, Set<String> files) {
    public Passing(BrandId brand, Instant before, Instant at, int most) {
        this(brand, before, at, most, new LinkedHashSet<>());
    }
}
