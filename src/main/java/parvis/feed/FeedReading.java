package parvis.feed;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.CDataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import parvis.text.PlainText;

/**
 * Reads RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, and JSON Feed. As forgiving as readers of feeds have to be: a document that is
 * not well formed is read as far as it can be. There are no entities but those of characters, and nothing outside the document
 * is ever looked at: document types are skipped, not obeyed.
 */
final class FeedReading {
    static final int MOST_ENTRIES = 200;
    private static final int LONGEST_TITLE = 300;
    private static final int LONGEST_TEXT = 5_000;
    private static final int LONGEST_HTML = 200_000;
    private static final int DEEPEST = 200;
    private static final Set<String> CONTENT = Set.of(
            "http://purl.org/rss/1.0/modules/content/", "http://purl.org/atom/ns#", "http://www.w3.org/2005/Atom");
    private static final Pattern DECLARED =
            Pattern.compile("^[^<]{0,4}<\\?xml[^>]*?encoding\\s*=\\s*[\"']([\\w.:-]{1,40})[\"']");
    private static final Pattern MARKUP = Pattern.compile("<[a-zA-Z/!]|&(?:#\\d+|#x[0-9a-fA-F]+|\\w{2,20});");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private FeedReading() {}

    /**
     * @param at where it was found: links are made absolute by it
     * @param charset as the answer says it; null when it does not
     * @return empty when it is no feed
     */
    static Optional<Feed> read(byte[] document, URI at, @Nullable String charset) {
        var first = firstSign(document);
        if (first == '{') {
            return JsonFeed.read(document, at);
        }
        if (first != '<') {
            return Optional.empty();
        }
        return root(parsed(document, charset)).map(root -> feed(root, at));
    }

    private static int firstSign(byte[] document) {
        for (var one : document) {
            if (one > ' ') {
                return one;
            }
        }
        return -1;
    }

    private static Document parsed(byte[] document, @Nullable String charset) {
        var parser = Parser.xmlParser().setMaxDepth(DEEPEST);
        try {
            return Jsoup.parse(new ByteArrayInputStream(document), encoding(document, charset), "", parser);
        } catch (IOException impossible) { // it is in memory
            throw new UncheckedIOException(impossible);
        }
    }

    /** The mark at its beginning, then what the answer says, then what the document says, then UTF-8. */
    private static @Nullable String encoding(byte[] document, @Nullable String said) {
        if (document.length > 1 && (document[0] & 0xFF) >= 0xFE && (document[1] & 0xFF) >= 0xFE) {
            return null; // UTF-16 by its mark: the parser sees it
        }
        if (document.length > 2 && document[0] == (byte) 0xEF && document[1] == (byte) 0xBB) {
            return "UTF-8";
        }
        if (said != null && isKnown(said)) {
            return said;
        }
        var beginning = new String(document, 0, Math.min(200, document.length), StandardCharsets.ISO_8859_1);
        var declared = DECLARED.matcher(beginning);
        return declared.find() && isKnown(declared.group(1)) ? declared.group(1) : "UTF-8";
    }

    private static boolean isKnown(String charset) {
        try {
            return Charset.isSupported(charset) && Charset.forName(charset).canEncode();
        } catch (IllegalArgumentException nonsense) {
            return false;
        }
    }

    private static Optional<Element> root(Document document) {
        return document.children().stream()
                .filter(child -> Set.of("rss", "rdf", "feed", "channel").contains(local(child)))
                .findFirst();
    }

    private static Feed feed(Element root, URI at) {
        if (local(root).equals("feed")) {
            return new Feed(
                    title(root),
                    link(root, at),
                    entries(root.children().stream().toList(), "entry", at));
        }
        var channel = local(root).equals("channel")
                ? root
                : child(root, is("channel")).orElse(root);
        // RSS 1.0 keeps its entries beside the channel, RSS 2.0 inside, and some keep them in both places
        var places = new ArrayList<Element>(channel.children());
        if (channel != root) {
            places.addAll(root.children());
        }
        return new Feed(title(channel), link(channel, at), entries(places, "item", at));
    }

    private static List<Feed.Entry> entries(List<Element> places, String name, URI at) {
        return places.stream()
                .filter(is(name))
                .limit(MOST_ENTRIES)
                .map(entry -> entry(entry, at))
                .filter(entry -> !entry.key().isEmpty())
                .toList();
    }

