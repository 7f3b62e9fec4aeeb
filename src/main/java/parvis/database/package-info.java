/**
 * PostgreSQL: the one inside, or another by URL; its migrations; transactions that belong to one brand.
 *
 * <p>Owns the schema {@code database}. Every other module reaches its tables through {@link parvis.database.Transactions}.
 */
@ApplicationModule(
        displayName = "Database",
        allowedDependencies = {})
@NullMarked
package parvis.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
