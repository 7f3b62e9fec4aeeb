package parvis.feed;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/** The feeds that a page names: {@code <link rel="alternate" type="application/rss+xml">} and its kin. */
final class Discovery {
    private static final int MOST = 5;
    private static final int DEEPEST = 200;
    private static final Set<String> TYPES =
            Set.of("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml");

    private Discovery() {}

    /** In the order of the page, feeds of comments last. */
    static List<URI> feeds(byte[] page, URI at, @Nullable String charset) {
        try {
            var parser = Parser.htmlParser().setMaxDepth(DEEPEST);
            var document = Jsoup.parse(new ByteArrayInputStream(page), charset, at.toString(), parser);
            return document.select("link[rel][href]").stream()
                    .filter(link -> List.of(
                                    link.attr("rel").toLowerCase(Locale.ROOT).split("\\s+"))
                            .contains("alternate"))
                    .filter(link -> TYPES.contains(link.attr("type")
                            .toLowerCase(Locale.ROOT)
                            .split(";")[0]
                            .strip()))
                    .sorted(java.util.Comparator.comparing(link -> (link.attr("href") + link.attr("title"))
                            .toLowerCase(Locale.ROOT)
                            .contains("comment")))
                    .map(link -> FeedReading.absolute(link.attr("abs:href"), at))
                    .flatMap(Optional::stream)
                    .distinct()
                    .limit(MOST)
                    .toList();
        } catch (IOException impossible) { // it is in memory
            throw new UncheckedIOException(impossible);
        }
    }
}
