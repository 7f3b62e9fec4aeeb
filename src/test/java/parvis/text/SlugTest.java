package parvis.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlugTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Ma bouilloire B1 affiche E04 !|ma-bouilloire-b1-affiche-e04",
                "L’été, qu'est-ce que c’est ?|l-ete-qu-est-ce-que-c-est",
                "Cœur de bœuf à l’œil|coeur-de-boeuf-a-l-oeil",
                "Straße, Ærø, Łódź, Þór|strasse-aero-lodz-thor",
                "Où ça ? Là-bas — « ici »|ou-ca-la-bas-ici",
                "Don't do it|don-t-do-it",
                "Большой чайник|bolsoj-cajnik",
                "Πού είναι;|pou-einai",
                "水壶坏了|shui-hu-huai-le",
                "ﬁltre ½ ①|filtre-1-2-1",
                "İSTANBUL|istanbul",
                "e\u0301te\u0301|ete",
                "???|question",
                "''|question",
                "👍👍|question",
                "--a--|a",
            })
    void aTitleBecomesAnAddress(String title, String slug) {
        assertThat(Slug.of(title)).isEqualTo(slug);
    }

    @Test
    void aLongTitleIsCutAfterAWord() {
        var slug = Slug.of("la bouilloire fuit ".repeat(20));
        assertThat(slug).hasSizeLessThanOrEqualTo(80).endsWith("-bouilloire-fuit-la");
        assertThat(Slug.of("a".repeat(5_000))).isEqualTo("a".repeat(80));
    }

    @Test
    void anyScriptAndAnyNonsenseGivesAnAddress() throws IOException {
        for (var text : Outside.hostileTexts()) {
            assertThat(Slug.of(text)).matches("[a-z0-9]+(-[a-z0-9]+)*").hasSizeLessThanOrEqualTo(80);
        }
        for (var title : new String[] {"غلاية الماء", "קומקום", "やかん", "주전자", "กาต้มน้ำ", "चाय", "ჩაიდანი", "թեյնիկ"}) {
            assertThat(Slug.of(title))
                    .as(title)
                    .matches("[a-z0-9]+(-[a-z0-9]+)*")
                    .isNotEqualTo("question");
        }
    }

    @Test
    void severalThreadsGetTheSameAddress() {
        assertThat(IntStream.range(0, 2_000)
                        .parallel()
                        .mapToObj(i -> Slug.of("Большой чайник Cœur"))
                        .distinct())
                .containsExactly("bolsoj-cajnik-coeur");
    }
}
