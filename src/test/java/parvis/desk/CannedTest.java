package parvis.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.brand.Brand;
import parvis.conversation.CannedText;
import parvis.conversation.CannedText.Variable;
import parvis.conversation.Conversation;
import parvis.database.Transactions;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.Web;

/** Answers that the house gives often. */
@ProductTest
class CannedTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    @Test
    void aPlaceIsFilledWithWhatIsKnownElseWithItsWordsElseSeen() {
        var known = Map.of(Variable.CUSTOMER, "Zoé $1", Variable.COLLEAGUE, "Hélène");
        assertThat(CannedText.filled(
                        "Bonjour {client}, {produit|votre appareil} : {collègue}, {horaires}.", known, false))
                .isEqualTo("Bonjour Zoé $1, votre appareil : Hélène, {horaires}.");
        assertThat(CannedText.filled("{Customer} {autre} { house | chez nous }", known, false))
                .isEqualTo("Zoé $1 {autre} chez nous");
        assertThat(CannedText.holes("Bonjour {client}, {autre}, {produit|x}, {client}"))
                .containsExactly("{client}", "{produit|x}");
        assertThat(CannedText.holes("{{{{ {client {produit")).isEmpty();
    }

    @Test
    void whatIsSaidFollowsHowSomebodyWishesToBeAddressed() {
        var text = "{civilité|Bonjour}, {tu\u00a0: ton moulin|vous\u00a0: votre moulin} et {vous:vos|tu:tes} tasses.";
        assertThat(CannedText.filled(text, Map.of(), true)).isEqualTo("Bonjour, ton moulin et tes tasses.");
        assertThat(CannedText.filled(text, Map.of(Variable.TITLE, "Madame"), false))
                .isEqualTo("Madame, votre moulin et vos tasses.");
        assertThat(CannedText.holes("Voici {tu: ton|vous: votre} moulin."))
                .as("nobody is called both")
                .containsExactly("{tu: ton|vous: votre}");
        assertThat(CannedText.holes("Que dis-tu : oui|non ?")).isEmpty();
    }

    @Test
    void aMemberSaysItThemselvesAndTheAnswerFollows() {
        var brand = brands.tilleul();
        var member = brands.member(brand, "Odette Familière");
        var question = brands.ask(brand, member, "Le moulin", "Il grince.");
        var expert = brands.sessionOf(brand, "expert");
        var title = "Moulin " + UUID.randomUUID().toString().substring(0, 8);
        web.post(brand, expert, "/desk/canned", Map.of("title", title, "fr", "{tu: Ton|vous: Votre} moulin est prêt."));
        var use = "/desk/conversations/" + question.number() + "/canned/" + idOf(brand, title);
        assertThat(web.post(brand, expert, use, Map.of("to", "public")))
                .bodyText()
                .contains("Votre moulin est prêt.");
        web.post(brand, member.session(), "/account/manner", Map.of("address", "tu", "hours", "le soir"));
        assertThat(web.post(brand, expert, use, Map.of("to", "public")))
                .bodyText()
                .contains("Ton moulin est prêt.", "tutoyer", "souhaite\u00a0: le soir");
    }

    @Test
    void oneIsTakenForALetterByWhichTheHouseWritesFirst() {
        var brand = brands.tilleul();
        var expert = brands.sessionOf(brand, "expert");
        var title = "Premier " + UUID.randomUUID().toString().substring(0, 8);
        web.post(
                brand,
                expert,
                "/desk/canned",
                Map.of(
                        "title",
                        title,
                        "fr",
                        "Bonjour {client}, {tu: ton|vous: votre} {produit} est prêt.",
                        "en",
                        "Hi {customer}"));
        var id = idOf(brand, title);
        assertThat(web.get(brand, expert, "/desk/new/canned?q=" + title.substring(8)))
                .bodyText()
                .contains(title, "/desk/new/canned/" + id)
                .doesNotContain("hx-post");
        var to = "premiere." + UUID.randomUUID().toString().substring(0, 8) + "@mel.example";
        var typed = Map.of("to", to, "subject", "Votre robot", "language", "fr", "text", "Merci.");
        var taken = web.post(brand, expert, "/desk/new/canned/" + id, typed);
        assertThat(taken).hasStatusOk();
        assertThat(taken)
                .bodyText()
                .contains("Merci.", "Bonjour {client}, votre {produit} est prêt.", to, "Relisez-la avant d’envoyer");
        assertThat(web.post(
                        brand,
                        expert,
                        "/desk/new",
                        Map.of(
                                "to",
                                to,
                                "subject",
                                "Votre robot",
                                "language",
                                "fr",
                                "text",
                                "Votre {produit} est prêt.")))
                .hasStatus(422)
                .bodyText()
                .contains("attend encore un mot");

        var known = brands.member(brand, "Paulette Connue");
        web.post(brand, known.session(), "/account/manner", Map.of("address", "tu", "language", "en", "title", "mrs"));
        assertThat(web.post(brand, expert, "/desk/new/canned/" + id, Map.of("to", known.email(), "language", "fr")))
                .bodyText()
                .contains("Bonjour Paulette Connue, ton {produit} est prêt.", "tutoyer");
        assertThat(web.get(brand, expert, "/desk/new?to=" + known.email()))
                .bodyText()
                .containsPattern("value=\"en\" required checked");
        assertThat(web.get(brand, expert, "/desk/canned")).bodyText().contains("prise 2 fois");
    }

    @Test
    void oneIsTakenAtTheDeskWithTheNamesInItAndCounted() {
        var brand = brands.tilleul();
        var expert = brands.sessionOf(brand, "expert");
        var title = "Délai " + UUID.randomUUID().toString().substring(0, 8);
        web.post(
                brand,
                expert,
                "/desk/canned",
                Map.of("title", title, "fr", "Bonjour {client}, {produit|votre appareil} part demain. {collègue}"));
        var id = idOf(brand, title);
        var question = ask(brand);
        var path = "/desk/conversations/" + question.number();

        assertThat(web.get(brand, expert, path + "/canned?sought=" + title.substring(6)))
                .hasStatusOk()
                .bodyText()
                .contains(title, path + "/canned/" + id);
        assertThat(web.get(brand, expert, path + "/canned?sought=rien-de-tel"))
                .bodyText()
                .doesNotContain(title)
                .contains("Aucune réponse type trouvée.");
        assertThat(web.post(brand, expert, path + "/canned/" + id, Map.of("to", "public", "text", "Merci.")))
                .hasStatusOk()
                .bodyText()
                .contains("Merci.", "Bonjour Zoé Test, votre appareil part demain. Expert")
                .contains("Relisez-la avant d’envoyer");
        assertThat(web.post(brand, expert, path + "/canned/" + id, Map.of("to", "public", "text", "/")))
                .bodyText()
                .doesNotContain(">/\n");
        assertThat(web.get(brand, expert, "/desk/canned"))
                .bodyText()
                .contains(title, "prise 2 fois", "tenue par Expert");
    }

    @Test
    void anAnswerWithAHoleDoesNotLeaveAndANoteDoes() {
        var brand = brands.tilleul();
        var expert = brands.sessionOf(brand, "expert");
        var question = ask(brand);
        var path = "/desk/conversations/" + question.number();

        assertThat(web.post(brand, expert, path + "/messages", Map.of("to", "public", "text", "Votre {produit} part.")))
                .hasStatus(422)
                .bodyText()
                .contains("{produit}", "attend encore un mot", "Votre {produit} part.");
        assertThat(web.get(brand, null, question.path())).bodyText().doesNotContain("{produit}");
        assertThat(web.post(brand, expert, path + "/messages", Map.of("to", "note", "text", "Mettre {produit} ici.")))
                .hasStatus3xxRedirection();
    }

    @Test
    void anothersIsReadAndTakenButChangedByWhoAnswersEverything() {
        var brand = brands.tilleul();
        var title = "Retour " + UUID.randomUUID().toString().substring(0, 8);
        web.post(brand, brands.sessionOf(brand, "expert"), "/desk/canned", Map.of("title", title, "en", "Send it."));
        var id = idOf(brand, title);
        var colleague = brands.sessionOf(brand, "colleague");

        assertThat(web.get(brand, colleague, "/desk/canned")).bodyText().contains(title, "Send it.");
        assertThat(web.post(brand, colleague, "/desk/canned/" + id, Map.of("title", "À moi", "fr", "Non.")))
                .hasStatus(403);
        assertThat(web.post(brand, colleague, "/desk/canned/" + id + "/removal", Map.of()))
                .hasStatus(403);
        assertThat(web.post(brand, brands.sessionOf(brand, "manager"), "/desk/canned/" + id, Map.of("title", title)))
                .hasStatus(422)
                .bodyText()
                .contains("un texte dans une langue au moins");
        assertThat(web.post(brand, brands.sessionOf(brand, "manager"), "/desk/canned/" + id + "/removal", Map.of()))
                .hasStatus3xxRedirection();
        assertThat(web.post(
                        brands.nord(),
                        brands.sessionOf(brands.nord(), "manager"),
                        "/desk/canned/" + id + "/removal",
                        Map.of()))
                .hasStatus(404);
    }

    private String idOf(Brand brand, String title) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select id from conversation.canned where title = ?")
                        .param(title)
                        .query(UUID.class)
                        .single()
                        .toString());
    }

    private Conversation ask(Brand brand) {
        return brands.ask(brand, brands.member(brand, "Zoé Test"), "Un délai", "Quand ?");
    }
}
