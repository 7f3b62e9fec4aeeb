/**
 * The life of the demo's fictional brands, told as code: who takes part, what is sold, what was asked and answered; the
 * player that makes it happen through the same use cases as people's; the pages from which to become anybody and to read
 * the letters that were not sent.
 *
 * <p>Owns the schema {@code demo}. Nothing of it answers unless {@code parvis.demo} is true.
 */
@ApplicationModule(
        displayName = "Demo",
        allowedDependencies = {
            "database",
            "ledger",
            "clock",
            "text",
            "web",
            "brand",
            "person",
            "conversation",
            "newsroom"
        })
@NullMarked
package parvis.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
