package parvis.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Brand;
import parvis.brand.BrandCreation;
import parvis.brand.Brands;
import parvis.brand.Role;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.person.Accounts;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.Web;

/** Before what cannot be undone somebody shows again that it is them; whoever owns a house has more to show than a link. */
@ProductTest
class DangerousActsTest {
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
    Web web;

    @Autowired
    JdbcClient db;

    @Autowired
    Transactions transactions;

    private Brand house;
    private String email;
    private String owner;

    @BeforeEach
    void aHouseOfItsOwn() {
        house = OwnHouse.make(creation, all, team, accounts);
        email = "owner@" + house.slug() + ".test";
        owner = brands.session(house, email);
    }

    @Test
    void whoSignedInLongAgoShowsThatItIsThemAndLosesNothingTheyTyped() {
        longAgo();
        var manager = manager();
        var path = "/settings/team/" + manager.id().value() + "/role";
        var asked = post(path, Map.of("role", "expert"));
        assertThat(asked).hasStatus(403);
        assertThat(text(asked))
                .contains("C’est bien vous")
                .contains("Ce que vous avez tapé est gardé.")
                .contains("name=\"typed.role\" value=\"expert\"");
        assertThat(manager().role()).isEqualTo(Role.COMMUNITY_MANAGER);

        var fields = new HashMap<>(Map.of("to", path, "posts", "yes", "typed.role", "expert"));
        assertThat(text(post("/account/proof/code", fields))).contains("name=\"typed.role\" value=\"expert\"");
        fields.put("code", code().equals("111111") ? "222222" : "111111");
        var wrong = post("/account/proof", fields);
        assertThat(wrong).hasStatus(422);
        assertThat(text(wrong)).contains("Rien n’a été fait").contains("name=\"typed.role\" value=\"expert\"");
        fields.put("code", code().substring(0, 3) + " " + code().substring(3));
        var right = post("/account/proof", fields);
        assertThat(right).hasStatusOk();
        assertThat(text(right))
                .contains("action=\"" + path + "\"")
                .contains("<input type=\"hidden\" name=\"role\" value=\"expert\">");
        assertThat(manager().role()).as("nothing is done yet").isEqualTo(Role.COMMUNITY_MANAGER);
        assertThat(post(path, Map.of("role", "expert"))).hasStatus(302);
        assertThat(manager().role()).isEqualTo(Role.EXPERT);
    }

    @Test
    void aNumberServesOnceAndIsNotGuessed() {
        longAgo();
        var fields = new HashMap<>(Map.of("to", "/settings/team", "posts", ""));
        post("/account/proof/code", fields);
        var first = code();
        for (var i = 0; i < 5; i++) {
            fields.put("code", first.equals("111111") ? "222222" : "111111");
            assertThat(post("/account/proof", fields)).hasStatus(422);
        }
        fields.put("code", first);
        assertThat(post("/account/proof", fields)).as("after five wrong ones").hasStatus(422);
        post("/account/proof/code", fields);
        fields.put("code", code());
        assertThat(post("/account/proof", fields))
                .hasStatus(302)
                .redirectedUrl()
                .isEqualTo("/settings/team");
        longAgo();
        assertThat(post("/account/proof", fields)).as("a second time").hasStatus(422);
        fields.put("to", "https://evil.example/");
        post("/account/proof/code", fields);
        fields.put("code", code());
        assertThat(post("/account/proof", fields)).redirectedUrl().isEqualTo("/");
    }

    @Test
    void everyActThatCannotBeUndoneAsks() {
        longAgo();
        var manager = manager().id().value();
        var nobody = UUID.randomUUID();
        for (var path : List.of(
                "/settings/team/invitations",
                "/settings/team/" + manager + "/role",
                "/settings/team/" + manager + "/removal",
                "/desk/people/" + nobody + "/data/archive",
                "/desk/people/" + nobody + "/data/erasure",
                "/account/passkeys",
                "/account/passkeys/" + nobody + "/removal",
                "/account/second-factor/device",
                "/account/second-factor/device/removal",
                "/account/second-factor/codes")) {
            var asked = post(path, Map.of("reason", "Elle l’a demandé", "sure", "yes"));
            assertThat(asked).as(path).hasStatus(403);
            assertThat(text(asked)).as(path).contains("C’est bien vous").contains("Elle l’a demandé");
        }
        assertThat(web.get(house, owner, "/settings/team"))
                .as("looking does not")
                .hasStatusOk();
    }

