package parvis.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import parvis.text.SafeHtml.Images;

class SafeHtmlTest {

    private static final SafeHtml MAIL = new SafeHtml();
    private static final SafeHtml FORUM = new SafeHtml(URI.create("https://forum.test/questions/12"), Images.LINKED);

    private static Document shown(SafeHtml safe, String html) {
        return Shown.safely(safe.sanitize(html), html);
    }

    @Test
    void theStructureOfATextStays() {
        var html = "<h3>a</h3><p>b<br>c <em>d</em> <strong>e</strong></p><ul><li>f</li></ul><ol start=3><li>g</li></ol>"
                + "<blockquote><p>h</p></blockquote><pre><code>i\n  j</code></pre><hr>"
                + "<table><thead><tr><th>k</th></tr></thead><tbody><tr><td colspan=2>l</td></tr></tbody></table>"
                + "<del>m</del><sup>2</sup><sub>3</sub>";
        var page = shown(MAIL, html);
        for (var element : new String[] {
            "h2",
            "p",
            "br",
            "em",
            "strong",
            "ul > li",
            "ol[start=3] > li",
            "blockquote p",
            "pre code",
            "hr",
            "thead th",
            "td[colspan=2]",
            "del",
            "sup",
            "sub"
        }) {
            assertThat(page.select(element)).as(element).isNotEmpty();
        }
        assertThat(page.wholeText()).isEqualTo(Jsoup.parse(html).wholeText());
    }

    @ParameterizedTest
    @CsvSource({"h1,h2", "h3,h2", "h6,h2", "b,strong", "i,em", "s,del", "strike,del", "section,div"})
    void whatMeansTheSameBecomesOne(String from, String to) {
        assertThat(shown(MAIL, "<" + from + ">x</" + from + ">").select(to).text())
                .isEqualTo("x");
    }

    @Test
    void headingsOfAnImportedTextSkipNoLevelHoweverOftenTheyAreCleaned() {
        var html = "<h1>a</h1><h4>b</h4><h2>c</h2><h3>d<h5>e</h5></h3><p>f &lt;h4&gt;</p>";
        var once = MAIL.sanitize(html);
        assertThat(Jsoup.parse(once).select("h1, h2, h3, h4, h5, h6").eachText())
                .startsWith("a", "b", "c");
        assertThat(Jsoup.parse(once).select("h2").eachText()).containsExactly("a");
        assertThat(Jsoup.parse(once).select("h3").eachText()).containsExactly("b", "c");
        assertThat(MAIL.sanitize(once)).isEqualTo(once);
        assertThat(Headings.ordered(once)).isEqualTo(once);
        // as they were kept before headings began at h2
        assertThat(Headings.ordered("<h3>a</h3><p>b</p><h5>c</h5>")).isEqualTo("<h2>a</h2><p>b</p><h3>c</h3>");
    }

    @Test
    void wordsOfNeighbouringBlocksDoNotRunTogether() {
        assertThat(shown(MAIL, "<div>Bonjour</div><div>Madame</div><section>a</section><center>b</center>")
                        .text())
                .isEqualTo("Bonjour Madame a b");
    }

    @Test
    void imagesAreDroppedUnlessTheyMayBecomeLinks() {
        var html = "<p>ici <img src='/i/joint.jpg?s=1' alt='le joint'> <img src='https://x.test/a/b.png'>"
                + "<img src='https://t.test/pixel' alt='' width=1> <img src='data:image/png;base64,AA'> fin</p>";
        assertThat(shown(MAIL, html).select("a")).isEmpty();
        assertThat(shown(MAIL, html).text()).isEqualTo("ici fin");
        var linked = shown(FORUM, html);
        assertThat(linked.select("a").eachAttr("href"))
                .containsExactly(
                        "https://forum.test/i/joint.jpg?s=1", "https://x.test/a/b.png", "https://t.test/pixel");
        assertThat(linked.select("a").eachText()).containsExactly("le joint", "b.png", "pixel");
        assertThat(linked.text()).endsWith("fin");
    }

    @Test
    void theImageOfALinkBecomesItsWords() {
        var html = "<a href='https://x.test/colis'><img src='https://x.test/b.png' alt='Suivre mon colis'></a>";
        assertThat(shown(MAIL, html).select("a[href=https://x.test/colis]").text())
                .isEqualTo("Suivre mon colis");
        assertThat(shown(FORUM, html).select("a").eachText()).containsExactly("Suivre mon colis");
        var silent = "<a href='https://x.test/grand.png'><img src='https://x.test/petit.png'></a>";
        assertThat(shown(FORUM, silent).select("a").eachText()).containsExactly("petit.png");
    }

    @Test
    void imagesThatBecomeLinksAreCounted() {
        var linked = new AtomicInteger();
        var safe = new SafeHtml(URI.create("https://forum.test/"), Images.LINKED, linked::incrementAndGet);
        safe.sanitize("<p><img src='/i/joint.jpg' alt='le joint'> <img src='data:image/png;base64,AA'>"
                + "<a href='https://x.test/grand.png'><img src='https://x.test/petit.png'></a> <img> fin</p>");
        assertThat(linked).hasValue(2);
    }

