package parvis.square;

import static org.assertj.core.api.Assertions.assertThat;
import static parvis.support.Soon.soon;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Brand;
import parvis.brand.Brand.LocalText;
import parvis.brand.BrandCreation;
import parvis.brand.Brands;
import parvis.brand.Catalogue;
import parvis.brand.Grounds;
import parvis.brand.Place;
import parvis.brand.Role;
import parvis.brand.Team;
import parvis.conversation.Conversation;
import parvis.conversation.ConversationId;
import parvis.conversation.Kind;
import parvis.conversation.MessageId;
import parvis.conversation.Moving;
import parvis.conversation.State;
import parvis.conversation.Visibility;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.person.Accounts;
import parvis.person.PersonId;
import parvis.search.Search;
import parvis.settings.OwnHouse;
import parvis.support.Permits;
import parvis.support.Places;
import parvis.support.Places.Named;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.TwoBrands.Member;
import parvis.support.Web;

/**
 * What stands in a place is read by those who read there, by every way out: the routes are those of {@code who-may-what.txt}, which
 * names all there are.
 */
@ProductTest
class PlacesTest {
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
    Moving moving;

    @Autowired
    Catalogue catalogue;

    @Autowired
    Search search;

    @Autowired
    TwoBrands brands;

    @Autowired
    Places places;

    @Autowired
    Web web;

    @Autowired
    JdbcClient db;

    @Autowired
    Transactions transactions;

    private Brand house;
    private Member asker;
    private Member helper;
    /** In the subject and in the words, and nowhere else. */
    private String secret;

    @BeforeEach
    void aHouseWithThreePlaces() {
        house = OwnHouse.make(creation, all, team, accounts);
        OwnHouse.join(team, accounts, house, "strategist", Role.AGENCY_STRATEGIST);
        add("club", Place.Visibility.MEMBERS);
        add("atelier", Place.Visibility.INTERNAL);
        asker = brands.member(house, "Aline Demande");
        helper = brands.member(house, "Hervé Aide");
        secret = "zq" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }

    @Test
    void whatIsAskedForMembersIsReadByMembersAloneByEveryWay() {
        var question = askIn("club");
        assertThat(question.visibility()).isEqualTo(Visibility.MEMBERS);
        assertThat(location(web.get(house, null, question.path()))).contains("/signin?back=");
        assertThat(body(web.get(house, helper.session(), question.path())))
                .contains(secret, "Lu par les membres", "/places/club");
        assertThat(body(web.get(house, helper.session(), "/places/club"))).contains(secret);
        var reply = web.post(
                house,
                helper.session(),
                "/questions/" + question.number() + "/messages",
                Map.of("text", "Chez moi aussi " + secret));
        assertThat(location(reply)).contains(question.path());
        var answer = places.write(house, question, Kind.SENT, Visibility.PUBLIC, "Resserrez " + secret);
        assertThat(body(web.get(house, helper.session(), question.path()))).contains("Resserrez", "Chez moi aussi");
        soon(() -> search.desk(house, secret, 5).contains(question.id().value()));
        assertThat(search.search(house, secret, 5)).isEmpty();

        assertThat(told(question, answer, outsiders())).isEmpty();
        // a member reads it on its page and in its place, and in no list of what is public
        assertThat(told(question, answer, Map.of("a member", helper.session())))
                .containsExactly("a member by /messages/{message}/reports", "a member by /questions/{key:[0-9].*}");
        for (var path : new String[] {"/", "/questions", "/search?q=" + secret, "/questions?state=open"}) {
            assertThat(body(web.get(house, helper.session(), path)).replace("\"" + secret + "\"", ""))
                    .as(path)
                    .doesNotContain(question.path());
        }
    }

