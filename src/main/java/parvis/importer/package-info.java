/**
 * What exists elsewhere comes along: read in streams, brought in batches through {@link parvis.conversation.History}, so
 * that an import may be stopped at any instant and repeated without doubling anything.
 */
@ApplicationModule(
        displayName = "Import",
        allowedDependencies = {"text", "brand", "person", "conversation"})
@NullMarked
package parvis.importer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
