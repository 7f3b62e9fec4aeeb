package parvis.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static parvis.support.Soon.soon;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.api.Keys;
import parvis.api.Scope;
import parvis.brand.Brand;
import parvis.brand.Brand.LocalText;
import parvis.brand.BrandCreation;
import parvis.brand.Brands;
import parvis.brand.Catalogue;
import parvis.brand.Grounds;
import parvis.brand.Place;
import parvis.brand.Role;
import parvis.brand.Team;
import parvis.conversation.Answering;
import parvis.conversation.Conversation;
import parvis.conversation.Kind;
import parvis.conversation.Lending;
import parvis.conversation.Moving;
import parvis.conversation.Visibility;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.person.Accounts;
import parvis.settings.OwnHouse;
import parvis.support.Leaving;
import parvis.support.Permits;
import parvis.support.Places;
import parvis.support.Places.Named;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.TwoBrands.Member;
import parvis.support.Web;

/** The agency sees what is lent to it, for as long as it is, without what is noted; its answers leave once somebody of the house approves. */
@ProductTest
class LendingTest {
    @Autowired
    BrandCreation creation;

    @Autowired
    Brands all;

    @Autowired
    Team team;

    @Autowired
    Accounts accounts;

    @Autowired
    Grounds grounds;

    @Autowired
    Catalogue catalogue;

    @Autowired
    Moving moving;

    @Autowired
    Lending lending;

    @Autowired
    Answering answering;

    @Autowired
    Keys keys;

    @Autowired
    TwoBrands brands;

    @Autowired
    Places places;

    @Autowired
    Leaving leaving;

    @Autowired
    Web web;

    @Autowired
    JdbcClient db;

    @Autowired
    Transactions transactions;

    private Brand house;
    private Member asker;
    private String agency;
    private Conversation letter;
    private Conversation other;
    private String secret;

    @BeforeEach
    void aHouseWithAnAgency() {
        house = OwnHouse.make(creation, all, team, accounts);
        OwnHouse.join(team, accounts, house, "strategist", Role.AGENCY_STRATEGIST);
        OwnHouse.join(team, accounts, house, "expert", Role.EXPERT);
        agency = brands.session(house, "strategist@" + house.slug() + ".test");
        asker = brands.member(house, "Paule Prête");
        secret = "zq" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        letter = brands.writePrivately(house, asker, "Une commande", "Où est mon colis ?");
        other = brands.writePrivately(house, asker, "Autre chose " + secret, "Entre nous " + secret);
        places.write(house, letter, Kind.NOTE, Visibility.PRIVATE, "Note entre nous " + secret);
    }

    @Test
    void nothingIsSeenBeforeItIsLentAndNothingElseAfterwards() {
        assertThat(body(web.get(house, agency, "/lent"))).contains("ne vous prête rien");
        assertThat(web.get(house, agency, "/lent/" + letter.number())).hasStatus(404);
        assertThat(web.get(house, agency, letter.deskPath())).hasStatus(403);

        assertThat(body(web.get(house, manager(), letter.deskPath()))).contains(letter.deskPath() + "/lending");
        assertThat(body(web.get(house, manager(), letter.deskPath() + "/lending")))
                .contains("jamais les notes", "La lira")
                .contains("strategist");
        assertThat(location(lend(letter, "7"))).endsWith(letter.deskPath());

        assertThat(body(web.get(house, agency, "/lent")))
                .contains("Une commande", "Paule Prête")
                .doesNotContain(secret);
        assertThat(body(web.get(house, agency, "/lent/" + letter.number())))
                .contains("Où est mon colis ?")
                .doesNotContain(secret)
                .doesNotContain(asker.email());
        assertThat(web.get(house, agency, "/lent/" + other.number())).hasStatus(404);
        assertThat(body(web.get(house, manager(), letter.deskPath())))
                .contains("a prêté la conversation à l’agence", "Prêtée à l’agence");
        assertThat(count("select count(*) from ledger.event where what = 'conversation.lent'"))
                .isOne();
        assertThat(count("select count(*) from brand.audit where action = 'conversation.lent'"))
                .isOne();
        assertThat(told()).isEmpty();
    }

