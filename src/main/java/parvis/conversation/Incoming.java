package parvis.conversation;

import java.time.Instant;
import java.util.List;
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
        String how) {

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
                how);
    }
}
