package parvis.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaitTest {
    @Test
    void thePostsAreManyInBothLanguagesAndNeverTwice() {
        var all = new ArrayList<>(BaitCorpus.sittings(BaitCorpus.LEARNED));
        all.addAll(BaitCorpus.sittings(BaitCorpus.HELD_OUT));
        assertThat(all).hasSizeGreaterThan(4_500);
        assertThat(all).filteredOn(post -> post.language().equals("fr")).hasSizeGreaterThan(all.size() * 2 / 5);
        assertThat(all).filteredOn(BaitCorpus.Post::isBait).hasSizeGreaterThan(all.size() * 2 / 5);
        assertThat(all).extracting(BaitCorpus.Post::text).doesNotHaveDuplicates();
        assertThat(all)
                .allSatisfy(post -> assertThat(post.label())
                        .matches("bait:(vote|react|share|tag|comment)|no:(open|exempt|quoted|plain|service|home)"));
    }

    @Test
    void whatWasTunedOnIsUnderstood() {
        var figures = BaitTraining.figures(BaitCorpus.sittings(BaitCorpus.LEARNED));
        assertThat(figures.precision()).isGreaterThanOrEqualTo(0.97);
        assertThat(figures.recall()).isGreaterThanOrEqualTo(0.85);
    }

    /** Never looked at for tuning; z is by a hand that knew neither the rules nor the other posts. */
    @ParameterizedTest
    @ValueSource(strings = {"i", "z"})
    void postsThatWereNeverTunedOnAreUnderstood(String sitting) {
        var figures = BaitTraining.figures(BaitCorpus.sitting(sitting));
        assertThat(figures.precision()).isGreaterThanOrEqualTo(0.95);
        assertThat(figures.recall()).isGreaterThanOrEqualTo(0.85);
    }

    @Test
    void almostNothingIsToldOfTheNewsOfFourMetroLines() throws IOException {
        assumeTrue(Files.isDirectory(BaitCorpus.METRO), "the posts of the metro are not here");
        var told = new ArrayList<String>();
        int posts = 0;
        for (var line : List.of("10", "11", "12", "13")) {
            for (var post : BaitCorpus.metro(line)) {
                posts++;
                if (!Bait.asked(Folded.of(post).text()).isEmpty()) {
                    told.add(post);
                }
            }
        }
        assertThat(posts).isGreaterThan(12_000);
        // most of these are real calls: quizzes, "tag un(e) ami(e)"
        assertThat(told).hasSizeLessThanOrEqualTo(posts / 1000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "T A G U E un ami",
                "Tаguez un аmi", // a Cyrillic а
                "L1ke si tu es d'accord",
                "𝓛𝓲𝓴𝓮 if you agree",
                "C.o.m.m.e.n.t.e.z « OUI »",
                "sh@re this with a friend",
                "Li\u200Bkez cette photo",
                "❤️ = oui, 😮 = non",
                "👍🏿 pour la rouge, 👎🏻 pour la bleue",
                "PARTAGEEEEZ avec vos amis",
                "c0mm3nt Y3S below",
            })
    void disguisedRequestsAreFound(String text) {
        assertThat(Guard.read(Draft.of(text), Context.NONE)).anyMatch(finding -> finding.check() == Check.BAIT);
    }

    @Test
    void aFindingPointsAtTheSentenceAndSaysWhyAndWhatInstead() {
        var text = "Passez le joint à l'eau tiède. Taguez un ami qui rate toujours sa soupe ! Merci.";
        var found = Guard.read(Draft.of(text, "fr"), Context.NONE);
        assertThat(found).singleElement().satisfies(finding -> {
            assertThat(finding.check()).isEqualTo(Check.BAIT);
            assertThat(finding.kind()).isEqualTo("tag");
            assertThat(finding.weight()).isEqualTo(Weight.FIX);
            assertThat(text.substring(finding.start(), finding.end()))
                    .isEqualTo("Taguez un ami qui rate toujours sa soupe !");
            assertThat(finding.why().key()).isEqualTo("guard.bait.tag.why");
            assertThat(finding.instead()).isEqualTo(Say.of("guard.bait.tag.instead"));
        });
    }

    @Test
    void theKindIsOneOfTheFiveAndAPrizeIsSaid() {
        var kinds = new HashSet<String>();
        for (var text : List.of(
                "Likez si vous êtes d'accord",
                "Partagez cette photo avec vos amis",
                "Taguez un ami",
                "❤️ pour la rouge, 👍 pour la bleue",
                "Commentez « OUI »")) {
            Guard.read(Draft.of(text, "fr"), Context.NONE).forEach(finding -> kinds.add(finding.kind()));
        }
        assertThat(kinds).containsExactlyInAnyOrder("react", "share", "tag", "vote", "comment");
        assertThat(Guard.read(Draft.of("Concours ! Pour gagner, taguez un ami.", "fr"), Context.NONE))
                .extracting(finding -> finding.why().key())
                .contains("guard.bait.reward.why");
    }
}
