package parvis.settings;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Addresses;
import parvis.brand.Brand;
import parvis.brand.BrandCreation;
import parvis.brand.Brands;
import parvis.brand.Hosts;
import parvis.brand.Team;
import parvis.ledger.Actor;
import parvis.person.Accounts;
import parvis.support.Nearby;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.Web;
import parvis.support.Zone;

/** A house answers at the names that its owner gives it, once they lead here, and one of them is its own. */
@ProductTest
class DomainsTest {
    @Autowired
    BrandCreation creation;

    @Autowired
    Brands all;

    @Autowired
    Team team;

    @Autowired
    Accounts accounts;

    @Autowired
    Hosts hosts;

    @Autowired
    Addresses addresses;

    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    @LocalServerPort
    int port;

    private Brand house;
    private String owner;

    @BeforeEach
    void aHouseOfItsOwn() {
        house = OwnHouse.make(creation, all, team, accounts);
        owner = brands.session(house, "owner@" + house.slug() + ".test");
        Nearby.opens(port);
    }

    @AfterEach
    void close() {
        Nearby.closes(port);
    }

    @Test
    void aNameThatLeadsHereIsAddedAndAnswers() {
        var name = "place." + house.slug() + ".example";
        Zone.shared().put(name, "A 127.0.0.1");
        assertThat(location(add(" HTTPS://Place." + house.slug() + ".Example/questions ")))
                .endsWith("done=added");
        assertThat(all.ofHost(name).orElseThrow().id()).isEqualTo(house.id());
        assertThat(text(web.get(house, owner, "/settings/domains")))
                .contains(name, "Aucun n’est le principal")
                .contains("Retirer " + name);
        assertThat(text(web.get(house, owner, "/settings/audit"))).contains("Nom de la maison ajouté");
        assertThat(text(add(name))).contains("répond déjà à ce nom");
    }

    @Test
    void whatDoesNotLeadHereIsRefusedWithTheReason() throws Exception {
        var wrong = Map.of(
                "pas un nom",
                "pas un nom complet",
                "127.0.0.1",
                "pas un nom complet",
                "localhost",
                "pas un nom complet",
                TwoBrands.TILLEUL + ".localhost",
                "Une autre maison répond à ce nom",
                addresses.baseHost() + ".",
                "pas un nom complet",
                "nowhere." + house.slug() + ".example",
                "n’existe pas encore");
        wrong.forEach((name, why) -> {
            var refused = add(name);
            assertThat(refused).as(name).hasStatus(422);
            assertThat(text(refused)).as(name).contains(why, "aria-invalid=\"true\"");
        });
        Zone.shared().put("inside." + house.slug() + ".example", "A 10.0.0.7");
        assertThat(text(add("inside." + house.slug() + ".example"))).contains("que tout le monde n’atteint pas");
        try (var elsewhere = new Nearby()) {
            Zone.shared().put("other." + house.slug() + ".example", "A 127.0.0.1");
            var refused = addAt("other." + house.slug() + ".example", elsewhere.port());
            assertThat(text(refused)).contains("il ne mène pas à ce serveur");
            assertThat(elsewhere.asked()).anyMatch(head -> head.contains("GET /.well-known/parvis/"));
        }
        assertThat(house.hosts()).hasSize(1);
        assertThat(web.get(house, null, "/.well-known/parvis/" + "x".repeat(43)))
                .hasStatus(404);
    }

    @Test
    void theOthersLeadToTheMainOne() {
        var own = house.hosts().getFirst();
        var name = "place." + house.slug() + ".example";
        hosts.add(house, name, Actor.SYSTEM, null, Instant.now());
        assertThat(web.get(house, null, "/questions")).hasStatusOk();
        assertThat(location(post("/settings/domains/main", name))).endsWith("done=chosen");
        var now = all.require(house.id());
        assertThat(now.hosts()).containsExactly(name, own);

        assertThat(addresses.of(now, "/questions/1")).contains("//" + name).endsWith("/questions/1");
        var led = at(own, "/questions?page=2");
        assertThat(led).hasStatus(308);
        assertThat(location(led)).isEqualTo("http://" + name + "/questions?page=2");
        assertThat(at(name, "/questions")).hasStatusOk();
        assertThat(at(own, "/.well-known/parvis/none"))
                .as("asked wherever it is")
                .hasStatus(404);
        // a page that was kept before is not given at the other name
        assertThat(at(own, "/questions")).hasStatus(308);
        assertThat(at(own, "/questions")).hasStatus(308);

        var removed = web.http()
                .post()
                .uri("/settings/domains/removal")
                .with(request -> {
                    request.setServerName(name);
                    return request;
                })
                .cookie(new Cookie("language", "fr"), new Cookie("session", owner))
                .header("Sec-Fetch-Site", "same-origin")
                .formField("host", name)
                .exchange();
        assertThat(location(removed)).endsWith("done=removed");
        assertThat(at(own, "/questions")).hasStatusOk();
    }

    @Test
    void aHouseThatIsNotTheFirstKeepsAName() {
        var own = house.hosts().getFirst();
        var refused = post("/settings/domains/removal", own);
        assertThat(refused).hasStatus(422);
        assertThat(text(refused)).contains("le seul nom de la maison");
        assertThat(post("/settings/domains/removal", TwoBrands.TILLEUL + ".localhost"))
                .hasStatus(404);
        assertThat(post("/settings/domains/main", TwoBrands.TILLEUL + ".localhost"))
                .hasStatus(404);
        assertThat(all.ofHost(TwoBrands.TILLEUL + ".localhost").orElseThrow().slug())
                .isEqualTo(TwoBrands.TILLEUL);
    }

    private MvcTestResult add(String host) {
        return addAt(host, port);
    }

    /** As if the page was asked at that port: a host is reached the same way. */
    private MvcTestResult addAt(String host, int at) {
        return web.http()
                .post()
                .uri("/settings/domains")
                .with(Web.host(house))
                .with(request -> {
                    request.setServerPort(at);
                    return request;
                })
                .cookie(new Cookie("language", "fr"), new Cookie("session", owner))
                .header("Sec-Fetch-Site", "same-origin")
                .formField("host", host)
                .exchange();
    }

    private MvcTestResult post(String path, String host) {
        return web.post(house, owner, path, Map.of("host", host));
    }

    private MvcTestResult at(String host, String path) {
        return web.http()
                .get()
                .uri(java.net.URI.create(path))
                .with(request -> {
                    request.setServerName(host);
                    return request;
                })
                .cookie(new Cookie("language", "fr"))
                .exchange();
    }

    private static String location(MvcTestResult result) {
        var location = result.getResponse().getHeader("Location");
        return location == null ? "status " + result.getResponse().getStatus() : location;
    }

    private static String text(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
        } catch (java.io.UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
