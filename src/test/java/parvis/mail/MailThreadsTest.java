package parvis.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static parvis.support.Soon.soon;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.brand.Brand;
import parvis.conversation.Answering;
import parvis.conversation.Conversation;
import parvis.conversation.Kind;
import parvis.conversation.MailNames;
import parvis.conversation.Visibility;
import parvis.database.Ids;
import parvis.database.Transactions;
import parvis.ledger.How;
import parvis.support.Mailing;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.TwoBrands.Member;
import parvis.support.Web;

/** Which conversation a mail joins, and what machines say about ours. */
@ProductTest
class MailThreadsTest {
    private static final String HOUSE = "bonjour@tilleul.test";

    @Autowired
    TwoBrands brands;

    @Autowired
    SmtpDoor door;

    @Autowired
    MailNames names;

    @Autowired
    Answering answering;

    @Autowired
    Web web;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    private Brand tilleul;
    private Mailing mailing;
    private Member asker;
    private Conversation conversation;

    @BeforeEach
    void aConversation() {
        tilleul = brands.tilleul();
        mailing = new Mailing(door.port());
        asker = brands.member(tilleul, "Basile Fil");
        conversation = brands.writePrivately(tilleul, asker, "Ma lampe " + UUID.randomUUID(), "Elle clignote.");
        answering.write(
                tilleul,
                conversation.id(),
                brands.teammate(tilleul, "manager"),
                new Answering.Words(Kind.SENT, Visibility.PRIVATE, "Dévissez-la.", null, How.DESK, List.of()),
                Instant.now());
    }

    @Test
    void anAnswerToOurMailJoinsItsConversationWhateverItsSubject() throws Exception {
        assertThat(state()).isEqualTo("waiting");
        var mail = Mailing.plain(asker.email(), asker.name(), "tout autre chose", "C'est fait.");
        mail.setHeader("In-Reply-To", ours());
        mailing.send(mail, HOUSE);
        soon(() -> said().contains("C'est fait."));
        assertThat(state()).isEqualTo("open");
    }

    @Test
    void anAnswerToAMailThatWeReceivedAndOneOfTheSameSubjectJoinToo() throws Exception {
        var subject = "Ampoule " + UUID.randomUUID();
        var first = Mailing.plain("fil@mel.example", "Fil", subject, "Un.");
        mailing.send(first, HOUSE);
        soon(() -> conversations(subject) == 1);
        var second = Mailing.plain("autre@mel.example", "Autre", "Sans rapport", "Deux.");
        second.setHeader("References", "<rien@mel.example> " + first.getMessageID());
        mailing.send(second, HOUSE);
        mailing.send(Mailing.plain("fil@mel.example", "Fil", "RE: TR : Re: " + subject, "Trois."), HOUSE);
        mailing.send(Mailing.plain("tiers@mel.example", "Tiers", "Re: " + subject, "Quatre."), HOUSE);
        soon(() -> messagesOf(subject).size() == 3);
        assertThat(messagesOf(subject)).containsExactly("Un.", "Deux.", "Trois.");
        soon(() -> conversations("Re: " + subject) == 1);
    }

    @Test
    void somebodyElseWhoAnswersJoinsAsThemselvesAndReadsNothing() throws Exception {
        var other = brands.member(tilleul, "Clara Tierce");
        var mail = Mailing.plain(other.email(), other.name(), "Fwd: lampe", "Je réponds pour lui.");
        mail.setHeader("References", ours());
        mailing.send(mail, HOUSE);
        soon(() -> said().contains("Je réponds pour lui."));
        assertThat(transactions.reading(
                        tilleul.id(),
                        () -> db.sql("""
                                select p.name from conversation.message m join person.person p on p.id = m.person
                                 where m.text = 'Je réponds pour lui.' and m.conversation = ?
                                """)
                                .param(conversation.id().value())
                                .query(String.class)
                                .single()))
                .isEqualTo("Clara Tierce");
        assertThat(state()).as("what the house owes is owed to the asker").isEqualTo("waiting");
        assertThat(web.get(tilleul, other.session(), conversation.path())
                        .getResponse()
                        .getStatus())
                .isEqualTo(404);
        assertThat(page(asker.session(), conversation.path())).doesNotContain("Je réponds pour lui.");
    }

    @Test
    void aForgedNameJoinsNothing() throws Exception {
        var forged = ours().replaceFirst("p\\.....", "p.0000");
        var subject = "Faux " + UUID.randomUUID();
        var mail = Mailing.plain("faux@mel.example", "Faux", subject, "Bonjour.");
        mail.setHeader("In-Reply-To", forged);
        mailing.send(mail, HOUSE);
        soon(() -> conversations(subject) == 1);
        assertThat(said()).doesNotContain("Bonjour.");
    }

