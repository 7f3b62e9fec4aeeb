package parvis.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import parvis.support.Browser;
import parvis.support.BrowserTest;
import parvis.support.TwoBrands;

/** The page about mail in a real browser: the checks come by themselves, or by a link. */
@BrowserTest
class MailSettingsInTheBrowserTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Browser browser;

    @Test
    void theChecksComeByThemselvesAndAgainByTheKeyboard() {
        var brand = brands.tilleul();
        try (var visit = browser.signedIn(brands.sessionOf(brand, "owner")).at(brand)) {
            visit.go("/settings/mail");
            var rows = visit.page().locator(".checks > li");
            rows.first().waitFor();
            assertThat(rows.count()).isEqualTo(6);
            for (var theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                visit.change(theme, Browser.DESKTOP);
                visit.axe();
            }
            for (var width : List.of(1024, 768, Browser.PHONE, 320)) {
                visit.change(ColorScheme.LIGHT, width);
                visit.fits();
            }
            var again = visit.page().locator("#check-again");
            again.focus();
            visit.page()
                    .waitForResponse(
                            answer -> answer.url().endsWith("/settings/mail/checks"),
                            () -> visit.page().keyboard().press("Enter"));
            rows.first().waitFor();
            visit.page().waitForFunction("document.activeElement.id === 'check-again'");
            assertThat(rows.count()).isEqualTo(6);
        }
    }

    @Test
    void withoutAScriptALinkBringsThem() {
        var brand = brands.tilleul();
        try (var visit = browser.signedIn(brands.sessionOf(brand, "manager"))
                .withoutJavaScript()
                .onAPhone()
                .at(brand)) {
            visit.go("/settings/mail");
            assertThat(visit.page().locator(".checks > li").count()).isZero();
            visit.page().locator("#checks a").click();
            assertThat(visit.page().locator(".checks > li").count()).isEqualTo(6);
            assertThat(visit.page().locator("#record-dmarc-value").inputValue()).startsWith("v=DMARC1; p=none");
            visit.page().locator("form[action='/settings/mail/trial'] button").click();
            assertThat(visit.text()).contains("Une lettre d’essai à manager@tilleul.test");
        }
    }
}
