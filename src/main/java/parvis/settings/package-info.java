/**
 * What whoever looks after the house sees of its workings, and sets: whether its letters
 * arrive, and which feeds of others it watches.
 *
 * <p>Owns no table: it asks the others.
 */
@ApplicationModule(
        displayName = "Settings",
        allowedDependencies = {
            "database",
            "ledger",
            "web",
            "text",
            "brand",
            "person",
            "postal",
            "mail",
            "notice",
            "feed"
        })
@NullMarked
package parvis.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
