package parvis;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import parvis.support.Browser;
import parvis.support.BrowserTest;
import parvis.support.Leaving;
import parvis.support.TwoBrands;

/** The whole way of a question with a browser that runs no script, by nothing but links and forms. */
@BrowserTest
class WithoutScriptTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Browser browser;

    @Autowired
    Leaving leaving;

    @Test
    void aQuestionIsAskedAnsweredAndRatedWithoutAnyScript() {
        var brand = brands.tilleul();
        var asker = brands.member(brand, "Simone Simple");
        String question;
        try (var visit =
                browser.signedIn(asker.session()).withoutJavaScript().onAPhone().at(brand)) {
            visit.go("/questions/new");
            visit.page().locator("#title").fill("La courroie chante à froid");
            visit.page().locator("#text").fill("Elle chante *le matin* seulement.");
            visit.page().locator("form:has(#title) button.primary").click();
            question = visit.path();
            assertThat(question).matches("/questions/[0-9]+-la-courroie-chante-a-froid");
            assertThat(visit.text())
                    .contains("La courroie chante à froid", "le matin")
                    .doesNotContain("*le matin*");
        }
        try (var visit = browser.signedIn(brands.sessionOf(brand, "manager"))
                .withoutJavaScript()
                .at(brand)) {
            visit.go("/desk/conversations/" + question.replaceFirst("/questions/([0-9]+).*", "$1"));
            visit.page()
                    .locator("#composer input[name=to][value=public]")
                    .check(new Locator.CheckOptions().setForce(true));
            visit.page().locator("#composer #text").fill("Un peu de talc, et elle se tait.");
            visit.page().locator("#composer button.primary").click();
            assertThat(visit.text()).contains("Un peu de talc, et elle se tait.");
            leaving.depart(brand, Long.parseLong(question.replaceFirst("/questions/([0-9]+).*", "$1")));
        }
        try (var visit =
                browser.signedIn(asker.session()).withoutJavaScript().onAPhone().at(brand)) {
            visit.go(question);
            assertThat(visit.text()).contains("Un peu de talc, et elle se tait.", "Manager de Maison Tilleul");
            visit.page().locator("button[name=helped][value=yes]").first().click();
            assertThat(visit.path()).startsWith(question);
            assertThat(visit.page().locator("button[name=helped][value=yes]").count())
                    .isZero();
            assertThat(visit.page().locator(".helped [role=status]").count()).isEqualTo(1);
        }
        try (var visit = browser.reader().withoutJavaScript().at(brand)) {
            visit.go("/search");
            visit.page().locator("input[name=q]").first().fill("courroie");
            visit.page().locator("input[name=q]").first().press("Enter");
            assertThat(visit.path()).startsWith("/search?q=courroie");
        }
    }
}
