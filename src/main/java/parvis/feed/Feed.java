package parvis.feed;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A feed as it was read, whatever its format.
 *
 * @param title in words; empty when it has none
 * @param home the page of those who publish; null when it is not said
 * @param entries the newest first where they are dated, else as they stand
 */
record Feed(String title, @Nullable URI home, List<Entry> entries) {

    /**
     * @param key what the feed calls it, for telling it from others; never empty
     * @param link where it is to be read; null when that is not said
     * @param title in words
     * @param text in words, without the title
     * @param at null when it is not dated
     */
    record Entry(
            String key,
            @Nullable URI link,
            String title,
            String text,
            @Nullable Instant at) {}

    Feed {
        entries = List.copyOf(entries);
    }
}
