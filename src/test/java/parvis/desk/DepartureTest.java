package parvis.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static parvis.support.Soon.soon;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Brand;
import parvis.conversation.Accepting;
import parvis.conversation.Answering;
import parvis.conversation.Closing;
import parvis.conversation.Conversation;
import parvis.conversation.Departing;
import parvis.conversation.Incoming;
import parvis.conversation.Kind;
import parvis.conversation.MessageId;
import parvis.conversation.TakingBack;
import parvis.conversation.Visibility;
import parvis.database.Transactions;
import parvis.ledger.How;
import parvis.support.Leaving;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.TwoBrands.Member;
import parvis.support.Unheard;
import parvis.support.Web;

/** What is sent at the desk stands at the door for ten seconds, or until an hour that its author chose. */
@ProductTest
class DepartureTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    @Autowired
    Leaving leaving;

    @Autowired
    Departing departing;

    @Autowired
    TakingBack takingBack;

    @Autowired
    Accepting accepting;

    @Autowired
    Closing closing;

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
        asker = brands.member(brand, "Ida Test");
        question = brands.ask(brand, asker, "À la porte " + Unheard.word(), "Que faire ?");
    }

    @Test
    void nothingOfItShowsOutsideBeforeItsTime() {
        var before = square();
        var queued = state();

        assertThat(send("public", "Resserrez l’écrou.")).hasStatus(302);

        assertThat(square()).isEqualTo(before).doesNotContain("Resserrez");
        assertThat(state()).as("where it stands and what it counts").isEqualTo(queued);
        assertThat(body(web.get(brand, asker.session(), question.path()))).doesNotContain("Resserrez");
        assertThat(letters()).isZero();
        assertThat(desk("manager"))
                .contains("Resserrez l’écrou.", "Partira dans", "data-takes-back", "Réponse au départ");
        assertThat(desk("owner")).contains("Resserrez l’écrou.", "Partira dans").doesNotContain("data-takes-back");

        leaving.depart(brand, question.id());

        assertThat(square()).contains("Resserrez l’écrou.");
        assertThat(letters()).isEqualTo(1);
        assertThat(desk("manager")).contains("En attente de la personne").doesNotContain("Partira dans");
    }

    @Test
    void takenBackItIsADraftAgainAndWasNeverThere() {
        var before = square();
        send("public", "Trop vite.");
        var queued = state();

        var back = post("manager", "/messages/" + last() + "/withdrawal", Map.of());

        assertThat(back).hasStatusOk().bodyText().contains("Trop vite.</textarea>", "Brouillon gardé");
        assertThat(state()).isEqualTo(queued);
        assertThat(square()).isEqualTo(before);
        assertThat(letters()).isZero();
        assertThat(Jsoup.parse(desk("manager"))
                        .selectFirst("#composer textarea")
                        .wholeText())
                .as("on another device")
                .isEqualTo("Trop vite.");
        assertThat(post("owner", "/messages/" + UUID.randomUUID() + "/withdrawal", Map.of()))
                .hasStatus(404);
    }

    @Test
    void takenBackBesideSomethingElseThatWasTypedBothAreKept() {
        send("public", "Trop vite.");
        post("manager", "/drafts", Map.of("to", "public", "text", "La suite"));

        var back = Jsoup.parse(body(post("manager", "/messages/" + last() + "/withdrawal", Map.of())));

        assertThat(back.selectFirst("#composer textarea").wholeText()).isEqualTo("Trop vite.");
        assertThat(back.selectFirst("#kept .notice").text()).contains("La suite");
        var kept = Map.of(
                "draft",
                back.selectFirst("#kept [name=draft]").val(),
                "revision",
                back.selectFirst("#kept [name=revision]").val(),
                "to",
                "public",
                "text",
                "Trop vite, corrigé.");
        post("manager", "/drafts", kept);
        assertThat(number(
                        "select count(*) from conversation.draft where conversation = ? and text in ('La suite', 'Trop vite, corrigé.')",
                        question.id().value()))
                .isEqualTo(2);
    }

    @Test
    void onlyItsAuthorTakesItBackAndNotOnceItHasLeft() {
        send("public", "Serrez.");
        var message = last();
        assertThat(post("owner", "/messages/" + message + "/withdrawal", Map.of()))
                .hasStatus(403);
        leaving.depart(brand, question.id());
        assertThat(post("manager", "/messages/" + message + "/withdrawal", Map.of()))
                .hasStatus(409);
        assertThat(square()).contains("Serrez.");
    }

    @Test
    void takenBackWhileItLeavesItEitherLeavesOrIsADraft() throws Exception {
        try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 8; i++) {
                var one = brands.ask(brand, asker, "Au dernier instant " + i, "Que faire ?");
                var held = (Answering.Outcome.Written) departing.hold(
                        brand, one.id(), brands.teammate(brand, "manager"), words("Enfin."), null, Instant.now());
                var start = new CountDownLatch(1);
                var left = both.submit(() -> {
                    start.await();
                    leaving.depart(brand, one.id());
                    return null;
                });
                var taken = both.submit(() -> {
                    start.await();
                    return takingBack.takeBack(
                            brand, held.message(), brands.teammate(brand, "manager"), How.DESK, Instant.now());
                });
                start.countDown();
                left.get();
                var isThere = number(
                        "select count(*) from conversation.message where id = ?",
                        held.message().value());
                var isDraft = number(
                        "select count(*) from conversation.draft where conversation = ?",
                        one.id().value());
                assertThat(isThere + isDraft).isEqualTo(1);
                assertThat(taken.get() instanceof TakingBack.Outcome.TakenBack).isEqualTo(isDraft == 1);
            }
        }
    }

    @Test
    void whoAnswersPastAnAnswerAtTheDoorIsToldAsPastAnyOther() {
        var seen = question.lastMessage().value().toString();
        send("public", "C’est l’écrou.");
        assertThat(post("owner", "/messages", Map.of("to", "public", "text", "C’est la vis.", "lastSeen", seen)))
                .hasStatus(409)
                .bodyText()
                .contains("C’est l’écrou.", ">C’est la vis.</textarea>");
    }

    @Test
    void whoWritesWhileItLeavesIsStillOwedAnAnswer() {
        send("public", "Voilà.");
        reply("Et aussi, le couvercle ?");
        leaving.depart(brand, question.id());
        assertThat(square()).contains("Voilà.", "le couvercle");
        assertThat(state()).contains("open");
    }

    @Test
    void putOffItIsShownChangedAndSentAtItsHour() {
        var hour = LocalDateTime.now(brand.zone()).plusDays(3).truncatedTo(ChronoUnit.MINUTES);
        assertThat(post(
                        "manager",
                        "/messages",
                        Map.of("to", "public", "text", "Plus tard.", "later", "yes", "hour", hour.toString())))
                .hasStatus(302);
        var message = last();
        assertThat(desk("manager"))
                .contains("Plus tard.", "value=\"" + hour + "\"", "Envoyer maintenant", "a prévu l’envoi");
        assertThat(state()).contains("open");

        assertThat(post("owner", "/messages/" + message + "/departure", Map.of()))
                .hasStatus(403);
        assertThat(post(
                        "manager",
                        "/messages/" + message + "/departure",
                        Map.of("later", "yes", "hour", "2001-01-01T10:00")))
                .hasStatus(422);
        assertThat(post("manager", "/messages/" + message + "/departure", Map.of("preset", "week")))
                .hasStatus(302);
        assertThat(square()).doesNotContain("Plus tard.");

        assertThat(post("manager", "/messages/" + message + "/departure", Map.of()))
                .hasStatus(302);
        soon(() -> square().contains("Plus tard."));
    }

    @Test
    void whatIsNoHourToComeIsRefusedWithTheTextKept() {
        for (var hour : List.of("", "demain", "2001-01-01T10:00", "2999-01-01T10:00", "9".repeat(400))) {
            assertThat(post(
                            "manager",
                            "/messages",
                            Map.of("to", "public", "text", "Quand ?", "later", "yes", "hour", hour)))
                    .as(hour)
                    .hasStatus(422)
                    .bodyText()
                    .contains("choisissez une heure à venir", ">Quand ?</textarea>");
        }
        assertThat(square()).doesNotContain("Quand ?");
    }

    @Test
    void somebodyWhoWritesMeanwhileStopsWhatWasPutOffAndItsAuthorIsTold() {
        var email = "manager@tilleul.test";
        assertThat(post("manager", "/messages", Map.of("to", "public", "text", "Dans la semaine.", "preset", "week")))
                .hasStatus(302);

        reply("C’est réglé, merci.");

        assertThat(desk("manager")).contains("Envoi arrêté", "Envoyer maintenant", "Dans la semaine.");
        assertThat(number(
                        "select count(*) from notice.mail where kind = 'answer_stopped' and recipient = '" + email
                                + "' and conversation = ?",
                        question.id().value()))
                .isEqualTo(1);
        assertThat(post("manager", "/messages/" + last("Dans la semaine.") + "/withdrawal", Map.of()))
                .hasStatusOk()
                .bodyText()
                .contains("Dans la semaine.</textarea>");
        assertThat(square()).contains("C’est réglé").doesNotContain("Dans la semaine.");
    }

    @Test
    void whatMayNotLeaveWhenItsHourComesWaitsForAColleague() {
        post("manager", "/messages", Map.of("to", "public", "text", "Close entre-temps.", "preset", "week"));
        closing.close(brand, question.id(), brands.teammate(brand, "owner"), How.DESK, Instant.now());
        transactions.run(
                brand.id(),
                () -> db.sql("update conversation.departure set departs_at = '2001-01-01' where conversation = ?")
                        .param(question.id().value())
                        .update());
        soon(() -> desk("owner").contains("Devait partir plus tard"));
        assertThat(square()).doesNotContain("Close entre-temps.");
    }

    @Test
    void aPrivateAnswerLeavesByItsLetterOnceAndAtOnce() {
        send("private", "Entre nous.");
        assertThat(letters()).isZero();
        leaving.depart(brand, question.id());
        assertThat(letters()).isEqualTo(1);
        soon(() -> leaving.state(brand, new MessageId(UUID.fromString(last()))).equals("sent"));
    }

    private static Answering.Words words(String text) {
        return new Answering.Words(Kind.SENT, Visibility.PUBLIC, text, null, How.DESK, List.of());
    }

    private void reply(String text) {
        var from = new Incoming.From(asker.name(), asker.email(), null, true);
        accepting.acceptNow(
                brand,
                new Incoming(
                        "square",
                        UUID.randomUUID().toString(),
                        null,
                        from,
                        "",
                        text,
                        null,
                        null,
                        question.id().value(),
                        Instant.now().plus(Duration.ofMillis(5)),
                        null,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        false,
                        "direct"),
                Instant.now());
    }

    private MvcTestResult send(String to, String text) {
        return post("manager", "/messages", Map.of("to", to, "text", text));
    }

    private MvcTestResult post(String who, String path, Map<String, String> fields) {
        return web.post(brand, brands.sessionOf(brand, who), question.deskPath() + path, fields);
    }

    private String desk(String who) {
        return body(web.get(brand, brands.sessionOf(brand, who), question.deskPath()));
    }

    private String square() {
        return body(web.get(brand, null, question.path()));
    }

    /** Where the conversation stands, and everything it counts. */
    private String state() {
        return transactions.reading(
                brand.id(),
                () -> db.sql("""
                        select concat_ws(' ', state, due_at, owner, messages, public_messages, answers, last_message, last_message_at)
                          from conversation.conversation where id = ?
                        """)
                        .param(question.id().value())
                        .query(String.class)
                        .single());
    }

    private long letters() {
        return number(
                "select count(*) from notice.mail where kind = 'answer' and conversation = ?",
                question.id().value());
    }

    private long number(String sql, UUID of) {
        return transactions.reading(
                brand.id(), () -> db.sql(sql).param(of).query(Long.class).single());
    }

    private String last() {
        return transactions.reading(
                brand.id(),
                () -> db.sql(
                                "select id::text from conversation.message where conversation = ? order by id desc limit 1")
                        .param(question.id().value())
                        .query(String.class)
                        .single());
    }

    private String last(String text) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select id::text from conversation.message where conversation = ? and text = ?")
                        .params(question.id().value(), text)
                        .query(String.class)
                        .single());
    }

    private static String body(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
