package parvis.square;

import static org.assertj.core.api.Assertions.assertThat;
import static parvis.square.Pages.body;
import static parvis.square.Pages.location;
import static parvis.square.Pages.status;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import parvis.brand.Brand;
import parvis.conversation.Closing;
import parvis.conversation.Conversation;
import parvis.ledger.How;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.TwoBrands.Member;
import parvis.support.Unheard;
import parvis.support.Web;

@ProductTest
class ReplyingTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Closing closing;

    @Autowired
    Web web;

    @Autowired
    Links links;

    Brand brand;
    Member asker;
    Conversation question;
    String form;

    @BeforeEach
    void aQuestion() {
        brand = brands.tilleul();
        asker = brands.member(brand, "Hélène Caradec");
        question = brands.ask(brand, asker, "Une question à suivre " + Unheard.word(), "Qui sait ?");
        form = "/questions/" + question.number() + "/messages";
    }

    @Test
    void aMemberRepliesForEverybody() {
        var member = brands.member(brand, "Léonie Ricard");
        var replied = web.post(
                brand,
                member.session(),
                form,
                Map.of("text", "Même panne *l’an dernier* " + "<img src=x onerror=alert(1)>"));
        assertThat(location(replied)).isEqualTo(question.path());
        web.post(
                brand,
                member.session(),
                form,
                Map.of("text", "Même panne *l’an dernier* " + "<img src=x onerror=alert(1)>"));

        var page = body(web.get(brand, null, question.path()));
        assertThat(page).contains("<em>l’an dernier</em>", "Léonie R.").doesNotContain("<img src=x");
        assertThat(page.split("<em>l’an dernier</em>", -1))
                .as("sent twice, there once")
                .hasSize(2);
    }

    @Test
    void aStrangersReplyAppearsOnceTheLinkWasOpened() {
        var email = "passant." + UUID.randomUUID() + "@mel.example";
        var held = web.post(
                brand, null, form, Map.of("text", "Essayez la position un.", "name", "Paul Passant", "email", email));
        assertThat(body(held)).contains("Votre réponse est gardée", email);
        assertThat(body(web.get(brand, null, question.path()))).doesNotContain("position un");
        var link = "/confirm/" + links.to(email).getFirst().token();
        assertThat(body(web.get(brand, null, link))).contains("position un", question.subject(), "Publier la réponse");
        assertThat(location(web.post(brand, null, link, Map.of()))).isEqualTo(question.path());
        assertThat(body(web.get(brand, null, question.path()))).contains("position un", "Paul P.");
    }

    @Test
    void theAskerWritesToTheHouseAloneWhenTheyChooseTo() {
        var secret = "Mon numéro de commande " + Unheard.word();
        assertThat(body(web.get(brand, asker.session(), question.path()))).contains("name=\"privately\"");
        web.post(brand, asker.session(), form, Map.of("text", secret, "privately", "yes"));

        assertThat(body(web.get(brand, asker.session(), question.path())))
                .contains(secret, "Entre vous et Maison Tilleul");
        assertThat(body(web.get(brand, null, question.path())))
                .contains(question.subject())
                .doesNotContain(secret);
        var other = brands.member(brand, "Autre Membre");
        web.post(brand, other.session(), form, Map.of("text", "Publique malgré la case", "privately", "yes"));
        assertThat(body(web.get(brand, null, question.path()))).contains("Publique malgré la case");
    }

    @Test
    void aNumberThatEverybodyCouldCallIsAskedAboutAndTheHouseGivesNone() {
        var words = "Appelez-moi au 06 12 34 56 78.";
        var member = brands.member(brand, "Nora Joignable");
        var asked = web.post(brand, member.session(), form, Map.of("text", words));
        assertThat(status(asked)).isEqualTo(422);
        assertThat(body(asked)).contains("Publier ainsi", "06 12 34 56 78").doesNotContain("seulement</button>");
        assertThat(body(web.post(brand, asker.session(), form, Map.of("text", words))))
                .contains("Écrire à Maison Tilleul seulement");
        assertThat(body(web.get(brand, null, question.path()))).doesNotContain("06 12 34 56 78");
        web.post(brand, asker.session(), form, Map.of("text", words, "privately", "yes"));
        assertThat(body(web.get(brand, null, question.path()))).doesNotContain("06 12 34 56 78");
        web.post(brand, member.session(), form, Map.of("text", words, "meant", "yes"));
        assertThat(body(web.get(brand, null, question.path()))).contains("06 12 34 56 78");

        var house = web.post(
                brand, brands.sessionOf(brand, "manager"), form, Map.of("text", "Appelez Rose au 06 98 76 54 32."));
        assertThat(status(house)).isEqualTo(409);
        assertThat(body(house)).contains("Répondez au bureau");
        assertThat(body(web.get(brand, null, question.path()))).doesNotContain("06 98 76 54 32");
    }

    @Test
    void aTeammateAnswersForTheHouseAndReadsFirstWhatCameInBetween() {
        var manager = brands.sessionOf(brand, "manager");
        assertThat(body(web.get(brand, manager, question.path())))
                .contains(
                        "Répondre pour Maison Tilleul",
                        "value=\"" + question.lastMessage().value() + "\"");
        web.post(brand, asker.session(), form, Map.of("text", "J’ajoute une précision."));

        var overtaken = web.post(
                brand,
                manager,
                form,
                Map.of(
                        "text",
                        "Ma réponse gardée",
                        "seen",
                        question.lastMessage().value().toString()));
        assertThat(status(overtaken)).isEqualTo(409);
        assertThat(body(overtaken))
                .contains("Quelqu’un a écrit entre-temps", "J’ajoute une précision", "Ma réponse gardée");
        assertThat(body(web.get(brand, null, question.path()))).doesNotContain("Ma réponse gardée");

        var written = web.post(brand, manager, form, Map.of("text", "Ma réponse donnée"));
        assertThat(location(written)).startsWith(question.path() + "#m-");
        assertThat(body(web.get(brand, null, question.path())))
                .contains("Ma réponse donnée", "is-house", "Manager de Maison Tilleul", "1 réponse");
    }

    @Test
    void anExpertDoesNotAnswerWhatAColleagueHolds() {
        web.post(brand, brands.sessionOf(brand, "manager"), form, Map.of("text", "Je m’en occupe."));
        var refused = web.post(brand, brands.sessionOf(brand, "expert"), form, Map.of("text", "Moi aussi."));
        assertThat(status(refused)).isEqualTo(403);
        assertThat(body(refused)).contains("Un collègue tient cette conversation", "Moi aussi.");
        assertThat(body(web.get(brand, null, question.path())))
                .contains("Je m’en occupe")
                .doesNotContain("Moi aussi");
    }

    @Test
    void anAgencyDoesNotTalkWithPeople() {
        for (var who : List.of("strategist", "creative")) {
            assertThat(body(web.get(brand, brands.sessionOf(brand, who), question.path())))
                    .contains(question.subject())
                    .doesNotContain("name=\"text\"");
            assertThat(status(web.post(brand, brands.sessionOf(brand, who), form, Map.of("text", "Bonjour"))))
                    .isEqualTo(403);
        }
    }

    @Test
    void aClosedQuestionTakesTheAskersWordsOnly() {
        closing.close(brand, question.id(), brands.teammate(brand, "manager"), How.DESK, java.time.Instant.now());
        assertThat(body(web.get(brand, null, question.path())))
                .contains("Cette question est close")
                .doesNotContain("name=\"text\"");
        var refused = web.post(brand, brands.member(brand, "Tard Venu").session(), form, Map.of("text", "Trop tard"));
        assertThat(status(refused)).isEqualTo(422);
        assertThat(status(web.post(brand, brands.sessionOf(brand, "manager"), form, Map.of("text", "Encore un mot"))))
                .isEqualTo(409);
        assertThat(location(web.post(brand, asker.session(), form, Map.of("text", "Le bruit revient"))))
                .isEqualTo(question.path());
        assertThat(body(web.get(brand, null, question.path()))).contains("Le bruit revient", "Réponse promise avant");
    }

    @Test
    void whatIsMissingIsSaidAndNothingReachesWhatOneMayNotRead() {
        var refused = web.post(brand, null, form, Map.of("text", " ", "name", "", "email", "x"));
        assertThat(status(refused)).isEqualTo(422);
        assertThat(body(refused)).contains("Écrivez votre réponse", "comment vous appeler", "pas complète");
        var secret = brands.writePrivately(brand, asker, "Entre nous", "Privé.");
        var private_ = "/questions/" + secret.number() + "/messages";
        assertThat(status(web.post(
                        brand, null, private_, Map.of("text", "Coucou", "name", "X", "email", "x@mel.example"))))
                .isEqualTo(404);
        assertThat(status(web.post(
                        brand, brands.member(brand, "Autre Test").session(), private_, Map.of("text", "Coucou"))))
                .isEqualTo(404);
        assertThat(location(web.post(brand, asker.session(), private_, Map.of("text", "La suite, en privé"))))
                .isEqualTo(secret.path());
        assertThat(body(web.get(brand, asker.session(), secret.path()))).contains("La suite, en privé");
    }
}
