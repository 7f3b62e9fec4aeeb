/**
 * Accounts and sessions (who can sign in, across brands); people and their identities (who they are to one brand).
 *
 * <p>Owns the schema {@code person}, the security chain and the shell of every page, since both depend on who is there.
 */
@ApplicationModule(
        displayName = "People",
        allowedDependencies = {"database", "privacy", "jobs", "change", "ledger", "text", "web", "brand"})
@NullMarked
package parvis.person;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
