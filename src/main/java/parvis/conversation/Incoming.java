package parvis.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message from outside, as it came: kept raw under {@code (channel, externalId)} before anything is made of it.
 *
 * @param person whoever is signed in, else null and {@code from} tells
 * @param text Markdown or plain text; empty when only {@code html} came
 * @param inReplyTo an external id or one of our message ids; unknown ones are ignored
 * @param conversation the conversation that it was written under, when it was written on its page
 * @param sentAt when it was written, never later than it was received
 * @param place slug of a place; null keeps the conversation private
 * @param privately within a public conversation, to the house alone
 * @param how see {@link parvis.ledger.How}
 * @param aside what a mail brings besides words; null for every other channel, and for what was kept before mail came in
 */
public record Incoming(
        String channel,
        String externalId,
        @Nullable UUID person,
        From from,
        String subject,
        String text,
        @Nullable String html,
        @Nullable String inReplyTo,
        @Nullable UUID conversation,
        Instant sentAt,
        @Nullable String place,
        @Nullable UUID product,
        @Nullable String language,
        List<String> tags,
        List<Picture> pictures,
        boolean privately,
        String how,
        @Nullable Aside aside) {

    public Incoming(
            String channel,
            String externalId,
            @Nullable UUID person,
            From from,
            String subject,
            String text,
            @Nullable String html,
            @Nullable String inReplyTo,
            @Nullable UUID conversation,
            Instant sentAt,
            @Nullable String place,
            @Nullable UUID product,
            @Nullable String language,
            List<String> tags,
            List<Picture> pictures,
            boolean privately,
            String how) {
        this(
                channel,
                externalId,
                person,
                from,
                subject,
                text,
                html,
                inReplyTo,
                conversation,
                sentAt,
                place,
                product,
                language,
                tags,
                pictures,
                privately,
                how,
                null);
    }

    /**
     * @param quoted what was folded away from the person's own words; may be null
     * @param files what is attached and is not shown
     * @param remotePictures how many pictures of the HTML lie elsewhere and were left out
     * @param copies who else got it, but the house
     */
    public record Aside(
            @Nullable String quoted, Origin origin, List<Attached> files, int remotePictures, List<Copied> copies) {

        public Aside {
            // what was kept before copies were does not name them
            copies = Objects.requireNonNullElse(copies, List.of());
        }

        public Aside(@Nullable String quoted, Origin origin, List<Attached> files, int remotePictures) {
            this(quoted, origin, files, remotePictures, List.of());
        }
    }

    /** Who speaks: nobody waits for an answer to what a machine says. */
    public enum Origin {
        PERSON,
        AUTOMATIC,
        BOUNCE;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public record From(
            @Nullable String name,
            @Nullable String email,
            @Nullable String handle,
            boolean confirmed) {}

    public static final int MOST_SUBJECT = 200;
    public static final int MOST_TEXT = 50_000;

    Incoming confirmedByLink() {
        return new Incoming(
                channel,
                externalId,
                person,
                new From(from.name(), from.email(), from.handle(), true),
                subject,
                text,
                html,
                inReplyTo,
                conversation,
                sentAt,
                place,
                product,
                language,
                tags,
                pictures,
                privately,
                how,
                aside);
    }

    Origin origin() {
        return aside == null ? Origin.PERSON : aside.origin();
    }
}
