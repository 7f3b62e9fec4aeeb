package parvis.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.database.Transactions;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.Web;

/** Who may not enter the desk. */
@ProductTest
class DoorTest {
    private static final List<String> VERBS = List.of("/messages", "/owner", "/closure", "/closure/removal");

    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    @Test
    void whoeverIsNotSignedInIsAskedToAndComesBack() {
        var brand = brands.tilleul();
        assertThat(web.get(brand, null, "/desk?view=team"))
                .hasStatus(302)
                .redirectedUrl()
                .endsWith("/signin?back=%2Fdesk%3Fview%3Dteam");
        var question = brands.ask(brand, brands.member(brand, "Alix Test"), "Fermée au public", "Que faire ?");
        assertThat(web.get(brand, null, question.deskPath())).hasStatus(302);
        for (var verb : VERBS) {
            assertThat(web.post(brand, null, question.deskPath() + verb, Map.of("text", "Bonjour")))
                    .as(verb)
                    .hasStatus(401);
        }
    }

    @Test
    void membersAndTheAgencyAreRefused() {
        var brand = brands.tilleul();
        var member = brands.member(brand, "Basile Test");
        var question = brands.ask(brand, member, "Ma propre question", "Que faire ?");
        for (var session :
                List.of(member.session(), brands.sessionOf(brand, "strategist"), brands.sessionOf(brand, "creative"))) {
            for (var page : List.of("/desk", "/desk/queue", "/desk/events", question.deskPath())) {
                assertThat(web.get(brand, session, page)).as(page).hasStatus(403);
            }
            for (var verb : VERBS) {
                assertThat(web.post(
                                brand, session, question.deskPath() + verb, Map.of("to", "public", "text", "Bonjour")))
                        .as(verb)
                        .hasStatus(403);
            }
        }
        assertThat(web.get(brand, null, question.path()))
                .bodyText()
                .contains("Ma propre question")
                .doesNotContain("Bonjour");
    }

    @Test
    void reportsAreInSightOfWhoeverDecidesOnThem() {
        var brand = brands.tilleul();
        var question = brands.ask(brand, brands.member(brand, "Camille Test"), "Signalée", "Quelques mots");
        var message = question.lastMessage();
        assertThat(web.post(
                        brand,
                        null,
                        "/messages/" + message.value() + "/reports",
                        Map.of("reason", "insult", "words", "C’est méchant")))
                .satisfies(done -> assertThat(done.getResponse().getStatus()).isLessThan(400));
        assertThat(web.get(brand, brands.sessionOf(brand, "manager"), "/desk"))
                .bodyText()
                .contains("href=\"/moderation\"")
                .containsPattern("id=\"reported\">[1-9]");
        assertThat(web.get(brand, brands.sessionOf(brand, "colleague"), "/desk"))
                .bodyText()
                .contains("id=\"waiting\"")
                .doesNotContain("/moderation", "id=\"reported\"");
    }

    @Test
    void theTeamOfOneBrandIsNobodyAtAnother() {
        var tilleul = brands.tilleul();
        var nord = brands.nord();
        assertThat(web.get(nord, brands.sessionOf(tilleul, "owner"), "/desk")).hasStatus(403);
    }

    @Test
    void anotherBrandsNumberIsNotThere() {
        var tilleul = brands.tilleul();
        var nord = brands.nord();
        // numbers begin at one in each brand: one that only the other has
        brands.ask(nord, brands.member(nord, "Carl Test"), "Southern question", "What not to do?");
        transactions.run(
                nord.id(),
                () -> db.sql("update conversation.counter set last = last + 1000000")
                        .update());
        var number = brands.ask(nord, brands.member(nord, "Carl Test"), "Northern question", "What to do?")
                .number();
        var owner = brands.sessionOf(tilleul, "owner");
        assertThat(web.get(tilleul, owner, "/desk/conversations/" + number)).hasStatus(404);
        for (var verb : VERBS) {
            assertThat(web.post(
                            tilleul,
                            owner,
                            "/desk/conversations/" + number + verb,
                            Map.of("to", "note", "text", "Bonjour")))
                    .as(verb)
                    .satisfies(refused ->
                            assertThat(refused.getResponse().getStatus()).isIn(404, 422));
        }
        assertThat(web.get(nord, brands.sessionOf(nord, "owner"), "/desk/conversations/" + number))
                .hasStatusOk()
                .bodyText()
                .contains("Northern question")
                .doesNotContain("Bonjour");
    }

    @Test
    void whatIsNoNumberIsNotThere() {
        var brand = brands.tilleul();
        var owner = brands.sessionOf(brand, "owner");
        for (var none : List.of("0", "999999999", "9".repeat(18), "9".repeat(40), "x", "-1")) {
            assertThat(web.get(brand, owner, "/desk/conversations/" + none))
                    .as(none)
                    .hasStatus(404);
        }
    }

    @Test
    void anotherSitesFormIsRefused() {
        var brand = brands.tilleul();
        var question = brands.ask(brand, brands.member(brand, "Denis Test"), "Visée d’ailleurs", "Que faire ?");
        var session = brands.sessionOf(brand, "manager");
        assertThat(web.http()
                        .post()
                        .uri(question.deskPath() + "/closure")
                        .with(Web.host(brand))
                        .cookie(new jakarta.servlet.http.Cookie("session", session))
                        .header("Sec-Fetch-Site", "cross-site")
                        .exchange())
                .hasStatus(403);
    }
}
