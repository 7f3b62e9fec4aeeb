package parvis.newsroom;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import parvis.brand.Brand;
import parvis.ledger.How;
import parvis.support.Browser;
import parvis.support.BrowserTest;
import parvis.support.TwoBrands;

/** A draft as somebody at a keyboard writes it. */
@BrowserTest
class NewsroomInTheBrowserTest {
    private static final String CALL = "Identifiez trois collègues qui oublient leur gourde !";

    @Autowired
    TwoBrands brands;

    @Autowired
    Browser browser;

    @Autowired
    Drafting drafting;

    private String draft(Brand brand, String text) {
        return "/newsroom/drafts/"
                + drafting.begin(
                        brand,
                        brands.teammate(brand, "manager"),
                        new Wording("Soupe", "", text, "", null),
                        How.DESK,
                        Instant.now());
    }

    @Test
    void whatIsTypedIsReadKeptAndPutRightWithoutAMouse() {
        var brand = brands.tilleul();
        var path = draft(brand, "La poignée se dévisse.");
        try (var visit = browser.signedIn(brands.sessionOf(brand, "manager")).at(brand)) {
            visit.go(path);
            var page = visit.page();
            var keys = page.keyboard();
            var text = page.locator("#text");
            text.focus();
            keys.press("Control+End");
            keys.type(" " + CALL);
            var mark = page.locator(".marked.text mark");
            assertThat(mark).hasText(CALL);
            assertThat(mark).hasAttribute("aria-details", "f-1");
            assertThat(page.locator("#blocked")).hasText("Un constat bloque l’envoi.");
            assertThat(page.locator("#saved")).containsText("enregistré à");

            // an edit elsewhere moves the finding at once
            keys.press("Control+Home");
            keys.type("Au début. ");
            assertThat(mark).hasText(CALL);

            // letter on letter: what is marked lies under what is written
            assertThat((Boolean) page.evaluate("""
                    () => {
                      const area = document.querySelector('.marked.text textarea').getBoundingClientRect();
                      const mirror = document.querySelector('.marked.text .mirror').getBoundingClientRect();
                      return Math.abs(area.left - mirror.left) < 1 && Math.abs(area.width - mirror.width) < 1
                          && Math.abs(area.height - mirror.height) < 2;
                    }""")).isTrue();

            keys.press("F8");
            assertThat(page.locator("#f-1")).isFocused();
            keys.press("Alt+Enter");
            assertThat(page.locator("#f-1 summary").first()).isFocused();
            visit.axe();
            page.locator("#f-1 button[value='1:out']").press("Enter");
            assertThat(text).hasValue("Au début. La poignée se dévisse.");
            assertThat(page.locator("#guard-summary")).hasText("Rien à redire");
            assertThat(page.locator("#release")).isEnabled();
            page.reload();
            assertThat(text).hasValue("Au début. La poignée se dévisse.");
        }
    }

    /** The field shows the letters and its mirror the marks: they must break their lines alike, at every width. */
    @Test
    void marksLieUnderTheirLetters() {
        var brand = brands.tilleul();
        var path = draft(
                brand,
                "En cette Journée mondiale du bonjour, toute l’équipe vous souhaite un week-end gourmand. L’hiver est là,"
                        + " place aux soupes réconfortantes, faciles, prêtes en un clin d’œil.\n\nAu reste : " + CALL);
        try (var visit = browser.signedIn(brands.sessionOf(brand, "manager")).at(brand)) {
            visit.go(path);
            var page = visit.page();
            assertThat(page.locator(".marked.text.is-live mark").first()).isVisible();
            for (var width : new int[] {1440, 1366, 1280, 1100, 900, 768, 390, 360}) {
                page.setViewportSize(width, 900);
                var apart = page.evaluate("""
                        () => {
                          const mirror = document.querySelector('.marked.text .mirror');
                          const text = document.querySelector('#text').value;
                          const plain = mirror.cloneNode(false);
                          plain.textContent = text;
                          mirror.after(plain);
                          const all = [...mirror.querySelectorAll('mark')].flatMap((mark) => {
                            const from = text.indexOf(mark.textContent);
                            const range = document.createRange();
                            range.setStart(plain.firstChild, from);
                            range.setEnd(plain.firstChild, from + mark.textContent.length);
                            const [a, b] = [mark, range].map((it) => {
                              const all = [...it.getClientRects()];
                              return [all[0].left, all[0].bottom, all.at(-1).right, all.at(-1).bottom];
                            });
                            const same = a.every((edge, i) => Math.abs(edge - b[i]) < 2);
                            return same ? [] : [mark.textContent];
                          });
                          plain.remove();
                          return all;
                        }""");
                assertThat((java.util.List<?>) apart)
                        .as("marks beside their letters at %s px", width)
                        .isEmpty();
            }
        }
    }

