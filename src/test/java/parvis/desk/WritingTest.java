package parvis.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Brand;
import parvis.conversation.Answering;
import parvis.conversation.Closing;
import parvis.conversation.Conversation;
import parvis.conversation.HandingOver;
import parvis.conversation.Kind;
import parvis.conversation.Visibility;
import parvis.ledger.How;
import parvis.support.Leaving;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.Web;

@ProductTest
class WritingTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    @Autowired
    Leaving leaving;

    @Autowired
    Answering answering;

    @Autowired
    Closing closing;

    @Autowired
    HandingOver handingOver;

    @Test
    void aPublicAnswerIsOnTheSquareOnceItHasLeft() {
        var brand = brands.tilleul();
        var question = ask(brand, "Le bol tourne");

        var sent = write(
                question, "manager", Map.of("to", "public", "text", "Resserrez l’écrou.", "lastSeen", last(question)));

        assertThat(sent).hasStatus(302).redirectedUrl().startsWith(question.deskPath() + "#m-");
        leaving.depart(brand, question.id());
        assertThat(web.get(brand, null, question.path()))
                .hasStatusOk()
                .bodyText()
                .contains("Resserrez l’écrou.");
        assertThat(desk(question, "manager"))
                .contains("Resserrez l’écrou.", "réponse publique", "En attente de la personne");
    }

    @Test
    void aNoteAndAPrivateMessageAreNeverOnTheSquare() {
        var brand = brands.tilleul();
        var question = ask(brand, "Une question publique");

        write(question, "manager", Map.of("to", "note", "text", "Entre nous : série fragile."));
        write(question, "manager", Map.of("to", "private", "text", "Votre adresse, s’il vous plaît."));

        assertThat(web.get(brand, null, question.path()))
                .hasStatusOk()
                .bodyText()
                .contains("Une question publique")
                .doesNotContain("série fragile", "Votre adresse");
        assertThat(desk(question, "manager"))
                .contains("série fragile", "Note interne", "Votre adresse", "message privé");
    }

    @Test
    void aTextWithoutAPlaceToAppearIsNotPublished() {
        var question = ask(brands.tilleul(), "Un formulaire abîmé");

        write(question, "manager", Map.of("to", "everywhere", "text", "Où suis-je ?"));

        assertThat(web.get(brands.tilleul(), null, question.path()))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("Où suis-je");
        assertThat(desk(question, "manager")).contains("Où suis-je", "message privé");
    }

    @Test
    void whoeverWritesPastAnothersWordsIsShownThemAndKeepsTheirText() {
        var brand = brands.tilleul();
        var question = ask(brand, "Deux à la fois");
        answering.write(
                brand,
                question.id(),
                brands.teammate(brand, "expert"),
                new Answering.Words(Kind.SENT, Visibility.PUBLIC, "C’est le pignon.", null, How.DESK, List.of()),
                Instant.now());

        var refused = write(
                question, "manager", Map.of("to", "public", "text", "C’est le moteur.", "lastSeen", last(question)));

        assertThat(refused)
                .hasStatus(409)
                .bodyText()
                .contains("Expert de Maison Tilleul a écrit pendant que vous écriviez.", "arrivé entre-temps")
                .contains("C’est le pignon.", ">C’est le moteur.</textarea>");
        assertThat(web.get(brand, null, question.path()))
                .bodyText()
                .contains("pignon")
                .doesNotContain("moteur");

        // the page that came back has seen it: sent again, it goes
        var again = write(
                question, "manager", Map.of("to", "public", "text", "C’est le moteur.", "lastSeen", lastSeen(refused)));
        assertThat(again).hasStatus(302);
        leaving.depart(brand, question.id());
        assertThat(web.get(brand, null, question.path())).bodyText().contains("moteur");
    }

    @Test
    void aClosedConversationTakesNotesOnly() {
        var brand = brands.tilleul();
        var question = ask(brand, "Bientôt close");
        closing.close(brand, question.id(), brands.teammate(brand, "manager"), How.DESK, Instant.now());

        assertThat(write(question, "manager", Map.of("to", "public", "text", "Trop tard.")))
                .hasStatus(422)
                .bodyText()
                .contains("vient d’être close", ">Trop tard.</textarea>", "Rouvrir");
        assertThat(write(question, "manager", Map.of("to", "note", "text", "Pour mémoire.")))
                .hasStatus(302);
        assertThat(desk(question, "manager"))
                .contains("Pour mémoire.", "Cette conversation est close".substring(24))
                .doesNotContain("value=\"public\"", "value=\"private\"");
    }

    @Test
    void aPrivateConversationHasNoPublicSide() {
        var brand = brands.tilleul();
        var letter = brands.writePrivately(brand, brands.member(brand, "Ursule Test"), "Ma facture", "Où est-elle ?");

        assertThat(desk(letter, "manager")).contains("Conversation privée").doesNotContain("value=\"public\"");
        assertThat(write(letter, "manager", Map.of("to", "public", "text", "La voici.")))
                .hasStatus(422)
                .bodyText()
                .contains("n’a pas de côté public", ">La voici.</textarea>");
    }

    @Test
    void nothingAndTooMuchAreRefusedWithTheTextKept() {
        var question = ask(brands.tilleul(), "Ni trop ni trop peu");
        assertThat(write(question, "manager", Map.of("to", "public", "text", "  ")))
                .hasStatus(422)
                .bodyText()
                .contains("pas encore de texte");
        assertThat(write(question, "manager", Map.of("to", "public", "text", "é".repeat(20_001))))
                .hasStatus(422)
                .bodyText()
                .contains("le texte dépasse", "é".repeat(20_001));
    }

    @Test
    void anExpertAnswersWhatIsTheirsOrNobodysAndOnlyNotesTheRest() {
        var brand = brands.tilleul();
        var taken = ask(brand, "Confiée à une autre");
        var manager = brands.teammate(brand, "manager");
        handingOver.handOver(
                brand, taken.id(), manager, brands.teammate(brand, "colleague").id(), null, How.DESK, Instant.now());

        assertThat(write(taken, "expert", Map.of("to", "public", "text", "Je sais.")))
                .hasStatus(403)
                .bodyText()
                .contains("confiée à Colleague de Maison Tilleul", ">Je sais.</textarea>");
        assertThat(desk(taken, "expert"))
                .contains("confiée à Colleague de Maison Tilleul", "value=\"note\"")
                .doesNotContain("value=\"public\"", "Clore</button>", "/owner");
        assertThat(write(taken, "expert", Map.of("to", "note", "text", "Une piste : le joint.")))
                .hasStatus(302);

        var nobodys = ask(brand, "À personne");
        assertThat(write(nobodys, "expert", Map.of("to", "public", "text", "Je sais.")))
                .hasStatus(302);
    }

    @Test
    void aPictureIsJoinedWithItsDescription() throws Exception {
        var brand = brands.tilleul();
        var question = ask(brand, "Montrez-moi");

        assertThat(join(question, "Voici le pignon.", ""))
                .hasStatus(422)
                .bodyText()
                .contains("dites ce que montre chaque photo", ">Voici le pignon.</textarea>");
        assertThat(join(question, "Voici le pignon.", "Le pignon, vu de face")).hasStatus(302);
        leaving.depart(brand, question.id());

        var picture = org.jsoup.Jsoup.parse(desk(question, "manager")).selectFirst(".pictures img");
        assertThat(picture.attr("alt")).isEqualTo("Le pignon, vu de face");
        assertThat(web.get(brand, null, picture.attr("src"))).hasStatusOk().hasContentType("image/png");
        assertThat(web.get(brand, null, question.path())).bodyText().contains("Le pignon, vu de face");
    }

    @Test
    void aFileThatIsNoPictureIsRefused() {
        var question = ask(brands.tilleul(), "Pas une image");
        var refused = join(
                question,
                "Voici.",
                "Une image",
                "<svg onload='alert(1)'/>".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(refused).hasStatus(422).bodyText().contains("ne peut pas être lu comme photo", ">Voici.</textarea>");
    }

    @Test
    void aPageThatIsThereAlreadyGetsTheConversationAlone() {
        var brand = brands.tilleul();
        var question = ask(brand, "Sans recharger");
        var fragment =
                web.get(brand, brands.sessionOf(brand, "manager"), question.deskPath(), Map.of("HX-Request", "true"));

        assertThat(fragment)
                .hasStatusOk()
                .bodyText()
                .contains(
                        "<title>Sans recharger",
                        "id=\"talk\"",
                        "<template id=\"beside\"><aside class=\"context\" id=\"context\"")
                .doesNotContain("<html", "id=\"queue\"");
    }

    private Conversation ask(Brand brand, String subject) {
        return brands.ask(brand, brands.member(brand, "Odile Test"), subject, "Que faire ?");
    }

    private MvcTestResult join(Conversation c, String text, String alts) throws java.io.IOException {
        var drawn = new java.io.ByteArrayOutputStream();
        javax.imageio.ImageIO.write(
                new java.awt.image.BufferedImage(8, 8, java.awt.image.BufferedImage.TYPE_INT_RGB), "png", drawn);
        return join(c, text, alts, drawn.toByteArray());
    }

    private MvcTestResult join(Conversation c, String text, String alts, byte[] file) {
        var brand = brands.tilleul();
        return web.http()
                .post()
                .uri(c.deskPath() + "/messages")
                .multipart()
                .file(new org.springframework.mock.web.MockMultipartFile("pictures", "pignon.png", "image/png", file))
                .with(Web.host(brand))
                .cookie(
                        new jakarta.servlet.http.Cookie("language", "fr"),
                        new jakarta.servlet.http.Cookie("session", brands.sessionOf(brand, "manager")))
                .header("Sec-Fetch-Site", "same-origin")
                .param("to", "public")
                .param("text", text)
                .param("alts", alts)
                .exchange();
    }

    private static String last(Conversation c) {
        return c.lastMessage().value().toString();
    }

    private static String lastSeen(MvcTestResult page) {
        try {
            var html = page.getResponse().getContentAsString();
            var from = html.indexOf("name=\"lastSeen\" value=\"") + "name=\"lastSeen\" value=\"".length();
            return html.substring(from, html.indexOf('"', from));
        } catch (java.io.UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private MvcTestResult write(Conversation c, String who, Map<String, String> fields) {
        var brand = brands.tilleul();
        return web.post(brand, brands.sessionOf(brand, who), c.deskPath() + "/messages", fields);
    }

    private String desk(Conversation c, String who) {
        var brand = brands.tilleul();
        try {
            return web.get(brand, brands.sessionOf(brand, who), c.deskPath())
                    .getResponse()
                    .getContentAsString();
        } catch (java.io.UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
