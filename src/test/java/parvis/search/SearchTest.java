package parvis.search;

import static org.assertj.core.api.Assertions.assertThat;
import static parvis.support.Soon.soon;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import parvis.brand.Brand;
import parvis.conversation.Answering;
import parvis.conversation.Conversation;
import parvis.conversation.Help;
import parvis.conversation.Kind;
import parvis.conversation.MessageId;
import parvis.conversation.Moderating;
import parvis.conversation.RatingHelp;
import parvis.conversation.State;
import parvis.conversation.Visibility;
import parvis.ledger.How;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;

@ProductTest
class SearchTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Search search;

    @Autowired
    Answering answering;

    @Autowired
    RatingHelp ratingHelp;

    @Autowired
    Moderating moderating;

    @Test
    void aNewQuestionIsFoundWithinASecond() {
        var question = ask("Le couvercle du zéphyromètre se fend", "La charnière est fendue près du voyant.");

        var hit = soon(() -> find("zephyrometre").stream().findFirst().orElse(null));

        assertThat(hit.conversation()).isEqualTo(question.id().value());
        assertThat(hit.number()).isEqualTo(question.number());
        assertThat(hit.path()).isEqualTo(question.path());
        assertThat(hit.subject()).isEqualTo("Le couvercle du zéphyromètre se fend");
        assertThat(hit.state()).isEqualTo(State.OPEN);
        assertThat(hit.excerpt()).contains("La charnière est fendue");
        assertThat(hit.score()).isPositive();
    }

    @Test
    void anotherFormWithoutAccentsWithAnArticleOrATypingErrorFindsTheSame() {
        var question = ask("L’aubergiste a réparé les crémaillères", "Elles étaient grippées.")
                .id()
                .value();
        soon(() -> ids("crémaillères").contains(question));

        for (var typed : List.of(
                "cremaillere",
                "CRÉMAILLÈRE",
                "d’aubergiste",
                "qu'aubergistes",
                "crémailère",
                "cre\u0301maille\u0300re",
                "aubregiste",
                "crémai")) {
            assertThat(ids(typed)).as(typed).contains(question);
        }
        assertThat(ids("crémaillères volantes")).doesNotContain(question);
    }

    @Test
    void anEnglishQuestionIsFoundByItsWords() {
        var question = ask("The grinder's hopper keeps jamming", "It squeaks whenever the burrs are turning.")
                .id()
                .value();
        soon(() -> ids("hopper").contains(question));

        for (var typed : List.of("grinders hoppers", "jammed hopper", "squeaking burr")) {
            assertThat(ids(typed)).as(typed).contains(question);
        }
    }

    @Test
    void theAnswerIsFoundAndSaysWhy() {
        var question = ask("Un bruit étrange", "Il ronronne.");
        answer(question, "Remplacez le palier en sycomorine, il s'use. C'est sans danger.", Visibility.PUBLIC);

        var hit = soon(() -> find("sycomorine").stream().findFirst().orElse(null));

        assertThat(hit.conversation()).isEqualTo(question.id().value());
        assertThat(hit.excerpt()).contains("palier en sycomorine");
    }

    @Test
    void theWordsAroundWhatWasSoughtAreWordsAndNotWhereLinksLead() {
        ask(
                "Où trouver le plan du tournevulcain",
                "La notice (https://plans.test/index.exe?s=1;t=3&lettre=a) permet d’avoir la cote du tournevulcain.");

        var hit = soon(() -> find("cote tournevulcain").stream().findFirst().orElse(null));

        assertThat(hit.excerpt()).isEqualTo("La notice permet d’avoir la cote du tournevulcain.");
    }

    @Test
    void aSubjectCountsForMoreThanAWordInPassing() {
        var inPassing =
                ask("Une autre affaire", "J'ai aussi un quadrilobe quelque part, mais ce n'est pas la question.");
        var subject = ask("Démonter le quadrilobe", "Comment faire ?");
        soon(() -> ids("quadrilobe").size() == 2);

        assertThat(ids("quadrilobe"))
                .containsExactly(subject.id().value(), inPassing.id().value());
    }

    @Test
    void wordsThatStandTogetherCountForMore() {
        var apart =
                ask("Turbine tiède", "Le joint est neuf, la couronne aussi, mais rien ne va dans la goulotte ambrée.");
        var together = ask("Couronne tiède", "Il reste du joint de goulotte dans la turbine ambrée.");
        soon(() -> ids("joint goulotte ambrée tiède").size() == 2);

        assertThat(ids("joint goulotte"))
                .startsWith(together.id().value())
                .contains(apart.id().value());
    }

    @Test
    void whereManyHoldAllTheWordsThoseThatHoldSomeOfThemDoNotStandBefore() {
        var some = ask("Vérin vermoulu, vérin vermoulu", "Le vérin vermoulu du carillon.");
        for (var i = 0; i < 21; i++) {
            ask(
                    "Autre sujet numéro " + i,
                    "Parmi d'autres choses, le vérin et son tréteau sont vermoulus par endroits.");
        }
        soon(() -> search.desk(tilleul(), "vérin vermoulu", 30).size() == 22);

        assertThat(ids("vérin vermoulu")).startsWith(some.id().value());
        assertThat(ids("vérin vermoulu tréteau"))
                .hasSize(20)
                .doesNotContain(some.id().value());
    }

    @Test
    void whereFewHoldAllTheWordsThoseThatHoldSomeOfThemAreFoundBesides() {
        var all = ask("Lanterne sourde", "Le palan grince près de la lanterne sourde.");
        var some = ask("Palan sourd", "Il grince dans la cour.");
        soon(() -> ids("palan grince")
                .containsAll(List.of(all.id().value(), some.id().value())));

        assertThat(ids("palan grince lanterne"))
                .startsWith(all.id().value())
                .contains(some.id().value());
    }

    @Test
    void commonWordsAloneFindNothing() {
        ask("Comment faire pour le la les", "Est-ce que vous avez une idée ? How do you do what is the");
        soon(() -> !ids("idée").isEmpty());

        for (var typed :
                List.of("", " ", "le la les", "comment faire", "est-ce que", "how do i", "the", "?", "a", "l'")) {
            assertThat(find(typed)).as("« %s »", typed).isEmpty();
        }
    }

    @Test
    void whateverIsTypedIsWordsAndNeverAnError() {
        var question = ask("Le polygonaute cale", "Voilà.").id().value();
        soon(() -> ids("polygonaute").contains(question));

        for (var typed : List.of(
                "polygonaute && (",
                "\"polygonaute",
                "+cale:* cale:polygonaute~",
                "[a TO polygonaute}",
                "*?^\\/{}!+- polygonaute",
                "polygonaute \u0000\uD800")) {
            assertThat(ids(typed)).as(typed).contains(question);
        }
        assertThat(ids("*:*")).isEmpty();
        assertThat(ids("square.open:1")).isEmpty();
        assertThat(ids("polygonaute ".repeat(10_000))).contains(question);
        assertThat(search.similar(tilleul(), "mot différent à chaque fois " + longText(), 5))
                .isNotNull();
        assertThat(search.desk(tilleul(), longText(), 5)).isNotNull();
    }

    @Test
    void whatIsPrivateIsFoundAtTheDeskOnly() {
        var brand = tilleul();
        var member = brands.member(brand, "Ondine Brasquemart");
        var letter = brands.writePrivately(brand, member, "Ma facture hexavalente", "Mon adresse : rue Tristanelle.");
        var question = brands.ask(brand, member, "Une vis manque", "La vis du capot.");
        answer(question, "Note : cliente tatillonnette, geste commercial accordé.", null);
        answer(question, "En privé : votre bon est AZIMUTALE.", Visibility.PRIVATE);
        soon(() -> desk("azimutale").contains(question.id().value()));

        assertThat(desk("hexavalente")).containsExactly(letter.id().value());
        assertThat(desk("Tristanelle")).containsExactly(letter.id().value());
        assertThat(desk("tatillonnette")).containsExactly(question.id().value());
        assertThat(desk("Brasquemart"))
                .containsExactlyInAnyOrder(letter.id().value(), question.id().value());
        assertThat(desk(member.email()))
                .containsExactlyInAnyOrder(letter.id().value(), question.id().value());
        assertThat(desk("#" + letter.number())).startsWith(letter.id().value());
        assertThat(desk("" + letter.number())).startsWith(letter.id().value());
        for (var typed :
                List.of("hexavalente", "Tristanelle", "tatillonnette", "azimutale", "Brasquemart", member.email())) {
            assertThat(ids(typed)).as(typed).isEmpty();
            assertThat(search.similar(brand, typed, 5)).as(typed).isEmpty();
        }
    }

    @Test
    void nothingOfOneBrandIsFoundThroughAnother() {
        var nord = brands.nord();
        var theirs = brands.ask(nord, brands.member(nord, "Nora North"), "My ptarmigan lamp flickers", "Since Monday.");
        soon(() -> !search.search(nord, "ptarmigan", 5).isEmpty());

        assertThat(search.search(tilleul(), "ptarmigan", 5)).isEmpty();
        assertThat(search.similar(tilleul(), "My ptarmigan lamp flickers", 5))
                .noneMatch(h -> h.conversation().equals(theirs.id().value()));
        assertThat(desk("ptarmigan")).isEmpty();
        assertThat(desk("Nora North")).isEmpty();
        assertThat(search.desk(nord, "ptarmigan", 5))
                .containsExactly(theirs.id().value());
    }

    @Test
    void aHiddenAnswerIsNoLongerFoundNorAHiddenQuestion() {
        var question = ask("Le cabochon grésille", "Un peu.");
        var bad = answer(question, "Vendez votre frimoussette ailleurs.", Visibility.PUBLIC);
        soon(() -> !ids("frimoussette").isEmpty());
        var manager = brands.teammate(tilleul(), "manager");

        moderating.hide(tilleul(), bad, manager, "publicité", "127.0.0.1", How.DESK, Instant.now());
        assertThat(find("cabochon").getFirst().excerpt()).doesNotContain("frimoussette");
        soon(() -> ids("frimoussette").isEmpty());
        assertThat(ids("cabochon")).containsExactly(question.id().value());
        assertThat(desk("frimoussette")).containsExactly(question.id().value());

        moderating.hide(tilleul(), question.lastMessage(), manager, "illégal", "127.0.0.1", How.DESK, Instant.now());
        assertThat(ids("cabochon")).isEmpty();
        moderating.show(tilleul(), question.lastMessage(), manager, "127.0.0.1", How.DESK, Instant.now());
        soon(() -> ids("cabochon").contains(question.id().value()));
    }

    @Test
    void amongGoodNeighboursTheSatisfiedOnesComeFirst() {
        var open = ask("Mon bol tourne dans le vide xylofort", "Rien ne bouge.");
        var solved = ask("Le bol du xylofort tourne à vide", "Depuis hier.");
        var other = ask("Le xylofort rouillé", "Au soleil.");
        var message = answer(solved, "Resserrez l'écrou.", Visibility.PUBLIC);
        ratingHelp.rate(
                tilleul(),
                message,
                new RatingHelp.Rater.Known(solved.person()),
                Help.YES,
                null,
                How.DIRECT,
                Instant.now());
        soon(() -> ids("xylofort").size() == 3);

        var neighbours = soon(() -> {
            var found = search.similar(tilleul(), "Mon bol tourne dans le vide avec le xylofort", 5);
            return !found.isEmpty() && found.getFirst().state() == State.SATISFIED ? found : null;
        });

        assertThat(neighbours)
                .extracting(Hit::conversation)
                .startsWith(solved.id().value(), open.id().value());
        assertThat(neighbours)
                .extracting(Hit::conversation)
                .doesNotContain(other.id().value());
    }

    private Brand tilleul() {
        return brands.tilleul();
    }

    private Conversation ask(String subject, String text) {
        return brands.ask(tilleul(), brands.member(tilleul(), "Zoé Chercheuse"), subject, text);
    }

    /** @param visibility null for a note */
    private MessageId answer(Conversation question, String text, Visibility visibility) {
        var kind = visibility == null ? Kind.NOTE : Kind.SENT;
        var words = new Answering.Words(
                kind, visibility == null ? Visibility.PRIVATE : visibility, text, null, How.DESK, List.of());
        return ((Answering.Outcome.Written) answering.write(
                        tilleul(), question.id(), brands.teammate(tilleul(), "manager"), words, Instant.now()))
                .message();
    }

    private List<Hit> find(String typed) {
        return search.search(tilleul(), typed, 20);
    }

    private List<UUID> ids(String typed) {
        return find(typed).stream().map(Hit::conversation).toList();
    }

    private List<UUID> desk(String typed) {
        return search.desk(tilleul(), typed, 20);
    }

    private static String longText() {
        var text = new StringBuilder();
        for (var i = 0; i < 5_000; i++) {
            text.append("mot").append(Integer.toString(i, 26)).append("étrange ");
        }
        return text.toString();
    }
}
