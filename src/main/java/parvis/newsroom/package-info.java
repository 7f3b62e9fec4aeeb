/**
 * The newsroom: what the house means to publish, kept while it is written, read by the guard, judged by people.
 *
 * <p>Owns the schema {@code newsroom}. {@link parvis.newsroom.Proofreading} reads for whoever is about to send something out:
 * it knows the brand around a text, what its people said of earlier findings, and what blocks.
 */
@ApplicationModule(
        displayName = "Newsroom",
        allowedDependencies = {
            "database",
            "privacy",
            "change",
            "ledger",
            "text",
            "file",
            "guard",
            "grammar",
            "outbound",
            "feed",
            "search",
            "web",
            "brand",
            "person",
            "conversation"
        })
@NullMarked
package parvis.newsroom;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
