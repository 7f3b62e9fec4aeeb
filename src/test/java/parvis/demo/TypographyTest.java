package parvis.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that the demo shows is set as a printer would set it. */
class TypographyTest {
    private static final Pattern CODE_AND_ADDRESSES = Pattern.compile("`[^`]*`|https?://\\S+|\\]\\([^)]*\\)");

    /** What must not be found, by its name. */
    private static final Map<String, Pattern> EVERYWHERE = Map.of(
            "a narrow space or hyphen that the faces lack", Pattern.compile("[\u202f\u2011]"),
            "a straight apostrophe or quotation mark", Pattern.compile("['\"]"),
            "three dots for an ellipsis", Pattern.compile("\\.\\.\\."),
            "two spaces", Pattern.compile("[ \u00a0]{2}"));

    private static final Map<String, Pattern> IN_FRENCH = Map.of(
            "a breaking space before a high sign", Pattern.compile(" [;:?!%€»]"),
            "a high sign that touches its word", Pattern.compile("[^\\s\u00a0?!…][;?!%€»]|[^\\s\u00a0](?::\\s|:$)"),
            "a guillemet without its space", Pattern.compile("«[^\u00a0]"),
            "thousands without a space",
                    Pattern.compile("(?<![\\p{L}\\d-])(?!19\\d\\d|20\\d\\d)\\d{4}(?![\\p{L}\\d-])"),
            "an hour that may break", Pattern.compile("\\d h\\b|\\dh\\d|\u00a0h \\d"));

    @Test
    void everyTextOfEverySceneIsWellSet() {
        var checked = 0;
        for (var scene : Stream.concat(Scenes.TILLEUL.stream(), Scenes.ATELIER_NORD.stream())
                .toList()) {
            for (var text : texts(scene)) {
                assertWellSet(scene.key(), scene.language(), text);
                checked++;
            }
            for (var text : internalTexts(scene)) {
                assertWellSet(scene.key(), "fr", text);
            }
        }
        assertThat(checked).isGreaterThan(300);
    }

    @Test
    void theCatalogueAndTheCastAreWellSet() {
        for (var brand : Catalogue.BRANDS) {
            assertWellSet(brand.slug(), "fr", brand.facadeFr());
            assertWellSet(brand.slug(), "fr", brand.askExampleFr());
            assertWellSet(brand.slug(), "en", brand.facadeEn());
            for (var product : brand.products()) {
                assertWellSet(product.slug(), "fr", product.taglineFr());
                assertWellSet(product.slug(), "en", product.taglineEn());
                assertThat(product.facts()).as(product.slug()).hasSizeGreaterThanOrEqualTo(3);
                for (var fact : product.facts()) {
                    assertWellSet(product.slug(), "fr", fact.valueFr());
                    assertWellSet(product.slug(), "en", fact.valueEn());
                }
            }
        }
        for (var teammate : Cast.TILLEUL) {
            assertWellSet(teammate.key(), "fr", teammate.signatureFr());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tilleul/legal", "tilleul/privacy", "atelier-nord/legal", "atelier-nord/privacy"})
    void theLegalPagesAreWellSetAndSayTheSameInBothLanguages(String page) throws IOException {
        var french = resource("/demo/" + page + ".fr.md");
        var english = resource("/demo/" + page + ".en.md");
        french.lines().filter(line -> !line.isBlank()).forEach(line -> assertWellSet(page, "fr", line));
        english.lines().filter(line -> !line.isBlank()).forEach(line -> assertWellSet(page, "en", line));
        assertThat(headings(french)).isEqualTo(headings(english)).isGreaterThan(5);
    }

    @Test
    void aScriptTypedWithPlainSpacesIsSetInFrench() {
        assertThat(Typography.french("""
                Est-ce « bon » ? C'est 1 200 W : à 11 h 40,
                voyez `l'axe : 3`...

                1. Ôtez
                   le capot
                2. Posez""")).isEqualTo("""
                Est-ce «\u00a0bon\u00a0»\u00a0? C’est 1\u00a0200\u00a0W\u00a0: à 11\u00a0h\u00a040, voyez `l'axe : 3`…

                1. Ôtez le capot
                2. Posez""");
    }

    @Test
    void aScriptTypedWithPlainMarksIsSetInEnglish() {
        assertThat(Typography.english("It's \"fine\" at 2 L; isn't it?"))
                .isEqualTo("It’s “fine” at 2\u00a0L; isn’t it?");
    }

    private static void assertWellSet(String where, String language, String text) {
        var words = CODE_AND_ADDRESSES.matcher(text).replaceAll("x");
        assertThat(words).as(where).isNotBlank();
        EVERYWHERE.forEach(
                (fault, pattern) -> assertThat(words).as(where + ": " + fault).doesNotContainPattern(pattern));
        if (language.equals("fr")) {
            IN_FRENCH.forEach((fault, pattern) ->
                    assertThat(words).as(where + ": " + fault).doesNotContainPattern(pattern));
        }
    }

    private static List<String> texts(Scene scene) {
        var texts = new ArrayList<>(List.of(scene.subject(), scene.text()));
        for (var turn : scene.turns()) {
            switch (turn) {
                case Turn.Reply reply -> texts.add(reply.text());
                case Turn.Answer answer -> texts.add(answer.text());
                case Turn.Proposed proposed -> texts.add(proposed.text());
                case Turn.Hide hide -> texts.add(hide.reason());
                case Turn.Report report -> texts.add(report.words());
                case Turn.Rated rated -> {
                    if (rated.words() != null) {
                        texts.add(rated.words());
                    }
                }
                case Turn.Note note -> {}
                case Turn.HandOver handOver -> {}
                case Turn.Close close -> {}
            }
        }
        return texts;
    }

    private static List<String> internalTexts(Scene scene) {
        var texts = new ArrayList<String>();
        for (var turn : scene.turns()) {
            if (turn instanceof Turn.Note note) {
                texts.add(note.text());
            } else if (turn instanceof Turn.HandOver handOver) {
                texts.add(handOver.words());
            }
        }
        return texts;
    }

    private static long headings(String markdown) {
        return markdown.lines().filter(line -> line.startsWith("#")).count();
    }

    private static String resource(String path) throws IOException {
        try (var stream = TypographyTest.class.getResourceAsStream(path)) {
            assertThat(stream).as(path).isNotNull();
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
