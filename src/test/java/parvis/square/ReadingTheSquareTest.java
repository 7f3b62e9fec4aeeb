package parvis.square;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Brand;
import parvis.conversation.Answering;
import parvis.conversation.Conversation;
import parvis.conversation.Kind;
import parvis.conversation.Visibility;
import parvis.ledger.How;
import parvis.support.Leaving;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.Unheard;
import parvis.support.Web;

@ProductTest
class ReadingTheSquareTest {
    private static final String HOSTILE =
            "<script>alert(1)</script><img src=x onerror=alert(2)> \"><b onmouseover=alert(3)>";

    @Autowired
    TwoBrands brands;

    @Autowired
    Answering answering;

    @Autowired
    Leaving leaving;

    @Autowired
    Web web;

    @Test
    void aQuestionIsOnTheFrontOfTheHouseInTheListAndOnItsOwnPage() throws Exception {
        var brand = brands.tilleul();
        var subject = "Un claquement sec " + Unheard.word();
        var question =
                brands.ask(brand, brands.member(brand, "Hélène Caradec"), subject, "Le **bol** du Robot R2 claque.");

        assertThat(body(web.get(brand, null, "/")))
                .contains(subject)
                .contains("Hélène C.")
                .contains(question.path());
        assertThat(body(web.get(brand, null, "/questions"))).contains(subject).contains("Attend une réponse");
        var page = body(web.get(brand, null, question.path()));
        assertThat(page).contains("<h1", subject, "<strong>bol</strong>", "Réponse promise avant", "Robot R2");
        assertThat(page)
                .contains("\"@type\":\"QAPage\"")
                .contains("rel=\"canonical\"")
                .doesNotContain("noindex");
    }

    @Test
    void aQuestionHasOneAddress() {
        var brand = brands.tilleul();
        var question = brands.ask(brand, brands.member(brand, "Aline Test"), "Une seule adresse", "Vraiment ?");

        for (var other :
                List.of("/questions/" + question.number(), "/questions/" + question.number() + "-autre-chose")) {
            var answer = web.get(brand, null, other).getResponse();
            assertThat(answer.getStatus()).isEqualTo(301);
            assertThat(answer.getHeader("Location")).isEqualTo(question.path());
        }
        assertThat(web.get(brand, null, "/questions/999999999999-rien")).hasStatus(404);
        assertThat(web.get(brand, null, "/questions/99999999999999999999")).hasStatus(404);
    }

    @Test
    void whatPeopleWriteIsTextWhateverItHolds() throws Exception {
        var brand = brands.tilleul();
        var asker = brands.member(brand, "<i>Aline</i> <script>Test</script>");
        var question =
                brands.ask(brand, asker, "Ceci est hostile " + HOSTILE, HOSTILE + "\n\n[lien](javascript:alert(4))");
        answer(brand, question, HOSTILE + "</script><!-- ");

        for (var path : List.of(question.path(), "/", "/questions")) {
            var page = body(web.get(brand, null, path));
            assertThat(page)
                    .as(path)
                    .contains("Ceci est hostile &lt;script&gt;")
                    .doesNotContain("<script>alert");
            assertThat(page)
                    .doesNotContain("<img src=x")
                    .doesNotContain("<b onmouseover")
                    .doesNotContain("<i>Aline");
        }
        var page = body(web.get(brand, null, question.path()));
        assertThat(page).doesNotContain("href=\"javascript:").contains("&lt;img src");
        var structured = page.substring(page.indexOf("ld+json"), page.indexOf("</script>", page.indexOf("ld+json")));
        assertThat(structured)
                .contains("\\u003cscript")
                .contains("\"mainEntity\"")
                .endsWith("}");
    }

    @Test
    void nothingOfOneBrandIsReadAtTheOther() throws Exception {
        var tilleul = brands.tilleul();
        var secret = "Seulement chez Tilleul " + Unheard.word();
        var question = brands.ask(tilleul, brands.member(tilleul, "Aline Test"), secret, "Texte " + secret);

        var there = web.get(brands.nord(), null, question.path());
        if (there.getResponse().getStatus() == 301) { // the other brand has a question of that number
            there = web.get(brands.nord(), null, there.getResponse().getHeader("Location"));
        }
        assertThat(body(there)).doesNotContain(secret);
        for (var path : List.of("/", "/questions", "/questions?sort=newest", "/search?q=Tilleul")) {
            assertThat(body(web.get(brands.nord(), null, path))).doesNotContain(secret);
        }
        assertThat(body(web.get(tilleul, null, "/questions"))).contains(secret);
    }

