/**
 * Access and erasure (Regulation (EU) 2016/679, articles 15, 17 and 20): somebody takes along all that is held about them, and has
 * it erased, by a link in a mail or because they asked the house.
 *
 * <p>Owns the schema {@code rights}. What is held is known to the {@link parvis.privacy.Holder}s of all modules.
 */
@ApplicationModule(
        displayName = "Rights",
        allowedDependencies = {
            "database",
            "privacy",
            "jobs",
            "change",
            "ledger",
            "text",
            "file",
            "web",
            "brand",
            "person"
        })
@NullMarked
package parvis.rights;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
