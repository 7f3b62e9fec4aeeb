package parvis.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.api.Keys;
import parvis.api.Scope;
import parvis.brand.Brand;
import parvis.brand.BrandCreation;
import parvis.brand.Brands;
import parvis.brand.Role;
import parvis.brand.Staffing;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.conversation.HandingOver;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.ledger.How;
import parvis.person.Accounts;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.Web;

/** An owner asks somebody to work here, gives and takes roles, and lets people go; a house is never without an owner. */
@ProductTest
class TeamSettingsTest {
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
    HandingOver handing;

    @Autowired
    Keys keys;

    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    @Autowired
    JdbcClient db;

    @Autowired
    Transactions transactions;

    private Brand house;
    private String owner;

    @BeforeEach
    void aHouseOfItsOwn() {
        house = OwnHouse.make(creation, all, team, accounts);
        owner = session("owner");
    }

    @Test
    void whoIsInvitedSeesWhoAsksAsWhatAndComesInOnce() {
        var email = "lise." + UUID.randomUUID().toString().substring(0, 8) + "@mel.example";
        assertThat(post(
                                "/settings/team/invitations",
                                Map.of("email", " " + email.toUpperCase(java.util.Locale.ROOT), "role", "expert"))
                        .getResponse()
                        .getHeader("Location"))
                .endsWith("done=invited");
        assertThat(page("/settings/team"))
                .contains(email, "Le lien vaut jusqu’au", "Renouveler l’invitation de " + email);
        var link = link(email);
        assertThat(text(web.get(house, null, link)))
                .contains(
                        "Travailler chez Maison Essai",
                        "owner vous y invite",
                        "collègue qui sait",
                        "Écrire des notes internes.",
                        email)
                .doesNotContain("Inviter, donner et reprendre les rôles.");
        var refused = web.post(house, null, link, Map.of("name", "Lise Aubin", "title", " "));
        assertThat(refused.getResponse().getStatus()).isEqualTo(422);
        assertThat(text(refused)).contains("Dites en quelques mots", "value=\"Lise Aubin\"");

        var came = web.post(house, null, link, Map.of("name", "Lise Aubin", "title", "technicienne"));
        assertThat(came.getResponse().getHeader("Location")).endsWith("/desk");
        var hers = came.getResponse().getCookie("session").getValue();
        assertThat(web.get(house, hers, "/desk").getResponse().getStatus()).isEqualTo(200);
        assertThat(web.get(house, hers, "/settings/team").getResponse().getStatus())
                .isEqualTo(403);
        assertThat(page("/settings/team"))
                .contains("Lise Aubin", "technicienne")
                .doesNotContain(email);
        assertThat(count("select count(*) from person.person"))
                .as("no customer is made of a colleague")
                .isZero();

        var again = web.post(house, null, link, Map.of("name", "Un Autre", "title", "x"));
        assertThat(again.getResponse().getStatus()).isEqualTo(410);
        assertThat(text(again)).contains("Ce lien n’ouvre plus rien");
        assertThat(count(
                        "select count(*) from brand.audit where action in ('teammate.invited', 'invitation.accepted')"))
                .isEqualTo(2);
        assertThat(
                        count(
                                "select count(*) from ledger.event where what in ('teammate.invited', 'teammate.joined') and detail ->> 'role' = 'expert'"))
                .isEqualTo(2);
    }

    @Test
    void aRenewedLinkTakesThePlaceOfTheOneBeforeAndAWithdrawnOneOpensNothing() {
        var email = "tom." + UUID.randomUUID().toString().substring(0, 8) + "@mel.example";
        post("/settings/team/invitations", Map.of("email", email, "role", "community_manager"));
        var first = link(email);
        var id = invitation(email);
        post("/settings/team/invitations/" + id + "/renewal", Map.of());
        var second = link(email);
        assertThat(second).isNotEqualTo(first);
        assertThat(web.get(house, null, first).getResponse().getStatus()).isEqualTo(410);
        assertThat(web.get(house, null, second).getResponse().getStatus()).isEqualTo(200);
        assertThat(web.get(brands.nord(), null, second).getResponse().getStatus())
                .as("at another house it opens nothing")
                .isEqualTo(410);

        transactions.run(
                house.id(),
                () -> db.sql("update person.invitation set expires_at = ?")
                        .param(Rows.time(Instant.now().minusSeconds(1)))
                        .update());
        assertThat(web.post(house, null, second, Map.of("name", "Tom", "title", "x"))
                        .getResponse()
                        .getStatus())
                .isEqualTo(410);
        assertThat(page("/settings/team")).contains("Le lien ne vaut plus depuis");

        post("/settings/team/invitations/" + id + "/renewal", Map.of());
        var third = link(email);
        post("/settings/team/invitations/" + id + "/removal", Map.of());
        assertThat(web.get(house, null, third).getResponse().getStatus()).isEqualTo(410);
        assertThat(page("/settings/team")).doesNotContain(email);
        assertThat(post("/settings/team/invitations/" + id + "/removal", Map.of())
                        .getResponse()
                        .getStatus())
                .isEqualTo(404);
    }

