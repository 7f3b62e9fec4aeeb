package parvis.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parvis.guard.Context.Home.Same;
import parvis.web.Words;

class RentedTest {
    private static final Same LEAK = new Same("Ça suinte sous le bol", "https://tilleul.test/questions/12-ca-suinte");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Suivez-nous : https://www.instagram.com/les.cuisines",
                "Voir https://www.facebook.com/tilleul",
                "https://www.facebook.com/maison.tilleul/",
                "Rejoignez le groupe https://www.facebook.com/groups/8812345",
                "Notre page https://www.linkedin.com/company/tilleul-sa/?utm_source=x",
                "Our channel: https://www.youtube.com/@cuisines",
                "https://x.com/tilleul"
            })
    void toAnAccountOfOursHomeItselfIsTheSame(String text) {
        var found = read(text, Optional.empty());
        assertThat(found).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo("rented");
            assertThat(text.substring(finding.start(), finding.end())).startsWith("https://");
            assertThat(instead(finding)).isEqualTo("https://tilleul.test/");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Le portrait de la ferme : https://www.instagram.com/ferme.des.bruyeres",
                "La recette en images : https://www.youtube.com/watch?v=abc123",
                "https://www.facebook.com/",
                "https://www.facebook.com/sharer.php?u=https://tilleul.test",
                "https://x.com/intent/post?text=bonjour",
                "https://boutique.example/tilleul"
            })
    void whereHomeHasNothingNothingIsTold(String text) {
        assertThat(read(text, Optional.empty())).isEmpty();
        assertThat(Guard.read(Draft.of(text, "fr"), Context.NONE)).noneMatch(RentedTest::isRented);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://www.instagram.com/p/Cx12_-ab/",
                "https://www.instagram.com/tilleul/reel/Cx12",
                "https://www.facebook.com/tilleul/posts/88123",
                "https://www.facebook.com/events/88123/",
                "https://www.facebook.com/permalink.php?story_fbid=1",
                "https://x.com/tilleul/status/88123",
                "https://youtu.be/abc123",
                "https://www.youtube.com/watch?v=abc123",
                "https://www.tiktok.com/@tilleul/video/88123",
                "https://www.linkedin.com/posts/tilleul_88123",
                "https://www.linkedin.com/feed/update/urn:li:activity:1"
            })
    void toOnePostWhatHomeHasOfItIsNamedAndCanTakeItsPlace(String link) {
        assertThat(read("Vu : " + link, Optional.of(LEAK))).singleElement().satisfies(finding -> {
            assertThat(instead(finding)).isEqualTo(LEAK.address());
            for (var language : List.of("fr", "en")) {
                assertThat(Words.in(language)
                                .t(
                                        finding.why().key(),
                                        finding.why().arguments().toArray()))
                        .contains("Ça suinte sous le bol");
            }
        });
        assertThat(read("Vu : " + link, Optional.empty())).isEmpty();
    }

    @Test
    void whatTheDraftSaysOfAPostIsWhatHomeIsAskedFor() {
        var asked = new java.util.ArrayList<String>();
        var home = home((link, words) -> {
            asked.add(link + " " + words);
            return Optional.empty();
        });
        Guard.read(
                Draft.of(
                        "Bonjour. Le joint du blender se rince à l'eau tiède. En film : https://youtu.be/abc?fbclid=1 !",
                        "fr"),
                Context.NONE.withHome(home));
        assertThat(asked)
                .singleElement()
                .satisfies(words -> assertThat(words)
                        .startsWith("https://youtu.be/abc ")
                        .contains("Le joint du blender se rince à l'eau tiède.")
                        .doesNotContain("fbclid")
                        .doesNotContain("Bonjour"));
    }

    private interface Known {
        Optional<Same> same(String link, String words);
    }

    private static Context.Home home(Known known) {
        return new Context.Home() {
            @Override
            public String address() {
                return "https://tilleul.test/";
            }

            @Override
            public Optional<Same> same(String link, String words) {
                return known.same(link, words);
            }
        };
    }

    private static List<Finding> read(String text, Optional<Same> same) {
        var context = Context.NONE.withHomes(Set.of("tilleul.test")).withHome(home((link, words) -> same));
        return Guard.read(Draft.of(text, "fr"), context).stream()
                .filter(RentedTest::isRented)
                .toList();
    }

    private static boolean isRented(Finding finding) {
        return finding.kind().equals("rented");
    }

    private static String instead(Finding finding) {
        var instead = java.util.Objects.requireNonNull(finding.instead());
        return Words.in("fr").t(instead.key(), instead.arguments().toArray());
    }
}
