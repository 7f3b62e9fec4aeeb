/**
 * Mail comes in: our own SMTP listener keeps every mail durably before it says so, and a worker makes conversations of them.
 *
 * <p>Owns the schema {@code mail}. What did not arrive, and what somebody called spam, is told by the events in
 * {@link parvis.mail.MailEvent}, published inside the transaction.
 */
@ApplicationModule(
        displayName = "Mail in",
        allowedDependencies = {
            "database",
            "privacy",
            "jobs",
            "change",
            "ledger",
            "text",
            "file",
            "mime",
            "postal",
            "web",
            "guard",
            "brand",
            "person",
            "conversation"
        })
@NullMarked
package parvis.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