    @Test
    void aReasonIsGivenAndTakenBackWithoutLeavingThePage() {
        var brand = brands.tilleul();
        var path = draft(brand, "Bonjour à tous. " + CALL);
        try (var visit = browser.signedIn(brands.sessionOf(brand, "manager")).at(brand)) {
            visit.go(path);
            var page = visit.page();
            page.locator("#f-1 .act:has([name=reason-1]) summary").click();
            page.locator("#reason-1").fill("Jeu avec règlement");
            page.locator("#f-1 button[value='1:accepted']").click();
            assertThat(page.locator(".marked.text mark")).hasCount(0);
            assertThat(page.locator(".settled")).containsText("1 constat accepté");
            page.locator(".settled summary").click();
            assertThat(page.locator(".settled")).containsText("Jeu avec règlement");
            page.locator(".settled button").click();
            assertThat(page.locator(".marked.text mark")).hasText(CALL);
        }
    }

    @Test
    void aColleagueWhoWasFasterIsSaidAndNothingIsLost() {
        var brand = brands.tilleul();
        var path = draft(brand, "La poignée se dévisse.");
        var number = Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
        try (var visit = browser.signedIn(brands.sessionOf(brand, "manager")).at(brand)) {
            visit.go(path);
            var page = visit.page();
            drafting.save(
                    brand,
                    brands.teammate(brand, "owner"),
                    number,
                    1,
                    new Wording("Soupe", "", "Le joint se change.", "", null),
                    false,
                    Instant.now());
            page.locator("#text").fill("Le joint sèche à plat.");
            assertThat(page.locator("#overtaken")).containsText("Owner de Maison Tilleul a enregistré");
            assertThat(page.locator("#text")).hasValue("Le joint sèche à plat.");
            page.locator("#overtaken button").last().click();
            assertThat(page.locator("#text")).hasValue("Le joint se change.");
            visit.go(path + "/versions");
            assertThat(page.locator(".versions li")).hasCount(4);
        }
    }

    @Test
    void withoutAnyScriptADraftIsSavedReadAndPutRight() {
        var brand = brands.tilleul();
        var path = draft(brand, "");
        try (var visit = browser.signedIn(brands.sessionOf(brand, "manager"))
                .withoutJavaScript()
                .at(brand)) {
            visit.go(path);
            var page = visit.page();
            page.locator("#text").fill("La poignée se dévisse.\n\n" + CALL);
            page.locator("button.save").click();
            assertThat(page.locator(".mirror mark")).hasText(CALL);
            page.locator("#f-1 button[value='1:out']").click();
            assertThat(page.locator("#text")).hasValue("La poignée se dévisse.");
        }
    }

    @Test
    void onAPhoneTheGuardAndThePreviewsTakeTurns() {
        var brand = brands.tilleul();
        var path = draft(brand, "Bonjour. " + CALL + " " + "é".repeat(320));
        try (var visit =
                browser.signedIn(brands.sessionOf(brand, "manager")).onAPhone().at(brand)) {
            visit.go(path);
            var page = visit.page();
            assertThat(page.locator("#previews")).isHidden();
            page.locator("[data-shows=previews]").click();
            assertThat(page.locator("#guard")).isHidden();
            assertThat(page.locator("#previews .too-long")).containsText("trop long");
            assertThat(page.locator("#previews del").innerText()).startsWith("é");
            visit.fits();
        }
    }
}
