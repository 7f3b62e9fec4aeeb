/** Mail read: from raw bytes to who wrote what to whom, the person's own words apart, machines told from people. Pure. */
@ApplicationModule(displayName = "Mime", allowedDependencies = "text")
@NullMarked
package parvis.mime;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
