/**
 * Feeds of others that a brand watches: read at their time, kept as words for a while, and compared with drafts, so that nobody
 * publishes what somebody has just said.
 *
 * <p>Owns the schema {@code feed}. What drafts are compared with is a cache of this node, made anew from PostgreSQL at each
 * start and brought up to date by the change log.
 */
@ApplicationModule(
        displayName = "Feeds",
        allowedDependencies = {
            "database",
            "jobs",
            "change",
            "ledger",
            "web",
            "text",
            "brand",
            "person",
            "guard",
            "outbound"
        })
@NullMarked
package parvis.feed;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