    @Test
    void whatIsTakenBackOrHasEndedIsClosedAtOnce() {
        lend(letter, "7");
        assertThat(web.get(house, agency, "/lent/" + letter.number())).hasStatus(200);
        var loan = transactions.reading(
                house.id(), () -> lending.of(letter.id(), Instant.now()).orElseThrow());
        assertThat(body(web.get(house, manager(), "/desk/lent"))).contains("Une commande");
        web.post(house, manager(), "/desk/lent/" + loan.id() + "/removal", Map.of());
        assertThat(web.get(house, agency, "/lent/" + letter.number())).hasStatus(404);
        assertThat(answer("Trop tard.")).hasStatus(404);
        assertThat(count("select count(*) from ledger.event where what = 'conversation.taken-back'"))
                .isOne();
        assertThat(body(web.get(house, manager(), letter.deskPath()))).contains("a repris la conversation à l’agence");

        var now = Instant.now();
        assertThat(lending.lend(house, letter.id(), now.plusSeconds(60), teammate("manager"), null, How.DESK, now))
                .isEqualTo(Lending.Outcome.DONE);
        assertThat(transactions.reading(house.id(), () -> lending.reaches(letter.id(), now.plusSeconds(59))))
                .isTrue();
        assertThat(transactions.reading(house.id(), () -> lending.reaches(letter.id(), now.plusSeconds(61))))
                .isFalse();
        for (var days : new String[] {"0", "", "93", "beaucoup"}) {
            assertThat(lend(letter, days)).hasStatus(422);
        }
    }

    @Test
    void itsAnswerWaitsUntilSomebodyOfTheHouseApproves() throws Exception {
        lend(letter, "7");
        assertThat(location(answer("Votre colis part demain."))).endsWith("/lent/" + letter.number());
        assertThat(body(web.get(house, agency, "/lent/" + letter.number())))
                .contains("Votre réponse attend l’approbation", "Votre colis part demain.");
        assertThat(body(web.get(house, asker.session(), letter.path()))).doesNotContain("Votre colis part demain.");
        // one at a time
        assertThat(answer("Une autre.")).hasStatus(409);

        var message = proposal();
        var page = body(web.get(house, manager(), letter.deskPath()));
        assertThat(page).contains("Votre colis part demain.");
        var version = page.replaceAll("(?s).*name=\"version\" value=\"([0-9a-f]+)\".*", "$1");
        var advised = web.post(
                house,
                manager(),
                letter.deskPath() + "/messages/" + message + "/advice",
                Map.of("version", version, "text", "Dites l'heure.", "advice", "Dites l'heure."));
        assertThat(advised.getResponse().getStatus()).isLessThan(400);
        var back = body(web.get(house, agency, "/lent/" + letter.number()));
        assertThat(back).contains("Votre réponse vous revient", "Dites l");
        var own = back.replaceAll("(?s).*name=\"version\" value=\"([0-9a-f]+)\".*", "$1");
        assertThat(location(web.post(
                        house,
                        agency,
                        "/lent/" + letter.number() + "/messages/" + message + "/revision",
                        Map.of("version", own, "text", "Votre colis part demain à midi."))))
                .endsWith("/lent/" + letter.number());

        var again = body(web.get(house, manager(), letter.deskPath()));
        var approved = web.post(
                house,
                manager(),
                letter.deskPath() + "/messages/" + message + "/approval",
                Map.of("version", again.replaceAll("(?s).*name=\"version\" value=\"([0-9a-f]+)\".*", "$1")));
        assertThat(approved.getResponse().getStatus()).isLessThan(400);
        assertThat(Jsoup.parse(body(web.get(house, manager(), letter.deskPath())))
                        .select(".proposal")
                        .text())
                .as("what the desk says of it")
                .contains("approuvée par");
        leaving.depart(house, letter.id());
        soon(() -> body(web.get(house, asker.session(), letter.path())).contains("Votre colis part demain à midi."));
    }

    @Test
    void aPlaceIsLentWithAllThatComesThere() {
        var wish = new Grounds.Wish(new LocalText("Campagne", "Campaign"), new LocalText("", ""));
        grounds.add(house, "campagne", Place.Visibility.INTERNAL, wish, Actor.SYSTEM, null, Instant.now());
        var place = catalogue.place(house.id(), "campagne").orElseThrow().id();
        assertThat(location(web.post(house, manager(), "/desk/lent", Map.of("ground", place.toString(), "days", "30"))))
                .endsWith("/desk/lent");
        assertThat(body(web.get(house, agency, "/lent"))).doesNotContain("Une commande");
        moving.move(house, letter.id(), place, teammate("manager"), null, How.DESK, Instant.now());
        assertThat(body(web.get(house, agency, "/lent"))).contains("Une commande");
        assertThat(web.get(house, agency, "/lent/" + letter.number())).hasStatus(200);
        assertThat(web.get(house, agency, "/places/campagne")).hasStatus(404);
        assertThat(told()).isEmpty();
        assertThat(count("select count(*) from ledger.event where what = 'place.lent'"))
                .isOne();
    }

