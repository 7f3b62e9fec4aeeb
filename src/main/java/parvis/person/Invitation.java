package parvis.person;

import java.time.Instant;
import java.util.UUID;
import parvis.brand.Role;

/**
 * Somebody is asked to work here, and has not come yet.
 *
 * @param by the teammate who asks
 */
public record Invitation(UUID id, String email, Role role, UUID by, Instant expiresAt) {
    public boolean isOpen(Instant now) {
        return now.isBefore(expiresAt);
    }
}
