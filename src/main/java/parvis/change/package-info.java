/**
 * The change log: one ordered feed of what changed, for the caches of every node.
 *
 * <p>Owns the schema {@code change}. {@link parvis.change.Changes} writes in the transaction of the change;
 * {@link parvis.change.ChangeListener}s hear of it once it has committed, in order, on every node.
 */
@ApplicationModule(
        displayName = "Change log",
        allowedDependencies = {"database", "jobs"})
@NullMarked
package parvis.change;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
