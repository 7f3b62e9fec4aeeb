package parvis.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static parvis.support.Soon.soon;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Brand;
import parvis.conversation.Accepting;
import parvis.conversation.Conversation;
import parvis.conversation.HandingOver;
import parvis.conversation.Incoming;
import parvis.database.Transactions;
import parvis.ledger.How;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.TwoBrands.Member;
import parvis.support.Unheard;
import parvis.support.Web;

/** A conversation that nobody can do anything about today leaves the queue, and comes back by itself. */
@ProductTest
class SleepTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    @Autowired
    HandingOver handingOver;

    @Autowired
    Accepting accepting;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    private Brand brand;
    private Member asker;
    private Conversation question;

    @BeforeEach
    void aQuestion() {
        brand = brands.tilleul();
        asker = brands.member(brand, "Noé Test");
        question = brands.ask(brand, asker, "Qui dort " + Unheard.word(), "Quand reviendra la pièce ?");
        var manager = brands.teammate(brand, "manager");
        handingOver.handOver(brand, question.id(), manager, manager.id(), null, How.DESK, Instant.now());
    }

    @Test
    void itLeavesTheQueueAndSaysUntilWhenAndByWhom() {
        assertThat(queue()).contains(question.subject());
        assertThat(sleep("manager", Map.of("preset", "week"))).hasStatus(302);
        assertThat(queue()).doesNotContain(question.subject());
        assertThat(web.get(brand, brands.sessionOf(brand, "manager"), "/desk?state=all&sort=newest"))
                .bodyText()
                .contains(question.subject());
        assertThat(listed("state=asleep")).contains(question.subject());
        assertThat(desk()).contains("En veille (", "par Manager", "Réveiller", "a mis la conversation en veille");

        assertThat(post("manager", "/sleep/removal", Map.of())).hasStatus(302);
        assertThat(queue()).contains(question.subject());
        assertThat(listed("state=asleep")).doesNotContain(question.subject());
        assertThat(desk()).contains("a réveillé la conversation").doesNotContain("par Manager");
    }

    @Test
    void itWakesOnTheHour() {
        sleep("manager", Map.of("preset", "tomorrow"));
        transactions.run(
                brand.id(),
                () -> db.sql("update conversation.conversation set asleep_until = '2001-01-01' where id = ?")
                        .param(question.id().value())
                        .update());
        soon(() -> queue().contains(question.subject()));
        assertThat(desk()).contains("c’est l’heure");
    }

    @Test
    void whatIsClosedSleepsNoMore() {
        sleep("manager", Map.of("preset", "week"));
        assertThat(listed("state=asleep")).contains(question.subject());
        assertThat(post("manager", "/closure", Map.of())).hasStatus(302);
        assertThat(listed("state=asleep")).doesNotContain(question.subject());
        assertThat(post("manager", "/closure/removal", Map.of())).hasStatus(302);
        assertThat(queue()).as("reopened it is awake").contains(question.subject());
    }

    @Test
    void itsPromiseShowsThoughItSleeps() {
        transactions.run(
                brand.id(),
                () -> db.sql("update conversation.conversation set due_at = '2001-01-01' where id = ?")
                        .param(question.id().value())
                        .update());
        sleep("manager", Map.of("preset", "week"));
        assertThat(queue()).doesNotContain(question.subject());
        assertThat(listed("view=promised")).contains(question.subject());
    }

    @Test
    void itWakesWhenThePersonWrites() {
        sleep("manager", Map.of("preset", "week"));
        accepting.acceptNow(
                brand,
                new Incoming(
                        "square",
                        UUID.randomUUID().toString(),
                        null,
                        new Incoming.From(asker.name(), asker.email(), null, true),
                        "",
                        "Alors ?",
                        null,
                        null,
                        question.id().value(),
                        Instant.now(),
                        null,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        false,
                        "direct"),
                Instant.now());
        assertThat(queue()).contains(question.subject());
        assertThat(desk()).contains("quelqu’un a écrit");
    }

    @Test
    void whatIsNoHourToComeIsRefusedAndSoIsWhoMayNotAct() {
        for (var fields : List.of(
                Map.<String, String>of(),
                Map.of("preset", "never"),
                Map.of("later", "yes", "hour", "2001-01-01T10:00"),
                Map.of("later", "yes", "hour", "bientôt"))) {
            assertThat(sleep("manager", fields)).as(fields.toString()).hasStatus(422);
        }
        assertThat(sleep("expert", Map.of("preset", "week"))).hasStatus(403);
        assertThat(queue()).contains(question.subject());
    }

    private MvcTestResult sleep(String who, Map<String, String> fields) {
        return post(who, "/sleep", fields);
    }

    private MvcTestResult post(String who, String path, Map<String, String> fields) {
        return web.post(brand, brands.sessionOf(brand, who), question.deskPath() + path, fields);
    }

    private String queue() {
        return listed("sort=newest");
    }

    private String listed(String wish) {
        return text(web.get(brand, brands.sessionOf(brand, "manager"), "/desk?" + wish));
    }

    private String desk() {
        return text(web.get(brand, brands.sessionOf(brand, "manager"), question.deskPath()));
    }

    private static String text(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
