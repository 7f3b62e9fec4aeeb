/**
 * What every module that knows something of people promises: to tell it, to take it away, and to let it go when its time has come.
 *
 * <p>Owns no table. A module gives a {@link parvis.privacy.Holder} for what it keeps, and a {@link parvis.privacy.Kept} for what it
 * keeps for a time; {@code parvis.rights} asks all of them.
 */
@ApplicationModule(displayName = "Privacy", allowedDependencies = "database")
@NullMarked
package parvis.privacy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
