/**
 * What exists elsewhere comes along: read in streams, brought in batches through {@link parvis.conversation.History}, so
 * that an import may be stopped at any instant and repeated without doubling anything.
 *
 * <p>Owns the schema {@code importer}: which conversation mails name, and the sites whose old addresses lead here.
 */
@ApplicationModule(
        displayName = "Import",
        allowedDependencies = {
            "database",
            "privacy",
            "jobs",
            "change",
            "ledger",
            "web",
            "text",
            "file",
            "mime",
            "outbound",
            "brand",
            "person",
            "conversation",
            "mail"
        })
@NullMarked
package parvis.importer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