    @Test
    void whoOwnsAHouseIsToldUntilWhenAndThenFindsItsSettingsShut() {
        assertThat(web.get(house, owner, "/settings")).hasStatusOk();
        assertThat(text(web.get(house, owner, "/settings/team")))
                .contains("réglez un second facteur avant le")
                .contains("href=\"/account/second-factor\"");
        db.sql(
                        "update person.second_factor set due = ? where account = (select id from person.account where email = ?)")
                .params(Rows.time(Instant.now().minus(Duration.ofMinutes(1))), email)
                .update();
        var later = brands.session(house, email);
        for (var path : List.of("/settings", "/settings/team", "/settings/mail")) {
            assertThat(web.get(house, later, path).getResponse().getHeader("Location"))
                    .isEqualTo("/account/second-factor?due=yes");
        }
        assertThat(text(web.get(house, later, "/account/second-factor"))).contains("sont fermés jusqu’à ce que");
        assertThat(web.get(house, later, "/desk"))
                .as("answering people goes on")
                .hasStatusOk();
        var manager = brands.session(house, "manager@" + house.slug() + ".test");
        assertThat(web.get(house, manager, "/settings/mail")).hasStatusOk();
        assertThat(text(web.get(house, manager, "/settings/mail"))).doesNotContain("second facteur");
    }

    @Test
    void aKeyOfOneHouseIsAskedForAtThatHouseAloneAndNobodyIsLockedOutOfTheOther() {
        var other = OwnHouse.make(creation, all, team, accounts);
        var account = accounts.byEmail(email).orElseThrow().id();
        team.join(
                other.id(),
                account,
                "both",
                "both",
                Role.OWNER,
                new Brand.LocalText("", ""),
                "both",
                null,
                Instant.now(),
                parvis.ledger.Actor.SYSTEM);
        db.sql("""
                insert into person.passkey (id, account, host, credential_id, credential, name, signatures, backup_eligible, backed_up, created_at)
                values (?, ?, ?, ?, '', 'Clé', 0, false, false, ?)
                """)
                .params(
                        UUID.randomUUID(),
                        account,
                        house.hosts().getFirst(),
                        UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8),
                        Rows.time(Instant.now()))
                .update();
        var byLink = brands.session(other, email);
        assertThat(web.get(other, byLink, "/settings"))
                .as("the other house asks for nothing")
                .hasStatusOk();
        assertThat(web.get(house, byLink, "/settings").getResponse().getHeader("Location"))
                .as("a session of the other house opens nothing here")
                .contains("/signin");
        assertThat(text(web.get(house, byLink, "/signin/second?back=/desk"))).contains("Encore un pas");
        // another name of the same house is no way around
        var alias = "alias-" + house.slug() + ".localhost";
        db.sql("insert into brand.address (kind, value, brand) values ('host', ?, ?)")
                .params(alias, house.id().value())
                .update();
        var around = web.http()
                .get()
                .uri("/settings")
                .with(request -> {
                    request.setServerName(alias);
                    return request;
                })
                .cookie(new jakarta.servlet.http.Cookie("session", byLink))
                .exchange();
        assertThat(around.getResponse().getHeader("Location")).contains("/signin");
    }

    @Test
    void aColleagueWhoseKeyIsOfAnotherHouseProvesThemselvesByMail() {
        var manager = "manager@" + house.slug() + ".test";
        var account = accounts.byEmail(manager).orElseThrow().id();
        db.sql("""
                insert into person.passkey (id, account, host, credential_id, credential, name, signatures, backup_eligible, backed_up, created_at)
                values (?, ?, 'elsewhere.localhost', ?, '', 'Clé', 0, false, false, ?)
                """)
                .params(
                        UUID.randomUUID(),
                        account,
                        UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8),
                        Rows.time(Instant.now()))
                .update();
        email = manager;
        owner = brands.session(house, manager);
        longAgo();
        var fields = new HashMap<>(Map.of("to", "/desk", "posts", ""));
        post("/account/proof/code", fields);
        fields.put("code", code());
        assertThat(post("/account/proof", fields)).redirectedUrl().isEqualTo("/desk");
    }

    /** They signed in yesterday. */
    private void longAgo() {
        db.sql(
                        "update person.session set proved_at = ? where account = (select id from person.account where email = ?)")
                .params(Rows.time(Instant.now().minus(Duration.ofDays(1))), email)
                .update();
        // what a node remembers of a session, it remembers for a second
        parvis.support.Soon.soon(() -> web.post(house, owner, "/account/second-factor/codes", Map.of())
                        .getResponse()
                        .getStatus()
                == 403);
    }

    /** Of the newest letter. */
    private String code() {
        var plain = transactions.reading(
                house.id(),
                () -> db.sql(
                                "select plain from notice.mail where recipient = ? and kind = 'sign_in' order by id desc limit 1")
                        .param(email)
                        .query(String.class)
                        .single());
        var found = Pattern.compile("\\b\\d{6}\\b").matcher(plain);
        assertThat(found.find()).isTrue();
        return found.group();
    }

    private Teammate manager() {
        var account = accounts.byEmail("manager@" + house.slug() + ".test").orElseThrow();
        return team.byAccount(house.id(), account.id()).orElseThrow();
    }

    private MvcTestResult post(String path, Map<String, String> form) {
        return web.post(house, owner, path, form);
    }

    private static String text(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
