/**
 * Signing in with the identity provider of a brand's company (OpenID Connect): a brand says which, colleagues come in by it, and
 * their sessions open that brand and no other.
 *
 * <p>Owns the schema {@code provider}.
 */
@ApplicationModule(
        displayName = "Identity providers",
        allowedDependencies = {"database", "privacy", "change", "ledger", "text", "web", "outbound", "brand", "person"})
@NullMarked
package parvis.provider;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
