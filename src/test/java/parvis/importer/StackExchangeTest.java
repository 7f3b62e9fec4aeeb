package parvis.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.brand.Brand;
import parvis.brand.BrandCreation;
import parvis.brand.Brands;
import parvis.conversation.History.Brought;
import parvis.database.Transactions;
import parvis.importer.DumpRefused.Reason;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;

@ProductTest
class StackExchangeTest {
    private static final Path POTAGER = Path.of("src/test/resources/dumps/potager");

    @Autowired
    StackExchange stackExchange;

    @Autowired
    BrandCreation creation;

    @Autowired
    TwoBrands brands;

    @Autowired
    Brands all;

    @Autowired
    parvis.support.Web web;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    @Test
    void aSiteComesWithAllThatWasSaidAndSaysWhatItLeftOut() {
        var brand = House.make(creation, all);
        var progress = new ArrayList<Progress>();

        var summary = stackExchange.bring(brand, POTAGER, null, null, progress::add);

        assertThat(summary.source()).isEqualTo("potager.example");
        assertThat(summary.brought(Summary.What.QUESTIONS)).isEqualTo(new Brought(4, 0, 0));
        assertThat(summary.brought(Summary.What.ANSWERS)).isEqualTo(new Brought(4, 0, 1));
        assertThat(summary.brought(Summary.What.COMMENTS)).isEqualTo(new Brought(3, 0, 1));
        assertThat(summary.brought(Summary.What.LINKS)).isEqualTo(new Brought(3, 0, 1));
        assertThat(summary.people()).isEqualTo(5);
        assertThat(summary.leftOut())
                .isEqualTo(Map.of(
                        Summary.Reason.TAG_DESCRIPTION, 2L,
                        Summary.Reason.OTHER_POST, 1L,
                        Summary.Reason.ANSWER_ASTRAY, 1L,
                        Summary.Reason.COMMENT_ASTRAY, 1L,
                        Summary.Reason.LINK_ASTRAY, 1L,
                        Summary.Reason.DAMAGED, 1L,
                        Summary.Reason.SILENT_ACCOUNT, 1L,
                        Summary.Reason.VOTE, 2L,
                        Summary.Reason.PICTURE, 1L));
        assertThat(progress)
                .extracting(Progress::stage)
                .containsSubsequence(Progress.Stage.PEOPLE, Progress.Stage.QUESTIONS, Progress.Stage.ANSWERS);
    }

    @Test
    void oldAddressesLeadToWhereItStandsNow() {
        var brand = House.make(creation, all);
        stackExchange.bring(brand, POTAGER, null, null, p -> {});
        var question = row(
                brand,
                "select split_part(m.external_id, ':', 4) as old, '/questions/' || c.number || '-' || c.slug as now from conversation.conversation c join conversation.message m on m.id = c.last_message or m.conversation = c.id where m.parent is null and m.at = c.opened_at order by c.number limit 1");
        var old = question.get("old");
        for (var path : List.of("/q/" + old, "/q/" + old + "/7", "/questions/" + old + "/un-titre")) {
            var led = web.get(brand, null, path);
            assertThat(led.getResponse().getStatus()).as(path).isEqualTo(301);
            assertThat(led.getResponse().getHeader("Location")).isEqualTo(question.get("now"));
        }
        var answer = row(
                brand,
                "select split_part(m.external_id, ':', 4) as old, '/questions/' || c.number || '-' || c.slug || '#m-' || m.id as now from conversation.conversation c join conversation.message m on m.id = c.retained order by c.number limit 1");
        assertThat(web.get(brand, null, "/a/" + answer.get("old")).getResponse().getHeader("Location"))
                .isEqualTo(answer.get("now"));
        assertThat(web.get(brand, null, "/q/999999").getResponse().getStatus()).isEqualTo(404);
        assertThat(web.get(brands.nord(), null, "/q/" + old).getResponse().getStatus())
                .as("what another brand brought")
                .isEqualTo(404);
        transactions.run(
                brand.id(),
                () -> db.sql("update conversation.conversation set hidden_at = opened_at")
                        .update());
        assertThat(web.get(brand, null, "/q/" + old).getResponse().getStatus()).isEqualTo(404);
    }

