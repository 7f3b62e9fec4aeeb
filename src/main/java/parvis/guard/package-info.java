/**
 * Reads what is about to be published, and says what would serve nobody: where, why, and what to write instead.
 *
 * <p>Pure: a draft and what is known around it come in, findings go out; no database, no clock, no network. Each check is
 * described in {@code docs/guard.md} with its source and its figures.
 */
@ApplicationModule(
        displayName = "Guard",
        allowedDependencies = {"text"})
@NullMarked
package parvis.guard;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
