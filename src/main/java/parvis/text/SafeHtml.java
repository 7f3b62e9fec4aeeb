package parvis.text;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * HTML from outside (a mail, the API, an imported forum) made safe to show: the structure of a text stays, everything that
 * acts, loads, frames or disguises goes. Nothing remote is ever fetched by the reader's browser: images become links or go.
 * Headings begin at h2, since a page has its own h1, and skip no level.
 *
 * <p>Safe for several threads; make one per source.
 */
public final class SafeHtml {

    /** What becomes of images. Inside a link, an image's alternative text always stays: it is what the link says. */
    public enum Images {
        DROPPED,
        LINKED
    }

    /** The elements that come out, all of them without attributes but for those of links, numbered lists and cells. */
    static final Set<String> ELEMENTS = Set.of(
            "p",
            "br",
            "hr",
            "div",
            "a",
            "em",
            "strong",
            "code",
            "kbd",
            "del",
            "sup",
            "sub",
            "pre",
            "blockquote",
            "ul",
            "ol",
            "li",
            "dl",
            "dt",
            "dd",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "table",
            "caption",
            "thead",
            "tbody",
            "tfoot",
            "tr",
            "th",
            "td");

    /** What means the same. */
    private static final Map<String, String> SAME_AS = Map.ofEntries(
            Map.entry("b", "strong"),
            Map.entry("i", "em"),
            Map.entry("cite", "em"),
            Map.entry("s", "del"),
            Map.entry("strike", "del"),
            Map.entry("tt", "code"),
            Map.entry("samp", "code"),
            Map.entry("section", "div"),
            Map.entry("article", "div"),
            Map.entry("header", "div"),
            Map.entry("footer", "div"),
            Map.entry("center", "div"),
            Map.entry("address", "div"),
            Map.entry("figure", "div"),
            Map.entry("figcaption", "div"));

    private static final Pattern SMALL_NUMBER = Pattern.compile("\\d{1,6}");
    private static final Pattern SPAN = Pattern.compile("[1-9]\\d?");
    private static final Pattern SIDE = Pattern.compile("left|right|center");

    private final PolicyFactory policy;

    /** Relative links and images are dropped. */
    public SafeHtml() {
        this(null, Images.DROPPED);
    }

    /** @param base what relative addresses are relative to, or null to drop them */
    public SafeHtml(@Nullable URI base, Images images) {
        this(base, images, () -> {});
    }

    /** @param linked told of each image that becomes a link, from whatever thread sanitizes */
    public SafeHtml(@Nullable URI base, Images images, Runnable linked) {
        policy = elements(new HtmlPolicyBuilder())
                .allowAttributes("href")
                .matching((element, attribute, value) -> Links.allowed(value, base))
                .onElements("a")
                .withPreprocessor(
                        out -> new ImagesAsWords(out, images, address -> Links.allowed(address, base) != null, linked))
                .toFactory();
    }

    /** For HTML that we rendered ourselves; its headings are still to be put in order. */
    static PolicyFactory ours() {
        return elements(new HtmlPolicyBuilder())
                .allowAttributes("href")
                .matching((element, attribute, value) -> Links.allowed(value, null))
                .onElements("a")
                .toFactory();
    }

    public String sanitize(String html) {
        return Headings.ordered(policy.sanitize(html));
    }

    private static HtmlPolicyBuilder elements(HtmlPolicyBuilder builder) {
        for (var element : ELEMENTS) {
            builder.allowElements(element);
        }
        builder.allowElements("h1"); // which Headings takes down with the others
        SAME_AS.forEach((from, to) -> builder.allowElements((name, attributes) -> to, from));
        return builder.disallowTextIn("title")
                .allowUrlProtocols("http", "https", "mailto")
                .requireRelsOnLinks("nofollow", "ugc", "noopener")
                .allowAttributes("start")
                .matching(SMALL_NUMBER)
                .onElements("ol")
                .allowAttributes("colspan", "rowspan")
                .matching(SPAN)
                .onElements("th", "td")
                .allowAttributes("align")
                .matching(SIDE)
                .onElements("th", "td");
    }
}