    @Test
    void onlyOwnersAndManagersLendAndOnlyTheAgencyReads() {
        var expert = brands.session(house, "expert@" + house.slug() + ".test");
        assertThat(web.post(house, expert, letter.deskPath() + "/lending", Map.of("days", "7")))
                .hasStatus(403);
        assertThat(web.post(house, agency, letter.deskPath() + "/lending", Map.of("days", "7")))
                .hasStatus(403);
        lend(letter, "7");
        assertThat(web.get(house, expert, "/lent/" + letter.number())).hasStatus(403);
        assertThat(web.get(house, asker.session(), "/lent/" + letter.number())).hasStatus(403);
        assertThat(location(web.get(house, null, "/lent/" + letter.number()))).contains("/signin");
        // by the use case itself
        assertThat(answering.write(
                        house,
                        other.id(),
                        teammate("strategist"),
                        new Answering.Words(
                                Kind.SENT, Visibility.PRIVATE, "Moi aussi.", null, How.DESK, java.util.List.of()),
                        Instant.now()))
                .isEqualTo(new Answering.Outcome.NotAllowed());
        assertThat(answering.write(
                        house,
                        letter.id(),
                        teammate("strategist"),
                        new Answering.Words(
                                Kind.NOTE, Visibility.PRIVATE, "Note.", null, How.DESK, java.util.List.of()),
                        Instant.now()))
                .isEqualTo(new Answering.Outcome.NotAllowed());
        // a conversation that is spam, or hidden, is lent no more
        web.post(house, manager(), letter.deskPath() + "/spam", Map.of());
        assertThat(web.get(house, agency, "/lent/" + letter.number())).hasStatus(404);
        assertThat(Lending.LONGEST).isGreaterThan(Duration.ofDays(90));
    }

    /** Every way by which the secret of what is not lent, or of a note, comes out to the agency. */
    private TreeSet<String> told() {
        var told = new TreeSet<String>();
        var asked = 0;
        var key = keys.createAtConsole(house, EnumSet.allOf(Scope.class), teammate("strategist"), Instant.now())
                .text();
        for (var conversation : new Conversation[] {letter, other}) {
            var named = new Named(house, conversation, conversation.lastMessage());
            for (var line : Permits.read()) {
                if (!line.verb().equals("GET")
                        || line.path().endsWith("/events")
                        || line.path().startsWith("/newsroom")
                        || line.path().startsWith("/my-data")) {
                    continue;
                }
                var request = web.http()
                        .get()
                        .uri(places.path(line.path(), named))
                        .with(Web.host(house))
                        .accept(MediaType.TEXT_HTML, MediaType.ALL);
                if (line.path().startsWith("/api/")) {
                    request.header("Authorization", "Bearer " + key);
                } else {
                    request.cookie(new Cookie("session", agency));
                }
                line.form().forEach(request::queryParam);
                asked++;
                if (body(request.exchange()).contains(secret)) {
                    told.add(line.path());
                }
            }
        }
        assertThat(asked).isGreaterThan(80);
        return told;
    }

    private UUID proposal() {
        return transactions.reading(
                house.id(),
                () -> db.sql("select message from conversation.approval")
                        .query((row, n) -> row.getObject("message", UUID.class))
                        .single());
    }

    private MvcTestResult lend(Conversation conversation, String days) {
        return web.post(house, manager(), conversation.deskPath() + "/lending", Map.of("days", days));
    }

    private MvcTestResult answer(String text) {
        return web.post(house, agency, "/lent/" + letter.number() + "/messages", Map.of("to", "private", "text", text));
    }

    private parvis.brand.Teammate teammate(String who) {
        return brands.teammate(house, who);
    }

    private String manager() {
        return brands.session(house, "manager@" + house.slug() + ".test");
    }

    private long count(String sql) {
        return transactions.reading(
                house.id(), () -> db.sql(sql).query(Long.class).single());
    }

    private static String location(MvcTestResult result) {
        return String.valueOf(result.getResponse().getHeader("Location"));
    }

    private static String body(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
