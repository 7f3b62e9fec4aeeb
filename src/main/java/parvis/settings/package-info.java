/**
 * What whoever looks after the house sees of its workings, and sets: what it is called, how it looks, when it is open and
 * what it says of itself, whether its letters arrive, which feeds of others it watches, and whether backups are written.
 *
 * <p>Owns no table: it asks the others.
 */
@ApplicationModule(
        displayName = "Settings",
        allowedDependencies = {
            "database",
            "ledger",
            "clock",
            "web",
            "text",
            "brand",
            "person",
            "postal",
            "outbound",
            "mail",
            "notice",
            "feed",
            "keep"
        })
@NullMarked
package parvis.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
