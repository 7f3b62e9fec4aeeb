package parvis.change;

import java.util.List;

/**
 * A cache of this node that follows the feed. Called by one thread, in order; each change at least once.
 */
public interface ChangeListener {

    void changed(List<Change> changes);

    /** The feed was interrupted and may have been trimmed: whatever is cached must be built anew or checked. */
    default void interrupted() {}
}
