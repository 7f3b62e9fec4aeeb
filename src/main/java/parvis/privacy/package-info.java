/**
 * What every module that knows something of people promises: to tell it, and to take it away.
 *
 * <p>Owns no table. A module gives a {@link parvis.privacy.Holder} for what it keeps; {@code parvis.rights} asks all of them.
 */
@ApplicationModule(displayName = "Privacy", allowedDependencies = "database")
@NullMarked
package parvis.privacy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
