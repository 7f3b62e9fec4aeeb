/**
 * What the house asks of the world by HTTP: one fetcher, which goes only where everybody may go, never for long and never for
 * much. Whoever gives it an address may be a stranger, and so may be whoever answers.
 *
 * <p>Owns no table.
 */
@ApplicationModule(
        displayName = "Outbound",
        allowedDependencies = {"postal", "guard"})
@NullMarked
package parvis.outbound;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
