package parvis.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import parvis.privacy.Span;
import parvis.support.Sources;

/** What the texts about privacy say of cookies is what the program does. */
class PrivacyTextsTest {

    @Test
    void everyTextNamesTheCookiesThatThereAre() throws Exception {
        var set = Sources.in(Sources.JAVA, ".java").stream()
                .flatMap(source ->
                        source.all(Pattern.compile("new Cookie\\((\\w+),")).map(source::at))
                .toList();
        assertThat(set)
                .as(
                        "for signing in, for the language, for ratings, for a company's provider: one more is to be named in the texts")
                .hasSize(4);
        for (var text : List.of("demo/tilleul", "demo/atelier-nord", "starter")) {
            assertThat(read(text + "/privacy.fr.md"))
                    .as(text)
                    .contains(
                            "Quatre cookies",
                            "votre connexion",
                            "trente jours",
                            "la langue",
                            "vos avis",
                            "un an",
                            "dix minutes");
            assertThat(read(text + "/privacy.en.md"))
                    .as(text)
                    .contains(
                            "Four cookies",
                            "your sign-in",
                            "thirty days",
                            "the language",
                            "your ratings",
                            "a year",
                            "ten minutes");
        }
        assertThat(Sessions.UNUSED).hasDays(30);
    }

    /** A new house begins with these periods. */
    @Test
    void everyTextPromisesThePeriodsWithWhichAHouseBegins() throws Exception {
        assertThat(Span.PEOPLE.usual()).isEqualTo(36);
        assertThat(Span.CONVERSATIONS.usual()).isEqualTo(60);
        assertThat(Span.REPORTS.usual()).isEqualTo(12);
        assertThat(Span.AUDIT.usual()).isEqualTo(12);
        assertThat(Span.AS_IT_CAME.usual()).isLessThanOrEqualTo(Span.CONVERSATIONS.usual());
        for (var text : List.of("demo/tilleul", "demo/atelier-nord", "starter")) {
            assertThat(read(text + "/privacy.fr.md").toLowerCase(Locale.ROOT))
                    .as(text)
                    .contains("trois ans sans visite", "cinq ans après le dernier message", "un an après la décision");
            assertThat(read(text + "/privacy.en.md").toLowerCase(Locale.ROOT))
                    .as(text)
                    .contains(
                            "three years without a visit",
                            "five years after the last message",
                            "one year after the decision");
        }
    }

    private static String read(String name) throws IOException {
        return new ClassPathResource("/" + name).getContentAsString(StandardCharsets.UTF_8);
    }
}
