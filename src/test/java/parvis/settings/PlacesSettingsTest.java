package parvis.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Brand;
import parvis.brand.BrandCreation;
import parvis.brand.Brands;
import parvis.brand.Catalogue;
import parvis.brand.Grounds;
import parvis.brand.Place;
import parvis.brand.Team;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.person.Accounts;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.Web;

/** An owner makes places, says who reads there, names and orders them, and closes all but the last that everybody reads. */
@ProductTest
class PlacesSettingsTest {
    @Autowired
    BrandCreation creation;

    @Autowired
    Brands all;

    @Autowired
    Team team;

    @Autowired
    Accounts accounts;

    @Autowired
    Catalogue catalogue;

    @Autowired
    Grounds grounds;

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
        owner = brands.session(house, "owner@" + house.slug() + ".test");
    }

    @Test
    void aPlaceThatIsAddedIsOnTheSquareAtOnceAndWhoReadsItIsSaidBefore() {
        assertThat(text(web.get(house, null, "/questions"))).doesNotContain("/places/");
        assertThat(text(web.get(house, owner, "/settings/places/new")))
                .contains("Qui est connecté chez vous, et l’équipe", "Cela ne change plus ensuite");

        assertThat(location(post("", place("Le club", "members")))).endsWith("done=added");

        assertThat(text(web.get(house, owner, "/settings/places")))
                .contains("Le club", "Lu par les membres", "/places/le-club", "Entre habitués");
        assertThat(text(web.get(house, null, "/questions"))).contains("href=\"/places/le-club\"");
        assertThat(location(web.get(house, null, "/places/le-club"))).contains("/signin?back=%2Fplaces%2Fle-club");
        assertThat(text(web.get(house, brands.member(house, "Aline Habituée").session(), "/places/le-club")))
                .contains("Le club", "Entre habitués", "Rien n’a encore été demandé ici");
        assertThat(web.get(brands.nord(), null, "/places/le-club").getResponse().getStatus())
                .isEqualTo(404);
        assertThat(count("select count(*) from brand.audit where action = 'place.added'"))
                .isOne();
        assertThat(count("select count(*) from ledger.event where what = 'place.added'"))
                .isOne();
        assertThat(count("select count(*) from change.entry where kind = 'place'"))
                .isOne();
    }

    @Test
    void whatIsWrongIsSaidAndKept() {
        post("", place("Le club", "members"));
        var same = post("", place("Le club", "public"));
        assertThat(same.getResponse().getStatus()).isEqualTo(422);
        assertThat(text(same)).contains("Un lieu a déjà l’adresse le-club", "value=\"Le club\"");
        var wrong = post("", Map.of("name-fr", " ", "slug", "Le Club", "readers", "everybody"));
        assertThat(wrong.getResponse().getStatus()).isEqualTo(422);
        assertThat(text(wrong))
                .contains("Donnez un nom au lieu", "Dites qui lit dans ce lieu", "Des minuscules sans accent");
        // which no form offers
        assertThat(post("", place("Agence", "agency")).getResponse().getStatus())
                .isEqualTo(422);
        assertThat(catalogue.places(house.id())).hasSize(2);
    }

    @Test
    void hostileWordsStandThereAsTheWordsThatTheyAre() {
        var hostile = "<script>alert(1)</script>\"'{0}${7*7}";
        post(
                "",
                Map.of(
                        "name-fr",
                        hostile,
                        "name-en",
                        hostile,
                        "purpose-fr",
                        hostile,
                        "purpose-en",
                        hostile,
                        "slug",
                        "rude",
                        "readers",
                        "public"));
        for (var path : List.of("/places/rude", "/questions", "/questions/new")) {
            assertThat(text(web.get(house, null, path)))
                    .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                    .contains("{0}${7*7}")
                    .doesNotContain("<script>alert(1)");
        }
        assertThat(text(web.get(house, owner, "/settings/places")))
                .contains("&lt;script&gt;alert(1)")
                .doesNotContain("<script>alert(1)");
    }

    @Test
    void aPlaceIsRenamedKeepsItsAddressAndTheLaterOfTwoIsTold() {
        var questions = catalogue.place(house.id(), "questions").orElseThrow();
        var form = new HashMap<>(Map.of("name-fr", "Entraide", "name-en", "Help", "purpose-fr", "Pour tous"));
        form.put("seen", Grounds.mark(questions));
        assertThat(location(post("/" + questions.id(), form))).endsWith("done=changed");
        assertThat(text(web.get(house, null, "/places/questions"))).contains("Entraide", "Pour tous");
        form.put("name-fr", "Autrement");
        var told = post("/" + questions.id(), form);
        assertThat(told.getResponse().getStatus()).isEqualTo(409);
        assertThat(text(told)).contains("quelqu’un d’autre a changé ceci", "Entraide", "value=\"Autrement\"");
    }

    @Test
    void placesAreOrderedClosedAndOpenedAgainAndWhatStandsThereStays() {
        post("", place("Le club", "members"));
        post("", place("Les recettes", "public"));
        var recipes = catalogue.place(house.id(), "les-recettes").orElseThrow();
        post("/" + recipes.id() + "/order", Map.of("to", "up"));
        post("/" + recipes.id() + "/order", Map.of("to", "up"));
        post("/" + recipes.id() + "/order", Map.of("to", "up"));
        assertThat(catalogue.places(house.id()).stream().map(Place::slug))
                .containsExactly("les-recettes", "questions", "le-club");

        var question = brands.ask(house, brands.member(house, "Aline"), "Le pain colle au moule", "Depuis hier.");
        var questions = catalogue.place(house.id(), "questions").orElseThrow();
        assertThat(text(web.get(house, owner, "/settings/places/" + questions.id())))
                .contains("Une conversation s’y trouve");
        assertThat(location(post("/" + questions.id() + "/closure", Map.of()))).endsWith("done=closed");
        assertThat(text(web.get(house, null, "/places/questions")))
                .contains("Le pain colle au moule", "plus rien de nouveau n’y commence");
        assertThat(text(web.get(house, null, question.path()))).contains("Depuis hier.");
        // what is asked without naming a place goes to the one that is left
        var member = brands.member(house, "Bruno").session();
        assertThat(location(web.post(
                        house,
                        member,
                        "/questions",
                        Map.of("title", "La pâte ne lève pas", "text", "Depuis ce matin."))))
                .contains("/questions/");
        assertThat(text(web.get(house, null, "/places/les-recettes"))).contains("La pâte ne lève pas");
        assertThat(web.post(
                                house,
                                member,
                                "/questions",
                                Map.of("title", "Encore une question", "text", "Ici ?", "place", "questions"))
                        .getResponse()
                        .getStatus())
                .isEqualTo(422);

        var last = post("/" + recipes.id() + "/closure", Map.of());
        assertThat(last.getResponse().getStatus()).isEqualTo(409);
        assertThat(text(last)).contains("C’est le dernier lieu ouvert que tout le monde lit");

        assertThat(location(post("/" + questions.id() + "/closure/removal", Map.of())))
                .endsWith("done=reopened");
        assertThat(catalogue.open(house.id())).hasSize(3);
    }

    @Test
    void twoWhoCloseTheLastTwoAtOnceLeaveOneOpen() throws Exception {
        post("", place("Les recettes", "public"));
        var ids = catalogue.places(house.id()).stream().map(Place::id).toList();
        try (var two = Executors.newFixedThreadPool(2)) {
            var outcomes = two.invokeAll(ids.stream()
                    .<java.util.concurrent.Callable<Grounds.Outcome>>map(
                            id -> () -> grounds.close(house, id, Actor.SYSTEM, null, Instant.now()))
                    .toList());
            assertThat(List.of(outcomes.getFirst().get(), outcomes.getLast().get()))
                    .containsExactlyInAnyOrder(new Grounds.Outcome.Done(), new Grounds.Outcome.LastPublic());
        }
        assertThat(catalogue.open(house.id())).hasSize(1);
    }

    @Test
    void onlyWhoeverLooksAfterTheHouseDoesIt() {
        var manager = brands.session(house, "manager@" + house.slug() + ".test");
        assertThat(web.get(house, manager, "/settings/places").getResponse().getStatus())
                .isEqualTo(403);
        assertThat(web.post(house, manager, "/settings/places", place("Le club", "members"))
                        .getResponse()
                        .getStatus())
                .isEqualTo(403);
        assertThat(catalogue.places(house.id())).hasSize(1);
    }

    private static Map<String, String> place(String name, String readers) {
        return Map.of(
                "name-fr", name, "purpose-fr", "Entre habitués", "purpose-en", "Among regulars", "readers", readers);
    }

    private MvcTestResult post(String path, Map<String, String> form) {
        return web.post(house, owner, "/settings/places" + path, form);
    }

    private long count(String sql) {
        return transactions.reading(
                house.id(), () -> db.sql(sql).query(Long.class).single());
    }

    private static String location(MvcTestResult result) {
        return String.valueOf(result.getResponse().getHeader("Location"));
    }

    private static String text(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
