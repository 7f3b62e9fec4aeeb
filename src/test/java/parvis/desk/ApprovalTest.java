package parvis.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Brand;
import parvis.conversation.Accepting;
import parvis.conversation.Answering;
import parvis.conversation.Approvals;
import parvis.conversation.Approving;
import parvis.conversation.Conversation;
import parvis.conversation.Incoming;
import parvis.conversation.Kind;
import parvis.conversation.MessageId;
import parvis.conversation.Visibility;
import parvis.database.Transactions;
import parvis.ledger.How;
import parvis.support.Leaving;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.TwoBrands.Member;
import parvis.support.Unheard;
import parvis.support.Web;

/** A trainee's answers, and those that a secretary writes for somebody, leave once somebody approves the very words. */
@ProductTest
class ApprovalTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    @Autowired
    Leaving leaving;

    @Autowired
    Answering answering;

    @Autowired
    Approving approving;

    @Autowired
    Approvals approvals;

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
        nothingOfOthersWaits();
        asker = brands.member(brand, "Rose Test");
        question = brands.ask(brand, asker, "À relire " + Unheard.word(), "Que faire ?");
    }

    /** Who tries every route leaves many that wait, and the list shows the oldest. */
    private void nothingOfOthersWaits() {
        transactions.run(
                brand.id(),
                () -> db.sql("delete from conversation.approval where state <> 'approved'")
                        .update());
    }

    @Test
    void aTraineesAnswerIsReadByNobodyOutsideUntilItIsApproved() {
        var before = square();
        var stood = state();

        assertThat(propose("public", "Resserrez l’écrou.")).hasStatus(302);

        assertThat(square()).isEqualTo(before).doesNotContain("Resserrez");
        assertThat(state()).isEqualTo(stood);
        assertThat(desk("trainee").select(".proposal").text()).contains("Écrite par Trainee", "Corriger", "Reprendre");
        assertThat(desk("trainee").select(".proposal form[action*=/approval]")).isEmpty();
        assertThat(list("manager").text()).contains(question.subject(), "Resserrez l’écrou.", "Approuver");

        assertThat(approve("manager")).hasStatus(302);
        assertThat(square()).isEqualTo(before);
        assertThat(desk("manager").text()).contains("Partira dans");

        leaving.depart(brand, question.id());
        assertThat(square()).contains("Resserrez l’écrou.", "Trainee de Maison Tilleul");
        assertThat(desk("owner").select(".proposal").text())
                .contains("Écrite par Trainee de Maison Tilleul, approuvée par Manager de Maison Tilleul");
        assertThat(owner())
                .as("who lets it go has it")
                .isEqualTo(brands.teammate(brand, "manager").id().value());
        assertThat(list("manager").text()).doesNotContain(question.subject());
        assertThat(told("answer.proposed", "answer.approved", "answer.sent")).isEqualTo(3);
    }

    @Test
    void theAuthorNeverApprovesAndNeitherDoesWhoeverMayNotAnswer() {
        propose("public", "De moi.");
        for (var who : List.of("trainee", "secretary")) {
            assertThat(approve(who)).as(who).hasStatus(403);
            assertThat(post(who, "/advice", Map.of("version", version(), "text", "Mieux.")))
                    .as(who)
                    .hasStatus(403);
        }
        for (var who : List.of("strategist", "creative")) {
            assertThat(approve(who)).as(who).hasStatus(403);
        }
        // by the door of what is withheld nobody lets it go past its version
        assertThat(web.post(brand, session("owner"), "/desk/messages/" + message() + "/approval", Map.of()))
                .hasStatus(404);
        // a conversation of the manager's is not an expert's to answer
        answering.write(
                brand,
                question.id(),
                brands.teammate(brand, "manager"),
                new Answering.Words(Kind.SENT, Visibility.PUBLIC, "Je prends.", null, How.DESK, List.of()),
                Instant.now());
        assertThat(approve("expert")).hasStatus(403);
        assertThat(list("expert").text()).doesNotContain(question.subject());
        assertThat(square()).doesNotContain("De moi.");
        assertThat(approve("owner")).hasStatus(302);
    }

    @Test
    void whatIsApprovedIsTheVeryVersionThatWasRead() {
        propose("public", "Première version.");
        var read = version();
        assertThat(post("trainee", "/revision", Map.of("version", read, "text", "Deuxième version.")))
                .hasStatus(302);

        var refused = post("manager", "/approval", Map.of("version", read, "lastSeen", lastSeen()));

        assertThat(refused).hasStatus(409);
        assertThat(Jsoup.parse(body(refused)).select(".proposal [role=alert]").text())
                .contains("le texte a changé depuis que vous l’avez lu");
        assertThat(post("trainee", "/revision", Map.of("version", read, "text", "Par-dessus.")))
                .as("from another window of theirs")
                .hasStatus(409);
        assertThat(departures()).isZero();
        assertThat(approve("manager")).hasStatus(302);
        leaving.depart(brand, question.id());
        assertThat(square()).contains("Deuxième version.").doesNotContain("Première version.");
    }

    @Test
    void whatChangedAfterItWasApprovedDoesNotLeave() {
        propose("public", "Approuvé tel quel.");
        approve("manager");
        transactions.run(
                brand.id(),
                () -> db.sql("update conversation.message set text = 'Autre chose.' where id = ?")
                        .param(message())
                        .update());
        leaving.depart(brand, question.id());
        assertThat(square()).doesNotContain("Autre chose.", "Approuvé tel quel.");
        assertThat(list("manager").text()).contains("Autre chose.");
    }

    @Test
    void whoeverApprovesMayPutItIntoOtherWords() {
        propose("private", "Un peu sec.");
        var fields = new HashMap<>(Map.of("version", version(), "lastSeen", lastSeen(), "text", "Avec plaisir."));
        assertThat(post("manager", "/approval", fields)).hasStatus(302);
        leaving.depart(brand, question.id());
        leaving.arrive(brand, new MessageId(message()));
        var shown = desk("trainee");
        assertThat(shown.select(".proposal").text()).contains("retouchée et approuvée par Manager");
        assertThat(shown.text()).contains("Avec plaisir.").doesNotContain("Un peu sec.");
        assertThat(body(web.get(brand, asker.session(), question.path()))).contains("Avec plaisir.");
        assertThat(square()).doesNotContain("Avec plaisir.");
        assertThat(alerts("trainee", "approved")).isEqualTo(1);
    }

    @Test
    void itIsGivenBackWithAWordThatItsAuthorSees() {
        propose("public", "Débrouillez-vous.");
        assertThat(alerts("manager", "approval")).isEqualTo(1);
        assertThat(post("manager", "/advice", Map.of("version", version(), "text", " ")))
                .hasStatus(422);

        assertThat(post("manager", "/advice", Map.of("version", version(), "text", "Dites bonjour d’abord.")))
                .hasStatus(302);

        assertThat(alerts("manager", "approval")).isZero();
        assertThat(alerts("trainee", "returned")).isEqualTo(1);
        assertThat(desk("trainee").select(".proposal").text()).contains("Dites bonjour d’abord.", "rendue par Manager");
        assertThat(Jsoup.parse(body(web.get(brand, session("trainee"), "/desk")))
                        .select("#approvals")
                        .text())
                .isNotEmpty();
        assertThat(approve("owner")).as("it is with its author").hasStatus(409);

        post("trainee", "/revision", Map.of("version", version(), "text", "Bonjour, serrez la vis."));
        assertThat(alerts("manager", "approval")).isEqualTo(1);
        assertThat(approve("owner")).hasStatus(302);
        leaving.depart(brand, question.id());
        assertThat(square()).contains("Bonjour, serrez la vis.").doesNotContain("Débrouillez-vous.", "Dites bonjour");
    }

    @Test
    void whatWasSaidMeanwhileIsReadFirst() {
        propose("public", "Ma réponse.");
        var seen = lastSeen();
        var version = version();
        reply("Non, c’est pire.");

        var refused = post("manager", "/approval", Map.of("version", version, "lastSeen", seen));

        assertThat(refused).hasStatus(409);
        assertThat(body(refused)).contains("Non, c’est pire.", "Relisez son message");
        assertThat(departures()).isZero();
        assertThat(approve("manager")).hasStatus(302);
        // what is at the door stands before the eyes of whoever answers next, though it was drafted before the reply
        assertThat(web.post(
                        brand,
                        session("owner"),
                        question.deskPath() + "/messages",
                        Map.of("to", "public", "text", "Moi aussi.", "lastSeen", last("Non, c’est pire."))))
                .hasStatus(409);
    }

    @Test
    void twoPressesMakeOneProposalAndTwoWhoApproveSendOne() throws Exception {
        propose("public", "Une seule fois.");
        assertThat(propose("public", "Une seule fois.")).hasStatus(409);
        var version = version();
        var message = new MessageId(message());
        try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
            var start = new CountDownLatch(1);
            var tries = List.of("manager", "owner", "manager", "owner").stream()
                    .<Callable<Approving.Outcome>>map(who -> () -> {
                        start.await();
                        return approving.approve(
                                brand,
                                message,
                                brands.teammate(brand, who),
                                version,
                                null,
                                null,
                                How.DESK,
                                Instant.now());
                    })
                    .map(both::submit)
                    .toList();
            start.countDown();
            var done = 0;
            for (var one : tries) {
                done += one.get() instanceof Approving.Outcome.Done ? 1 : 0;
            }
            assertThat(done).isEqualTo(1);
        }
        assertThat(departures()).isEqualTo(1);
        assertThat(approve("owner")).hasStatus(409);
        leaving.depart(brand, question.id());
        assertThat(square()).containsOnlyOnce("<p>Une seule fois.</p>");
    }

    @Test
    void inTenSecondsTheApprovalIsTakenBackOrTheWords() {
        propose("public", "Pas encore.");
        approve("manager");
        assertThat(post("owner", "/withdrawal", Map.of())).hasStatus(403);
        assertThat(post("manager", "/withdrawal", Map.of())).hasStatus(302);
        assertThat(departures()).isZero();
        assertThat(list("manager").text()).contains("Pas encore.");

        approve("manager");
        var back = post("trainee", "/withdrawal", Map.of());
        assertThat(back).hasStatusOk();
        assertThat(Jsoup.parse(body(back))
                        .select("#composer textarea[name=text]")
                        .text())
                .isEqualTo("Pas encore.");
        assertThat(departures()).isZero();
        assertThat(square()).doesNotContain("Pas encore.");
        assertThat(list("manager").text()).doesNotContain(question.subject());
    }

    @Test
    void aSecretaryWritesForSomebodyWhoAloneApproves() {
        assertThat(propose("secretary", "public", "La direction répond.", ""))
                .as("for whom is not said")
                .hasStatus(422);
        var executive = brands.teammate(brand, "executive");
        var expert = brands.teammate(brand, "expert").id().value().toString();
        assertThat(propose("secretary", "public", "La direction répond.", expert))
                .as("nobody writes for an expert")
                .hasStatus(422);
        assertThat(propose(
                        "secretary",
                        "public",
                        "La direction répond.",
                        executive.id().value().toString()))
                .hasStatus(302);

        for (var who : List.of("secretary", "manager", "owner", "expert")) {
            assertThat(approve(who)).as(who).hasStatus(403);
            assertThat(list(who).select("form[action*=" + message() + "]")).isEmpty();
        }
        assertThat(alerts("executive", "approval")).isEqualTo(1);
        assertThat(web.post(
                        brand,
                        session("executive"),
                        question.deskPath() + "/messages/" + message() + "/approval",
                        Map.of("version", version(), "lastSeen", lastSeen(), "back", "approvals")))
                .as("one press in the list")
                .hasStatus(302)
                .redirectedUrl()
                .isEqualTo("/desk/approvals");
        leaving.depart(brand, question.id());
        assertThat(square())
                .contains("La direction répond.", "Executive de Maison Tilleul")
                .doesNotContain("Secretary");
        assertThat(desk("manager").select(".proposal").text())
                .contains("Écrite par Secretary de Maison Tilleul, approuvée par Executive de Maison Tilleul");
        assertThat(owner()).isEqualTo(executive.id().value());
    }

    @Test
    void anHourThatItsAuthorWishedIsKept() {
        assertThat(web.post(
                        brand,
                        session("trainee"),
                        question.deskPath() + "/messages",
                        Map.of("to", "public", "text", "Pour demain.", "preset", "tomorrow")))
                .hasStatus(302);
        approve("manager");
        assertThat(desk("manager").select(".journey").text())
                .contains("Départ prévu")
                .doesNotContain("Partira dans");
    }

    @Test
    void aTraineeNotesAndDoesNothingElseToAConversation() {
        assertThat(post("trainee", question.deskPath(), "/messages", Map.of("to", "note", "text", "Vu.")))
                .hasStatus(302);
        for (var act : List.of("/closure", "/sleep", "/owner")) {
            assertThat(post("trainee", question.deskPath(), act, Map.of("preset", "week", "to", expertId())))
                    .as(act)
                    .hasStatus(403);
        }
        assertThat(web.get(brand, session("trainee"), "/desk/new")).hasStatus(403);
        assertThat(web.post(
                        brand,
                        session("trainee"),
                        question.path().replaceFirst("-.*", "") + "/messages",
                        Map.of("text", "Ici.")))
                .hasStatus(403);
    }

    private String expertId() {
        return brands.teammate(brand, "expert").id().value().toString();
    }

    private MvcTestResult propose(String to, String text) {
        return propose("trainee", to, text, "");
    }

    private MvcTestResult propose(String who, String to, String text, String voice) {
        return post(who, question.deskPath(), "/messages", Map.of("to", to, "text", text, "voice", voice));
    }

    private MvcTestResult approve(String who) {
        return post(who, "/approval", Map.of("version", version(), "lastSeen", lastSeen()));
    }

    private MvcTestResult post(String who, String act, Map<String, String> fields) {
        return post(who, question.deskPath() + "/messages/" + message(), act, fields);
    }

    private MvcTestResult post(String who, String path, String act, Map<String, String> fields) {
        return web.post(brand, session(who), path + act, fields);
    }

    private String session(String who) {
        return brands.sessionOf(brand, who);
    }

    private void reply(String text) {
        accepting
                .acceptNow(
                        brand,
                        new Incoming(
                                "square",
                                UUID.randomUUID().toString(),
                                null,
                                new Incoming.From(asker.name(), asker.email(), null, true),
                                question.subject(),
                                text,
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
                        Instant.now())
                .orElseThrow();
    }

    private Document desk(String who) {
        return Jsoup.parse(body(web.get(brand, session(who), question.deskPath())));
    }

    private Element list(String who) {
        return Jsoup.parse(body(web.get(brand, session(who), "/desk/approvals")))
                .selectFirst("main");
    }

    private String square() {
        return body(web.get(brand, null, question.path()));
    }

    private String lastSeen() {
        return desk("owner").selectFirst("#composer [name=lastSeen]").val();
    }

    private UUID message() {
        return one(
                "select message from conversation.approval a join conversation.message m on m.id = a.message where m.conversation = ? order by message desc limit 1");
    }

    private String version() {
        return transactions.reading(
                brand.id(),
                () -> approvals
                        .byMessage(new MessageId(message()))
                        .orElseThrow()
                        .version());
    }

    private UUID owner() {
        return one("select owner from conversation.conversation where id = ?");
    }

    private UUID one(String sql) {
        return transactions.reading(
                brand.id(),
                () -> db.sql(sql).param(question.id().value()).query(UUID.class).single());
    }

    private String last(String text) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select id::text from conversation.message where conversation = ? and text = ?")
                        .params(question.id().value(), text)
                        .query(String.class)
                        .single());
    }

    private long departures() {
        return number("select count(*) from conversation.departure where conversation = ?");
    }

    private long told(String... whats) {
        return number("select count(distinct what) from ledger.event where conversation = ? and what in ('"
                + String.join("', '", whats) + "')");
    }

    private long alerts(String who, String kind) {
        return number("select count(*) from conversation.alert where conversation = ? and kind = '" + kind
                + "' and teammate = '" + brands.teammate(brand, who).id().value() + "'");
    }

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

    private long number(String sql) {
        return transactions.reading(
                brand.id(),
                () -> db.sql(sql).param(question.id().value()).query(Long.class).single());
    }

    private static String body(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
