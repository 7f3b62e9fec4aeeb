package parvis.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import parvis.web.Words;

class UsefulTest {
    private static final String HOW = "Passez le joint à l'eau tiède, sans détergent, tous les dix jours.";

    @Test
    void thePassageThatAnswersIsMarkedWithHowManyAsked() {
        var text = "Bonjour à tous les amateurs de soupe. " + HOW + " Notre atelier vous souhaite un bon dimanche !";
        var found = read(text, (passage, before) -> passage.contains("joint") ? 14 : 0);
        assertThat(found).singleElement().satisfies(finding -> {
            assertThat(finding.check()).isEqualTo(Check.USEFUL);
            assertThat(finding.kind()).isEqualTo("answers");
            assertThat(finding.weight()).isEqualTo(Weight.USEFUL);
            assertThat(finding.instead()).isNull();
            assertThat(text.substring(finding.start(), finding.end())).isEqualTo(HOW);
            assertThat(Words.in("fr")
                            .t(finding.why().key(), finding.why().arguments().toArray()))
                    .isEqualTo("14 personnes ont demandé ce que dit ce passage.");
        });
    }

    @Test
    void twoSentencesThatOnlyAnswerTogetherAreMarkedTogether() {
        var text = "Retirez le couvercle du blender avec soin. Le joint se rince ensuite à l'eau tiède.";
        var found = read(text, (passage, before) -> passage.contains("couvercle") && passage.contains("joint") ? 3 : 0);
        assertThat(found).singleElement().satisfies(finding -> {
            assertThat(finding.start()).isZero();
            assertThat(finding.end()).isEqualTo(text.length());
        });
    }

    @Test
    void oneAskerIsNotEnoughAndAQuestionAnswersNothing() {
        assertThat(read(HOW, (passage, before) -> 1)).isEmpty();
        assertThat(read("Comment passer le joint du blender à l'eau tiède ?", (passage, before) -> 20))
                .isEmpty();
        assertThat(Guard.read(Draft.of(HOW, "fr"), Context.NONE)).isEmpty();
    }

    @Test
    void theThreeMostAskedAreMarkedAndALongTextIsNotAskedForEver() {
        var text = (HOW + " ").repeat(100);
        var asked = new ArrayList<String>();
        assertThat(read(text, (passage, before) -> {
                    asked.add(passage);
                    return asked.size();
                }))
                .hasSize(3);
        assertThat(asked).hasSizeLessThanOrEqualTo(80);
    }

    private static List<Finding> read(String text, Context.Asked asked) {
        return Guard.read(Draft.of(text, "fr"), Context.NONE.withAsked(asked)).stream()
                .filter(finding -> finding.check() == Check.USEFUL)
                .toList();
    }
}