    @Test
    void relativeAddressesNeedABase() {
        var html =
                "<a href='/a b'>1</a><a href='c?d=1#e'>2</a><a href='//y.test/z'>3</a><a href='#f'>4</a><a href=''>5</a><a>6</a>";
        assertThat(shown(FORUM, html).select("a").eachAttr("href"))
                .containsExactly(
                        "https://forum.test/a%20b",
                        "https://forum.test/questions/c?d=1#e",
                        "https://y.test/z",
                        "https://forum.test/questions/12#f");
        assertThat(shown(MAIL, html).select("a")).isEmpty();
        assertThat(shown(MAIL, html).text()).isEqualTo("123456");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                "java\nscript:alert(1)",
                "\u0001javascript:alert(1)",
                " javascript:alert(1)",
                "&#106;avascript:alert(1)",
                "javascript&colon;alert(1)",
                "data:text/html,x",
                "vbscript:x",
                "blob:https://x.test/1",
                "file:///etc/passwd",
                "view-source:https://x.test",
                "http:",
                "https:///",
                "http:\\\\evil",
                "mailto:",
                "intent://x#Intent;end",
                "tel:+33",
                "cid:1",
                "about:blank"
            })
    void otherSchemesGoAndTheirWordsStay(String href) {
        for (var safe : new SafeHtml[] {MAIL, FORUM}) {
            var page = shown(safe, "<a href=\"" + href + "\">mot</a>");
            assertThat(page.select("a")).isEmpty();
            assertThat(page.text()).isEqualTo("mot");
        }
    }

    @Test
    void whatIsNotReadIsNotShown() {
        var page = shown(
                MAIL,
                "<html><head><title>Titre</title><style>p{color:red}</style></head><body><script>x()</script>"
                        + "<p style='position:fixed' class=x id=y onclick=z()>mot</p><!-- [if mso]>w<![endif] --></body></html>");
        assertThat(page.wholeText().strip()).isEqualTo("mot");
        assertThat(page.expectFirst("p").attributesSize()).isZero();
    }

    @Test
    void hostileLinesHarmNobodyAndTheTextBeforeThemSurvives() throws IOException {
        for (var line : Outside.hostileTexts()) {
            for (var safe : new SafeHtml[] {MAIL, FORUM}) {
                var page = shown(safe, "<p>Avant la ligne.</p>" + line);
                assertThat(page.expectFirst("p").text()).as(line).isEqualTo("Avant la ligne.");
                shown(safe, "<a href=\"" + line + "\">x</a><img src='" + line + "' alt=\"" + line + "\">");
            }
        }
    }

    @Test
    void realForumPostsKeepTheirWordsAndLinks() throws IOException {
        var posts = Outside.forumPosts();
        assertThat(posts).hasSizeGreaterThan(700);
        for (var post : posts) {
            var before = Jsoup.parse(post);
            before.select("a img").forEach(image -> image.after(new TextNode(image.attr("alt"))));
            before.select("img").remove();
            var after = shown(MAIL, post);
            assertThat(after.text()).isEqualTo(before.text());
            assertThat(wholeText(after, "pre")).isEqualTo(wholeText(before, "pre"));
            assertThat(after.select("a[href]").eachAttr("href"))
                    .isEqualTo(before.select("a[href~=^https?://]").eachAttr("href"));
            for (var element : new String[] {"li", "blockquote", "strong", "code", "td", "hr"}) {
                assertThat(after.select(element).size())
                        .as(element)
                        .isGreaterThanOrEqualTo(before.select(element).size());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div>",
                "<b>",
                "<a href=x>",
                "<ul><li>",
                "<table>",
                "<table><tr><td>",
                "<blockquote>",
                "<",
                "<!--",
                "</p>",
                "<a ",
                "<img src=x alt=y>",
                "&",
                "&#",
                "&lt",
                "<![CDATA[",
                "<svg>",
                "<math><mi>",
                "<script>",
                "<style>",
                "<p a=\"",
                "<font>",
                "<form>",
                "<b><i>",
                "<a><p>",
                "<select>",
                "<template>"
            })
    void noDepthTakesLongOrOverflows(String piece) {
        var html = "<p>avant</p>" + piece.repeat(50_000) + "x";
        var safe = assertTimeoutPreemptively(Duration.ofSeconds(15), () -> FORUM.sanitize(html));
        assertThat(Shown.safely(safe, piece).text()).startsWith("avant");
        var plain = assertTimeoutPreemptively(Duration.ofSeconds(15), () -> PlainText.ofHtml(html));
        assertThat(plain).startsWith("avant");
    }

    private static List<String> wholeText(Document document, String element) {
        return document.select(element).stream().map(found -> found.wholeText()).toList();
    }
}
