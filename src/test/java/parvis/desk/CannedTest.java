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
        assertThat(CannedText.filled("Bonjour {client}, {produit|votre appareil} : {collègue}, {horaires}.", known))
                .isEqualTo("Bonjour Zoé $1, votre appareil : Hélène, {horaires}.");
        assertThat(CannedText.filled("{Customer} {autre} { house | chez nous }", known))
                .isEqualTo("Zoé $1 {autre} chez nous");
        assertThat(CannedText.holes("Bonjour {client}, {autre}, {produit|x}, {client}"))
                .containsExactly("{client}", "{produit|x}");
        assertThat(CannedText.holes("{{{{ {client {produit")).isEmpty();
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
