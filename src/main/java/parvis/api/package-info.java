/**
 * The HTTP API for other programs: its keys, its problems, its routes under {@code /api/v1}.
 *
 * <p>Owns the schema {@code api}. A key decides the brand and whom it speaks for; host and cookies are never looked at.
 */
@ApplicationModule(
        displayName = "HTTP API",
        allowedDependencies = {
            "database",
            "change",
            "ledger",
            "text",
            "web",
            "file",
            "brand",
            "person",
            "conversation",
            "search",
            "guard",
            "newsroom"
        })
@NullMarked
package parvis.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
