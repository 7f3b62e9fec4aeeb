package parvis.feed;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parvis.text.PlainText;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON Feed 1.0 and 1.1. */
final class JsonFeed {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST_TITLE = 300;
    private static final int LONGEST_TEXT = 5_000;

    private JsonFeed() {}

    static Optional<Feed> read(byte[] document, URI at) {
        JsonNode feed;
        try {
            feed = JSON.readTree(new String(document, StandardCharsets.UTF_8));
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
        if (!text(feed, "version").startsWith("https://jsonfeed.org/version/")) {
            return Optional.empty();
        }
        var entries = new ArrayList<Feed.Entry>();
        for (var item : feed.path("items")) {
            if (item.isObject() && entries.size() < FeedReading.MOST_ENTRIES) {
                var entry = entry(item, at);
                if (!entry.key().isEmpty()) {
                    entries.add(entry);
                }
            }
        }
        return Optional.of(new Feed(
                FeedReading.cut(text(feed, "title"), LONGEST_TITLE), link(feed, "home_page_url", at), entries));
    }

    private static Feed.Entry entry(JsonNode item, URI at) {
        var html = text(item, "content_html");
        var words = html.isEmpty()
                ? text(item, "content_text")
                : PlainText.ofHtml(html).strip();
        var text = words.isEmpty() ? text(item, "summary") : words;
        var link = link(item, "url", at);
        var title = FeedReading.cut(text(item, "title"), LONGEST_TITLE);
        var id = item.path("id").asString("").strip();
        var date = text(item, "date_published");
        return new Feed.Entry(
                !id.isEmpty() ? id : link != null ? link.toString() : (title + "\n" + text).strip(),
                link,
                title,
                FeedReading.cut(text, LONGEST_TEXT),
                FeedDates.of(date.isEmpty() ? text(item, "date_modified") : date));
    }

    private static @Nullable URI link(JsonNode node, String field, URI at) {
        var written = text(node, field);
        return written.isEmpty() ? null : FeedReading.absolute(written, at).orElse(null);
    }

    private static String text(JsonNode node, String field) {
        var value = node.path(field);
        return value.isString() ? value.stringValue().strip() : "";
    }
}
