package parvis.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever others publish as a feed is read as words, and nothing in it does anything. */
class FeedReadingTest {
    private static final URI AT = URI.create("https://voisins.example/flux/tous.xml");
    private static final Path DATA = Path.of("../shared/data/feeds");

    @Test
    void rss2IsReadWithItsWordsItsLinksAndItsDates() {
        var feed = read("""
                <?xml version="1.0"?>
                <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
                  <title>Les voisins &amp; Cie</title><link>https://voisins.example/</link>
                  <item><title>La soupe</title><link>/soupe</link><guid isPermaLink="false">s-1</guid>
                    <pubDate>Fri, 20 Nov 2026 10:00:00 +0100</pubDate>
                    <description>Court.</description>
                    <content:encoded><![CDATA[<p>Une <b>soupe</b> d&rsquo;hiver.</p><script>alert(1)</script>]]></content:encoded></item>
                  <item><title>Sans rien d'autre</title></item>
                </channel></rss>
                """).orElseThrow();
        assertThat(feed.title()).isEqualTo("Les voisins & Cie");
        assertThat(feed.home()).hasToString("https://voisins.example/");
        assertThat(feed.entries()).hasSize(2);
        var soup = feed.entries().getFirst();
        assertThat(soup.key()).isEqualTo("s-1");
        assertThat(soup.link()).hasToString("https://voisins.example/soupe");
        assertThat(soup.text()).contains("Une soupe d’hiver.").doesNotContain("alert", "<");
        assertThat(soup.at()).isEqualTo(Instant.parse("2026-11-20T09:00:00Z"));
        assertThat(feed.entries().getLast().key()).isEqualTo("Sans rien d'autre");
        assertThat(feed.entries().getLast().at()).isNull();
    }

