/**
 * Everything of one brand goes out in open formats, and comes in again: JSON Lines, files, a README that explains them.
 *
 * <p>Owns no table. What it reads and writes is found in the database's own catalogue, inside transactions of the brand: the wall
 * between brands lets nothing of another's out or in.
 */
@ApplicationModule(
        displayName = "Export",
        allowedDependencies = {"database", "change", "ledger", "file", "brand"})
@NullMarked
package parvis.export;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
