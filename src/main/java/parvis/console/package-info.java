/** The door: the commands of {@code ./parvis}, what they start, and the codes with which they end. */
@ApplicationModule(displayName = "Console", type = ApplicationModule.Type.OPEN)
@NullMarked
package parvis.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