    @Test
    void atomRdfAndJsonAreReadAlike() {
        var atom = read("""
                <a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title type="html">Un &lt;i&gt;titre&lt;/i&gt;</a:title>
                <a:link rel="self" href="https://x.example/atom"/><a:link href="https://x.example/"/>
                <a:entry><a:id>urn:1</a:id><a:title>A &lt; B</a:title><a:link rel="alternate" href="a"/>
                <a:updated>2026-11-20T10:00:00Z</a:updated>
                <a:content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Du <em>XHTML</em></p></div></a:content></a:entry></a:feed>
                """).orElseThrow();
        assertThat(atom.title()).isEqualTo("Un titre");
        assertThat(atom.home()).hasToString("https://x.example/");
        assertThat(atom.entries().getFirst().text()).isEqualTo("Du XHTML");
        assertThat(atom.entries().getFirst().link()).hasToString("https://voisins.example/flux/a");
        var rdf = read("""
                <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
                 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>RDF</title></channel>
                <item><title>Un</title><link>https://x.example/1</link><dc:date>2026-11-20</dc:date></item></rdf:RDF>
                """).orElseThrow();
        assertThat(rdf.entries().getFirst().at()).isEqualTo(Instant.parse("2026-11-20T00:00:00Z"));
        var json = read("""
                {"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": [
                  {"id": 7, "url": "/7", "content_html": "<p>Bonjour&nbsp;!</p>", "date_published": "2026-11-20T10:00:00+01:00"}, 3]}
                """).orElseThrow();
        assertThat(json.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.key()).isEqualTo("7");
            assertThat(entry.text()).startsWith("Bonjour");
        });
    }

    @Test
    void nothingOutsideTheDocumentIsLookedAtAndNothingInsideGrows() throws IOException {
        var secret = Files.createTempFile("secret", ".txt");
        Files.writeString(secret, "LE SECRET");
        try {
            var stolen = read("""
                    <?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "%s"><!ENTITY %% p SYSTEM "http://127.0.0.1:1/p.dtd"> %%p;]>
                    <rss><channel><title>&x;</title><item><title>&x; et la suite</title></item></channel></rss>
                    """.formatted(secret.toUri())).orElseThrow();
            assertThat(stolen.toString()).contains("et la suite").doesNotContain("LE SECRET");
        } finally {
            Files.delete(secret);
        }
        var laughs = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 12; i++) {
            laughs.append("<!ENTITY a")
                    .append(i)
                    .append(" \"")
                    .append(("&a" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        laughs.append("]><rss><channel><item><title>Rires &a11;</title></item></channel></rss>");
        assertThat(read(laughs.toString())
                        .orElseThrow()
                        .entries()
                        .getFirst()
                        .title()
                        .length())
                .isLessThan(100);
    }

    @Test
    void depthLengthAndNumberAreBounded() {
        var began = System.nanoTime();
        read("<rss><channel>" + "<a>".repeat(200_000) + "<item><title>x</title></item></channel></rss>");
        read("<rss><channel><item><description><![CDATA[" + "<table><tr><td>".repeat(50_000)
                + "]]></description></item></channel></rss>");
        read("<rss " + "a='b' ".repeat(100_000) + "><channel></channel></rss>");
        var many = read(
                "<rss><channel>" + "<item><title>x</title><guid>g</guid></item>".repeat(50_000) + "</channel></rss>");
        assertThat(many.orElseThrow().entries()).hasSize(FeedReading.MOST_ENTRIES);
        var long_ = read("<rss><channel><item><title>" + "mot ".repeat(10_000) + "</title><description>"
                + "mot ".repeat(100_000) + "</description></item></channel></rss>");
        assertThat(long_.orElseThrow().entries().getFirst().text().length()).isLessThanOrEqualTo(5_000);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMinutes(2));
    }

    @Test
    void lettersAreReadInTheirCharsetWhoeverSaysIt() {
        var latin = "<?xml version=\"1.0\" encoding=\"%s\"?><rss><channel><title>Été</title></channel></rss>";
        for (var charset : List.of("ISO-8859-1", "windows-1252", "UTF-8", "UTF-16LE", "UTF-16BE")) {
            var written = latin.formatted(charset);
            var marked = charset.startsWith("UTF-16") ? "\uFEFF" + written : written;
            assertThat(FeedReading.read(marked.getBytes(Charset.forName(charset)), AT, null)
                            .map(Feed::title))
                    .as(charset)
                    .contains("Été");
        }
        var unsaid = "<rss><channel><title>Été</title></channel></rss>".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(FeedReading.read(unsaid, AT, "iso-8859-1").orElseThrow().title())
                .isEqualTo("Été");
        for (var wrong : List.of("utf-8", "no-such-charset", "UTF-7", "", "x-IBM1047")) {
            assertThat(FeedReading.read(unsaid, AT, wrong)).as(wrong).isPresent();
        }
        var lying = latin.formatted("no-such-charset").getBytes(StandardCharsets.UTF_8);
        assertThat(FeedReading.read(lying, AT, null).orElseThrow().title()).isEqualTo("Été");
    }

    @Test
    void datesAreReadAsTheyAreWritten() {
        for (var written : List.of(
                "Fri, 20 Nov 2026 10:00:00 GMT",
                "Fri, 20 Nov 2026 10:00:00 +0000",
                "20 Nov 2026 11:00:00 +0100",
                "Fri, 20 Nov 26 10:00:00 UT",
                "Friday, 20 November 2026 10:00 GMT",
                "Fri, 20 Nov 2026 05:00:00 EST",
                "2026-11-20T10:00:00Z",
                "2026-11-20T12:00:00+02:00",
                "2026-11-20 10:00:00")) {
            assertThat(FeedDates.of(written)).as(written).isEqualTo(Instant.parse("2026-11-20T10:00:00Z"));
        }
        for (var nonsense : List.of("", "demain", "32 Nov 2026 10:00:00 GMT", "2026-13-45")) {
            assertThat(FeedDates.of(nonsense)).as(nonsense).isNull();
        }
    }

    @Test
    void whatIsNoFeedIsToldFromOne() {
        for (var other : List.of(
                "",
                " ",
                "bonjour",
                "<html><body>rss</body></html>",
                "{}",
                "{\"version\": 2",
                "[]",
                "<opml version='2.0'><body/></opml>",
                "<",
                "<?xml",
                "\u0000\u0001",
                "<!DOCTYPE html><rss></rss")) {
            var read = read(other);
            assertThat(read.map(Feed::entries).orElse(List.of())).as(other).isEmpty();
        }
        assertThat(read("<html><body>rss</body></html>")).isEmpty();
        assertThat(read("<opml version='2.0'><body/></opml>")).isEmpty();
    }

    @Test
    void aPageNamesItsFeedsThoseOfCommentsLast() {
        var page = """
                <html><head><link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">
                <link rel="ALTERNATE alternate" type="application/atom+xml; charset=utf-8" href="atom.xml">
                <link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">
                <link rel="alternate" hreflang="en" href="/en"></head></html>
                """;
        assertThat(Discovery.feeds(page.getBytes(StandardCharsets.UTF_8), AT, null))
                .extracting(URI::toString)
                .containsExactly("https://voisins.example/flux/atom.xml", "https://voisins.example/comments/feed");
    }

    @Test
    void everyFileOfTheCollectionIsReadAndAccountedFor() throws IOException {
        assumeThat(DATA).exists();
        var feeds = new ArrayList<Path>();
        var others = new ArrayList<Path>();
        try (var files = Files.walk(DATA)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                var read = FeedReading.read(Files.readAllBytes(file), AT, null);
                (read.isPresent() ? feeds : others).add(file);
            }
        }
        assertThat(feeds.size() + others.size()).isGreaterThan(1_200);
        // what is none: expected readings, lists of feeds, other XML, and what is broken on purpose
        assertThat(others.stream().filter(FeedReadingTest::lookslikeAFeed)).isEmpty();
        assertThat(feeds).hasSizeGreaterThan(600);
    }

    private static boolean lookslikeAFeed(Path file) {
        try {
            var text = Files.readString(file, StandardCharsets.ISO_8859_1);
            return text.matches("(?is).*<(?:\\w+:)?(?:rss|rdf|feed)[\\s>].*<(?:\\w+:)?(?:item|entry)[\\s>].*")
                    && !file.toString().endsWith(".json");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void titlesLinksAndNumbersAreThoseThatAreExpected() throws IOException {
        var translated = DATA.resolve("gofeed/translator");
        assumeThat(translated).exists();
        var json = new JsonMapper();
        int same = 0;
        var differing = new ArrayList<String>();
        try (var files = Files.walk(translated)) {
            for (var file : files.filter(one -> one.toString().endsWith(".xml"))
                    .sorted()
                    .toList()) {
                var expected = json.readTree(
                        Path.of(file.toString().replaceFirst("xml$", "json")).toFile());
                var read = FeedReading.read(Files.readAllBytes(file), AT, null).orElseThrow();
                if (agrees(read, expected)) {
                    same++;
                } else {
                    differing.add(file.getFileName() + " " + read);
                }
            }
        }
        assertThat(same).isGreaterThan(85);
        assertThat(differing).as(same + " agree").hasSizeLessThan(same / 20);
    }

    private static boolean agrees(Feed read, JsonNode expected) {
        var items = expected.path("items");
        if (!read.title().equals(expected.path("title").asString("").strip())) {
            return false;
        }
        for (int i = 0; i < Math.min(items.size(), read.entries().size()); i++) {
            var entry = read.entries().get(i);
            if (!entry.title().equals(items.get(i).path("title").asString("").strip())) {
                return false;
            }
            var link = items.get(i).path("link").asString("");
            if (link.startsWith("http")
                    && entry.link() != null
                    && !entry.link().toString().equals(link)) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Feed> read(String document) {
        return FeedReading.read(document.getBytes(StandardCharsets.UTF_8), AT, null);
    }
}