    private java.util.Map<String, Object> row(Brand brand, String sql) {
        return transactions.reading(brand.id(), () -> db.sql(sql).query().singleRow());
    }

    @Test
    void comingTwiceChangesNothing() {
        var brand = House.make(creation, all);
        stackExchange.bring(brand, POTAGER, null, null, p -> {});
        var before = Census.of(transactions, db, brand);

        var again = stackExchange.bring(brand, POTAGER, null, null, p -> {});

        assertThat(Census.of(transactions, db, brand)).isEqualTo(before);
        assertThat(again.brought(Summary.What.QUESTIONS)).isEqualTo(new Brought(0, 4, 0));
        assertThat(again.brought(Summary.What.ANSWERS)).isEqualTo(new Brought(0, 4, 1));
        assertThat(again.brought(Summary.What.COMMENTS)).isEqualTo(new Brought(0, 3, 1));
        assertThat(again.brought(Summary.What.LINKS)).isEqualTo(new Brought(0, 3, 1));
        assertThat(again.people()).isZero();
    }

    @Test
    void aQuestionStandsAsItStoodThereAndNothingIsEverLate() {
        var brand = House.make(creation, all);
        stackExchange.bring(brand, POTAGER, null, null, p -> {});

        var tomatoes = conversation(brand, 1);
        assertThat(tomatoes)
                .containsEntry("subject", "Quand arroser les tomates\u00a0?")
                .containsEntry("state", "satisfied")
                .containsEntry("visibility", "public")
                .containsEntry("channel", "import")
                .containsEntry("language", "fr")
                .containsEntry("messages", 6)
                .containsEntry("public_messages", 6)
                .containsEntry("answers", 0)
                .containsEntry("retained", message(brand, 2).get("id"))
                .containsEntry("origin_url", "https://potager.example/q/1");
        assertThat(at(tomatoes, "opened_at")).isEqualTo("2015-05-01T07:00:00.100Z");
        assertThat(at(tomatoes, "satisfied_at")).isEqualTo("2015-05-05T00:00:00Z");
        assertThat(at(tomatoes, "last_message_at")).isEqualTo("2015-05-04T08:00:00Z");
        assertThat(conversation(brand, 4)).containsEntry("state", "waiting");
        assertThat(conversation(brand, 5))
                .containsEntry("state", "closed")
                .containsEntry("duplicate_of", tomatoes.get("id"));
        assertThat(conversation(brand, 7)).containsEntry("state", "satisfied");
        for (var post : List.of(1, 4, 5, 7)) {
            assertThat(conversation(brand, post))
                    .containsEntry("promise_minutes", null)
                    .containsEntry("clock_since", null)
                    .containsEntry("due_at", null);
        }
        assertThat(strings(brand, "select number::text from conversation.conversation order by opened_at"))
                .containsExactly("1", "2", "3", "4");
        assertThat(
                        strings(
                                brand,
                                "select t.tag from conversation.tag t join conversation.conversation c on c.id = t.conversation order by c.number, tag"))
                .containsExactly("arrosage", "tomates", "semis", "arrosage", "limaces");
        assertThat(
                        strings(
                                brand,
                                "select c.number || ' ' || l.kind || ' ' || o.number from conversation.link l join conversation.conversation c on c.id = l.conversation join conversation.conversation o on o.id = l.other order by 1"))
                .containsExactly("2 related 1", "3 duplicate 1", "3 related 1");
    }

    @Test
    void whatWasWrittenIsSafeAndStandsWhereItStood() {
        var brand = House.make(creation, all);
        stackExchange.bring(brand, POTAGER, null, null, p -> {});

        var question = message(brand, 1);
        assertThat((String) question.get("html"))
                .contains("<blockquote>", "pluie &lt; 5 mm", "https://potager.example/questions/4/semer", "Merci.")
                .doesNotContain("script", "alert", "onclick");
        assertThat((String) question.get("text")).contains("Le matin ou le soir", "Jamais à midi", "pluie < 5 mm");
        assertThat((String) message(brand, 2).get("html"))
                .contains("<a href=\"https://images.example/pied.png\"", ">le pied</a>")
                .doesNotContain("<img");
        assertThat((String) message(brand, 2).get("text")).contains("le pied");
        assertThat(message(brand, 2)).containsEntry("parent", null).containsEntry("kind", "received");
        assertThat(comment(brand, 1)).containsEntry("parent", question.get("id"));
        assertThat(comment(brand, 2))
                .containsEntry("parent", message(brand, 2).get("id"))
                .containsEntry("text", "*Merci*, et voir [les limaces](https://potager.example/q/7) et `pluie < 5 mm`.")
                .containsEntry("origin_url", "https://potager.example/q/2#comment2_2");
        assertThat(at(message(brand, 13), "at")).isAfter(at(message(brand, 4), "at"));
    }

