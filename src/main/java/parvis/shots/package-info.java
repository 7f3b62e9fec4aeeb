/** Pictures of the screens of a running demo, taken by Chromium. Knows the product by its pages only. */
@ApplicationModule(
        displayName = "Pictures of the screens",
        allowedDependencies = {})
@NullMarked
package parvis.shots;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
