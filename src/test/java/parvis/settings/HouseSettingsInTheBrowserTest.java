package parvis.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import parvis.brand.BrandCreation;
import parvis.brand.Brands;
import parvis.brand.Team;
import parvis.person.Accounts;
import parvis.support.Browser;
import parvis.support.BrowserTest;
import parvis.support.TwoBrands;

/** The house's own pages in a real browser: readable in both themes, narrow and wide, and the preview follows. */
@BrowserTest
class HouseSettingsInTheBrowserTest {
    @Autowired
    BrandCreation creation;

    @Autowired
    Brands all;

    @Autowired
    Team team;

    @Autowired
    Accounts accounts;

    @Autowired
    TwoBrands brands;

    @Autowired
    Browser browser;

    @Test
    void thePreviewShowsBothThemesAndFollowsWhatIsTyped() {
        var house = OwnHouse.make(creation, all, team, accounts);
        try (var visit = browser.signedIn(brands.session(house, "owner@" + house.slug() + ".test"))
                .at(house)) {
            visit.go("/settings");
            visit.page().locator("#name").fill("Maison Vue");
            visit.page().locator("#colour").fill("#2c567f");
            visit.page().locator("#facade-fr").focus();
            visit.page()
                    .waitForCondition(() -> visit.page()
                            .locator("#preview .house-name")
                            .allInnerTexts()
                            .equals(List.of("Maison Vue", "Maison Vue")));
            visit.page()
                    .waitForFunction("getComputedStyle(document.querySelector('.as-light .front'))"
                            + ".backgroundColor === 'rgb(44, 86, 127)'");
            assertThat(all.require(house.id()).name()).isEqualTo("Maison Essai");
            assertThat(visit.page().locator("input[type=color]").inputValue()).isEqualTo("#2c567f");
            for (var path : List.of("/settings", "/settings/hours", "/settings/texts")) {
                visit.go(path);
                for (var theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                    visit.change(theme, Browser.DESKTOP);
                    visit.axe();
                }
                for (var width : List.of(1024, 768, Browser.PHONE, 320)) {
                    visit.change(ColorScheme.LIGHT, width);
                    visit.fits();
                }
            }
        }
    }

    @Test
    void withoutAScriptAndByTheKeyboardAHouseIsRenamed() {
        var house = OwnHouse.make(creation, all, team, accounts);
        try (var visit = browser.signedIn(brands.session(house, "owner@" + house.slug() + ".test"))
                .withoutJavaScript()
                .onAPhone()
                .at(house)) {
            visit.go("/settings");
            visit.page().locator("#name").fill("Maison Sans Script");
            visit.page().locator("button[formaction='/settings/preview']").click();
            assertThat(visit.text()).contains("Rien n’est encore gardé");
            visit.page().locator("#name").press("Enter");
            assertThat(visit.text()).contains("C’est appliqué");
            assertThat(all.require(house.id()).name()).isEqualTo("Maison Sans Script");
        }
    }
}
