package parvis.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.brand.Brand;
import parvis.brand.BrandCreation;
import parvis.brand.Brands;
import parvis.brand.Role;
import parvis.brand.Team;
import parvis.database.Rows;
import parvis.person.Accounts;
import parvis.support.Browser;
import parvis.support.BrowserTest;
import parvis.support.Soon;
import parvis.support.TwoBrands;
import parvis.support.Visit;

/** What keeps a house safe, as its owner meets it. */
@BrowserTest
class SafetyInTheBrowserTest {
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

    private Brand house;
    private String email;

    @BeforeEach
    void aHouseOfItsOwn() {
        house = OwnHouse.make(creation, all, team, accounts);
        email = "owner@" + house.slug() + ".test";
    }

    @Test
    void aPasskeyIsASecondFactorAndTheProofBeforeARoleIsGiven() {
        try (var visit = browser.signedIn(brands.session(house, email)).at(house)) {
            var device = device(visit);
            visit.go("/account");
            visit.page().locator("#name").fill("Clé de la maison");
            visit.page().locator("form[data-makes] button").click();
            visit.page().waitForURL("**/account?done=passkey");

            longAgo();
            visit.go("/settings/team");
            visit.page().locator("select[name=role]").first().selectOption("expert");
            // the rows stand by name: the manager's is the first
            visit.page().locator("form[action$='/role'] button").first().click();
            visit.page().getByText("Montrer ma clé d’accès").waitFor();
            looksWell(visit);
            visit.page().getByText("Montrer ma clé d’accès").click();
            visit.page().getByText("Faire ce que j’avais demandé").waitFor();
            assertThat(manager()).isEqualTo(Role.COMMUNITY_MANAGER);
            looksWell(visit);
            visit.page().getByText("Faire ce que j’avais demandé").click();
            visit.page().waitForURL("**/settings/team?done=role");
            assertThat(manager()).isEqualTo(Role.EXPERT);

            // whoever opens a link of theirs shows it as well
            visit.page().context().clearCookies();
            visit.page()
                    .context()
                    .addCookies(java.util.List.of(
                            new com.microsoft.playwright.options.Cookie("session", brands.session(house, email))
                                    .setUrl(visit.address())));
            visit.go("/settings/team");
            assertThat(visit.path()).startsWith("/signin/second?back=");
            looksWell(visit);
            visit.page().getByText("Entrer avec une clé d’accès").click();
            visit.page().waitForURL(visit.address() + "/settings/team");
            device.detach();
        }
    }

    @Test
    void theOnlyThingThatAnOwnerHasToShowIsNotTakenAway() {
        try (var visit = browser.signedIn(brands.session(house, email)).at(house)) {
            var device = device(visit);
            visit.go("/account");
            visit.page().locator("#name").fill("Seule clé");
            visit.page().locator("form[data-makes] button").click();
            visit.page().waitForURL("**/account?done=passkey");
            visit.page().locator("summary:has-text('Retirer')").first().click();
            visit.page().getByText("Retirer Seule clé pour de bon").click();
            visit.page().getByText("n’avez rien d’autre à montrer").waitFor();
            assertThat(visit.text()).contains("Seule clé");
            device.detach();
        }
    }

    @Test
    void settingUpADeviceAndReadingTheTrailAreForEverybodysEyes() {
        try (var visit = browser.signedIn(brands.session(house, email)).at(house)) {
            visit.go("/settings");
            visit.go("/account/second-factor");
            looksWell(visit);
            visit.page().getByText("Régler un appareil").click();
            visit.page().locator("svg.qr path").waitFor();
            looksWell(visit);
            visit.go("/settings/audit?check=yes");
            assertThat(visit.text()).contains("La chaîne tient").contains("Entrée");
            looksWell(visit);
            visit.go("/account");
            looksWell(visit);
        }
        try (var visit = browser.signedIn(brands.session(house, email))
                .onAPhone()
                .reading("en")
                .at(house)) {
            for (var path : new String[] {"/settings/audit", "/account", "/account/second-factor"}) {
                visit.go(path);
                visit.fits();
                visit.axe();
            }
        }
    }

    private static void looksWell(Visit visit) {
        for (var theme : ColorScheme.values()) {
            if (theme == ColorScheme.LIGHT || theme == ColorScheme.DARK) {
                visit.change(theme, Browser.DESKTOP);
                visit.fits();
                visit.axe();
            }
        }
        visit.change(ColorScheme.LIGHT, Browser.DESKTOP);
    }

    private void longAgo() {
        db.sql(
                        "update person.session set proved_at = ? where account = (select id from person.account where email = ?)")
                .params(Rows.time(Instant.now().minus(Duration.ofDays(1))), email)
                .update();
        // what a node remembers of a session, it remembers for a second
        var since = System.nanoTime();
        Soon.soon(() -> System.nanoTime() - since > Duration.ofMillis(1_500).toNanos());
    }

    private Role manager() {
        var account = accounts.byEmail("manager@" + house.slug() + ".test").orElseThrow();
        return team.byAccount(house.id(), account.id()).orElseThrow().role();
    }

    private static CDPSession device(Visit visit) {
        var device = visit.page().context().newCDPSession(visit.page());
        device.send("WebAuthn.enable");
        var options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        var add = new JsonObject();
        add.add("options", options);
        device.send("WebAuthn.addVirtualAuthenticator", add);
        return device;
    }
}
