package parvis.square;

import static org.assertj.core.api.Assertions.assertThat;
import static parvis.square.Pages.body;
import static parvis.square.Pages.location;
import static parvis.square.Pages.status;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.brand.Brand;
import parvis.database.Transactions;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.Unheard;
import parvis.support.Web;

@ProductTest
class AskingTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    @Autowired
    Links links;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    Brand brand;

    @BeforeEach
    void here() {
        brand = brands.tilleul();
    }

    @Test
    void aMembersQuestionAppearsAtOnce() {
        var asker = brands.member(brand, "Hélène Caradec");
        var asked = web.post(
                brand,
                asker.session(),
                "/questions",
                Map.of(
                        "title",
                        "Un claquement en vitesse 2",
                        "text",
                        "Depuis **dimanche**.",
                        "product",
                        "robot-r2",
                        "came",
                        "site:forum.example"));

        assertThat(location(asked)).matches("/questions/[0-9]+-un-claquement-en-vitesse-2");
        assertThat(body(web.get(brand, null, location(asked))))
                .contains("Un claquement en vitesse 2", "<strong>dimanche</strong>", "Hélène C.", "Robot R2");
        assertThat(transactions.reading(
                        brand.id(),
                        () -> db.sql(
                                        "select how from ledger.event e join conversation.conversation c on c.id = e.conversation where what = 'question.asked' and c.number = ?")
                                .param(number(location(asked)))
                                .query(String.class)
                                .single()))
                .isEqualTo("site:forum.example");
    }

    @Test
    void whoeverWouldTellEverybodyWhereTheyLiveIsAskedFirst() {
        var asker = brands.member(brand, "Odile Discrète");
        var fields = new java.util.HashMap<>(Map.of(
                "title",
                "Une pièce à envoyer",
                "text",
                "Envoyez-la au 12 rue des Lilas, 44000 Nantes, ou appelez le 06 12 34 56 78."));

        var asked = web.post(brand, asker.session(), "/questions", fields);
        assertThat(asked).hasStatus(422);
        assertThat(body(asked))
                .contains(
                        "12 rue des Lilas, 44000 Nantes",
                        "06 12 34 56 78",
                        "Publier ainsi",
                        "Rien n’est publié encore");

        fields.put("privately", "yes");
        var kept = web.post(brand, asker.session(), "/questions", fields);
        assertThat(body(web.get(brand, asker.session(), location(kept)))).contains("rue des Lilas");
        assertThat(web.get(brand, null, location(kept))).hasStatus(404);

        fields.remove("privately");
        fields.put("meant", "yes");
        fields.put("submission", "another");
        var meant = web.post(brand, asker.session(), "/questions", fields);
        assertThat(body(web.get(brand, null, location(meant)))).contains("rue des Lilas");
    }

    @Test
    void theSameFormSentTwiceIsOneQuestion() {
        var asker = brands.member(brand, "Deux Fois");
        for (var submission : List.of("", UUID.randomUUID().toString())) {
            var form = Map.of(
                    "title", "Envoyée deux fois " + submission, "text", "Une seule fois.", "submission", submission);
            var first = location(web.post(brand, asker.session(), "/questions", form));
            assertThat(location(web.post(brand, asker.session(), "/questions", form)))
                    .isEqualTo(first);
        }
        var other = brands.member(brand, "Quelqu’un d’Autre");
        var form = Map.of("title", "Envoyée par deux personnes", "text", "Pareil.", "submission", "abc");
        assertThat(location(web.post(brand, other.session(), "/questions", form)))
                .isNotEqualTo(location(web.post(brand, asker.session(), "/questions", form)));
    }

    @Test
    void whatIsMissingIsSaidAndWhatWasTypedIsKept() {
        var refused = web.post(
                brand,
                null,
                "/questions",
                Map.of(
                        "title",
                        "court",
                        "text",
                        "Mon texte <b>gardé</b>",
                        "name",
                        "",
                        "email",
                        "helene@",
                        "product",
                        "grille-pain-inconnu"));

        assertThat(status(refused)).isEqualTo(422);
        assertThat(body(refused))
                .contains(
                        "Dites-en un peu plus",
                        "Mon texte &lt;b&gt;gardé",
                        "helene@",
                        "Cette adresse n’est pas complète",
                        "comment vous appeler")
                .contains("Nous ne connaissons pas cet appareil", "aria-invalid=\"true\"", "Votre texte est gardé");
        var asker = brands.member(brand, "Trop Long");
        var long_ = web.post(
                brand, asker.session(), "/questions", Map.of("title", "Un titre " + "é".repeat(200), "text", ""));
        assertThat(status(long_)).isEqualTo(422);
        assertThat(body(long_)).contains("160 lettres au plus", "Racontez ce qui se passe", "Un titre éé");
    }

    @Test
    void aStrangersQuestionAppearsOnceTheLinkWasOpenedAndOnlyOnce() {
        var email = "inconnue." + UUID.randomUUID() + "@mel.example";
        var subject = "Question d’une inconnue " + Unheard.word();
        var form = Map.of(
                "title",
                subject,
                "text",
                "Le <script>alert(1)</script> *bol*",
                "name",
                "Inès Conue",
                "email",
                email.toUpperCase(java.util.Locale.ROOT));
        var held = web.post(brand, null, "/questions", form);
        assertThat(body(held)).contains("Encore un geste", email);
        assertThat(body(web.post(brand, null, "/questions", form))).contains("Encore un geste");
        assertThat(body(web.get(brand, null, "/questions?sort=newest"))).doesNotContain(subject);
        assertThat(links.to(email)).hasSize(1);

        var link = "/confirm/" + links.to(email).getFirst().token();
        for (int i = 0; i < 2; i++) { // scanners of mail open links as often as they like
            assertThat(body(web.get(brand, null, link)))
                    .contains(subject, "<em>bol</em>", "&lt;script", "Publier la question");
        }
        assertThat(body(web.get(brand, null, "/questions?sort=newest"))).doesNotContain(subject);

        var published = web.post(brand, null, link, Map.of());
        var session = Pages.cookie(published, "session");
        assertThat(body(web.get(brand, session, location(published))))
                .contains(subject, "Inès C.", "Une suite à donner");
        var again = web.post(brand, null, link, Map.of());
        assertThat(location(again)).isEqualTo(location(published));
        assertThat(again.getResponse().getCookie("session"))
                .as("a spent link lets nobody in")
                .isNull();
        assertThat(status(web.get(brand, null, link))).isEqualTo(410);
        assertThat(count(subject)).isEqualTo(1);
    }

    @Test
    void aLinkOfOneBrandOpensNothingAtTheOther() {
        var email = "voisine." + UUID.randomUUID() + "@mel.example";
        web.post(
                brand,
                null,
                "/questions",
                Map.of("title", "Chez Tilleul seulement", "text", "Oui.", "name", "Zoé", "email", email));
        var link = "/confirm/" + links.to(email).getFirst().token();

        assertThat(status(web.get(brands.nord(), null, link))).isEqualTo(410);
        assertThat(status(web.post(brands.nord(), null, link, Map.of()))).isEqualTo(410);
        assertThat(status(web.get(brand, null, "/confirm/" + "x".repeat(43)))).isEqualTo(410);
        assertThat(status(web.get(brand, null, link))).isEqualTo(200);
    }

    @Test
    void whoeverIsSignedInStaysThemselvesWhenTheyOpenAnothersLink() {
        var email = "autre." + UUID.randomUUID() + "@mel.example";
        web.post(
                brand,
                null,
                "/questions",
                Map.of("title", "Le lien d’une autre", "text", "Oui.", "name", "Autre", "email", email));
        var published = web.post(
                brand,
                brands.member(brand, "Déjà Là").session(),
                "/confirm/" + links.to(email).getFirst().token(),
                Map.of());
        assertThat(location(published)).contains("le-lien-d-une-autre");
        assertThat(published.getResponse().getCookie("session")).isNull();
    }

    @Test
    void aMachineThatFillsEveryFieldIsThankedAndForgotten() {
        var email = "robot." + UUID.randomUUID() + "@mel.example";
        var form =
                new HashMap<>(Map.of("title", "Achetez nos pilules", "text", "Vite.", "name", "Bot", "email", email));
        form.put("website", "https://spam.example");
        assertThat(body(web.post(brand, null, "/questions", form))).contains("Encore un geste");
        assertThat(links.to(email)).isEmpty();
    }

    @Test
    void theHouseAnswersAndDoesNotAsk() {
        for (var who : List.of("owner", "manager", "expert", "strategist")) {
            var session = brands.sessionOf(brand, who);
            assertThat(body(web.get(brand, session, "/questions/new")))
                    .contains("au nom de Maison Tilleul")
                    .doesNotContain("name=\"text\"");
            assertThat(status(web.post(brand, session, "/questions", Map.of("title", "Une question", "text", "Non."))))
                    .isEqualTo(403);
        }
    }

    @Test
    void anotherSiteCannotAskInSomebodysName() {
        var asker = brands.member(brand, "Victime Test");
        var forged = web.http()
                .post()
                .uri("/questions")
                .with(Web.host(brand))
                .cookie(new jakarta.servlet.http.Cookie("session", asker.session()))
                .header("Sec-Fetch-Site", "cross-site")
                .formField("title", "Publiée malgré moi")
                .formField("text", "Non.")
                .exchange();
        assertThat(status(forged)).isEqualTo(403);
        assertThat(count("Publiée malgré moi")).isZero();
    }

    @Test
    void theLanguageIsThatOfTheTextUnlessChosen() {
        var asker = brands.member(brand, "Joan Parker");
        var guessed = web.post(
                brand,
                asker.session(),
                "/questions",
                Map.of(
                        "title",
                        "The blender leaks from the jug",
                        "text",
                        "It is more than half full when this happens."));
        assertThat(body(web.get(brand, null, location(guessed))))
                .contains("<h1 lang=\"en\">")
                .contains("class=\"prose\" lang=\"en\"");
        var chosen = web.post(
                brand,
                asker.session(),
                "/questions",
                Map.of("title", "The other blender leaks too", "text", "It is so.", "language", "fr"));
        assertThat(body(web.get(brand, null, location(chosen)))).contains("<h1>The other blender");
    }

    private long count(String subject) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select count(*) from conversation.conversation where subject = ?")
                        .param(subject)
                        .query(Long.class)
                        .single());
    }

    private static long number(String path) {
        return Long.parseLong(path.replaceAll("/questions/([0-9]+)-.*", "$1"));
    }
}