    @Test
    void thoseWhoWroteAreKnownWithoutAnAddressUntilTheyCome() {
        var brand = House.make(creation, all);
        stackExchange.bring(brand, POTAGER, null, null, p -> {});

        assertThat(
                        strings(
                                brand,
                                "select p.name || ' | ' || i.value || ' | ' || i.proof || ' | ' || p.since::date from person.person p join person.identity i on i.person = p.id where i.kind = 'import:stackexchange:potager.example' order by i.value"))
                .containsExactly(
                        "Robot du potager | -1 | unclaimed | 2014-01-01",
                        "Aline Roux | 1 | unclaimed | 2014-02-03",
                        "Bo Lindqvist | 2 | unclaimed | 2014-03-01",
                        "Aline Roux | 4 | unclaimed | 2014-04-01",
                        "user77 | name:user77 | unclaimed | 2015-05-02");
        assertThat(strings(brand, "select handle from person.person where name = 'Aline Roux' order by length(handle)"))
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo("aline-roux"),
                        second -> assertThat(second).matches("aline-roux-[0-9a-f]{4}"));
        assertThat(strings(brand, "select kind from person.identity where kind = 'email' and proof = 'unclaimed'"))
                .isEmpty();
    }

    @Test
    void historyIsWrittenOnItsDatesAndNobodyIsMailed() {
        var brand = House.make(creation, all);
        stackExchange.bring(brand, POTAGER, null, null, p -> {});

        assertThat(
                        strings(
                                brand,
                                "select what || ' ' || count(*) from ledger.event where how = 'import' group by what order by what"))
                .containsExactly(
                        "conversation.closed 1",
                        "help.rated 1",
                        "message.received 7",
                        "person.met 5",
                        "question.asked 4");
        assertThat(
                        strings(
                                brand,
                                "select extract(year from at)::text from ledger.event where how = 'import' and what <> 'person.met' group by 1"))
                .containsExactly("2015");
        assertThat(strings(brand, "select help from conversation.rating")).containsExactly("yes");
        assertThat(strings(brand, "select id::text from notice.mail")).isEmpty();
        assertThat(
                        strings(
                                brand,
                                "select distinct kind from change.entry where kind in ('conversation', 'person') order by kind"))
                .containsExactly("conversation", "person");
    }

    @Test
    void anotherBrandSeesNothingOfIt() {
        stackExchange.bring(House.make(creation, all), POTAGER, null, null, p -> {});

        assertThat(strings(brands.nord(), "select subject from conversation.conversation where subject = 'Limaces'"))
                .isEmpty();
        assertThat(strings(brands.nord(), "select value from person.identity where kind like 'import:%'"))
                .isEmpty();
    }

    @Test
    void theSiteCanBeNamedAndIsThenPointedBackTo() {
        var brand = House.make(creation, all);

        var summary = stackExchange.bring(brand, POTAGER, "https://jardin.example/", null, p -> {});

        assertThat(summary.source()).isEqualTo("jardin.example");
        assertThat(strings(brand, "select distinct left(origin_url, 22) from conversation.message"))
                .containsExactly("https://jardin.example");
    }

    @Test
    void aDirectoryWithoutADumpIsRefused(@TempDir Path empty) throws Exception {
        var brand = brands.nord();
        assertThat(refusal(brand, empty.resolve("nothing"))).isEqualTo(Reason.NOT_A_DIRECTORY);
        assertThat(refusal(brand, empty)).isEqualTo(Reason.NO_POSTS);
        Files.copy(POTAGER.resolve("Posts.xml"), empty.resolve("Posts.xml"));
        assertThat(refusal(brand, empty)).isEqualTo(Reason.NO_USERS);
    }

    @Test
    void entityBombsAndForeignFilesAreRefusedAtOnce(@TempDir Path hostile) throws Exception {
        var brand = brands.nord();
        Files.copy(POTAGER.resolve("Users.xml"), hostile.resolve("Users.xml"));
        var secret = Files.writeString(hostile.resolve("secret.txt"), "secret");
        var bomb = new StringBuilder("<!DOCTYPE posts [<!ENTITY a0 'ha'>");
        for (var i = 1; i < 20; i++) {
            bomb.append("<!ENTITY a%d '&a%d;&a%d;&a%d;&a%d;&a%d;'>".formatted(i, i - 1, i - 1, i - 1, i - 1, i - 1));
        }
        for (var prologue : List.of(
                bomb + "]>",
                "<!DOCTYPE posts [<!ENTITY a19 SYSTEM '" + secret.toUri() + "'>]>",
                "<!DOCTYPE posts SYSTEM 'http://127.0.0.1:9/evil.dtd'>")) {
            Files.writeString(
                    hostile.resolve("Posts.xml"),
                    prologue
                            + "<posts><row Id='1' PostTypeId='1' Title='x' Body='&a19;' CreationDate='2015-05-01T07:00:00.100'/></posts>");
            assertThat(refusal(brand, hostile)).isEqualTo(Reason.DOCTYPE);
        }
        Files.writeString(hostile.resolve("Posts.xml"), "<posts><row Id='1' Body='&a19;'/></posts>");
        assertThat(refusal(brand, hostile)).isEqualTo(Reason.DAMAGED);
        Files.write(hostile.resolve("Posts.xml"), "PK\u0003\u0004 not XML".getBytes(StandardCharsets.UTF_8));
        assertThat(refusal(brand, hostile)).isEqualTo(Reason.DAMAGED);
    }

    @Test
    void whatStandsBeforeADamagedPlaceHasComeAndTheRestFollowsOnceItIsMended(@TempDir Path torn) throws Exception {
        var brand = House.make(creation, all);
        for (var file : List.of("Users.xml", "Posts.xml", "Comments.xml", "PostLinks.xml", "Votes.xml")) {
            Files.copy(POTAGER.resolve(file), torn.resolve(file));
        }
        var links = Files.readString(torn.resolve("PostLinks.xml"));
        Files.writeString(torn.resolve("PostLinks.xml"), links.substring(0, links.length() / 2));

        assertThatThrownBy(() -> stackExchange.bring(brand, torn, "potager.example", null, p -> {}))
                .isInstanceOf(DumpRefused.class);
        assertThat(strings(brand, "select id::text from conversation.conversation"))
                .hasSize(4);

        Files.writeString(torn.resolve("PostLinks.xml"), links);
        stackExchange.bring(brand, torn, "potager.example", null, p -> {});
        var whole = House.make(creation, all);
        stackExchange.bring(whole, POTAGER, null, null, p -> {});
        assertThat(Census.of(transactions, db, brand).rows())
                .isEqualTo(Census.of(transactions, db, whole).rows());
    }

    private Reason refusal(Brand brand, Path directory) {
        try {
            stackExchange.bring(brand, directory, "potager.example", null, p -> {});
            throw new AssertionError("It was not refused");
        } catch (DumpRefused refused) {
            return refused.reason();
        }
    }

    private Map<String, Object> conversation(Brand brand, int post) {
        var id = (UUID) message(brand, post).get("conversation");
        return transactions.reading(
                brand.id(),
                () -> db.sql("select * from conversation.conversation where id = ?")
                        .param(id)
                        .query()
                        .singleRow());
    }

    private Map<String, Object> message(Brand brand, int post) {
        return external(brand, "post:" + post);
    }

    private Map<String, Object> comment(Brand brand, int id) {
        return external(brand, "comment:" + id);
    }

    private Map<String, Object> external(Brand brand, String id) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select * from conversation.message where external_id = ?")
                        .param("stackexchange:potager.example:" + id)
                        .query()
                        .singleRow());
    }

    private static Instant at(Map<String, Object> row, String column) {
        return row.get(column) instanceof java.sql.Timestamp time
                ? time.toInstant()
                : ((OffsetDateTime) row.get(column)).toInstant();
    }

    private List<String> strings(Brand brand, String sql) {
        return transactions.reading(
                brand.id(), () -> db.sql(sql).query(String.class).list());
    }
}
