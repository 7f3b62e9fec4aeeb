package parvis.newsroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import parvis.guard.Check;
import parvis.guard.Context;
import parvis.guard.Draft;
import parvis.guard.Guard;
import parvis.guard.Weight;

/** Findings are found again after edits, verdicts hold what they were about, and the guard learns from them. */
class FindingsStayTest {
    private static final String CALL = "Taguez un ami qui rate toujours sa soupe !";

    private static List<Told> read(String text) {
        return Guard.read(Draft.of(text, "fr"), Context.NONE).stream()
                .map(finding -> new Told(
                        finding, finding.weight(), Passages.of(finding, text), Told.State.STANDING, null, null, false))
                .toList();
    }

    private static Told bait(List<Told> found) {
        return found.stream()
                .filter(told -> told.finding().check() == Check.BAIT)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aFindingIsFoundAgainWhateverIsWrittenAroundIt() {
        var before = "Le joint se rince à l’eau tiède. " + CALL;
        var anchor =
                Anchor.read(Anchor.of(bait(read(before)), before).written()).orElseThrow();
        var after =
                "Bonjour à tous.\n\nUn joint usé se change aussi. Le joint se rince à l’eau tiède. " + CALL + " Voilà.";
        var again = anchor.in(read(after), after).orElseThrow();
        assertThat(after.substring(again.finding().start(), again.finding().end()))
                .isEqualTo(before.substring(
                        bait(read(before)).finding().start(),
                        bait(read(before)).finding().end()));
        assertThat(anchor.in(read("Le joint se rince."), "Le joint se rince.")).isEmpty();
    }

    @Test
    void ofTwoAlikeTheOneWithTheSameWordsAroundItIsMeant() {
        var text = "Au matin : un produit révolutionnaire. Le soir : un produit révolutionnaire, dit-on.";
        var alike = read(text).stream()
                .filter(told -> told.finding().kind().equals("superlative"))
                .toList();
        assertThat(alike).hasSize(2);
        var second = Anchor.of(alike.get(1), text);
        var longer = "Avant tout, ceci, qui pousse tout le reste plus loin. " + text;
        var found = second.in(read(longer), longer).orElseThrow();
        assertThat(longer.substring(0, found.finding().start())).endsWith("Le soir : un produit ");
    }

    @Test
    void aVerdictHoldsWhateverTheCaseSpacesAndSignsAround() {
        assertThat(Passages.normal("  « L’Hiver\u00a0est   là ! » ")).isEqualTo("l'hiver est là");
        assertThat(Passages.normal("Taguez un ami !")).isEqualTo(Passages.normal("taguez  un ami"));
    }

    @Test
    void aVerdictOnTheWholeOrOnAPictureTeachesNothingAboutOthers() {
        var hard = new parvis.guard.Finding(
                Check.LANGUAGE, "hard", Weight.LOOK, 0, 20, new parvis.guard.Say("a", List.of()), null);
        assertThat(Passages.of(hard, "x".repeat(20))).isEmpty();
        assertThat(Passages.teaches(Passages.of(hard, "x".repeat(20)))).isFalse();
        var picture = new parvis.guard.Finding(
                Check.PICTURE, "stock", Weight.LOOK, 0, 0, new parvis.guard.Say("a", List.of("photo.jpg", "x")), null);
        assertThat(Passages.of(picture, "Un texte")).isNotEmpty();
        assertThat(Passages.teaches(Passages.of(picture, "Un texte"))).isFalse();
    }

    @Test
    void aKindContestedMoreOftenThanNotIsOnlyToBeLookedAt() {
        assertThat(new Learning(0, 4).weighed(Check.BAIT, Weight.FIX)).isEqualTo(Weight.FIX);
        assertThat(new Learning(0, 5).weighed(Check.BAIT, Weight.FIX)).isEqualTo(Weight.LOOK);
        assertThat(new Learning(3, 4).worth()).isEqualTo(4.0 / 9);
        assertThat(new Learning(3, 4).weighed(Check.BAIT, Weight.FIX)).isEqualTo(Weight.LOOK);
        assertThat(new Learning(3, 3).weighed(Check.BAIT, Weight.FIX)).isEqualTo(Weight.FIX);
        assertThat(new Learning(0, 9).weighed(Check.HONESTY, Weight.FIX)).isEqualTo(Weight.FIX);
        assertThat(new Learning(0, 9).weighed(Check.BAIT, Weight.LOOK)).isEqualTo(Weight.LOOK);
    }

    @Test
    void whatIsTakenOutLeavesNoHole() {
        assertThat(Splice.of("Un. Deux. Trois.", 4, 9, "")).isEqualTo("Un. Trois.");
        assertThat(Splice.of("Un. Deux.", 4, 9, "")).isEqualTo("Un.");
        assertThat(Splice.of("Un.\n\nDeux.\n\nTrois.", 5, 10, "")).isEqualTo("Un.\n\nTrois.");
        assertThat(Splice.of("Un. Deux.", 4, 9, "Quatre.")).isEqualTo("Un. Quatre.");
    }

    @Test
    void twoTextsAreComparedWordByWord() {
        var found = Differences.between("Le joint se change.", "Le joint se rince et se change.");
        assertThat(found.stream().filter(part -> !part.kind().equals("added")).map(part -> part.text()))
                .isEqualTo(List.of("Le joint se ", "change.").stream().toList());
        assertThat(String.join("", found.stream().map(part -> part.text()).toList()))
                .isEqualTo("Le joint se rince et se change.");
    }

    @Test
    void aStretchUnderTwoFindingsIsMarkedOnceByTheGraver() {
        var marks =
                Marks.of("abcdef", List.of(new Marks.Span(1, 0, 4, Weight.LOOK), new Marks.Span(2, 2, 6, Weight.FIX)));
        assertThat(marks).extracting(mark -> mark.text()).containsExactly("ab", "cd", "ef");
        assertThat(marks).extracting(mark -> mark.weight()).containsExactly("look", "fix", "fix");
        assertThat(marks.get(1).details()).isEqualTo("f-1 f-2");
        assertThat(marks.get(1).ends()).containsExactly(1);
        assertThat(marks.get(2).ends()).containsExactly(2);
    }
}
