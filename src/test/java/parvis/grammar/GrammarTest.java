package parvis.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import parvis.guard.Check;
import parvis.guard.Finding;
import parvis.guard.Weight;
import parvis.support.Soon;
import parvis.web.Words;

/** Spelling and grammar are read on this machine, beside whoever asks, with the words of the house. */
class GrammarTest {
    private static final Grammar GRAMMAR = new Grammar();

    @AfterAll
    static void stop() {
        GRAMMAR.destroy();
    }

    @Test
    void whatIsWrongIsToldWhereItStandsWithAWordInstead() {
        var text = "🎉👨‍👩‍👧 Les client peuvent nous écrire. Nous répondrons a temps, c'est promit.";
        var findings = read(text, "fr", Set.of());
        assertThat(findings).isNotEmpty().allSatisfy(finding -> {
            assertThat(finding.check()).isEqualTo(Check.LANGUAGE);
            assertThat(finding.weight()).isEqualTo(Weight.SPELLING);
        });
        assertThat(passages(findings, text)).contains("Les client", "a");
        var agreement = findings.getFirst();
        assertThat(agreement.kind()).isEqualTo("grammar");
        assertThat(said(agreement, "fr")).contains("détermin");
        assertThat(said(agreement, "en")).startsWith("The French rule of grammar says: ");
        assertThat(agreement.instead().arguments().getFirst().toString()).contains("Les clients");
    }

    @Test
    void aWordThatNobodyKnowsIsToldUnlessItIsTheBrands() {
        var text = "La bouilloire sifle dans la cuisine.";
        var finding = read(text, "fr", Set.of()).getFirst();
        assertThat(finding.kind()).isEqualTo("spelling");
        assertThat(passages(List.of(finding), text)).containsExactly("sifle");
        assertThat(said(finding, "fr")).isEqualTo("«\u00a0sifle\u00a0» n’est dans aucun dictionnaire de la maison.");
        assertThat(said(finding, "en")).contains("sifle", "none of the house’s dictionaries");
        assertThat(read(text, "fr", Set.of("Sifle"))).isEmpty();
    }

    @Test
    void englishIsReadByItsOwnRules() {
        var text = "The customers has recieved there parcel.";
        var findings = read(text, "en", Set.of());
        assertThat(passages(findings, text)).contains("recieved", "there");
        assertThat(findings).allSatisfy(finding -> {
            assertThat(said(finding, "en")).isNotBlank().doesNotContain("<suggestion>");
            assertThat(said(finding, "fr")).isNotBlank();
        });
    }

    @Test
    void whatIsNotWordsAndMattersOfTasteAreLeftAlone() {
        for (var fine : List.of(
                "Le robot R2-114 et le moulin M1 vont au lave-vaisselle.",
                "Écrivez à bonjour@tilleul.test ou sur https://tilleul.test/questions/12-fuite ; @gaspard_r vous répond. #RobotR2",
                "Nous avons vu Yvson et Duroc à Trinité.",
                "La commande 4711 part de LYSFRANCE demain…",
                "« Bonjour ! » dit-elle ; c’est l’heure : 10 h.",
                "\"Bonjour\" , dit-elle",
                "Le trafic reprend sur l'ensembl…",
                "✅ Le joint se change en deux minutes 👇")) {
            assertThat(read(fine, "fr", Set.of())).as(fine).isEmpty();
        }
    }

    @Test
    void whoDoesNotWaitGetsItWhenTheyAskAgain() {
        var impatient = new Grammar();
        var text = "Les client nous écrivent.";
        assertThat(impatient.within(text, "fr", Set.of(), Duration.ZERO))
                .as("it is still being loaded")
                .isEmpty();
        var later = Soon.soon(() -> impatient.soon(text, "fr", Set.of()).orElse(null));
        assertThat(later).hasSize(1);
        assertThat(impatient.isReady("fr")).isTrue();
        assertThat(impatient.isReady("en"))
                .as("what nobody asked for is not loaded")
                .isFalse();
        impatient.destroy();
    }

    @Test
    void strangeTextsAndOtherLanguagesEndInTime() {
        assertThat(GRAMMAR.read("Guten Tag, wie geht es Ihnen?", "de", Set.of()))
                .isEmpty();
        assertThat(GRAMMAR.read("", "fr", Set.of())).isEmpty();
        assertThat(GRAMMAR.read("x".repeat(20_001), "fr", Set.of())).isEmpty();
        var began = System.nanoTime();
        for (var strange : List.of(
                "a".repeat(20_000),
                "mot ".repeat(5_000),
                "((((((((".repeat(2_000),
                "\uD83D\uDE00".repeat(5_000),
                "l'l'l'l'".repeat(2_000),
                "\uD83D \u0000 \uFFFF")) {
            assertThat(GRAMMAR.read(strange, "fr", Set.of()))
                    .allSatisfy(found -> assertThat(strange.substring(found.start(), found.end()))
                            .isNotEmpty());
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(90));
    }

    /** However long a slow machine takes to load a language. */
    private static List<Finding> read(String text, String language, Set<String> ownWords) {
        return GRAMMAR.within(text, language, ownWords, Duration.ofMinutes(5)).orElseThrow();
    }

    private static List<String> passages(List<Finding> findings, String text) {
        return findings.stream()
                .map(finding -> text.substring(finding.start(), finding.end()))
                .toList();
    }

    private static String said(Finding finding, String language) {
        return Words.in(language)
                .t(finding.why().key(), finding.why().arguments().toArray());
    }
}