    @Test
    void nobodyAsksInAPlaceWhereTheyDoNotRead() {
        for (var place : new String[] {"club", "atelier", "nowhere"}) {
            var refused = web.post(
                    house,
                    null,
                    "/questions",
                    Map.of(
                            "title", "Le bol tourne " + secret,
                            "text", "Depuis hier.",
                            "name", "Quelqu'un",
                            "email", "quelqu.un@mel.example",
                            "place", place));
            assertThat(refused.getResponse().getStatus()).as(place).isEqualTo(422);
            assertThat(body(refused)).contains("Ce lieu ne prend pas votre question");
        }
        assertThat(web.post(
                                house,
                                asker.session(),
                                "/questions",
                                Map.of("title", "Le bol tourne " + secret, "text", "Depuis hier.", "place", "atelier"))
                        .getResponse()
                        .getStatus())
                .isEqualTo(422);
        assertThat(location(web.get(house, null, "/questions/new?place=club"))).contains("/signin?back=");
        assertThat(body(web.get(house, asker.session(), "/questions/new?place=club")))
                .contains("value=\"club\" selected")
                .doesNotContain("value=\"atelier\"");
    }

    @Test
    void whatIsMovedToTheTeamVanishesAtOnceFromEverybodyWhoMayNot() {
        var question = brands.ask(house, asker, "Le bol " + secret, "Il tourne " + secret);
        web.post(
                house,
                helper.session(),
                "/questions/" + question.number() + "/messages",
                Map.of("text", "Chez moi aussi " + secret));
        var answer = places.write(house, question, Kind.SENT, Visibility.PUBLIC, "Resserrez " + secret);
        // kept by this node, as it goes over the wire
        for (var times = 0; times < 2; times++) {
            assertThat(body(web.get(house, null, question.path()))).contains(secret);
            assertThat(body(web.get(house, null, "/questions"))).contains(secret);
        }
        soon(() -> search.search(house, secret, 5).size() == 1);

        assertThat(body(web.get(house, owner(), question.deskPath() + "/place")))
                .contains("Elle disparaît aussitôt de la place", "Elle disparaît aussitôt de la liste publique");
        assertThat(location(move(question, "atelier"))).endsWith(question.deskPath());

        assertThat(web.get(house, null, question.path())).hasStatus(404);
        assertThat(web.get(house, helper.session(), question.path())).hasStatus(404);
        assertThat(search.search(house, secret, 5)).isEmpty();
        assertThat(told(question, answer, outsiders())).isEmpty();
        assertThat(told(question, answer, Map.of("a member", helper.session()))).isEmpty();
        // whoever asked still reads what they were told, and the team its place
        assertThat(body(web.get(house, asker.session(), question.path()))).contains("Resserrez");
        assertThat(web.get(house, asker.session(), "/places/atelier")).hasStatus(404);
        assertThat(body(web.get(house, owner(), "/places/atelier"))).contains(secret, question.deskPath());
        assertThat(body(web.get(house, owner(), question.deskPath())))
                .contains("a mis la conversation dans le lieu atelier");
        assertThat(count("select count(*) from ledger.event where what = 'conversation.moved'"))
                .isOne();
        assertThat(count("select count(*) from brand.audit where action = 'conversation.moved'"))
                .isOne();
    }

    @Test
    void whatWasNarrowedComesBackWhileNobodyWroteForThoseWhoAreLeft() {
        var question = brands.ask(house, asker, "Le bol " + secret, "Il tourne " + secret);
        move(question, "club");
        assertThat(location(web.get(house, null, question.path()))).contains("/signin?back=");
        assertThat(location(move(question, "questions"))).endsWith(question.deskPath());
        assertThat(body(web.get(house, null, question.path()))).contains(secret);

        move(question, "club");
        web.post(
                house,
                helper.session(),
                "/questions/" + question.number() + "/messages",
                Map.of("text", "Entre nous seulement."));
        var refused = move(question, "questions");
        assertThat(refused).hasStatus(422);
        assertThat(body(refused)).contains("Plus de gens la liraient que ceux pour qui elle a été écrite");
        assertThat(location(web.get(house, null, question.path()))).contains("/signin?back=");
    }

    @Test
    void whatWasWrittenToTheHouseAloneIsNeverOpened() {
        var letter = brands.writePrivately(house, asker, "Une lettre " + secret, "Entre nous " + secret);
        assertThat(body(web.get(house, owner(), letter.deskPath() + "/place")))
                .contains("atelier")
                .doesNotContain("Tout le monde la lira");
        for (var place : new String[] {"questions", "club"}) {
            assertThat(move(letter, place)).hasStatus(422);
        }
        assertThat(location(move(letter, "atelier"))).endsWith(letter.deskPath());
        assertThat(web.get(house, null, letter.path())).hasStatus(404);
    }