    @Test
    void aPrivateConversationIsReadByWhoeverWroteItAndNobodyElse() throws Exception {
        var brand = brands.tilleul();
        var asker = brands.member(brand, "Paule Privée");
        var secret = "Mon colis, 12 rue du Secret " + Unheard.word();
        var letter = brands.writePrivately(brand, asker, "Une affaire privée", secret);

        assertThat(body(web.get(brand, asker.session(), letter.path()))).contains(secret, "Privée, entre vous et");
        assertThat(web.get(brand, null, letter.path())).hasStatus(404);
        assertThat(web.get(brand, brands.member(brand, "Curieux Test").session(), letter.path()))
                .hasStatus(404);
        assertThat(web.get(brand, brands.sessionOf(brand, "manager"), letter.path()))
                .hasStatus(404);
        assertThat(web.get(brands.nord(), asker.session(), letter.path())
                        .getResponse()
                        .getStatus())
                .isIn(404, 301);
        assertThat(body(web.get(brand, null, "/questions"))).doesNotContain("Une affaire privée");
        assertThat(web.get(brand, null, "/people/paule-privee").getResponse().getStatus())
                .isEqualTo(404);
        assertThat(web.get(brand, null, "/questions/" + letter.number())).hasStatus(404);
    }

    @Test
    void aPrivateAnswerUnderAPublicQuestionIsShownToTheAskerAlone() throws Exception {
        var brand = brands.tilleul();
        var asker = brands.member(brand, "Berthe Test");
        var question = brands.ask(brand, asker, "Une pièce à renvoyer", "Où l’envoyer ?");
        var secret = "Votre bon numéro " + Unheard.word();
        var answered = answering.write(
                brand,
                question.id(),
                brands.teammate(brand, "manager"),
                new Answering.Words(Kind.SENT, Visibility.PRIVATE, secret, null, How.DESK, List.of()),
                Instant.now());
        assertThat(body(web.get(brand, asker.session(), question.path())))
                .as("while it can be taken back")
                .doesNotContain(secret);
        leaving.arrive(brand, ((Answering.Outcome.Written) answered).message());
        answering.write(
                brand,
                question.id(),
                brands.teammate(brand, "manager"),
                new Answering.Words(Kind.NOTE, Visibility.PRIVATE, "Note " + secret, null, How.DESK, List.of()),
                Instant.now());

        assertThat(body(web.get(brand, asker.session(), question.path())))
                .contains(secret, "Entre vous et Maison Tilleul")
                .doesNotContain("Note " + secret);
        assertThat(body(web.get(brand, null, question.path())))
                .contains("Une pièce à renvoyer")
                .doesNotContain(secret);
        assertThat(body(web.get(brand, brands.member(brand, "Autre Test").session(), question.path())))
                .doesNotContain(secret);
    }

    @Test
    void theListIsReadPageByPageInBothDirectionsWithoutLosingAnything() throws Exception {
        var brand = brands.nord();
        var asker = brands.member(brand, "Page Turner");
        var mark = "Page " + UUID.randomUUID().toString().substring(0, 8);
        for (int i = 0; i < 2 * QuestionList.SIZE + 3; i++) {
            brands.ask(brand, asker, mark + " n" + i, "What about it?");
        }
        var first = body(web.get(brand, null, "/questions"));
        assertThat(first).contains(mark + " n42").doesNotContain("rel=\"prev\"");
        var second = body(web.get(brand, null, link(first, "next")));
        assertThat(second).contains(mark + " n22").doesNotContain(mark + " n42");
        var third = body(web.get(brand, null, link(second, "next")));
        assertThat(third).contains(mark + " n2<").doesNotContain(mark + " n22");

        var back = body(web.get(brand, null, link(third, "prev")));
        assertThat(rows(back)).isEqualTo(rows(second));
        assertThat(rows(body(web.get(brand, null, link(back, "prev"))))).isEqualTo(rows(first));
        assertThat(web.get(brand, null, "/questions?after=nonsense")).hasStatusOk();
        assertThat(web.get(brand, null, "/questions?after=1_2&before=x&state=y&sort=z&product=none&tag=%00"))
                .hasStatusOk();
    }

    @Test
    void theListIsFilteredByStateAndProduct() throws Exception {
        var brand = brands.tilleul();
        var asker = brands.member(brand, "Filtre Test");
        var waiting = "Attend toujours " + Unheard.word();
        var answered = "A sa réponse " + Unheard.word();
        brands.ask(brand, asker, waiting, "Le Robot R2 attend.");
        answer(brand, brands.ask(brand, asker, answered, "Sans appareil."), "Voilà.");

        assertThat(body(web.get(brand, null, "/questions?state=waiting&sort=newest")))
                .contains(waiting)
                .doesNotContain(answered);
        assertThat(body(web.get(brand, null, "/questions?state=unsolved&sort=newest")))
                .contains(waiting, answered);
        assertThat(body(web.get(brand, null, "/questions?state=solved&sort=newest")))
                .doesNotContain(waiting)
                .doesNotContain(answered);
        assertThat(body(web.get(brand, null, "/questions?product=robot-r2&sort=newest")))
                .contains(waiting)
                .doesNotContain(answered);
        assertThat(body(web.get(brand, null, "/questions?tag=sans-question")))
                .contains("Aucune question ne correspond");
    }

