/**
 * Brands, their places, products and teams; who may do what; the audit trail.
 *
 * <p>Owns the schema {@code brand}. A request's brand is found by its host ({@link parvis.brand.Brands#ofHost}).
 */
@ApplicationModule(
        displayName = "Brands",
        allowedDependencies = {"database", "privacy", "change", "ledger", "clock", "text", "web"})
@NullMarked
package parvis.brand;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
