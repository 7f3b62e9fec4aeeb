package parvis.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import parvis.brand.Brand;
import parvis.brand.Brand.LocalText;
import parvis.brand.BrandCreation;
import parvis.brand.Brands;
import parvis.brand.Role;
import parvis.brand.Team;
import parvis.ledger.Actor;
import parvis.person.Accounts;
import parvis.settings.OwnHouse;
import parvis.support.Browser;
import parvis.support.BrowserTest;
import parvis.support.TwoBrands;
import parvis.support.Visit;

/** From one house to the other by the keyboard and on a phone; in whose name one writes stands beside the button. */
@BrowserTest
class TwoHousesInTheBrowserTest {
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

    private Brand here;
    private Brand there;

    @BeforeEach
    void aColleagueOfTwoHouses() {
        here = OwnHouse.make(creation, all, team, accounts);
        there = OwnHouse.make(creation, all, team, accounts);
        var account = accounts.byEmail(email()).orElseThrow();
        team.join(
                there.id(),
                account.id(),
                "elle",
                "Elle",
                Role.COMMUNITY_MANAGER,
                new LocalText("métier", "trade"),
                "Elle",
                null,
                Instant.now(),
                Actor.SYSTEM);
    }

    @Test
    void theKeyboardLeadsToTheOtherHouseAndTheFirstAnswerThereIsAsked() {
        var mine = question(here);
        var theirs = question(there);
        try (var visit = browser.signedIn(brands.session(here, email())).at(here)) {
            visit.go("/desk/conversations/" + mine);
            assertThat(visit.page().locator(".send .voice").innerText()).contains("Maison Essai");
            looksWell(visit);
            answer(visit, "Bonjour, nous regardons.");
            visit.page().getByText("Bonjour, nous regardons.").first().waitFor();

            visit.page().locator("#talk").focus();
            visit.page().keyboard().press("g");
            visit.page().keyboard().press("h");
            assertThat(visit.page().locator("#account .houses").isVisible()).isTrue();
            looksWell(visit);
            visit.page().keyboard().press("Enter");
            visit.page().waitForURL(browser.address(there) + "/signin/houses/**");
            looksWell(visit);
            visit.page().locator("form.actions button").click();
            visit.page().waitForURL(browser.address(there) + "/desk");

            visit.page().navigate(browser.address(there) + "/desk/conversations/" + theirs);
            answer(visit, "Bonjour, la pièce part demain.");
            visit.page().getByText("Rien n’est encore parti").waitFor();
            assertThat(visit.page().locator("#text").inputValue()).isEqualTo("Bonjour, la pièce part demain.");
            looksWell(visit);
            visit.page().locator("button[name=voice]").click();
            visit.page()
                    .locator(".log-pane, .log, #talk")
                    .getByText("Bonjour, la pièce part demain.")
                    .first()
                    .waitFor();
        }
    }

    @Test
    void aPhoneShowsWhereOneIsAndLeadsOn() {
        var mine = question(here);
        for (var language : List.of("fr", "en")) {
            try (var visit = browser.signedIn(brands.session(here, email()))
                    .onAPhone()
                    .reading(language)
                    .at(here)) {
                visit.go("/desk/conversations/" + mine);
                visit.fits();
                visit.axe();
                visit.go("/desk");
                visit.fits();
                visit.page().locator("#houses").click();
                visit.axe();
                visit.page().locator("#account .houses button").click();
                visit.page().waitForURL(browser.address(there) + "/signin/houses/**");
                visit.fits();
                visit.axe();
                visit.page().locator("form.actions button").click();
                visit.page().waitForURL(browser.address(there) + "/desk");
            }
        }
    }

    @Test
    void theNewsroomAndTheSettingsNameTheHouseAndLeadOn() {
        for (var page : List.of("/newsroom", "/settings/mail")) {
            for (var width : List.of(Browser.DESKTOP, Browser.PHONE)) {
                try (var visit = browser.signedIn(brands.session(here, email()))
                        .wide(width)
                        .at(here)) {
                    visit.go(page);
                    if (page.startsWith("/settings") && width == Browser.PHONE) {
                        visit.page().locator("button[popovertarget=menu]").click();
                    }
                    assertThat(visit.page().locator("#houses").innerText()).contains("Maison Essai");
                    visit.page().locator("#houses").click();
                    visit.fits();
                    visit.axe();
                    visit.page().locator(".houses form[data-house] button").click();
                    visit.page().waitForURL(browser.address(there) + "/signin/houses/**");
                    visit.page().locator("form.actions button").click();
                    visit.page()
                            .waitForURL(browser.address(there)
                                    + (page.startsWith("/settings") ? "/settings/mail" : "/newsroom"));
                }
            }
        }
    }

    @Test
    void withoutScriptsAPageShowsTheWay() {
        try (var visit = browser.signedIn(brands.session(here, email()))
                .withoutJavaScript()
                .at(here)) {
            visit.go("/desk");
            visit.page().locator("#houses").click();
            visit.page().locator("#account .houses button").click();
            visit.page().getByText("Votre session vous suit.").waitFor();
            visit.page().locator("a.primary[href*='/signin/houses/']").click();
            visit.page().locator("form.actions button").click();
            visit.page().waitForURL(browser.address(there) + "/desk");
        }
    }

    private static void answer(Visit visit, String text) {
        visit.page().locator("#text").fill(text);
        visit.page().locator(".send .button.primary").click();
    }

    private static void looksWell(Visit visit) {
        for (var theme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            visit.change(theme, Browser.DESKTOP);
            visit.fits();
            visit.axe();
        }
    }

    private long question(Brand brand) {
        return brands.ask(brand, brands.member(brand, "Paule Demande"), "Le bol tourne", "Il tourne dans le vide.")
                .number();
    }

    private String email() {
        return "manager@" + here.slug() + ".test";
    }
}
