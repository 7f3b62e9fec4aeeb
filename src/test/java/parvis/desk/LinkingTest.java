package parvis.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import parvis.brand.Brand;
import parvis.conversation.Conversation;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.Unheard;
import parvis.support.Web;

/** Conversations that name each other. */
@ProductTest
class LinkingTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    @Test
    void aQuestionAskedAgainNamesTheFirstAtTheDeskAndOnTheSquare() {
        var brand = brands.tilleul();
        var manager = brands.sessionOf(brand, "manager");
        var first = ask(brand);
        var again = ask(brand);
        var path = "/desk/conversations/" + again.number();

        assertThat(web.post(
                        brand,
                        manager,
                        path + "/links",
                        Map.of("other", String.valueOf(first.number()), "kind", "duplicate")))
                .hasStatus3xxRedirection();
        assertThat(web.get(brand, manager, path))
                .bodyText()
                .contains(first.subject(), "repose la question de la conversation n° " + first.number());
        assertThat(web.get(brand, manager, "/desk/conversations/" + first.number()))
                .bodyText()
                .contains(again.subject());
        assertThat(web.get(brand, null, again.path())).bodyText().contains(first.subject());

        assertThat(web.post(brand, manager, path + "/links/removal", Map.of("other", String.valueOf(first.number()))))
                .hasStatus3xxRedirection();
        assertThat(web.get(brand, null, again.path())).bodyText().doesNotContain(first.subject());
    }

    @Test
    void whatIsNotThereOrNotTheirsIsNotLinked() {
        var brand = brands.tilleul();
        var one = ask(brand);
        var path = "/desk/conversations/" + one.number() + "/links";

        assertThat(web.post(brand, brands.sessionOf(brand, "expert"), path, Map.of("other", "987654321")))
                .hasStatus(422)
                .bodyText()
                .contains("pas d’autre conversation sous ce numéro");
        assertThat(web.post(
                        brand, brands.sessionOf(brand, "expert"), path, Map.of("other", String.valueOf(one.number()))))
                .hasStatus(422);
        assertThat(web.post(brand, brands.sessionOf(brand, "creative"), path, Map.of("other", "1")))
                .hasStatus(403);
    }

    private Conversation ask(Brand brand) {
        return brands.ask(brand, brands.member(brand, "Zoé Lien"), "Lien " + Unheard.word(), "Que faire ?");
    }
}
