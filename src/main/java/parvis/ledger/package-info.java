/**
 * What happened: every use case writes who did what, about what, when, and how they came. The measure is computed from it.
 *
 * <p>Owns the schema {@code ledger}, which is only ever added to: after a time it no longer says whom it was about.
 */
@ApplicationModule(
        displayName = "Ledger",
        allowedDependencies = {"database", "privacy"})
@NullMarked
package parvis.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