    @Test
    void nothingIsMovedToWhereNothingNewComesNorByWhoMayNot() {
        var question = brands.ask(house, asker, "Le bol " + secret, "Il tourne " + secret);
        grounds.close(house, place("club"), Actor.SYSTEM, null, Instant.now());
        assertThat(move(question, "club")).hasStatus(422);
        OwnHouse.join(team, accounts, house, "expert", Role.EXPERT);
        var expert = brands.session(house, "expert@" + house.slug() + ".test");
        assertThat(web.post(
                        house,
                        expert,
                        question.deskPath() + "/place",
                        Map.of("ground", place("atelier").toString())))
                .hasStatus(403);
        assertThat(moving.move(
                        house, question.id(), place("atelier"), teammate("strategist"), null, How.DESK, Instant.now()))
                .isEqualTo(Moving.Outcome.NOT_ALLOWED);
        assertThat(body(web.get(house, null, question.path()))).contains(secret);
    }

    /** Every way by which the words came out to somebody. */
    private TreeSet<String> told(Conversation conversation, MessageId message, Map<String, @Nullable String> readers) {
        var told = new TreeSet<String>();
        var asked = 0;
        var named = new Named(house, conversation, message);
        for (var line : Permits.read()) {
            if (!line.verb().equals("GET")
                    || line.path().endsWith("/events")
                    || line.path().startsWith("/newsroom")
                    || line.path().startsWith("/my-data")) {
                continue;
            }
            for (var reader : readers.entrySet()) {
                var request = web.http()
                        .get()
                        .uri(places.path(line.path(), named))
                        .with(Web.host(house))
                        .accept(MediaType.TEXT_HTML, MediaType.ALL);
                if (reader.getValue() != null) {
                    request.cookie(new Cookie("session", reader.getValue()));
                }
                line.form().forEach(request::queryParam);
                asked++;
                if (body(request.exchange()).contains(secret)) {
                    told.add(reader.getKey() + " by " + line.path());
                }
            }
        }
        assertThat(asked).isGreaterThan(40);
        return told;
    }

    private Map<String, @Nullable String> outsiders() {
        var outsiders = new LinkedHashMap<String, @Nullable String>();
        outsiders.put("anybody", null);
        outsiders.put("the agency", brands.session(house, "strategist@" + house.slug() + ".test"));
        return outsiders;
    }

    private Conversation askIn(String place) {
        var location = location(web.post(
                house,
                asker.session(),
                "/questions",
                Map.of("title", "Le bol " + secret, "text", "Il tourne " + secret, "place", place)));
        var number = Long.parseLong(location.replaceAll(".*/questions/([0-9]+)-.*", "$1"));
        var found = conversation(number);
        assertThat(found.path()).isEqualTo(location);
        return found;
    }

    private Conversation conversation(long number) {
        return transactions.reading(
                house.id(),
                () -> db.sql("select * from conversation.conversation where number = ?")
                        .param(number)
                        .query((row, n) -> new Conversation(
                                new ConversationId(row.getObject("id", UUID.class)),
                                number,
                                row.getString("slug"),
                                row.getString("subject"),
                                row.getString("language"),
                                State.of(row.getString("state")),
                                Visibility.of(row.getString("visibility")),
                                row.getString("channel"),
                                null,
                                new PersonId(row.getObject("person", UUID.class)),
                                null,
                                Instant.now(),
                                null,
                                new MessageId(row.getObject("last_message", UUID.class)),
                                null,
                                false))
                        .single());
    }

    private MvcTestResult move(Conversation conversation, String place) {
        return web.post(
                house,
                owner(),
                conversation.deskPath() + "/place",
                Map.of("ground", place(place).toString()));
    }

    private void add(String slug, Place.Visibility readers) {
        var wish = new Grounds.Wish(new LocalText(slug, slug), new LocalText("", ""));
        assertThat(grounds.add(house, slug, readers, wish, Actor.SYSTEM, null, Instant.now()))
                .isEqualTo(new Grounds.Outcome.Done());
    }

    private UUID place(String slug) {
        return catalogue.place(house.id(), slug).orElseThrow().id();
    }

    private parvis.brand.Teammate teammate(String who) {
        return brands.teammate(house, who);
    }

    private String owner() {
        return brands.session(house, "owner@" + house.slug() + ".test");
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
