package parvis.person.page;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How somebody signs in, and where they are signed in.
 *
 * @param work what they do at this house, or null for a member
 * @param said what was done, or null
 * @param trouble why something was not done, or null
 */
public record AccountPage(
        String email,
        List<Key> passkeys,
        List<Open> sessions,
        @Nullable Work work,
        @Nullable String said,
        @Nullable String trouble) {

    /**
     * @param elsewhere the host that it opens, where that is another house's; null for this one's
     * @param copy whether their device keeps a copy of it elsewhere, in words
     */
    public record Key(
            String id,
            String name,
            @Nullable String elsewhere,
            String copy,
            Instant since,
            @Nullable Instant used) {}

    /**
     * @param fr what they do, as it stands under their name
     * @param problem why it was not changed, or null
     */
    public record Work(
            String fr, String en, int most, @Nullable String problem) {}

    /** @param device in words */
    public record Open(String id, String device, boolean here, Instant began, Instant seen) {}

    /** Whether they are signed in anywhere else. */
    public boolean others() {
        return sessions.stream().anyMatch(session -> !session.here());
    }
}