    @Test
    void whoWorksForAnotherBrandComesInWithTheSameAccount() {
        var strategist = "strategist@" + TwoBrands.NORD + ".test";
        brands.nord();
        post("/settings/team/invitations", Map.of("email", strategist, "role", "agency_strategist"));
        var came = web.post(house, null, link(strategist), Map.of("name", "Sacha", "title", "stratège"));
        assertThat(came.getResponse().getHeader("Location")).endsWith("/newsroom");
        var account = accounts.byEmail(strategist).orElseThrow();
        assertThat(all.ofAccount(account.id()))
                .contains(house.id(), brands.nord().id());
        assertThat(team.byAccount(house.id(), account.id()).orElseThrow().role())
                .isEqualTo(Role.AGENCY_STRATEGIST);

        var session = came.getResponse().getCookie("session").getValue();
        letGo(team.byAccount(house.id(), account.id()).orElseThrow());
        for (var brand : java.util.List.of(house, brands.nord())) {
            assertThat(web.get(brand, session, "/newsroom").getResponse().getHeader("Location"))
                    .as("signed out everywhere at once")
                    .contains("/signin");
        }
        var again = brands.session(brands.nord(), strategist);
        assertThat(web.get(brands.nord(), again, "/newsroom").getResponse().getStatus())
                .as("where they still work they come in again")
                .isEqualTo(200);
        assertThat(web.get(house, again, "/newsroom").getResponse().getStatus()).isEqualTo(403);
    }

    @Test
    void whoCannotBeInvitedIsNotAndTheWordsStay() {
        assertThat(refusal("pas une adresse", "expert"))
                .contains("Écrivez une adresse entière", "value=\"pas une adresse\"");
        assertThat(refusal("manager@" + house.slug() + ".test", "expert")).contains("travaille déjà ici");
        assertThat(refusal("quelqu.un@mel.example", "magician")).contains("Choisissez un rôle");
        var email = "bis." + UUID.randomUUID() + "@mel.example";
        post("/settings/team/invitations", Map.of("email", email, "role", "expert"));
        assertThat(refusal(email, "expert")).contains("est déjà invitée");
    }

    @Test
    void whoIsLetGoLeavesTheirConversationsToTheQueueAndNothingOfTheirsOpensAnyMore() {
        OwnHouse.join(team, accounts, house, "expert", Role.EXPERT);
        var expert = teammate("expert");
        var theirs = session("expert");
        var member = brands.member(house, "Aline");
        var conversation = brands.writePrivately(house, member, "Le bol", "Il tourne.");
        handing.handOver(house, conversation.id(), teammate("owner"), expert.id(), null, How.DESK, Instant.now());
        var key = keys.createAtConsole(house, Set.of(Scope.CONVERSATIONS_READ), expert, Instant.now());
        assertThat(page("/settings/team")).contains("1 conversation en charge");
        assertThat(reads(key.text())).isEqualTo(200);

        letGo(expert);
        assertThat(count("select count(*) from conversation.conversation where owner is not null"))
                .isZero();
        assertThat(count("select count(*) from ledger.event where what = 'conversation.released'"))
                .isOne();
        assertThat(reads(key.text())).isEqualTo(401);
        assertThat(count("select count(*) from api.key where revoked_at is null and teammate = '"
                        + expert.id().value() + "'"))
                .isZero();
        assertThat(web.get(house, theirs, "/desk").getResponse().getHeader("Location"))
                .contains("/signin");
        assertThat(page("/settings/team?done=left"))
                .contains("revenues à la file")
                .doesNotContain(">expert</strong>");

        post("/settings/team/invitations", Map.of("email", "expert@" + house.slug() + ".test", "role", "expert"));
        web.post(house, null, link("expert@" + house.slug() + ".test"), Map.of("name", "expert", "title", "de retour"));
        assertThat(teammate("expert").id())
                .as("who comes back is who they were")
                .isEqualTo(expert.id());
        assertThat(reads(key.text())).as("their keys stay shut").isEqualTo(401);
    }

