package parvis.feed;

import java.net.URI;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parvis.outbound.Fetcher;
import parvis.outbound.Question;
import parvis.outbound.Reply;

/** What came of fetching a feed. */
sealed interface Fetched {
    Question FEED = Question.GET.with(
            "Accept",
            "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, text/html;q=0.5, */*;q=0.1");
    Pattern CHARSET = Pattern.compile("(?i)charset\\s*=\\s*[\"']?([\\w.:-]{1,40})");

    /**
     * @param at where it was found
     * @param moved whether every redirect on the way there was for good
     */
    record Read(
            Feed feed,
            URI at,
            boolean moved,
            @Nullable String etag,
            @Nullable String lastModified) implements Fetched {}

    /** It is what it was. */
    record Unchanged() implements Fetched {}

    /** Something else than a feed. */
    record Page(byte[] document, URI at, @Nullable String charset) implements Fetched {}

    /** @param retryAt not before then; null when nobody said so */
    record Not(Trouble trouble, boolean gone, @Nullable Instant retryAt) implements Fetched {}

    static Fetched from(Fetcher fetcher, String address, Question question) {
        return switch (fetcher.ask(address, question)) {
            case Reply.Failed failed -> new Not(Trouble.of(failed.reason()), false, failed.retryAt());
            case Reply.Got got when got.status() == 304 -> new Unchanged();
            case Reply.Got got when got.status() / 100 != 2 -> new Not(Trouble.of(got), got.status() == 410, null);
            case Reply.Got got -> {
                var charset = got.header("content-type")
                        .map(CHARSET::matcher)
                        .filter(found -> found.find())
                        .map(found -> found.group(1))
                        .orElse(null);
                var feed = FeedReading.read(got.body(), got.at(), charset);
                yield feed.isPresent()
                        ? new Read(
                                feed.get(),
                                got.at(),
                                !got.hops().isEmpty() && got.hops().stream().allMatch(Reply.Hop::permanent),
                                bounded(got.header("etag").orElse(null)),
                                bounded(got.header("last-modified").orElse(null)))
                        : new Page(got.body(), got.at(), charset);
            }
        };
    }

    private static @Nullable String bounded(@Nullable String header) {
        return header == null || header.isBlank() || header.length() > 500 ? null : header;
    }
}
