package parvis.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.brand.BrandCreation;
import parvis.brand.Brands;
import parvis.brand.Team;
import parvis.database.Transactions;
import parvis.person.Accounts;
import parvis.support.Browser;
import parvis.support.BrowserTest;
import parvis.support.TwoBrands;
import parvis.support.Visit;

/** Team and products in a real browser: by the keyboard, readable in both themes, narrow and wide. */
@BrowserTest
class TeamSettingsInTheBrowserTest {
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

    @Autowired
    JdbcClient db;

    @Autowired
    Transactions transactions;

    @Test
    void somebodyIsInvitedByTheKeyboardAndComesInOnAPhone() {
        var house = OwnHouse.make(creation, all, team, accounts);
        var email = "lise." + UUID.randomUUID().toString().substring(0, 8) + "@mel.example";
        try (var visit = browser.signedIn(brands.session(house, "owner@" + house.slug() + ".test"))
                .at(house)) {
            visit.go("/settings/products/new");
            everywhere(visit);
            visit.page().locator("#name").fill("Four F1");
            visit.page().locator("#name").press("Enter");
            assertThat(visit.text()).contains("Le produit est sur la place");
            everywhere(visit);
            visit.change(ColorScheme.LIGHT, Browser.DESKTOP);
            visit.go("/settings/team");
            visit.page().locator("#email").fill(email);
            visit.page().locator("#email").press("Enter");
            assertThat(visit.text()).contains("L’invitation est partie", email);
            visit.page().locator(".may summary").first().press("Enter");
            everywhere(visit);
        }
        var plain = transactions.reading(
                house.id(),
                () -> db.sql("select plain from notice.mail where recipient = ?")
                        .param(email)
                        .query(String.class)
                        .single());
        var link = Pattern.compile("/invitations/[\\w-]+").matcher(plain);
        assertThat(link.find()).isTrue();
        try (var visit = browser.reader().withoutJavaScript().onAPhone().at(house)) {
            visit.go(link.group());
            visit.fits();
            visit.page().locator("#name").fill("Lise Aubin");
            visit.page().locator("#title").fill("technicienne");
            visit.page().locator("#title").press("Enter");
            assertThat(visit.path()).isEqualTo("/desk");
        }
    }

    private static void everywhere(Visit visit) {
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
