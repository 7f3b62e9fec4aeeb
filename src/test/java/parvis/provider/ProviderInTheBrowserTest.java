package parvis.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.util.UriComponentsBuilder;
import parvis.brand.Brand;
import parvis.brand.BrandCreation;
import parvis.brand.Brands;
import parvis.brand.Team;
import parvis.person.Accounts;
import parvis.settings.OwnHouse;
import parvis.support.Browser;
import parvis.support.BrowserTest;
import parvis.support.TwoBrands;
import parvis.support.Visit;

/** With a real provider and a real browser: an owner sets it up and tries it, colleagues come in, others do not. */
@BrowserTest
@ExtendWith(RealIssuer.Installable.class)
class ProviderInTheBrowserTest {
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

    private Brand house;
    private RealIssuer issuer;

    @BeforeEach
    void aHouseAndAProvider() throws Exception {
        house = OwnHouse.make(creation, all, team, accounts);
        issuer = new RealIssuer(List.of(browser.address(house) + "/signin/provider/return"));
    }

    @AfterEach
    void close() {
        issuer.close();
    }

    @Test
    void anOwnerSetsItUpAndColleaguesComeIn() {
        try (var visit = browser.signedIn(brands.session(house, email("owner"))).at(house)) {
            visit.go("/settings/provider");
            looksWell(visit);
            assertThat(visit.text()).contains(visit.address() + "/signin/provider/return");
            fill(visit, "wrong-secret");
            visit.page().getByText("Pas encore offert").waitFor();
            visit.page()
                    .getByText("L’essayer", new Page.GetByTextOptions().setExact(true))
                    .click();
            signIn(visit, email("owner"));
            visit.page()
                    .getByText("ne connaît pas cette application, ou pas avec ce secret")
                    .waitFor();
            looksWell(visit);

            fill(visit, RealIssuer.SECRET);
            visit.page()
                    .getByText("L’essayer", new Page.GetByTextOptions().setExact(true))
                    .click();
            // the provider remembers who they are
            visit.page().waitForURL("**/settings/provider?tried=well");
            assertThat(visit.text()).contains("Cela marche", "Offert à la page d’entrée depuis");
            looksWell(visit);
        }
        try (var visit = browser.reader().onAPhone().at(house)) {
            visit.go("/signin?back=/desk");
            visit.fits();
            visit.axe();
            visit.page().getByText("Entrer avec Exemple").click();
            signIn(visit, email("manager"));
            visit.page().waitForURL(visit.address() + "/desk**");
            assertThat(visit.page().context().cookies(visit.address()).stream()
                            .filter(cookie -> cookie.name.equals("passage")))
                    .isEmpty();
        }
        for (var who : List.of("unverified." + email("manager"), "nobody@" + house.slug() + ".test")) {
            try (var visit = browser.reader().at(house)) {
                visit.go("/signin");
                visit.page().getByText("Entrer avec Exemple").click();
                signIn(visit, who);
                var said = who.startsWith("un") ? "ne dit pas que votre adresse a été vérifiée" : "Personne ici n’a";
                visit.page().getByText(said).waitFor();
                looksWell(visit);
                visit.go("/desk");
                assertThat(visit.path()).startsWith("/signin");
            }
        }
        codesAreTakenOnce();
    }

    /** A code that somebody saw on its way is worth nothing once it was used. */
    private void codesAreTakenOnce() {
        try (var visit = browser.reader().at(house)) {
            var seen = new AtomicReference<String>();
            var asked = new AtomicReference<String>();
            visit.page().onRequest(request -> {
                if (request.url().contains("/signin/provider/return?")) {
                    seen.set(request.url());
                }
                if (request.url().contains("code_challenge=")) {
                    asked.set(request.url());
                }
            });
            visit.go("/signin?back=/legal");
            visit.page().getByText("Entrer avec Exemple").click();
            signIn(visit, email("manager"));
            visit.page().waitForURL(visit.address() + "/legal");
            var code = parameter(seen.get(), "code");

            visit.page().context().clearCookies();
            // the provider knows them no more, and asks
            visit.go("/signin/provider");
            var state = parameter(asked.get(), "state");
            visit.go("/signin/provider/return?code=" + code + "&state=" + state);
            visit.page().getByText("Le code du fournisseur a déjà servi").waitFor();
            visit.go("/desk");
            assertThat(visit.path()).startsWith("/signin");
        }
    }

    private void fill(Visit visit, String secret) {
        visit.page().locator("#issuer").fill(issuer.issuer());
        visit.page().locator("#client").fill(RealIssuer.CLIENT);
        visit.page().locator("#secret").fill(secret);
        visit.page().locator("#domains").fill(house.slug() + ".test");
        visit.page().locator("#label").fill("Entrer avec Exemple");
        visit.page()
                .getByText("Garder", new Page.GetByTextOptions().setExact(true))
                .click();
        visit.page().waitForURL("**/settings/provider?done=set");
    }

    /** On the provider's own pages. */
    private static void signIn(Visit visit, String who) {
        visit.page().locator("input[name=login]").fill(who);
        visit.page().locator("input[name=password]").fill("anything");
        visit.page().locator("button[type=submit]").click();
        visit.page()
                .locator("form button[autofocus], form button[type=submit]")
                .first()
                .click();
    }

    private static void looksWell(Visit visit) {
        for (var theme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            visit.change(theme, Browser.DESKTOP);
            visit.fits();
            visit.axe();
        }
    }

    private static String parameter(String address, String name) {
        return UriComponentsBuilder.fromUri(URI.create(address))
                .build()
                .getQueryParams()
                .getFirst(name);
    }

    private String email(String who) {
        return who + "@" + house.slug() + ".test";
    }
}