    private static Feed.Entry entry(Element entry, URI at) {
        var title = title(entry);
        var link = link(entry, at);
        var text = child(entry, child -> local(child).equals("encoded") && isContent(child))
                .or(() -> child(entry, child -> local(child).equals("content") && isContent(child)))
                .or(() -> child(entry, is("description")))
                .or(() -> child(entry, is("summary")))
                .map(FeedReading::words)
                .orElse("");
        var named = child(entry, is("guid"))
                .or(() -> child(entry, is("id")))
                .map(one -> one.text().strip())
                .filter(one -> !one.isEmpty())
                .orElseGet(() -> link != null ? link.toString() : (title + "\n" + text).strip());
        return new Feed.Entry(
                named,
                link,
                title,
                cut(text, LONGEST_TEXT),
                FeedDates.of(child(entry, named("pubdate", "published", "issued", "date", "updated", "modified"))
                        .map(Element::text)
                        .orElse("")));
    }

    private static String title(Element of) {
        return child(of, child -> local(child).equals("title") && !prefix(child).equals("media"))
                .map(FeedReading::words)
                .map(words -> cut(SPACES.matcher(words).replaceAll(" ").strip(), LONGEST_TITLE))
                .orElse("");
    }

    /** The words of an element: of its text, of what it packs as HTML, or of the XHTML inside it. */
    private static String words(Element element) {
        var type = element.attr("type").toLowerCase(Locale.ROOT);
        var inside =
                element.children().isEmpty() || element.textNodes().stream().anyMatch(CDataNode.class::isInstance)
                        ? element.wholeText()
                        : element.html();
        if (element.attr("mode").equals("base64")) {
            inside = unpacked(inside);
        }
        if (inside.length() > LONGEST_HTML) {
            inside = inside.substring(0, LONGEST_HTML);
        }
        if (type.equals("text")
                || type.equals("text/plain")
                || !MARKUP.matcher(inside).find()) {
            return inside.strip();
        }
        return PlainText.ofHtml(inside).strip();
    }

    private static String unpacked(String packed) {
        try {
            return new String(java.util.Base64.getMimeDecoder().decode(packed), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notPacked) {
            return packed;
        }
    }

    /** Where it is to be read: of Atom the alternate, of RSS the words of the element. */
    private static @Nullable URI link(Element of, URI at) {
        var links = of.children().stream().filter(is("link")).toList();
        var alternate = links.stream()
                .filter(link -> link.hasAttr("href"))
                .filter(link ->
                        Set.of("", "alternate").contains(link.attr("rel").toLowerCase(Locale.ROOT)))
                .map(link -> link.attr("href"));
        var written = links.stream()
                .filter(link -> !link.hasAttr("href"))
                .map(Element::text)
                .filter(text -> !text.isBlank());
        return java.util.stream.Stream.concat(written, alternate)
                .map(address -> absolute(address, at))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    static Optional<URI> absolute(String written, URI at) {
        try {
            var address = at.resolve(new URI(written.strip().replace(" ", "%20")));
            var scheme = address.getScheme();
            return address.getHost() != null
                            && scheme != null
                            && Set.of("http", "https").contains(scheme.toLowerCase(Locale.ROOT))
                            && address.toString().length() <= 2048
                    ? Optional.of(address)
                    : Optional.empty();
        } catch (java.net.URISyntaxException | IllegalArgumentException nonsense) {
            return Optional.empty();
        }
    }

    private static Optional<Element> child(Element of, Predicate<Element> wanted) {
        return of.children().stream().filter(wanted).findFirst();
    }

    private static Predicate<Element> is(String name) {
        return element -> local(element).equals(name);
    }

    /** By the first of these names that is there. */
    private static Predicate<Element> named(String... names) {
        var wanted = Arrays.asList(names);
        return element -> wanted.contains(local(element));
    }

    private static boolean isContent(Element element) {
        var space = element.tag().namespace();
        return CONTENT.contains(space) || Set.of("", "content", "atom").contains(prefix(element));
    }

    private static String local(Element element) {
        var name = element.tagName();
        return name.substring(name.indexOf(':') + 1).toLowerCase(Locale.ROOT);
    }

    private static String prefix(Element element) {
        var name = element.tagName();
        return name.indexOf(':') < 0 ? "" : name.substring(0, name.indexOf(':')).toLowerCase(Locale.ROOT);
    }

    static String cut(String text, int most) {
        return text.isEmpty() ? text : PlainText.cut(text, most);
    }
}
