package parvis.guard;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to publish.
 *
 * @param language {@code fr} or {@code en}; null lets the guard find out
 * @param channel where it is to go, as the brand calls it
 * @param publishAt when it is to go out; null for a moment that is not known
 * @param pictures that go with it
 */
public record Draft(
        String text,
        @Nullable String language,
        @Nullable String channel,
        @Nullable Instant publishAt,
        List<Picture> pictures) {

    /**
     * A picture of a draft.
     *
     * @param name by which people know it, such as that of its file
     * @param alternative what is read to those who do not see it; null when there is none
     */
    public record Picture(
            String name, byte[] bytes, @Nullable String alternative) {}

    public Draft {
        pictures = List.copyOf(pictures);
    }

    public Draft(String text, @Nullable String language, @Nullable String channel, @Nullable Instant publishAt) {
        this(text, language, channel, publishAt, List.of());
    }

    public static Draft of(String text) {
        return new Draft(text, null, null, null);
    }

    public static Draft of(String text, String language) {
        return new Draft(text, language, null, null);
    }
}
