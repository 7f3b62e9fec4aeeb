package parvis.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static parvis.support.Soon.soon;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Brand;
import parvis.conversation.Conversation;
import parvis.support.Leaving;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.Web;

/** The guard reads answers before they leave the desk. */
@ProductTest
class AnswerGuardTest {
    private static final String HURTS = "Votre joint est posé à l’envers. Likez cette réponse si elle vous aide !";
    private static final String FINE = "Resserrez l’écrou d’un quart de tour, puis essayez à vide.";

    @Autowired
    Leaving leaving;

    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    Brand brand;
    String manager;
    Conversation question;

    @BeforeEach
    void somebodyAsks() {
        brand = brands.tilleul();
        manager = brands.sessionOf(brand, "manager");
        question = brands.ask(brand, brands.member(brand, "Garde Réponse"), "Le bol fuit", "Depuis hier.");
    }

    @Test
    void anAnswerThatBlocksStaysUntilSomebodySaysWhy() {
        var refused = send("public", HURTS, "");
        assertThat(refused).hasStatus(422);
        assertThat(text(refused))
                .contains("Rien n’est parti", "Appel à réaction", "Envoyer quand même", "Likez cette réponse")
                .contains("name=\"reason\"");
        assertThat(text(web.get(brand, null, question.path()))).doesNotContain("Likez");

        assertThat(send("public", HURTS, "La personne l’a demandé")).hasStatus(302);
        leaving.depart(brand, question.id());
        assertThat(text(web.get(brand, null, question.path()))).contains("Likez cette réponse");
        // said once, it is not asked again in this conversation
        assertThat(send("public", HURTS, "")).hasStatus(302);
    }

    @Test
    void whatIsFineLeavesUnasked() {
        assertThat(send("public", FINE, "")).hasStatus(302);
        leaving.depart(brand, question.id());
        assertThat(text(web.get(brand, null, question.path()))).contains("Resserrez l’écrou");
    }

    @Test
    void aNoteAmongColleaguesIsNobodysBusiness() {
        assertThat(send("note", HURTS, "")).hasStatus(302);
    }

    @Test
    void anAnswerIsReadWhileItIsTyped() {
        var read = web.http()
                .post()
                .uri(question.deskPath() + "/reading")
                .with(Web.host(brand))
                .cookie(new jakarta.servlet.http.Cookie("session", manager))
                .cookie(new jakarta.servlet.http.Cookie("language", "fr"))
                .header("Sec-Fetch-Site", "same-origin")
                .header("HX-Request", "true")
                .formField("to", "public")
                .formField("text", HURTS)
                .exchange();
        assertThat(read).hasStatusOk();
        assertThat(text(read))
                .contains("id=\"findings\"", "Appel à réaction")
                .doesNotContain("<html", "name=\"reason\"");
        var byHand = web.post(brand, manager, question.deskPath() + "/reading", Map.of("to", "public", "text", HURTS));
        assertThat(byHand).hasStatusOk();
        assertThat(text(byHand)).contains("Appel à réaction", HURTS);
    }

    @Test
    void whatBelongsToAPersonMayStandInALetterToThemAndNotInPublic() {
        var number = "Votre commande n° MT-2026-48213 part demain.";
        assertThat(text(read("public", number))).contains("Données personnelles");
        assertThat(text(read("private", number))).doesNotContain("Données personnelles");
    }

    @Test
    void whatIsSomebodysIsStoppedBeforeItIsPublicAndGoesInPrivateOrBlankedOrForAReason() {
        var words = "Bonjour, elle part demain au 12 rue des Lilas, 44000 Nantes.";
        var stopped = send("public", words, "");
        assertThat(stopped).hasStatus(422);
        assertThat(text(stopped))
                .contains("12 rue des Lilas, 44000 Nantes", "Envoyer en privé", "Masquer ces mots", "name=\"reason\"");

        var blanked = web.post(
                brand,
                manager,
                question.deskPath() + "/messages",
                Map.of("to", "public", "text", words, "instead", "blank"));
        assertThat(blanked).hasStatusOk();
        assertThat(org.jsoup.Jsoup.parse(text(blanked))
                        .selectFirst("#composer textarea")
                        .wholeText())
                .isEqualTo("Bonjour, elle part demain au […].");

        assertThat(web.post(
                        brand,
                        manager,
                        question.deskPath() + "/messages",
                        Map.of("to", "public", "text", words, "instead", "private")))
                .hasStatus(302);
        leaving.depart(brand, question.id());
        assertThat(text(web.get(brand, null, question.path()))).doesNotContain("rue des Lilas");

        assertThat(send("public", words, "C’est l’adresse de notre atelier")).hasStatus(302);
        leaving.depart(brand, question.id());
        assertThat(text(web.get(brand, null, question.path()))).contains("rue des Lilas");
    }

    @Test
    void aLinkThatLeadsNowhereIsToldWhileItIsTypedAndStopsTheAnswer() {
        var words = "Le plan est sur https://nulle-part.example/plan de montage.";
        soon(() -> text(read("public", words)).contains("ne mène nulle part"));
        var stopped = send("public", words, "");
        assertThat(stopped).hasStatus(422);
        assertThat(text(stopped)).contains("https://nulle-part.example/plan").doesNotContain("Masquer ces mots");
        assertThat(send("private", words, "Il ouvre lundi")).hasStatus(302);
    }

    @Test
    void anAnswerInPrivateSaysWhereItIsSent() {
        assertThat(send("private", "Elle part au 12 rue des Lilas, 44000 Nantes, commande MT-48361.", ""))
                .hasStatus(302);
    }

    private MvcTestResult read(String to, String words) {
        return web.post(brand, manager, question.deskPath() + "/reading", Map.of("to", to, "text", words));
    }

    private MvcTestResult send(String to, String words, String reason) {
        var fields = new HashMap<>(Map.of("to", to, "text", words));
        if (!reason.isEmpty()) {
            fields.put("reason", reason);
        }
        return web.post(brand, manager, question.deskPath() + "/messages", fields);
    }

    private static String text(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
