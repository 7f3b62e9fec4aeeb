package parvis.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageGuessTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bonjour, ma bouilloire B1 affiche E04 et ne chauffe plus.",
                "Où est mon colis ?",
                "Merci !",
                "j'ai commandé le joint, aucune nouvelle",
                "OU EST MA COMMANDE",
                "Le site https://www.the-house.test/it/is/what/it/is ne marche pas",
            })
    void frenchIsFrench(String text) {
        assertThat(LanguageGuess.of(text)).contains(Locale.FRENCH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hello, my B1 kettle shows E04 and does not heat any more.",
                "Where is my parcel?",
                "Thanks!",
                "it’s leaking",
                "I ordered the crème brûlée set but it has not arrived",
            })
    void englishIsEnglish(String text) {
        assertThat(LanguageGuess.of(text)).contains(Locale.ENGLISH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "B1",
                "12345",
                "ok",
                "👍",
                "Привет, где мой чайник?",
                "https://tilleul.test/the/le",
                "a@the.test"
            })
    void whatDoesNotTellIsNotGuessed(String text) {
        assertThat(LanguageGuess.of(text)).isEmpty();
    }

    @Test
    void realQuestionsAreSeldomMistaken() throws IOException {
        check("intents/banking77_test.csv", Locale.ENGLISH);
        check("intents/fr_wikit_test_dataset.csv", Locale.FRENCH);
    }

    private static void check(String file, Locale language) throws IOException {
        var questions = Outside.read(file)
                .lines()
                .skip(1)
                .filter(line -> line.indexOf(',') > 0)
                .map(line -> line.substring(0, line.lastIndexOf(',')))
                .toList();
        var guesses = questions.stream().map(LanguageGuess::of).toList();
        assertThat(guesses)
                .as(file)
                .filteredOn(Optional.of(language)::equals)
                .hasSizeGreaterThan(questions.size() * 9 / 10);
        assertThat(guesses)
                .filteredOn(guess -> guess.isPresent() && !guess.equals(Optional.of(language)))
                .hasSizeLessThan(questions.size() / 100);
    }
}
