package parvis.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaitTest {
    private static final Path METRO = Path.of("../shared/data/posts/ratp");

    @Test
    void thePostsAreManyInBothLanguagesAndNeverTwice() {
        var all = new ArrayList<BaitCorpus.Post>();
        List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k")
                .forEach(sitting -> all.addAll(BaitCorpus.sitting(sitting)));
        assertThat(all).hasSizeGreaterThan(1_400);
        assertThat(all).filteredOn(post -> post.language().equals("fr")).hasSizeGreaterThan(all.size() * 2 / 5);
        assertThat(all).filteredOn(BaitCorpus.Post::isBait).hasSizeGreaterThan(all.size() * 2 / 5);
        assertThat(all).extracting(BaitCorpus.Post::text).doesNotHaveDuplicates();
        assertThat(all)
                .allSatisfy(post -> assertThat(post.label())
                        .matches("bait:(vote|react|share|tag|comment)|no:(open|exempt|quoted|plain|service|home)"));
    }

    @Test
    void whatWasTunedOnIsUnderstood() {
        var posts = new ArrayList<BaitCorpus.Post>();
        List.of("a", "b", "c", "d", "e", "f", "g", "h", "j", "k")
                .forEach(sitting -> posts.addAll(BaitCorpus.sitting(sitting)));
        var figures = BaitTraining.figures(posts);
        assertThat(figures.precision()).isGreaterThanOrEqualTo(0.98);
        assertThat(figures.recall()).isGreaterThanOrEqualTo(0.98);
    }

    /** Written after everything else was settled, and never looked at for tuning since. */
    @Test
    void postsThatWereNeverTunedOnAreUnderstood() {
        var figures = BaitTraining.figures(BaitCorpus.sitting("i"));
        assertThat(figures.precision()).isGreaterThanOrEqualTo(0.95);
        assertThat(figures.recall()).isGreaterThanOrEqualTo(0.85);
    }

    @Test
    void almostNothingIsToldOfTheNewsOfFourMetroLines() throws IOException {
        assumeTrue(Files.isDirectory(METRO), "the posts of the metro are not here");
        var told = new ArrayList<String>();
        int posts = 0;
        for (var line : List.of("10", "11", "12", "13")) {
            for (var post : records(Files.readString(METRO.resolve("Ligne" + line + "_RATP.csv")))) {
                posts++;
                var hits = Bait.hits(Folded.of(post).text());
                if (!hits.isEmpty() && hits.getFirst().sureness() >= Bait.TOLD) {
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

    /** The texts of a CSV of two columns, whose second may be quoted and run over lines. */
    private static List<String> records(String csv) {
        var records = new ArrayList<String>();
        var at = csv.indexOf('\n') + 1;
        while (at < csv.length()) {
            var comma = csv.indexOf(',', at) + 1;
            var text = new StringBuilder();
            int i = comma;
            if (csv.charAt(i) == '"') {
                for (i++;
                        i < csv.length()
                                && !(csv.charAt(i) == '"' && (i + 1 == csv.length() || csv.charAt(i + 1) != '"'));
                        i++) {
                    text.append(csv.charAt(i));
                    i += csv.charAt(i) == '"' ? 1 : 0;
                }
                i = csv.indexOf('\n', i);
            } else {
                i = csv.indexOf('\n', comma);
                text.append(csv, comma, i < 0 ? csv.length() : i);
            }
            records.add(text.toString());
            at = i < 0 ? csv.length() : i + 1;
        }
        return records;
    }
}
