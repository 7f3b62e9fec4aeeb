package parvis.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import parvis.support.Browser;
import parvis.support.BrowserTest;
import parvis.support.TwoBrands;

/** Letters that leave the desk, as somebody at it sees them. */
@BrowserTest
class LettersInTheBrowserTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Browser browser;

    @Test
    void somebodyIsFoundWrittenToAndTheLetterTakenBackByAKey() {
        var brand = brands.tilleul();
        var reader = brands.member(brand, "Yseult Ancelin");
        try (var visit = browser.signedIn(brands.sessionOf(brand, "manager")).at(brand)) {
            visit.go("/desk");
            var page = visit.page();
            page.keyboard().press("g");
            page.keyboard().press("n");
            assertThat(page).hasURL(Pattern.compile(".*/desk/new$"));
            page.locator("#to").pressSequentially("yseult anc");
            assertThat(page.locator("#people option")).hasAttribute("value", reader.email());
            page.locator("#to").fill(reader.email());
            page.locator("#subject").fill("Votre moulin vous attend");
            page.locator("#text").fill("Bonjour, il est prêt.");
            page.locator("form.form button.primary").click();
            assertThat(page.locator("#talk-title")).hasText("Votre moulin vous attend");
            assertThat(page.locator(".journey")).containsText("Partira dans");
            page.keyboard().press("Escape");
            page.keyboard().press("z");
            assertThat(page.locator("[role=status]")).containsText("Votre lettre est reprise");
            assertThat(page.locator("#to")).hasValue(reader.email());
            assertThat(page.locator("#text")).hasValue("Bonjour, il est prêt.");
        }
    }

    @Test
    void theSecondsTellThemselvesAndThenTheLetterHasLeft() {
        var brand = brands.tilleul();
        var conversation =
                brands.writePrivately(brand, brands.member(brand, "Victor Attente"), "Mon moulin", "Est-il prêt ?");
        try (var visit = browser.signedIn(brands.sessionOf(brand, "manager")).at(brand)) {
            visit.page().emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.NO_PREFERENCE));
            visit.go(conversation.deskPath());
            var page = visit.page();
            page.locator("#text").fill("Oui, demain.");
            page.keyboard().press("Control+Enter");
            var journey = page.locator(".journey");
            assertThat(journey).containsText(Pattern.compile("Partira dans (10|9).s"));
            assertThat(journey).containsText(Pattern.compile("Partira dans [3-7].s"));
            assertThat(page.locator(".journey [aria-live]").getAttribute("aria-live"))
                    .as("nobody is told each second")
                    .isEqualTo("off");
            page.locator("#text").fill("Autre chose, pas encore envoyé");
            assertThat(page.locator("[data-takes-back]"))
                    .hasCount(
                            0,
                            new com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions()
                                    .setTimeout(15_000));
            assertThat(page.locator("#log")).containsText("Oui, demain.");
            assertThat(page.locator("#text")).hasValue("Autre chose, pas encore envoyé");
        }
    }
}