    @Test
    void aHouseIsNeverWithoutAnOwner() throws Exception {
        var first = teammate("owner");
        var refused = post("/settings/team/" + first.id().value() + "/removal", Map.of());
        assertThat(refused.getResponse().getStatus()).isEqualTo(422);
        assertThat(text(refused)).contains("Personne d’autre ne dirige la maison");
        assertThat(post("/settings/team/" + first.id().value() + "/role", Map.of("role", "expert"))
                        .getResponse()
                        .getStatus())
                .isEqualTo(422);

        post("/settings/team/" + teammate("manager").id().value() + "/role", Map.of("role", "owner"));
        assertThat(teammate("manager").role()).isEqualTo(Role.OWNER);
        var second = teammate("manager");
        try (var both = Executors.newFixedThreadPool(2)) {
            Callable<Staffing.Outcome> one =
                    () -> staffing.giveRole(house, first.id(), Role.EXPERT, first, null, Instant.now());
            Callable<Staffing.Outcome> other =
                    () -> staffing.giveRole(house, second.id(), Role.EXPERT, second, null, Instant.now());
            for (var done : both.invokeAll(java.util.List.of(one, other))) {
                done.get();
            }
        }
        assertThat(count("select count(*) from brand.teammate where active and role = 'owner'"))
                .as("two who step down at once")
                .isOne();
    }

    @Test
    void aRoleThatAnswersNobodyHoldsNoConversation() {
        OwnHouse.join(team, accounts, house, "expert", Role.EXPERT);
        var conversation = brands.writePrivately(house, brands.member(house, "Aline"), "Le bol", "Il tourne.");
        handing.handOver(
                house, conversation.id(), teammate("owner"), teammate("expert").id(), null, How.DESK, Instant.now());
        var theirs = session("expert");
        post("/settings/team/" + teammate("expert").id().value() + "/role", Map.of("role", "agency_creative"));
        assertThat(count("select count(*) from conversation.conversation where owner is not null"))
                .isZero();
        assertThat(web.get(house, theirs, "/desk").getResponse().getHeader("Location"))
                .as("they sign in again, as who they are now")
                .contains("/signin");
        var again = session("expert");
        assertThat(web.get(house, again, "/desk").getResponse().getStatus()).isEqualTo(403);
        assertThat(web.get(house, again, "/newsroom").getResponse().getStatus()).isEqualTo(200);
    }

    @Test
    void nobodyButAnOwnerOfThisHouse() {
        var expert = teammate("manager").id().value();
        for (var who : new String[] {session("manager"), brands.session(house, "owner@" + TwoBrands.NORD + ".test")}) {
            for (var path : new String[] {
                "/settings/team/invitations",
                "/settings/team/" + expert + "/role",
                "/settings/team/" + expert + "/removal"
            }) {
                assertThat(web.post(house, who, path, Map.of("email", "x@mel.example", "role", "owner"))
                                .getResponse()
                                .getStatus())
                        .isEqualTo(403);
            }
        }
        var nords = brands.teammate(brands.nord(), "expert").id().value();
        assertThat(post("/settings/team/" + nords + "/removal", Map.of())
                        .getResponse()
                        .getStatus())
                .as("somebody of another house")
                .isEqualTo(404);
        assertThat(brands.teammate(brands.nord(), "expert").active()).isTrue();
    }

    private void letGo(Teammate whom) {
        assertThat(post("/settings/team/" + whom.id().value() + "/removal", Map.of())
                        .getResponse()
                        .getHeader("Location"))
                .endsWith("done=left");
    }

    private String refusal(String email, String role) {
        var refused = post("/settings/team/invitations", Map.of("email", email, "role", role));
        assertThat(refused.getResponse().getStatus()).isEqualTo(422);
        return text(refused);
    }

    private int reads(String key) {
        return web.http()
                .get()
                .uri("/api/v1/conversations")
                .header("Authorization", "Bearer " + key)
                .exchange()
                .getResponse()
                .getStatus();
    }

    /** Of the newest letter to this address. */
    private String link(String email) {
        var plain = transactions.reading(
                house.id(),
                () -> db.sql(
                                "select plain from notice.mail where recipient = ? and kind = 'invitation' order by id desc limit 1")
                        .param(email)
                        .query(String.class)
                        .single());
        var found = Pattern.compile("/invitations/[\\w-]+").matcher(plain);
        assertThat(found.find()).isTrue();
        return found.group();
    }

    private UUID invitation(String email) {
        return transactions.reading(
                house.id(),
                () -> db.sql("select id from person.invitation where email = ?")
                        .param(email)
                        .query(UUID.class)
                        .single());
    }

    private Teammate teammate(String who) {
        var account = accounts.byEmail(who + "@" + house.slug() + ".test").orElseThrow();
        return team.byAccount(house.id(), account.id()).orElseThrow();
    }

    private String page(String path) {
        return text(web.get(house, owner, path));
    }

    private MvcTestResult post(String path, Map<String, String> form) {
        return web.post(house, owner, path, form);
    }

    private String session(String who) {
        return brands.session(house, who + "@" + house.slug() + ".test");
    }

    private long count(String sql) {
        return transactions.reading(
                house.id(), () -> db.sql(sql).query(Long.class).single());
    }

    private static String text(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
