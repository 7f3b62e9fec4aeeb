package parvis.newsroom;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parvis.guard.Guard;
import parvis.text.Clean;

/**
 * What a draft says.
 *
 * @param brief what the piece is for, in a line; may be empty, and so may be the others
 * @param channel one of {@link #CHANNELS}, or empty while nobody said
 * @param publishAt when it is to go out, or null
 */
public record Wording(
        String title,
        String brief,
        String text,
        String channel,
        @Nullable Instant publishAt) {
    public static final int MOST_TITLE = 200;
    public static final int MOST_BRIEF = 400;
    /** With its title, no longer than what the guard reads. */
    public static final int MOST_TEXT = Guard.LONGEST - 2 * MOST_TITLE - 2;

    static final List<String> CHANNELS = List.of("square", "mail", "mastodon", "bluesky");

    static final Wording EMPTY = new Wording("", "", "", "", null);

    /** As it can be kept; empty when something of it is too long. */
    static java.util.Optional<Wording> typed(
            String title, String brief, String text, String channel, @Nullable Instant publishAt) {
        var line = Clean.line(title, MOST_TITLE);
        var purpose = Clean.line(brief, MOST_BRIEF);
        var words = Clean.text(text, MOST_TEXT);
        if (!line.fitted() || !purpose.fitted() || words.text().length() > MOST_TEXT || !words.fitted()) {
            return java.util.Optional.empty();
        }
        return java.util.Optional.of(new Wording(
                line.text(), purpose.text(), words.text(), CHANNELS.contains(channel) ? channel : "", publishAt));
    }
}
