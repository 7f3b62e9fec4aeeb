package parvis.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static parvis.support.Soon.soon;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Brand;
import parvis.conversation.Answering;
import parvis.conversation.Conversation;
import parvis.conversation.HandingOver;
import parvis.conversation.Kind;
import parvis.conversation.Visibility;
import parvis.database.Transactions;
import parvis.ledger.How;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.TwoBrands.Member;
import parvis.support.Web;

/** An executive sees at the desk what is theirs, whichever way they come, and nothing else. */
@ProductTest
class SightTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    @Autowired
    HandingOver handing;

    @Autowired
    Answering answering;

    @Autowired
    LiveUpdates updates;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    private Brand brand;
    private Member asker;
    private String word;
    private Conversation theirs;
    private Conversation foreign;

    @BeforeEach
    void oneOfTheirsAndOneOfOthers() {
        brand = brands.tilleul();
        asker = brands.member(brand, "Solange Vue");
        word = "zq" + UUID.randomUUID().toString().substring(0, 8);
        theirs = brands.ask(brand, asker, "Leur affaire " + word, "Que faire ?");
        foreign = brands.ask(brand, brands.member(brand, "Autre Vue"), "Affaire des autres " + word, "Que faire ?");
        hand(theirs, "executive");
    }

    @Test
    void whatIsHandedToThemOpensAndWhatIsNotIsNotThere() {
        assertThat(get(theirs.deskPath())).hasStatusOk().bodyText().contains("Leur affaire " + word);
        assertThat(get(foreign.deskPath())).hasStatus(404).bodyText().doesNotContain(word);
        for (var who : List.of("owner", "manager", "expert", "secretary", "trainee")) {
            assertThat(web.get(brand, brands.sessionOf(brand, who), foreign.deskPath()))
                    .as(who)
                    .hasStatusOk();
        }
        hand(theirs, "expert");
        assertThat(get(theirs.deskPath())).as("it is theirs no more").hasStatus(404);
    }

    @Test
    void theQueueItsFiguresAndItsSearchShowOnlyTheirs() {
        soon(() -> text(get("/desk?q=" + word)).contains("Leur affaire " + word));
        for (var query : List.of("", "?view=team", "?view=team&sort=newest", "?view=team&state=all", "?q=" + word)) {
            assertThat(text(get("/desk" + query)))
                    .as(query)
                    .contains("Leur affaire " + word)
                    .doesNotContain("Affaire des autres");
        }
        assertThat(text(get("/desk?view=team&owner=nobody"))).doesNotContain("Affaire des autres");
        assertThat(text(web.get(brand, brands.sessionOf(brand, "expert"), "/desk?view=team&sort=newest")))
                .contains("Affaire des autres " + word);
        var all = transactions.reading(
                brand.id(),
                () -> db.sql("""
                        select count(*) from conversation.conversation c
                         where c.state = 'open' and c.asleep_until is null and c.owner = ?
                        """)
                        .param(brands.teammate(brand, "executive").id().value())
                        .query(Integer.class)
                        .single());
        assertThat(org.jsoup.Jsoup.parse(text(get("/desk?view=team")))
                        .select("a[href^='/desk?view=team']")
                        .text())
                .as("counts what they see")
                .contains(String.valueOf(all));
    }

    @Test
    void theyAreNamedInANoteAndSeeIt() {
        var manager = brands.teammate(brand, "manager");
        answering.write(
                brand,
                foreign.id(),
                manager,
                new Answering.Words(Kind.NOTE, Visibility.PRIVATE, "Qu’en dit @executive ?", null, How.DESK, List.of()),
                Instant.now());
        assertThat(get(foreign.deskPath())).hasStatusOk().bodyText().contains("Affaire des autres " + word);
    }

    @Test
    void whatWasWrittenInTheirNameTheySeeAndApprove() {
        assertThat(web.post(
                        brand,
                        brands.sessionOf(brand, "secretary"),
                        foreign.deskPath() + "/messages",
                        Map.of(
                                "to",
                                "public",
                                "text",
                                "En son nom " + word,
                                "voice",
                                brands.teammate(brand, "executive").id().value().toString())))
                .hasStatus(302);
        assertThat(text(get("/desk/approvals"))).contains("En son nom " + word);
        assertThat(get(foreign.deskPath())).hasStatusOk();
    }

    @Test
    void anAnswerThatWaitsInAnothersConversationIsNotTheirs() {
        answering.write(
                brand,
                foreign.id(),
                brands.teammate(brand, "trainee"),
                new Answering.Words(Kind.SENT, Visibility.PUBLIC, "Essai " + word, null, How.DESK, List.of()),
                Instant.now());
        assertThat(text(get("/desk/approvals"))).doesNotContain("Essai " + word);
        assertThat(text(web.get(brand, brands.sessionOf(brand, "manager"), "/desk/approvals")))
                .contains("Essai " + word);
    }

    @Test
    void noWayAroundLeadsToWhatIsNotTheirs() {
        assertThat(post(foreign.deskPath() + "/messages", Map.of("to", "note", "text", "Je regarde.")))
                .hasStatus(404);
        assertThat(post(foreign.deskPath() + "/closure", Map.of())).hasStatus(404);
        assertThat(post(theirs.deskPath() + "/links", Map.of("other", String.valueOf(foreign.number()))))
                .hasStatus(422);
        assertThat(get("/desk/messages/" + foreign.lastMessage().value() + "/raw"))
                .hasStatus(404);
        post(
                "/desk/bulk",
                Map.of(
                        "act",
                        "closure",
                        "chosen",
                        foreign.number() + "_" + foreign.lastMessage().value()));
        assertThat(state(foreign)).isEqualTo("open");
        assertThat(text(get("/desk?view=team&state=all"))).doesNotContain("Affaire des autres");
    }

    @Test
    void thePersonBesideTheirConversationIsKnownWithWhatIsTheirsAlone() {
        var more = brands.ask(brand, asker, "Une autre d’elle " + word, "Et ceci ?");
        var person = person(theirs);
        assertThat(text(get("/desk/people/" + person)))
                .contains("Leur affaire " + word)
                .doesNotContain(more.subject());
        assertThat(text(get(theirs.deskPath()))).doesNotContain(more.subject());
        assertThat(text(web.get(brand, brands.sessionOf(brand, "expert"), theirs.deskPath())))
                .contains(more.subject());
        assertThat(get("/desk/people/" + person(foreign))).hasStatus(404);
        assertThat(get("/desk/alike")).hasStatus(403);
    }

    @Test
    void liveUpdatesTellOfTheirsAlone() throws Exception {
        var account = brands.teammate(brand, "executive").account();
        var heard = new LinkedBlockingQueue<String>();
        try (var lines = Executors.newVirtualThreadPerTaskExecutor()) {
            var line = lines.submit(() -> updates.keep(brand, account, "sight " + word, text -> {
                if (text.contains("\"number\":" + theirs.number() + "}")
                        || text.contains("\"number\":" + foreign.number() + "}")) {
                    heard.add(text);
                }
                // what came before the second was listened to from its beginning
                if (heard.size() > 1) {
                    throw new IOException("enough");
                }
            }));
            soon(() -> {
                note(foreign);
                note(theirs);
                return line.isDone();
            });
            line.get(20, TimeUnit.SECONDS);
        }
        assertThat(String.join("", heard))
                .contains("\"number\":" + theirs.number() + "}")
                .doesNotContain("\"number\":" + foreign.number() + "}");
    }

    private void note(Conversation c) {
        answering.write(
                brand,
                c.id(),
                brands.teammate(brand, "manager"),
                new Answering.Words(Kind.NOTE, Visibility.PRIVATE, "Vu.", null, How.DESK, List.of()),
                Instant.now());
    }

    private void hand(Conversation c, String to) {
        handing.handOver(
                brand,
                c.id(),
                brands.teammate(brand, "manager"),
                brands.teammate(brand, to).id(),
                null,
                How.DESK,
                Instant.now());
    }

    private String person(Conversation c) {
        return c.person().value().toString();
    }

    private String state(Conversation c) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select state from conversation.conversation where id = ?")
                        .param(c.id().value())
                        .query(String.class)
                        .single());
    }

    private MvcTestResult get(String path) {
        return web.get(brand, brands.sessionOf(brand, "executive"), path);
    }

    private MvcTestResult post(String path, Map<String, String> fields) {
        return web.post(brand, brands.sessionOf(brand, "executive"), path, fields);
    }

    private static String text(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
