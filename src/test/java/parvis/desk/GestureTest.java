package parvis.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.conversation.Conversation;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.Web;

@ProductTest
class GestureTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    @Test
    void aConversationIsHandedOverByAPlainFormWithAWord() {
        var brand = brands.tilleul();
        var question = ask("À confier");
        var expert = brands.teammate(brand, "expert");

        var done = post(
                question,
                "manager",
                "/owner",
                Map.of("to", expert.id().value().toString(), "words", "Vous savez, je crois."));

        assertThat(done).hasStatus(302).redirectedUrl().isEqualTo(question.deskPath());
        assertThat(page(question, "expert"))
                .bodyText()
                .contains("Manager a confié la conversation à Expert", "Vous savez, je crois.", "Note interne");
        assertThat(web.get(brand, null, question.path()))
                .bodyText()
                .contains("À confier")
                .doesNotContain("je crois");
    }

    @Test
    void itIsNotHandedOverToNobodyOrToWhoeverCannotTakeItAndTheWordIsKept() {
        var brand = brands.tilleul();
        var question = ask("Mal confiée");
        var creative = brands.teammate(brand, "creative").id().value().toString();
        var elsewhere = brands.teammate(brands.nord(), "manager").id().value().toString();

        assertThat(post(question, "manager", "/owner", Map.of("to", "", "words", "Un mot gardé")))
                .hasStatus(422)
                .bodyText()
                .contains("Choisissez à qui confier", "Un mot gardé</textarea>");
        for (var nobody : new String[] {creative, elsewhere, UUID.randomUUID().toString()}) {
            assertThat(post(question, "manager", "/owner", Map.of("to", nobody, "words", "Un mot gardé")))
                    .hasStatus(422)
                    .bodyText()
                    .contains("ne peut pas la prendre", "Un mot gardé</textarea>");
        }
        assertThat(page(question, "manager")).bodyText().contains("À personne").doesNotContain("Un mot gardé");
    }

    @Test
    void itIsClosedAndReopened() {
        var question = ask("Close puis rouverte");

        assertThat(post(question, "manager", "/closure", Map.of())).hasStatus(302);
        assertThat(page(question, "manager")).bodyText().contains("Manager a clos la conversation", "closure/removal");
        assertThat(post(question, "manager", "/closure/removal", Map.of())).hasStatus(302);
        assertThat(page(question, "manager"))
                .bodyText()
                .contains("Manager a rouvert la conversation", "à répondre avant");
    }

    @Test
    void theViewOfTheQueueIsKept() {
        var question = ask("Dans la file de l’équipe");
        assertThat(post(question, "manager", "/closure?view=team&channel=square", Map.of()))
                .redirectedUrl()
                .isEqualTo(question.deskPath() + "?view=team&channel=square");
    }

    @Test
    void anExpertDoesNothingWithAnothersConversation() {
        var brand = brands.tilleul();
        var question = ask("Celle d’une collègue");
        var colleague = brands.teammate(brand, "colleague").id().value().toString();
        assertThat(post(question, "manager", "/owner", Map.of("to", colleague))).hasStatus(302);

        var mine = Map.of("to", brands.teammate(brand, "expert").id().value().toString());
        assertThat(post(question, "expert", "/owner", mine))
                .hasStatus(403)
                .bodyText()
                .contains("confiée à Colleague");
        assertThat(post(question, "expert", "/closure", Map.of())).hasStatus(403);
        assertThat(post(question, "expert", "/closure/removal", Map.of())).hasStatus(403);
        assertThat(page(question, "manager"))
                .bodyText()
                .contains("à répondre avant")
                .doesNotContain("a clos");
    }

    private Conversation ask(String subject) {
        var brand = brands.tilleul();
        return brands.ask(brand, brands.member(brand, "Irène Test"), subject, "Que faire ?");
    }

    private MvcTestResult post(Conversation c, String who, String path, Map<String, String> fields) {
        var brand = brands.tilleul();
        return web.post(brand, brands.sessionOf(brand, who), c.deskPath() + path, fields);
    }

    private MvcTestResult page(Conversation c, String who) {
        var brand = brands.tilleul();
        return web.get(brand, brands.sessionOf(brand, who), c.deskPath());
    }
}
