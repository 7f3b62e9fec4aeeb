package parvis.square;

import static org.assertj.core.api.Assertions.assertThat;
import static parvis.square.Pages.body;
import static parvis.square.Pages.cookie;
import static parvis.square.Pages.location;
import static parvis.square.Pages.status;

import jakarta.servlet.http.Cookie;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Brand;
import parvis.conversation.Answering;
import parvis.conversation.Answering.Outcome.Written;
import parvis.conversation.Conversation;
import parvis.conversation.Kind;
import parvis.conversation.Visibility;
import parvis.database.Transactions;
import parvis.ledger.How;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.TwoBrands.Member;
import parvis.support.Unheard;
import parvis.support.Web;

@ProductTest
class RatingOnThePageTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Answering answering;

    @Autowired
    Web web;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    Brand brand;
    Member asker;
    Conversation question;
    UUID answer;

    @BeforeEach
    void anAnsweredQuestion() {
        brand = brands.tilleul();
        asker = brands.member(brand, "Hélène Caradec");
        question = brands.ask(brand, asker, "Un bruit à régler " + Unheard.word(), "Que faire ?");
        answer = answer("Resserrez la vis.");
    }

    @Test
    void theAskersYesSettlesTheQuestionAndKeepsTheAnswer() {
        assertThat(body(web.get(brand, asker.session(), question.path())))
                .contains("Cela vous a-t-il aidé")
                .doesNotContain("Réponse retenue");

        var rated = rate(asker.session(), "yes", "");

        assertThat(location(rated)).isEqualTo(question.path() + "#m-" + answer);
        assertThat(body(web.get(brand, asker.session(), question.path())))
                .contains("Réponse retenue par Hélène", "Réglé en", "Merci, c’est noté", "A déjà aidé 1 personne");
        assertThat(body(web.get(brand, null, question.path())))
                .contains("is-retained", "Cela vous a-t-il aidé", "acceptedAnswer");
        assertThat(state()).isEqualTo("satisfied");
    }

    @Test
    void theAskersNoReopensWithAPromiseAndAsksWhatIsMissing() {
        rate(asker.session(), "yes", "");
        rate(asker.session(), "no", "");

        assertThat(state()).isEqualTo("open");
        var page = body(web.get(brand, asker.session(), question.path()));
        assertThat(page)
                .contains("Qu’est-ce qui manque", "La question est rouverte. Réponse promise avant", "name=\"words\"")
                .doesNotContain("Réponse retenue");
        rate(asker.session(), "no", "Il manque <b>la taille</b> de la vis");
        assertThat(body(web.get(brand, asker.session(), question.path())))
                .contains("Merci, c’est noté")
                .doesNotContain("la taille");
        assertThat(words()).isEqualTo("Il manque <b>la taille</b> de la vis");
        assertThat(body(web.get(brand, null, question.path())))
                .contains("Réponse promise avant")
                .doesNotContain("la taille");
    }

    @Test
    void partlyWaitsForTheWordsBeforeItReopens() {
        rate(asker.session(), "partly", "");
        assertThat(state()).isEqualTo("waiting");
        assertThat(body(web.get(brand, asker.session(), question.path()))).contains("Qu’est-ce qui manque");
        rate(asker.session(), "partly", "Reste un sifflement.");
        assertThat(state()).isEqualTo("open");
    }

    @Test
    void whatWasSaidCanBeChanged() {
        rate(asker.session(), "yes", "");
        var page = body(web.get(brand, asker.session(), question.path()));
        assertThat(page).contains(question.path() + "?change=" + answer);
        var changing = body(web.get(brand, asker.session(), question.path() + "?change=" + answer));
        assertThat(changing).contains("value=\"partly\"").doesNotContain("Merci, c’est noté");
    }

    @Test
    void aReaderWhoIsNotSignedInIsAskedAndRememberedFromThenOnOnly() {
        assertThat(web.get(brand, null, question.path()).getResponse().getCookie("reader"))
                .isNull();
        var rated = rate(null, "yes", "");
        var reader = cookie(rated, "reader");
        assertThat(rated.getResponse().getCookie("reader").isHttpOnly()).isTrue();
        assertThat(state()).as("a reader settles nothing for the asker").isEqualTo("waiting");

        var theirs = web.http()
                .get()
                .uri(question.path())
                .with(Web.host(brand))
                .cookie(new Cookie("reader", reader), new Cookie("language", "fr"))
                .exchange();
        assertThat(body(theirs)).contains("Merci, c’est noté");
        assertThat(theirs.getResponse().getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(body(web.get(brand, null, question.path())))
                .contains("Cela vous a-t-il aidé", "A déjà aidé 1 personne")
                .doesNotContain("Merci, c’est noté");

        web.http()
                .post()
                .uri("/messages/" + answer + "/ratings")
                .with(Web.host(brand))
                .cookie(new Cookie("reader", reader))
                .header("Sec-Fetch-Site", "same-origin")
                .formField("helped", "partly")
                .exchange();
        assertThat(body(web.get(brand, null, question.path()))).contains("A aidé 1 personne en partie");
    }

    @Test
    void nobodyRatesTheirOwnWordsOrForTheHouseOrWhatTheyMayNotRead() {
        assertThat(status(web.post(
                        brand,
                        brands.sessionOf(brand, "manager"),
                        "/messages/" + answer + "/ratings",
                        Map.of("helped", "yes"))))
                .isEqualTo(403);
        var opening = question.lastMessage().value();
        assertThat(status(
                        web.post(brand, asker.session(), "/messages/" + opening + "/ratings", Map.of("helped", "yes"))))
                .isEqualTo(403);
        assertThat(status(web.post(brands.nord(), null, "/messages/" + answer + "/ratings", Map.of("helped", "yes"))))
                .isEqualTo(404);
        assertThat(status(
                        web.post(brand, null, "/messages/" + UUID.randomUUID() + "/ratings", Map.of("helped", "yes"))))
                .isEqualTo(404);
        assertThat(status(web.post(brand, null, "/messages/nonsense/ratings", Map.of("helped", "yes"))))
                .isEqualTo(404);
        assertThat(status(rate(null, "perhaps", ""))).isEqualTo(422);
        var secret = brands.writePrivately(brand, brands.member(brand, "Paule Privée"), "Une affaire", "Privée.");
        var private_ = answer(secret, "En privé.", Visibility.PRIVATE);
        assertThat(status(web.post(brand, null, "/messages/" + private_ + "/ratings", Map.of("helped", "yes"))))
                .isEqualTo(404);
    }

    private MvcTestResult rate(String session, String help, String words) {
        return web.post(brand, session, "/messages/" + answer + "/ratings", Map.of("helped", help, "words", words));
    }

    private UUID answer(String text) {
        return answer(question, text, Visibility.PUBLIC);
    }

    private UUID answer(Conversation conversation, String text, Visibility visibility) {
        var outcome = answering.write(
                brand,
                conversation.id(),
                brands.teammate(brand, "manager"),
                new Answering.Words(Kind.SENT, visibility, text, null, How.DESK, List.of()),
                Instant.now());
        return ((Written) outcome).message().value();
    }

    private String state() {
        return read(
                "select state from conversation.conversation where id = ?",
                question.id().value());
    }

    private String words() {
        return read("select words from conversation.rating where message = ?", answer);
    }

    private String read(String sql, UUID id) {
        return transactions.reading(
                brand.id(), () -> db.sql(sql).param(id).query(String.class).single());
    }
}
