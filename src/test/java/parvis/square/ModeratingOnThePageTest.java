package parvis.square;

import static org.assertj.core.api.Assertions.assertThat;
import static parvis.square.Pages.body;
import static parvis.square.Pages.location;
import static parvis.square.Pages.status;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.brand.Brand;
import parvis.conversation.Conversation;
import parvis.database.Transactions;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.TwoBrands.Member;
import parvis.support.Unheard;
import parvis.support.Web;

@ProductTest
class ModeratingOnThePageTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    Brand brand;
    Member author;
    Conversation question;
    UUID reply;
    String words;

    @BeforeEach
    void aQuestionWithAReplyThatSomebodyDislikes() {
        brand = brands.tilleul();
        author = brands.member(brand, "Samir Kaci");
        question = brands.ask(
                brand, brands.member(brand, "Hélène Caradec"), "Où trouver la pièce " + Unheard.word(), "Merci.");
        words = "Achetez-la sur mon site " + Unheard.word();
        web.post(brand, author.session(), "/questions/" + question.number() + "/messages", Map.of("text", words));
        reply = transactions.reading(
                brand.id(),
                () -> db.sql("select id from conversation.message where text = ?")
                        .param(words)
                        .query(UUID.class)
                        .single());
    }

    @Test
    void anybodyReportsWithAReasonAndAModeratorDecides() {
        assertThat(body(web.get(brand, null, question.path()))).contains("/messages/" + reply + "/reports");
        assertThat(body(web.get(brand, null, "/messages/" + reply + "/reports")))
                .contains(words, "C’est de la publicité cachée", "name=\"email\"");

        var reported = web.post(
                brand,
                null,
                "/messages/" + reply + "/reports",
                Map.of("reason", "advertising", "words", "C’est <b>un vendeur</b>.", "email", "lectrice@mel.example"));
        assertThat(body(web.get(brand, null, location(reported)))).contains("C’est noté", question.path());

        var manager = brands.sessionOf(brand, "manager");
        assertThat(body(web.get(brand, manager, "/moderation")))
                .contains(words, "C’est &lt;b&gt;un vendeur", "un lecteur", question.subject());
        var dismissed =
                web.post(brand, manager, "/moderation/" + reply + "/dismissal", Map.of("words", "Le lien est utile."));
        assertThat(location(dismissed)).isEqualTo("/moderation");
        assertThat(body(web.get(brand, manager, "/moderation"))).doesNotContain(words);
        assertThat(body(web.get(brand, null, question.path()))).contains(words);
    }

    @Test
    void aReportWithoutAReasonIsAskedForOneAndKeepsItsWords() {
        var path = "/messages/" + reply + "/reports";
        var refused = web.post(brand, null, path, Map.of("words", "Regardez <i>bien</i>", "email", "pas une adresse"));
        assertThat(status(refused)).isEqualTo(422);
        assertThat(body(refused))
                .contains("Choisissez ce qui ne va pas", "Regardez &lt;i&gt;bien", "pas une adresse", "pas complète");
        assertThat(status(web.post(brand, null, path, Map.of("reason", "other"))))
                .isEqualTo(422);
        assertThat(status(web.post(brand, null, path, Map.of("reason", "no-such-reason"))))
                .isEqualTo(422);
        assertThat(status(web.get(brands.nord(), null, path))).isEqualTo(404);
        assertThat(status(web.post(brands.nord(), null, path, Map.of("reason", "insult"))))
                .isEqualTo(404);
        var secret = brands.writePrivately(brand, author, "Privé", "Un secret.");
        assertThat(status(
                        web.get(brand, null, "/messages/" + secret.lastMessage().value() + "/reports")))
                .isEqualTo(404);
    }

    @Test
    void whatIsHiddenLeavesItsReasonAndNotItsWords() {
        var manager = brands.sessionOf(brand, "manager");
        var form = "/messages/" + reply + "/concealment";
        assertThat(body(web.get(brand, manager, form))).contains(words, "La raison, montrée à tous");
        var refused = web.post(brand, manager, form, Map.of("words", "Sans raison"));
        assertThat(status(refused)).isEqualTo(422);
        assertThat(body(refused)).contains("Choisissez une raison", "Sans raison");

        var hidden =
                web.post(brand, manager, form, Map.of("reason", "advertising", "words", "Ce site n’est pas le nôtre."));
        assertThat(location(hidden)).isEqualTo(question.path() + "#m-" + reply);
        var page = body(web.get(brand, null, question.path()));
        assertThat(page)
                .contains(
                        "Message masqué",
                        "Masqué par Manager, de Maison Tilleul",
                        "Publicité cachée. Ce site n’est pas le nôtre.")
                .doesNotContain(words);
        assertThat(body(web.get(brand, author.session(), question.path()))).doesNotContain(words);
        assertThat(body(web.get(brand, manager, question.path()))).contains(words, "Montrer à nouveau");

        assertThat(location(web.post(brand, manager, form + "/removal", Map.of())))
                .startsWith(question.path());
        assertThat(body(web.get(brand, null, question.path()))).contains(words).doesNotContain("Message masqué");
    }

    @Test
    void aHiddenQuestionTakesItsPageWithItAndItsAddressTellsNothing() {
        var manager = brands.sessionOf(brand, "manager");
        web.post(
                brand,
                manager,
                "/messages/" + question.lastMessage().value() + "/concealment",
                Map.of("reason", "insult"));
        var page = body(web.get(brand, null, question.path()));
        assertThat(page)
                .contains("Question masquée", "Attaque contre une personne", "noindex")
                .doesNotContain(question.subject())
                .doesNotContain(words);
        var short_ = web.get(brand, null, "/questions/" + question.number());
        assertThat(status(short_)).isEqualTo(200);
        assertThat(body(short_)).doesNotContain(question.subject()).doesNotContain(question.slug());
        assertThat(body(web.get(brand, null, "/questions?sort=newest"))).doesNotContain(question.subject());
        assertThat(body(web.get(brand, manager, question.path()))).contains(question.subject(), "noindex");
        assertThat(status(web.post(
                        brand,
                        author.session(),
                        "/questions/" + question.number() + "/messages",
                        Map.of("text", "Encore"))))
                .isEqualTo(404);
    }

    @Test
    void theWayToTheReportsIsShownToModeratorsOnly() {
        assertThat(body(web.get(brand, brands.sessionOf(brand, "manager"), "/")))
                .contains("href=\"/moderation\"");
        assertThat(body(web.get(brand, brands.sessionOf(brand, "expert"), "/")))
                .contains("href=\"/desk\"")
                .doesNotContain("/moderation");
    }

    @Test
    void onlyModeratorsHideAndDecide() {
        var form = "/messages/" + reply + "/concealment";
        for (var session : new String[] {
            null, author.session(), brands.sessionOf(brand, "expert"), brands.sessionOf(brand, "strategist")
        }) {
            assertThat(status(web.get(brand, session, form))).isEqualTo(403);
            assertThat(status(web.post(brand, session, form, Map.of("reason", "insult"))))
                    .isEqualTo(403);
            assertThat(status(web.post(brand, session, form + "/removal", Map.of())))
                    .isEqualTo(403);
            assertThat(status(web.post(brand, session, "/moderation/" + reply + "/dismissal", Map.of("words", "Non"))))
                    .isIn(401, 403);
            assertThat(status(web.get(brand, session, "/moderation"))).isIn(302, 403);
        }
        var stranger = brands.sessionOf(brands.nord(), "owner");
        assertThat(status(web.post(brand, stranger, form, Map.of("reason", "insult"))))
                .isEqualTo(403);
        assertThat(status(web.post(brands.nord(), stranger, form, Map.of("reason", "insult"))))
                .isEqualTo(404);
        assertThat(body(web.get(brand, null, question.path()))).contains(words);
    }
}
