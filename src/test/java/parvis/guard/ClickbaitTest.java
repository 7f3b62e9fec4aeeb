package parvis.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClickbaitTest {

    @Test
    void headlinesThatWereNeverLearnedAreToldApart() throws IOException {
        assumeTrue(Files.isDirectory(ClickbaitTraining.HEADLINES), "the headlines are not here");
        int hits = 0;
        int wrong = 0;
        int heldOut = 0;
        for (var headline : ClickbaitTraining.headlines()) {
            if (headline.isHeldOut()) {
                heldOut++;
                var told = isTold(headline.text(), "en");
                hits += told && headline.isClickbait() ? 1 : 0;
                wrong += told != headline.isClickbait() ? 1 : 0;
            }
        }
        assertThat(heldOut).isGreaterThan(10_000);
        assertThat(2.0 * hits / (2 * hits + wrong)).as("F1").isGreaterThanOrEqualTo(0.97);
    }

    /** The model learned from all but the last, which is by another hand. */
    @ParameterizedTest
    @CsvSource({
        "clickbait-fr, 0.95, 0.95",
        "clickbait-fr-later, 0.95, 0.95",
        "clickbait-fr-p, 0.95, 0.95",
        "clickbait-fr-q, 0.95, 0.95",
        "clickbait-fr-r, 0.95, 0.75"
    })
    void frenchHeadlinesAreToldApart(String set, double precision, double recall) throws IOException {
        int hits = 0;
        int alarms = 0;
        int missed = 0;
        for (var line : Files.readAllLines(BaitCorpus.DIRECTORY.resolve(set + ".tsv"))) {
            var is = line.startsWith("clickbait\t");
            var told = isTold(line.substring(line.indexOf('\t') + 1), "fr");
            hits += is && told ? 1 : 0;
            alarms += !is && told ? 1 : 0;
            missed += is && !told ? 1 : 0;
        }
        assertThat(hits + missed).isGreaterThanOrEqualTo(40);
        assertThat(hits / (double) (hits + alarms)).as("precision").isGreaterThanOrEqualTo(precision);
        assertThat(hits / (double) (hits + missed)).as("recall").isGreaterThanOrEqualTo(recall);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Elle ouvre sa porte et ce qu'elle découvre va vous surprendre",
                "10 astuces que personne ne vous dit pour nettoyer votre four",
                "Le n° 4 va vous étonner",
                "...et la suite va vous surprendre! 👀",
                "Vous n'allez pas croire ce que contient ce pot",
            })
    void frenchTitlesThatPromiseWithoutSayingAreTold(String title) {
        assertThat(isTold(title, "fr")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Trois façons de détartrer une bouilloire",
                "Pourquoi votre pain colle au moule",
                "Le secret d'une croûte : la porte entrouverte cinq minutes",
                "La mairie vote le budget 2027",
            })
    void frenchTitlesThatSayAreNot(String title) {
        assertThat(isTold(title, "fr")).isFalse();
    }

    @Test
    void aFriendlySentenceIsNoHeadline() {
        for (var sitting : List.of("a", "b", "c", "d", "e", "f", "g", "h")) {
            assertThat(BaitCorpus.sitting(sitting))
                    .filteredOn(post -> !post.isBait())
                    .noneMatch(post -> isTold(post.text(), post.language()));
        }
    }

    private static boolean isTold(String text, String language) {
        var findings = new ArrayList<Finding>();
        Clickbait.read(new Reading(Draft.of(text, language), Context.NONE), findings);
        return !findings.isEmpty();
    }
}
