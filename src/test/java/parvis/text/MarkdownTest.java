package parvis.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {

    private static Document shown(String text) {
        return Shown.safely(Markdown.toHtml(text), text);
    }

    @Test
    void aMessageKeepsItsShape() {
        var page = shown("""
                Bonjour,
                ma *bouilloire* **B1** fuit : voir `E04` et ~~E05~~.

                - le joint
                - le socle
                  1. vis
                  2. pied

                > « Démontez le socle »

                | Pièce | Prix |
                |:--|--:|
                | joint | 4 € |

                ```java
                <b>code</b>
                ```
                """);
        assertThat(page.expectFirst("p").html())
                .containsPattern("Bonjour,\\s*<br>")
                .contains("<em>bouilloire</em>");
        assertThat(page.select("strong").text()).isEqualTo("B1");
        assertThat(page.select("del").text()).isEqualTo("E05");
        assertThat(page.select("ul > li").eachText()).containsExactly("le joint", "le socle vis pied");
        assertThat(page.select("ol > li")).hasSize(2);
        assertThat(page.select("blockquote p").text()).isEqualTo("« Démontez le socle »");
        assertThat(page.select("td").eachText()).containsExactly("joint", "4 €");
        assertThat(page.select("td[align=right]").text()).isEqualTo("4 €");
        assertThat(page.select("pre code").text()).isEqualTo("<b>code</b>");
    }

    @Test
    void headingsStandBeneathThatOfThePageAndSkipNoLevel() {
        assertThat(headings("# un\n## deux\n### trois\n#### quatre\n##### cinq\n###### six\n\nTitre\n=====\n"))
                .containsExactly("h2 un", "h3 deux", "h4 trois", "h5 quatre", "h6 cinq", "h6 six", "h2 Titre");
        assertThat(headings("## seul")).containsExactly("h2 seul");
        assertThat(headings("#### seul")).containsExactly("h2 seul");
        assertThat(headings("# un\n### trois\n###### six\n## deux\n#### quatre\n"))
                .containsExactly("h2 un", "h3 trois", "h4 six", "h3 deux", "h4 quatre");
        assertThat(headings("### d’abord bas\n# puis haut\n## et entre"))
                .containsExactly("h2 d’abord bas", "h2 puis haut", "h3 et entre");
        assertThat(headings("> ## cité\n\n- # en liste")).containsExactly("h2 cité", "h2 en liste");
    }

    private static List<String> headings(String text) {
        return shown(text).select("h1, h2, h3, h4, h5, h6").stream()
                .map(heading -> heading.tagName() + " " + heading.text())
                .toList();
    }

    @Test
    void linksLeadToTheWebOrToAMailboxOnly() {
        var page = shown(
                "[a](https://tilleul.test/x?a=1&b=2) <mailto:bonjour@tilleul.test> https://exemple.test/é "
                        + "[b](javascript:alert(1)) [c](data:text/html,x) [d](/questions/1) [e](//evil.test) [f](ftp://x.test/)");
        assertThat(page.select("a[href]").eachAttr("href"))
                .containsExactly(
                        "https://tilleul.test/x?a=1&b=2", "mailto:bonjour@tilleul.test", "https://exemple.test/é");
        assertThat(page.text()).contains("a ", " b c d e f");
    }

    @Test
    void aLinkSaysThatTheHouseDoesNotVouchForIt() {
        assertThat(shown("[a](https://x.test)").select("a").attr("rel").split(" "))
                .containsExactlyInAnyOrder("nofollow", "ugc", "noopener");
    }

    @Test
    void imagesAreLinksSoThatNothingIsLoadedFromElsewhere() {
        var page = shown("![le joint *usé*](https://x.test/joint.jpg \"titre\") ![](https://x.test/2.jpg) "
                + "[![logo](https://x.test/l.png)](https://y.test) ![x](data:image/png;base64,AAAA)");
        assertThat(page.select("img")).isEmpty();
        assertThat(page.select("a").eachText()).containsExactly("le joint usé", "https://x.test/2.jpg", "logo");
        assertThat(page.select("a").eachAttr("href"))
                .containsExactly("https://x.test/joint.jpg", "https://x.test/2.jpg", "https://y.test");
        assertThat(page.select("a a")).isEmpty();
    }

    @Test
    void tagsAreShownAsTheyWereTyped() {
        var page =
                shown("<div onclick=x>\nmon <b>code</b> *ici*\n</div>\n\n<script>alert(1)</script>\n\n<!-- rien -->");
        assertThat(page.text())
                .contains("<div onclick=x>", "<b>code</b> ici", "<script>alert(1)</script>", "<!-- rien -->");
        assertThat(page.select("em").text()).isEqualTo("ici");
    }

    @Test
    void hostileLinesAreShownAndNeighbourhoodSurvives() throws IOException {
        for (var line : Outside.hostileTexts()) {
            var page = shown("Avant la ligne.\n\n" + line + "\n\nAprès la ligne.");
            assertThat(page.text()).as(line).startsWith("Avant la ligne.");
            assertThat(page.text()).as(line).contains("Après la ligne.");
            shown("[texte](" + line + ") ![image](" + line + ") <" + line + ">");
            shown("[texte]\n\n[texte]: " + line);
        }
    }

    static List<String> heavy() {
        var pieces = List.of(
                ">",
                "> ",
                "[",
                "![",
                "*",
                "*a ",
                "**a _b ",
                "_",
                "~",
                "~~a ~b",
                "`",
                "- ",
                "1. ",
                "> - 1. ",
                "<",
                "<a ",
                "<!--",
                "<?",
                "<![CDATA[",
                "](",
                "[a](",
                "[a](<b",
                "[a](b \"",
                "[]",
                "[[]()",
                "*a_ ",
                "&",
                "&a;",
                "\\",
                "|",
                "a|b\n-|-\n",
                "www.",
                "http://",
                "a@",
                "a@b.",
                "http://(",
                "[a]: /u\n",
                "a\n",
                "\n",
                "a\n=\n",
                "```\n",
                "    a\n",
                "\t",
                "é",
                "👨‍👩‍👧",
                "{{",
                "\u0000",
                "# a\n",
                "![a](b)",
                "<http://a>",
                "a  \n");
        var texts = new ArrayList<String>();
        pieces.forEach(piece -> texts.add(piece.repeat(Markdown.LONGEST / piece.length())));
        texts.add("![".repeat(7_000) + "](a)".repeat(7_000));
        texts.add("[".repeat(10_000) + "](a)".repeat(10_000));
        texts.add("a**b".repeat(10_000) + "c* ".repeat(3_000));
        texts.add("|a".repeat(5_000) + "\n" + "|-".repeat(5_000) + "\n" + "|\n".repeat(14_000));
        texts.add("[a]: <" + "u".repeat(25_000) + ">\n\n" + "[a]".repeat(8_000));
        texts.add(nestedLists(200));
        texts.add(ticks());
        texts.add("a".repeat(5_000_000));
        return texts;
    }

    private static String nestedLists(int deep) {
        var text = new StringBuilder();
        for (int i = 0; i < deep; i++) {
            text.append("  ".repeat(i)).append("- niveau ").append(i).append('\n');
        }
        return text.toString();
    }

    /** Runs of every length, none of which closes another. */
    private static String ticks() {
        var text = new StringBuilder();
        for (int i = 1; i < 300; i++) {
            text.append("a").repeat("`", i);
        }
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("heavy")
    void noTextTakesLongOrOverflows(String text) {
        var html = assertTimeoutPreemptively(Duration.ofSeconds(15), () -> Markdown.toHtml(text));
        assertThat(html.length()).isLessThan(6 * Markdown.LONGEST_HTML);
        Shown.safely(html, "heavy");
        assertThatNoException().isThrownBy(() -> PlainText.excerpt(text, 200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"> ", "- ", "*a ", "[", "![a "})
    void whatIsNestedTooDeepIsStillRead(String mark) {
        assertThat(shown(mark.repeat(3_000) + "le joint fuit").text()).endsWith("le joint fuit");
    }

    @Test
    void aTextTooLongIsShownPlainAndOnePastAnyMeasureIsCutAndSaysSo() {
        assertThat(shown("*mot* ".repeat(10_000) + "\nfin <b>").text())
                .startsWith("*mot* *mot*")
                .endsWith("*mot* fin <b>");
        assertThat(shown("mot ".repeat(1_000_000)).text()).endsWith("mot …").hasSizeBetween(499_000, 500_002);
    }

    @Test
    void aTextThatUnfoldsIsShownPlain() {
        var page = shown("[a]: <http://x.test/" + "u".repeat(40_000) + ">\n\n" + "[a] & <b>\n".repeat(100));
        assertThat(page.select("a")).isEmpty();
        assertThat(page.text()).contains("[a] & <b>");
    }

    @Test
    void ordinaryQuestionsTakeNoTime() {
        var text = "Bonjour,\n\nma **bouilloire** B1 affiche `E04`. Voir https://tilleul.test/b1\n\n- joint\n- socle\n"
                .repeat(10);
        for (int i = 0; i < 500; i++) {
            Markdown.toHtml(text);
        }
        long begin = System.nanoTime();
        for (int i = 0; i < 200; i++) {
            assertThat(Markdown.toHtml(text)).contains("joint");
        }
        assertThat(Duration.ofNanos((System.nanoTime() - begin) / 200)).isLessThan(Duration.ofMillis(200));
    }

    @Test
    void nothingIsNothing() {
        assertThat(Markdown.toHtml("")).isEmpty();
        assertThat(Jsoup.parse(Markdown.toHtml(" \n\t\n")).text()).isEmpty();
    }
}
