package parvis.conversation;

import parvis.person.EmailAddress;

/**
 * Somebody whom a message reaches beside its person.
 *
 * @param name as a mail gave it, or empty
 */
public record Copied(String name, String email) {
    public Copied {
        email = EmailAddress.normal(email);
    }
}
