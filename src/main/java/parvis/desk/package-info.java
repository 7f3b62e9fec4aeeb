/**
 * The desk: the queue of what the house owes an answer, each conversation with who wrote, and the words of the house.
 *
 * <p>Owns no table: it reads conversations for its pages and writes through their use cases. What it shows stays fresh by
 * the change log, told to browsers as server-sent events.
 */
@ApplicationModule(
        displayName = "Desk",
        allowedDependencies = {
            "database",
            "change",
            "ledger",
            "clock",
            "text",
            "web",
            "brand",
            "person",
            "conversation",
            "search",
            "file",
            "guard",
            "newsroom"
        })
@NullMarked
package parvis.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
