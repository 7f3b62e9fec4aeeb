package parvis.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static parvis.support.Soon.soon;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;

@ProductTest
class AskedAboutTest {
    private static final String ANSWER =
            "Pour nettoyer la trémie du gyromoulin, retirez la trémie et passez-la à l'eau froide.";

    @Autowired
    TwoBrands brands;

    @Autowired
    AskedAbout askedAbout;

    @Test
    void conversationsThatAskWhatAPassageSaysAreCountedAndOnlyPublicOnesAreListed() {
        var tilleul = brands.tilleul();
        var nord = brands.nord();
        var member = brands.member(tilleul, "Odile Prat");
        var open =
                brands.ask(tilleul, member, "Comment nettoyer la trémie du gyromoulin ?", "Elle sent le café rance.");
        brands.writePrivately(
                tilleul,
                brands.member(tilleul, "Aline Roc"),
                "Nettoyer la trémie de mon gyromoulin",
                "Je préfère vous écrire en privé.");
        brands.writePrivately(tilleul, member, "Nettoyer la trémie du gyromoulin", "Encore moi.");
        brands.ask(tilleul, member, "La trémie du gyromoulin est fendue, sous garantie ?", "Depuis hier.");
        brands.ask(nord, brands.member(nord, "Ugo Lin"), "Comment nettoyer la trémie du gyromoulin ?", "Bonjour.");
        var brand = tilleul.id();

        soon(() -> askedAbout.people(brand, passage(ANSWER)) >= 2);

        assertThat(askedAbout.people(brand, passage(ANSWER))).isEqualTo(2);
        assertThat(askedAbout.peopleInPublic(brand, passage(ANSWER))).isEqualTo(1);
        assertThat(askedAbout.within(brand, false, Duration.ofMinutes(1)).applyAsInt(passage(ANSWER)))
                .isEqualTo(2);
        assertThat(askedAbout.within(brand, true, Duration.ofMinutes(1)).applyAsInt(passage(ANSWER)))
                .isEqualTo(1);
        assertThat(askedAbout.inPublic(brand, passage(ANSWER), 5))
                .singleElement()
                .satisfies(hit -> assertThat(hit.number()).isEqualTo(open.number()));
        assertThat(askedAbout.people(brand, passage("Notre boutique ouvre jeudi rue des Tanneurs.")))
                .isZero();
        assertThat(askedAbout.people(brand, passage("et de la"))).isZero();
    }

    @Test
    void onTheDemosYearEightOfTenThatAreFoundAskIt() throws IOException {
        var figures = AskersMeasure.year("later");
        assertThat(figures.passages()).isGreaterThan(40);
        assertThat(figures.precision()).isGreaterThanOrEqualTo(0.8);
        assertThat(figures.recall()).isGreaterThanOrEqualTo(0.3);
        assertThat(figures.within()).isGreaterThanOrEqualTo(figures.counted() * 8 / 10);
    }

    @Test
    void aSentenceOfAnAnswerSeldomFindsAStrangersQuestion() throws IOException {
        assumeTrue(Files.exists(AskersMeasure.SITE), "the dump is not here");
        var figures = AskersMeasure.site(true);
        assertThat(figures.passages()).isGreaterThan(500);
        assertThat(figures.right()).isPositive();
        assertThat(figures.precision()).isGreaterThan(0.6);
    }

    private static Passage passage(String text) {
        return new Passage(text, "");
    }
}
