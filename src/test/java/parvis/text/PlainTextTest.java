package parvis.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    void aMailReadsAsSomebodyWouldTypeIt() {
        var html = """
                <html><head><title>x</title><style>p{}</style></head><body>
                <h1>Votre   colis</h1><p>Bonjour <b>Nadia</b>,<br>il est <a href="https://suivi.test/1">en route</a>.</p>
                <ul><li>joint</li><li>socle<ol start="3"><li>vis</li><li>pied</li></ol></li></ul>
                <blockquote><p>où est-il ?</p><p>merci</p></blockquote>
                <pre>a
                  b

                c</pre>
                <table><tr><th>Pièce</th><th>Prix</th></tr><tr><td>joint</td><td>4&nbsp;€</td></tr></table>
                <div>Voir <a href="https://tilleul.test/">tilleul.test</a> ou <a href="mailto:a@b.test">a@b.test</a></div><div>Fin</div>
                </body></html>""";
        assertThat(PlainText.ofHtml(html)).isEqualTo("""
                Votre colis

                Bonjour Nadia,
                il est en route (https://suivi.test/1).

                - joint
                - socle
                  3. vis
                  4. pied

                > où est-il ?

                > merci

                a
                  b

                c

                Pièce | Prix
                joint | 4\u00A0€

                Voir tilleul.test ou a@b.test
                Fin""");
    }

    @Test
    void nothingThatIsNotReadIsWritten() {
        assertThat(PlainText.ofHtml("<p>a<script>b</script><style>c</style><!-- d --></p>"))
                .isEqualTo("a");
        assertThat(PlainText.ofHtml("<a href='javascript:x'>mot</a>")).isEqualTo("mot");
        assertThat(PlainText.ofHtml("")).isEmpty();
        assertThat(PlainText.ofHtml("a < b && c")).isEqualTo("a < b && c");
    }

    @Test
    void everyWordOfRealPostsIsThere() throws IOException {
        var words = Pattern.compile("\\p{L}+");
        for (var post : Outside.forumPosts()) {
            var page = Jsoup.parse(post);
            page.select("img").remove();
            var text = PlainText.ofHtml(post);
            words.matcher(page.text())
                    .results()
                    .forEach(word -> assertThat(text).contains(word.group()));
        }
    }

    @Test
    void anExcerptHasTheWordsWithoutTheMarks() {
        var text =
                "# Titre\n\nMa **bouilloire** [fuit](https://x.test/tres-long), voir `E04`.\n\n- joint\n- socle\n\n|a|b|\n|-|-|\n|c|d|\n\n<b>x</b>";
        assertThat(PlainText.excerpt(text, 200))
                .isEqualTo("Titre Ma bouilloire fuit, voir E04. joint socle a b c d <b>x</b>");
        assertThat(PlainText.excerpt(text, 20)).isEqualTo("Titre Ma bouilloire…");
        assertThat(PlainText.excerpt("", 20)).isEmpty();
    }

    @Test
    void anExcerptSaysTheWordsOfLinksAndNotWhereTheyLead() {
        var imported = PlainText.ofHtml("<p>Voir <a href='https://dictionnaire.test/mots.exe?s=12;t=3&amp;lettre=a(b)'>"
                + "l’article</a> pour avoir le sens, ou <a href='mailto:bonjour@tilleul.test'>écrire</a>.</p>");
        assertThat(imported).contains("lettre=a%28b%29)", "(mailto:bonjour@tilleul.test)");
        assertThat(PlainText.excerpt(imported, 200)).isEqualTo("Voir l’article pour avoir le sens, ou écrire.");
        assertThat(PlainText.excerpt("Lu [ici](https://x.test/a?t=3) et <https://www.x.test/b?t=3&lettre=a>.", 200))
                .isEqualTo("Lu ici et x.test.");
        assertThat(PlainText.excerpt("(voir https://x.test/a/b#c) puis https://y.test, « http://z.test/é?q=1 » !", 200))
                .isEqualTo("(voir x.test) puis y.test, « z.test » !");
        assertThat(PlainText.excerpt("https://x.test/un/chemin?long=1", 200)).isEqualTo("x.test");
        assertThat(PlainText.excerpt("(https://x.test/un)", 200)).isNotEmpty();
        assertThat(PlainText.excerpt("Un prix (environ 4 €) et http:// tout court", 200))
                .isEqualTo("Un prix (environ 4 €) et http:// tout court");
    }

    @Test
    void anExcerptIsCutAfterAWord() {
        assertThat(PlainText.cut("La bouilloire fuit", 18)).isEqualTo("La bouilloire fuit");
        assertThat(PlainText.cut("La bouilloire fuit", 17)).isEqualTo("La bouilloire…");
        assertThat(PlainText.cut("La bouilloire, fuit", 15)).isEqualTo("La bouilloire…");
        assertThat(PlainText.cut("Anticonstitutionnellement", 10)).isEqualTo("Anticonst…");
        assertThat(PlainText.cut("abc", 1)).isEqualTo("…");
        assertThatIllegalArgumentException().isThrownBy(() -> PlainText.cut("abc", 0));
    }

    @Test
    void noLetterLosesItsAccentAndNoEmojiItsHalf() {
        assertThat(PlainText.cut("👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", 8)).isEqualTo("👩‍👩‍👧…");
        assertThat(PlainText.cut("e\u0301".repeat(10), 6)).isEqualTo("e\u0301e\u0301…");
        assertThat(PlainText.cut("🇫🇷🇧🇪🇨🇭", 4)).isEqualTo("🇫🇷…");
    }

    @Test
    void whatHasNoMarksIsReadAsIfItHadSome() throws IOException {
        var random = new Random(11);
        var alphabet = "aZé19 \u00A0’👩\u0301.,;:?!'\"()/%$+-={}\n\n*_`#>[]&<~|\\@\t\r"
                .codePoints()
                .toArray();
        var texts = new ArrayList<String>();
        for (int round = 0; round < 60_000; round++) {
            // of most rounds no more than the beginning of the alphabet, which is plain
            var letters = round % 3 == 0 ? alphabet.length : alphabet.length - 15;
            var text = new StringBuilder();
            random.ints(random.nextInt(12), 0, letters).forEach(i -> text.appendCodePoint(alphabet[i]));
            texts.add(text.toString());
        }
        texts.addAll(List.of(
                "a\n===", "a\n---", "a\n- b", "a\n1. b", "a\n    b", "a  \nb", "a\n+ b", "www.x.test", "a@x.test"));
        for (var post : Outside.forumPosts()) {
            texts.add(PlainText.ofHtml(post));
        }
        var plain = 0;
        for (var text : texts) {
            if (PlainText.isPlain(text)) {
                plain++;
                assertThat(oneLine(text)).as("«%s»", text).isEqualTo(oneLine(PlainText.marked(text, 100_000)));
            }
        }
        assertThat(plain).isGreaterThan(10_000);
    }

    private static String oneLine(String words) {
        return words.replaceAll("\\s+", " ").strip();
    }

    @Test
    void anExcerptIsNeverTooLongNorBroken() {
        var random = new Random(7);
        var alphabet = "aé 👩‍\u0301𝒜\n,*[]()`<>".codePoints().toArray();
        for (int round = 0; round < 3_000; round++) {
            var text = new StringBuilder();
            random.ints(random.nextInt(80), 0, alphabet.length).forEach(i -> text.appendCodePoint(alphabet[i]));
            int most = 1 + random.nextInt(40);
            for (var brief :
                    new String[] {PlainText.cut(text.toString(), most), PlainText.excerpt(text.toString(), most)}) {
                assertThat(brief.codePointCount(0, brief.length()))
                        .as(text.toString())
                        .isLessThanOrEqualTo(most);
                assertThat(brief.codePoints()).noneMatch(point -> point >= 0xD800 && point <= 0xDFFF);
            }
        }
    }
}
