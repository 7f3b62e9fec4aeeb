/** Trials of the whole program from outside, as its users and their mishaps come: started, called, killed, counted. */
@ApplicationModule(
        displayName = "Bench",
        allowedDependencies = {"database", "text", "guard", "grammar"})
@NullMarked
package parvis.bench;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
