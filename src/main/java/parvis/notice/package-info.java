/**
 * Letters to people and teammates: written in the transaction of what they tell, sent by a worker that never blindly repeats.
 *
 * <p>Owns the schema {@code notice}. Nobody tells it what to write: it listens.
 * {@link parvis.notice.Outgoing} tells by which way letters leave.
 */
@ApplicationModule(
        displayName = "Letters",
        allowedDependencies = {
            "database",
            "privacy",
            "jobs",
            "text",
            "file",
            "web",
            "guard",
            "brand",
            "person",
            "conversation",
            "postal",
            "mail",
            "rights"
        })
@NullMarked
package parvis.notice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