    @Test
    void aReadersPageHasNoCookieAndNoTokenAndIsTheSameForAll() throws Exception {
        var brand = brands.tilleul();
        var question = brands.ask(brand, brands.member(brand, "Même Page"), "La même pour tous", "Oui ?");
        for (var path : List.of("/", "/questions", question.path(), "/questions/new", "/products/robot-r2")) {
            var answer = web.get(brand, null, path);
            assertThat(answer.getResponse().getCookies()).as(path).isEmpty();
            assertThat(body(answer)).doesNotContain("csrf").isEqualTo(body(web.get(brand, null, path)));
        }
    }

    @Test
    void productsHaveAPageWithWhatIsAskedAboutThem() throws Exception {
        var brand = brands.tilleul();
        var subject = "Le crochet touche le fond " + Unheard.word();
        brands.ask(brand, brands.member(brand, "Produit Test"), subject, "Avec mon Robot R2.");
        assertThat(body(web.get(brand, null, "/products"))).contains("Robot R2", "/products/robot-r2");
        assertThat(body(web.get(brand, null, "/products/robot-r2"))).contains("Robot R2", subject);
        assertThat(web.get(brand, null, "/products/inconnu")).hasStatus(404);
    }

    @Test
    void somebodysPageShowsWhatTheyDidInPublicAndTheHouseIsSquare() throws Exception {
        var brand = brands.tilleul();
        var name = "Ursule " + UUID.randomUUID().toString().substring(0, 6);
        var asker = brands.member(brand, name);
        var question = brands.ask(brand, asker, "Ce qu’a demandé " + name, "Est-ce normal ?");
        answer(brand, question, "Oui, tout à fait normal.");
        var page = body(web.get(brand, null, question.path()));
        var path = page.substring(page.indexOf("/people/"), page.indexOf('"', page.indexOf("/people/")));

        assertThat(body(web.get(brand, null, path)))
                .contains("Ce qu’a demandé " + name, "membre depuis")
                .doesNotContain(asker.email());
        assertThat(body(web.get(brand, null, "/people/manager")))
                .contains("avatar staff", "Ce qu’a demandé " + name, "tout à fait normal");
        assertThat(web.get(brand, null, "/people/strategist")).hasStatus(404);
        assertThat(web.get(brands.nord(), null, path)).hasStatus(404);
    }

    @Test
    void whoeverHasAPageFindsItInTheMenu() throws Exception {
        var brand = brands.tilleul();
        for (var who : new String[] {"expert", "manager", "owner"}) {
            var session = brands.sessionOf(brand, who);
            assertThat(body(web.get(brand, session, "/")))
                    .contains("<a href=\"/people/" + who + "\">")
                    .contains("Votre page");
            assertThat(web.get(brand, session, "/people/" + who)).hasStatusOk();
        }
        assertThat(body(web.get(brand, brands.sessionOf(brand, "strategist"), "/")))
                .contains("Se déconnecter")
                .doesNotContain("Votre page");
    }

    @Test
    void searchFindsPublicQuestionsAndOffersToAsk() throws Exception {
        var brand = brands.tilleul();
        var word = "zinguebulle" + UUID.randomUUID().toString().substring(0, 4).replaceAll("[0-9]", "x");
        brands.ask(brand, brands.member(brand, "Cherche Test"), "Une " + word + " dans le bol", "Que faire ?");
        var found = "";
        for (int i = 0; i < 40 && !found.contains(word + " dans le bol"); i++) {
            Thread.sleep(100);
            found = body(web.get(brand, null, "/search?q=" + word));
        }
        assertThat(found).contains(word + " dans le bol");
        assertThat(body(web.get(brand, null, "/search?q=" + "wqxz".repeat(4))))
                .contains("Personne n’a encore posé cette question");
        assertThat(body(web.get(brand, null, "/search"))).contains("avec vos mots");
        assertThat(body(web.get(brands.nord(), null, "/search?q=" + word))).doesNotContain("dans le bol");
    }

    private void answer(Brand brand, Conversation question, String text) {
        answering.write(
                brand,
                question.id(),
                brands.teammate(brand, "manager"),
                new Answering.Words(Kind.SENT, Visibility.PUBLIC, text, null, How.DESK, List.of()),
                Instant.now());
    }

    private static String link(String page, String rel) {
        var at = page.indexOf("rel=\"" + rel + "\" href=\"");
        assertThat(at).as("a link " + rel).isPositive();
        var from = at + ("rel=\"" + rel + "\" href=\"").length();
        return page.substring(from, page.indexOf('"', from)).replace("&amp;", "&");
    }

    private static List<String> rows(String page) {
        return java.util.regex.Pattern.compile("<h2[^>]*><a href=\"([^\"]*)\"")
                .matcher(page)
                .results()
                .map(m -> m.group(1))
                .toList();
    }

    private static String body(MvcTestResult result) throws Exception {
        return result.getResponse().getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
    }
}