    @Test
    void anAutomaticReplyStopsNoClockOpensNoPromiseAndIsCalledSo() throws Exception {
        var away = Mailing.plain(asker.email(), asker.name(), "Absence du bureau", "Je suis absent.");
        away.setHeader("Auto-Submitted", "auto-replied");
        away.setHeader("In-Reply-To", ours());
        mailing.send(away, HOUSE);
        soon(() -> said().contains("Je suis absent."));
        assertThat(state()).isEqualTo("waiting");
        assertThat(desk(conversation.number())).contains("réponse automatique");

        var subject = "Absence " + UUID.randomUUID();
        var alone = Mailing.plain("robot@mel.example", "Robot", subject, "Je suis absent aussi.");
        alone.setHeader("Auto-Submitted", "auto-replied");
        mailing.send(alone, HOUSE);
        soon(() -> conversations(subject) == 1);
        assertThat(transactions.reading(
                        tilleul.id(),
                        () -> db.sql(
                                        "select count(*) from conversation.conversation where subject = ? and due_at is null and promise_minutes is null")
                                .param(subject)
                                .query(Long.class)
                                .single()))
                .isEqualTo(1);
    }

    @Test
    void aBounceStandsWhereTheMailWasWrittenAndAnotherNowhere() throws Exception {
        var before = all();
        mailing.sendFrom("", bounce(ours(), "perdu@mel.example"), HOUSE);
        soon(() -> said().stream().anyMatch(text -> text.contains("n’est pas arrivé à perdu@mel.example")));
        assertThat(desk(conversation.number())).contains("message non remis", "perdu&#64;mel.example");
        assertThat(state()).isEqualTo("waiting");

        mailing.sendFrom("", bounce("<inconnu." + UUID.randomUUID() + "@mel.example>", "x@mel.example"), HOUSE);
        soon(() -> count("select count(*) from mail.received where state = 'aside' and reason = 'bounce'") > 0);
        assertThat(all()).isEqualTo(before);
    }

    @Test
    void ourOwnMailThatComesBackIsNoConversation() throws Exception {
        var before = all();
        var own = Mailing.plain(HOUSE, "Maison Tilleul", "Votre lampe", "Dévissez-la.");
        own.setHeader("Message-ID", ours());
        mailing.send(own, HOUSE);
        soon(() -> count("select count(*) from mail.received where state = 'aside' and reason = 'own'") > 0);
        assertThat(all()).isEqualTo(before);
    }

    private static jakarta.mail.internet.MimeMessage bounce(String original, String recipient) throws Exception {
        return Mailing.source("""
                From: Mail Delivery System <mailer-daemon@mx.example>
                To: bonjour@tilleul.test
                Subject: Undelivered Mail Returned to Sender
                Message-ID: <%s@mx.example>
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="b"

                --b
                Content-Type: text/plain; charset=us-ascii

                I'm sorry to have to inform you that your message could not be delivered.

                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example

                Final-Recipient: rfc822; %s
                Action: failed
                Status: 5.1.1
                Diagnostic-Code: smtp; 550 5.1.1 User unknown

                --b
                Content-Type: text/rfc822-headers

                From: bonjour@tilleul.test
                To: %s
                Subject: Votre lampe
                Message-ID: %s

                --b--
                """.formatted(UUID.randomUUID(), recipient, recipient, original));
    }

    private String ours() {
        return names.of(tilleul.id(), conversation.id(), Ids.next(), "tilleul.test");
    }

    private String state() {
        return one(
                "select state from conversation.conversation where id = ?",
                conversation.id().value());
    }

    private List<String> said() {
        return transactions.reading(
                tilleul.id(),
                () -> db.sql("select text from conversation.message where conversation = ?")
                        .param(conversation.id().value())
                        .query(String.class)
                        .list());
    }

    private List<String> messagesOf(String subject) {
        return transactions.reading(
                tilleul.id(),
                () -> db.sql("""
                        select m.text from conversation.message m join conversation.conversation c on c.id = m.conversation
                         where c.subject = ? order by m.stored_at
                        """).param(subject).query(String.class).list());
    }

    private long conversations(String subject) {
        return transactions.reading(
                tilleul.id(),
                () -> db.sql("select count(*) from conversation.conversation where subject = ?")
                        .param(subject)
                        .query(Long.class)
                        .single());
    }

    private long all() {
        return count("select count(*) from conversation.conversation");
    }

    private long count(String sql) {
        return transactions.reading(
                tilleul.id(), () -> db.sql(sql).query(Long.class).single());
    }

    private String one(String sql, Object parameter) {
        return transactions.reading(
                tilleul.id(),
                () -> db.sql(sql).param(parameter).query(String.class).single());
    }

    private String desk(long number) {
        return page(brands.sessionOf(tilleul, "manager"), "/desk/conversations/" + number);
    }

    private String page(String session, String path) {
        return new String(
                web.get(tilleul, session, path).getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
