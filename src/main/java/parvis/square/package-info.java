/**
 * The public square: what everybody reads, asks, answers, rates and reports, and what moderators decide about it.
 *
 * <p>Reads go from SQL straight to the records in {@code parvis.square.page}; everything that is written goes through the
 * use cases of {@code parvis.conversation}. A page for somebody not signed in depends on nobody, so that it can be kept.
 */
@ApplicationModule(
        displayName = "Square",
        allowedDependencies = {
            "database",
            "change",
            "clock",
            "text",
            "file",
            "web",
            "ledger",
            "brand",
            "person",
            "conversation",
            "guard",
            "search"
        })
@NullMarked
package parvis.square;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
