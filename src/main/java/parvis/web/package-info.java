/**
 * What every page shares: templates and the shell around them, words in two languages, errors, headers, limits.
 *
 * <p>Knows nothing of brands or people: what it shows of them it is given in a {@link parvis.web.Shell}.
 */
@ApplicationModule(displayName = "Web", allowedDependencies = "database")
@NullMarked
package parvis.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
