/** Files that people send: kept under the hash of their content, pictures judged and drawn anew before anybody sees them. */
@ApplicationModule(
        displayName = "Files",
        allowedDependencies = {})
@NullMarked
package parvis.file;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
