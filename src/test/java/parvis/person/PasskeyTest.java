package parvis.person;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.brand.Brand;
import parvis.support.Browser;
import parvis.support.BrowserTest;
import parvis.support.TwoBrands;
import parvis.support.Visit;
import parvis.support.Web;

/** The whole ceremony, with the authenticator that chromium brings for such tests. */
@BrowserTest
class PasskeyTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Browser browser;

    @Autowired
    Web web;

    @Autowired
    JdbcClient db;

    @Test
    void aMemberMakesAPasskeyAndSignsInWithItWithoutTypingAnything() {
        var member = brands.member(brands.tilleul(), "Blanche Clé");
        comesInWithAKey(brands.tilleul(), member.session(), "Blanche");
    }

    @Test
    void aColleagueToo() {
        comesInWithAKey(brands.tilleul(), brands.sessionOf(brands.tilleul(), "manager"), "Manager");
    }

    private void comesInWithAKey(Brand brand, String session, String name) {
        try (var visit = browser.signedIn(session).at(brand)) {
            var device = device(visit, true);
            make(visit, "Téléphone de " + name);
            assertThat(visit.text()).contains("La clé est faite").contains("Téléphone de " + name);
            visit.axe();
            visit.page().context().clearCookies();
            visit.go("/signin?back=/account");
            visit.axe();
            visit.page().getByText("Entrer avec une clé d’accès").click();
            visit.page().waitForURL(visit.address() + "/account");
            assertThat(visit.text()).contains("Téléphone de " + name).contains("dernier usage");
            assertThat(signatures(visit)).isPositive();
            device.detach();
        }
    }

    @Test
    void aKeyIsRenamedAndRemovedAndOpensNothingThen() {
        var brand = brands.tilleul();
        var member = brands.member(brand, "Claire Retire");
        try (var visit = browser.signedIn(member.session()).at(brand)) {
            var device = device(visit, true);
            make(visit, "");
            assertThat(visit.text()).contains("Chrome sur Linux");
            visit.page().locator("summary", hasText("Renommer")).first().click();
            visit.page().locator(".acts input[name=name]").fill("Clé du bureau");
            visit.page().getByText("Garder ce nom").click();
            visit.page().waitForURL("**/account?done=named");
            assertThat(visit.text()).contains("Clé du bureau").doesNotContain("Chrome sur Linux faite");
            visit.page().locator("summary", hasText("Retirer")).first().click();
            visit.page().getByText("Retirer Clé du bureau pour de bon").click();
            visit.page().waitForURL("**/account?done=removed");
            visit.page().context().clearCookies();
            visit.go("/signin");
            visit.page().getByText("Entrer avec une clé d’accès").click();
            visit.page().getByText("Cette clé n’ouvre rien ici").waitFor();
            device.detach();
        }
    }

    @Test
    void aDeviceThatDoesNotKnowItsPersonMakesNone() {
        var brand = brands.tilleul();
        var member = brands.member(brand, "Denise Inconnue");
        try (var visit = browser.signedIn(member.session()).at(brand)) {
            var device = device(visit, false);
            visit.go("/account");
            visit.page().locator("#name").fill("Clé nue");
            visit.page().locator("form[data-makes] button").click();
            visit.page().getByText("La clé n’a pas servi").waitFor();
            assertThat(count(member.email())).isZero();
            device.detach();
        }
    }

    @Test
    void whatWasSignedOnceOrForAnotherHouseOrByAnotherKeyOpensNothing() {
        var brand = brands.tilleul();
        var member = brands.member(brand, "Lucie Rejouée");
        var sent = new AtomicReference<String>();
        try (var visit = browser.signedIn(member.session()).at(brand)) {
            var device = device(visit, true);
            make(visit, "Clé");
            visit.page().context().clearCookies();
            visit.page().onRequest(request -> {
                if (request.url().endsWith("/signin/passkey")) {
                    sent.set(request.postData());
                }
            });
            visit.go("/signin");
            visit.page().getByText("Entrer avec une clé d’accès").click();
            visit.page().waitForURL(visit.address() + "/");
            device.detach();
        }
        var credential = java.net.URLDecoder.decode(
                sent.get().replaceFirst(".*credential=", "").replaceFirst("&.*", ""),
                java.nio.charset.StandardCharsets.UTF_8);
        assertThat(credential).contains("clientDataJSON");
        for (var house : List.of(brand, brands.nord())) {
            var again = web.post(house, null, "/signin/passkey", Map.of("credential", credential));
            assertThat(again).hasStatus(422);
            assertThat(again.getResponse().getCookie("session")).isNull();
        }
        for (var nonsense : List.of("", "{}", "[]", "null", "{\"id\":\"x\"}", "a".repeat(30_000))) {
            assertThat(web.post(brand, null, "/signin/passkey", Map.of("credential", nonsense)))
                    .hasStatus(422);
            assertThat(web.post(brand, member.session(), "/account/passkeys", Map.of("credential", nonsense)))
                    .hasStatus(422);
        }
    }

    @Test
    void aKeyOfOneHouseIsNotEvenOfferedByTheOther() {
        var member = brands.member(brands.tilleul(), "Odile Ailleurs");
        try (var visit = browser.signedIn(member.session()).at(brands.tilleul())) {
            var device = device(visit, true);
            make(visit, "Clé du tilleul");
            visit.page().navigate(browser.address(brands.nord()) + "/signin");
            visit.page().locator("form[data-passkey] button").click();
            visit.page().locator("form[data-passkey] [data-said]:not(:empty)").waitFor();
            assertThat(visit.page().url()).endsWith("/signin");
            device.detach();
        }
    }

    @Test
    void aKeyThatSignedLessOftenThanItDidIsACopyAndIsToldInTheTrail() {
        var brand = brands.tilleul();
        var member = brands.member(brand, "Jeanne Copiée");
        try (var visit = browser.signedIn(member.session()).at(brand)) {
            var device = device(visit, true);
            make(visit, "Clé");
            db.sql(
                            "update person.passkey set signatures = 1000000 where account = (select id from person.account where email = ?)")
                    .param(member.email())
                    .update();
            visit.page().context().clearCookies();
            visit.go("/signin");
            visit.page().getByText("Entrer avec une clé d’accès").click();
            visit.page().getByText("Cette clé n’ouvre rien ici").waitFor();
            device.detach();
        }
        assertThat(web.get(brand, brands.sessionOf(brand, "owner"), "/account")).hasStatusOk();
    }

    @Test
    void nobodyNamesOrRemovesAKeyOfSomebodyElse() {
        var brand = brands.tilleul();
        var member = brands.member(brand, "Berthe Garde");
        try (var visit = browser.signedIn(member.session()).at(brand)) {
            var device = device(visit, true);
            make(visit, "Clé");
            device.detach();
        }
        var key = db.sql(
                        "select k.id from person.passkey k join person.account a on a.id = k.account where a.email = ?")
                .param(member.email())
                .query(java.util.UUID.class)
                .single();
        for (var other : List.of(brands.member(brand, "Marc Curieux").session(), brands.sessionOf(brand, "owner"))) {
            assertThat(web.post(brand, other, "/account/passkeys/" + key + "/removal", Map.of()))
                    .hasStatus(404);
            assertThat(web.post(brand, other, "/account/passkeys/" + key + "/name", Map.of("name", "À moi")))
                    .hasStatus(404);
        }
        assertThat(count(member.email())).isOne();
    }

    /** A device with a place for passkeys, which knows its person or does not. */
    private static CDPSession device(Visit visit, boolean knows) {
        var device = visit.page().context().newCDPSession(visit.page());
        device.send("WebAuthn.enable");
        var options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", knows);
        options.addProperty("isUserVerified", knows);
        options.addProperty("automaticPresenceSimulation", true);
        var add = new JsonObject();
        add.add("options", options);
        device.send("WebAuthn.addVirtualAuthenticator", add);
        return device;
    }

    private static void make(Visit visit, String name) {
        visit.go("/account");
        visit.page().locator("#name").fill(name);
        visit.page().locator("form[data-makes] button").click();
        visit.page().waitForURL("**/account?done=passkey");
    }

    private static com.microsoft.playwright.Page.LocatorOptions hasText(String text) {
        return new com.microsoft.playwright.Page.LocatorOptions().setHasText(text);
    }

    private long signatures(Visit visit) {
        return db.sql("select max(signatures) from person.passkey where used_at is not null")
                .query(Long.class)
                .single();
    }

    private int count(String email) {
        return db.sql(
                        "select count(*) from person.passkey k join person.account a on a.id = k.account where a.email = ?")
                .param(email)
                .query(Integer.class)
                .single();
    }
}
