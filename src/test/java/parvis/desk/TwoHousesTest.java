package parvis.desk;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Brand;
import parvis.brand.Brand.LocalText;
import parvis.brand.BrandCreation;
import parvis.brand.Brands;
import parvis.brand.Role;
import parvis.brand.Team;
import parvis.ledger.Actor;
import parvis.person.Accounts;
import parvis.person.SignIn;
import parvis.settings.OwnHouse;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.Web;

/** Somebody who works at two houses goes from one to the other, and does not write in the name of the wrong one by mistake. */
@ProductTest
class TwoHousesTest {
    @Autowired
    BrandCreation creation;

    @Autowired
    Brands all;

    @Autowired
    Team team;

    @Autowired
    Accounts accounts;

    @Autowired
    SignIn signIn;

    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    @Autowired
    JdbcClient db;

    private Brand here;
    private Brand there;
    private String session;

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
                new LocalText("x", "x"),
                "Elle",
                null,
                java.time.Instant.now(),
                Actor.SYSTEM);
        session = brands.session(here, email());
    }

    @Test
    void theSessionComesAlongOnceInTheSameBrowser() {
        assertThat(text(web.get(here, session, "/desk"))).contains("action=\"/account/houses/" + there.slug() + "\"");
        var way = way();
        assertThat(way).startsWith("/signin/houses/");
        assertThat(asks(there, way, "another browser")).hasStatus(410);
        assertThat(arrives(there, way, "another browser"))
                .as("and it is spent by the try")
                .hasStatus(410);
        assertThat(arrives(there, way, "")).hasStatus(410);

        var next = way();
        for (var look = 0; look < 3; look++) {
            assertThat(text(asks(there, next, ""))).contains(email(), "Entrer chez");
        }
        var came = arrives(there, next, "");
        assertThat(came.getResponse().getHeader("Location")).isEqualTo("/signin/second?back=/desk");
        var theirs = came.getResponse().getCookie("session").getValue();
        assertThat(theirs).isNotEqualTo(session);
        assertThat(web.get(there, theirs, "/desk")).hasStatusOk();
        assertThat(web.get(here, session, "/desk")).hasStatusOk();
        assertThat(arrives(there, next, "")).hasStatus(410);
    }

    @Test
    void theNewsroomAndTheSettingsLeadToTheirLikeOrToTheFront() {
        for (var page : java.util.List.of("newsroom", "settings")) {
            assertThat(text(web.get(here, session, page.equals("settings") ? "/settings/mail" : "/newsroom")))
                    .contains("action=\"/account/houses/" + there.slug() + "\"", "class=\"voice\"")
                    .contains("name=\"to\" value=\"" + page + "\"");
            assertThat(arrives(there, way(session, there, page), "")
                            .getResponse()
                            .getHeader("Location"))
                    .isEqualTo("/signin/second?back=/" + page);
        }
        var elsewhere = OwnHouse.make(creation, all, team, accounts);
        team.join(
                elsewhere.id(),
                accounts.byEmail(email()).orElseThrow().id(),
                "elle",
                "Elle",
                Role.TRAINEE,
                new LocalText("x", "x"),
                "Elle",
                null,
                java.time.Instant.now(),
                Actor.SYSTEM);
        for (var page : java.util.List.of("newsroom", "settings")) {
            assertThat(arrives(elsewhere, way(session, elsewhere, page), "")
                            .getResponse()
                            .getHeader("Location"))
                    .as("a trainee has no such page there")
                    .isEqualTo("/signin/second?back=/");
        }
        assertThat(arrives(elsewhere, way(session, elsewhere, "https://elsewhere.example"), "")
                        .getResponse()
                        .getHeader("Location"))
                .isEqualTo("/signin/second?back=/desk");
    }

    @Test
    void theWayOpensNothingElsewhereOrLater() {
        var elsewhere = OwnHouse.make(creation, all, team, accounts);
        assertThat(arrives(elsewhere, way(), "")).hasStatus(410);
        var late = way();
        db.sql("update person.carried set expires_at = to_timestamp(0)").update();
        assertThat(arrives(there, late, "")).hasStatus(410);
        var left = way();
        web.post(here, session, "/signout", Map.of());
        assertThat(arrives(there, left, "")).hasStatus(410);
    }

    @Test
    void whoWorksNotThereOrWasLetInForOneHouseGoesNowhere() {
        assertThat(web.post(
                        here,
                        brands.session(here, "owner@" + here.slug() + ".test"),
                        "/account/houses/" + there.slug(),
                        Map.of()))
                .hasStatus(404);
        assertThat(web.post(here, session, "/account/houses/nowhere", Map.of())).hasStatus(404);
        var alone = signIn.vouched(
                here, accounts.byEmail(email()).orElseThrow(), "test", "127.0.0.1", java.time.Instant.now());
        assertThat(text(web.get(here, alone, "/desk"))).doesNotContain("/account/houses/");
        assertThat(web.post(here, alone, "/account/houses/" + there.slug(), Map.of()))
                .hasStatus(403);
    }

    @Test
    void whoeverWritesInAnothersNameIsAskedOnce() {
        var first = question(here);
        var second = question(there);
        var theirs = brands.session(there, email());
        assertThat(text(web.get(here, session, "/desk/conversations/" + first)))
                .contains("class=\"voice\" title=\"Au nom de\"");
        assertThat(writes(here, session, first, "Bonjour, nous regardons.", Map.of()))
                .hasStatus(302);

        var refused = writes(there, theirs, second, "Bonjour, la pièce part demain.", Map.of());
        assertThat(refused).hasStatus(422);
        assertThat(text(refused))
                .contains("Rien n’est encore parti", "Bonjour, la pièce part demain.")
                .contains("name=\"voice\" value=\"" + there.slug() + "\"");
        assertThat(writes(there, theirs, second, "Entre nous.", Map.of("to", "note")))
                .as("a note is between colleagues")
                .hasStatus(302);
        assertThat(writes(there, theirs, second, "Bonjour, la pièce part demain.", Map.of("voice", there.slug())))
                .hasStatus(302);
        assertThat(writes(there, theirs, question(there), "Bonjour à vous aussi.", Map.of()))
                .as("asked once")
                .hasStatus(302);
        assertThat(writes(here, session, question(here), "Bonjour, encore nous.", Map.of()))
                .as("and the other way round")
                .hasStatus(422);
    }

    @Test
    void whoWorksAtOneHouseIsAskedNothing() {
        var owner = brands.session(here, "owner@" + here.slug() + ".test");
        var number = question(here);
        assertThat(text(web.get(here, owner, "/desk/conversations/" + number)))
                .doesNotContain("class=\"voice\"", "/account/houses/");
        assertThat(writes(here, owner, number, "Bonjour, nous regardons.", Map.of()))
                .hasStatus(302);
    }

    private long question(Brand brand) {
        return brands.ask(brand, brands.member(brand, "Paule Demande"), "Le bol tourne", "Il tourne dans le vide.")
                .number();
    }

    private MvcTestResult writes(Brand brand, String as, long number, String text, Map<String, String> more) {
        var fields = new HashMap<>(Map.of("to", "private", "text", text));
        fields.putAll(more);
        return web.post(brand, as, "/desk/conversations/" + number + "/messages", fields);
    }

    private String way() {
        return way(session, there, "");
    }

    private String way(String as, Brand to, String page) {
        var shown = text(web.post(here, as, "/account/houses/" + to.slug(), Map.of("to", page)));
        return shown.replaceAll("(?s).*href=\"http://" + to.slug() + "\\.localhost(/signin/houses/[^\"]+)\".*", "$1");
    }

    private MvcTestResult asks(Brand brand, String way, String agent) {
        return web.get(brand, null, way, agent.isEmpty() ? Map.of() : Map.of("User-Agent", agent));
    }

    private MvcTestResult arrives(Brand brand, String way, String agent) {
        var request = web.http()
                .post()
                .uri(way)
                .with(Web.host(brand))
                .cookie(new Cookie("language", "fr"))
                .header("Sec-Fetch-Site", "same-origin");
        return (agent.isEmpty() ? request : request.header("User-Agent", agent)).exchange();
    }

    private String email() {
        return "manager@" + here.slug() + ".test";
    }

    private static String text(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
        } catch (java.io.UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
