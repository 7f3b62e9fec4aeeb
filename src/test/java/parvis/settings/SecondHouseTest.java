package parvis.settings;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Brand;
import parvis.brand.Brand.LocalText;
import parvis.brand.BrandCreation;
import parvis.brand.Brands;
import parvis.brand.Role;
import parvis.brand.Staffing;
import parvis.brand.Team;
import parvis.ledger.Actor;
import parvis.person.Accounts;
import parvis.support.Nearby;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.Web;
import parvis.support.Zone;

/** Whoever runs the first house of a server makes another beside it. */
@ProductTest
class SecondHouseTest {
    @Autowired
    BrandCreation creation;

    @Autowired
    Brands all;

    @Autowired
    Team team;

    @Autowired
    Accounts accounts;

    @Autowired
    Staffing staffing;

    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    @LocalServerPort
    int port;

    private Brand first;
    private String owner;
    private String email;

    /** Somebody who owns the first house as well, so that nobody else's is touched. */
    @BeforeEach
    void anOwnerOfTheFirst() {
        brands.tilleul();
        first = all.require(all.all().getFirst());
        email = "first." + UUID.randomUUID().toString().substring(0, 8) + "@mel.example";
        var account = accounts.of(email, "Prime Propriétaire", "fr", Instant.now());
        team.join(
                first.id(),
                account.id(),
                email.substring(0, email.indexOf('@')).replace('.', '-'),
                "Prime Propriétaire",
                Role.OWNER,
                new LocalText("x", "x"),
                "Prime",
                null,
                Instant.now(),
                Actor.SYSTEM);
        owner = brands.session(first, email);
        Nearby.opens(port);
    }

    @AfterEach
    void close() {
        Nearby.closes(port);
        var account = accounts.byEmail(email).orElseThrow();
        var me = team.byAccount(first.id(), account.id()).orElseThrow();
        staffing.letGo(first, me.id(), me, null, Instant.now());
    }

    @Test
    void aSecondHouseIsMadeWholeAndIsTheirs() {
        var name = "Maison " + UUID.randomUUID().toString().substring(0, 8);
        var host = name.toLowerCase(java.util.Locale.ROOT).replace(' ', '-') + ".example";
        assertThat(text(make(name, host))).contains("n’existe pas encore", "value=\"" + name + "\"");
        Zone.shared().put("www." + host, "A 127.0.0.1");
        var made = make(name, "www." + host);
        assertThat(made).hasStatus(302);
        assertThat(text(get("/settings/houses?made="
                        + name.toLowerCase(java.util.Locale.ROOT).replace(' ', '-'))))
                .contains(name + " est faite, et vous la dirigez.");
        var house = all.ofHost("www." + host).orElseThrow();
        assertThat(house.name()).isEqualTo(name);
        var account = accounts.byEmail(email).orElseThrow();
        assertThat(team.byAccount(house.id(), account.id()).orElseThrow().role())
                .isEqualTo(Role.OWNER);
        assertThat(web.get(house, null, "/questions")).hasStatusOk();
        assertThat(web.get(house, brands.session(house, email), "/settings")).hasStatusOk();
        assertThat(text(make(name, "other." + host))).contains("n’existe pas encore");
        Zone.shared().put("other." + host, "A 127.0.0.1");
        assertThat(text(make("Autre", "www." + host))).contains("Une autre maison répond à ce nom");
        assertThat(text(make(" ", "www." + host))).contains("La maison a besoin d’un nom.");
    }

    @Test
    void onlyWhoeverRunsTheFirstMakesAnother() {
        var house = OwnHouse.make(creation, all, team, accounts);
        var theirs = brands.session(house, "owner@" + house.slug() + ".test");
        assertThat(web.get(house, theirs, "/settings/houses")).hasStatus(403);
        assertThat(text(web.get(house, theirs, "/settings/domains"))).doesNotContain("/settings/houses");
        assertThat(text(get("/settings/domains"))).contains("/settings/houses");
    }

    private MvcTestResult get(String path) {
        return web.get(first, owner, path);
    }

    private MvcTestResult make(String name, String host) {
        return web.http()
                .post()
                .uri("/settings/houses")
                .with(Web.host(first))
                .with(request -> {
                    request.setServerPort(port);
                    return request;
                })
                .cookie(new Cookie("language", "fr"), new Cookie("session", owner))
                .header("Sec-Fetch-Site", "same-origin")
                .formField("name", name)
                .formField("host", host)
                .exchange();
    }

    private static String text(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
        } catch (java.io.UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
