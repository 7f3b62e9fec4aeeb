/** Business time: when a brand is open, and the promise of an answer that runs only while it is. */
@ApplicationModule(
        displayName = "Clock",
        allowedDependencies = {})
@NullMarked
package parvis.clock;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
