/** Words that people send: cleaned, shown safely, shortened, named in an address. Pure functions, no state. */
@ApplicationModule(
        displayName = "Text",
        allowedDependencies = {})
@NullMarked
package parvis.text;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
