package parvis.notice;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Brand;
import parvis.conversation.Answering;
import parvis.conversation.ConversationId;
import parvis.conversation.Copying;
import parvis.conversation.MessageId;
import parvis.conversation.Visibility;
import parvis.database.Transactions;
import parvis.ledger.How;
import parvis.mail.MailEvent.ComplainedAbout;
import parvis.mail.SmtpDoor;
import parvis.notice.Delivery.Outcome;
import parvis.notice.Delivery.Refusal;
import parvis.person.People;
import parvis.support.Leaving;
import parvis.support.Mailing;
import parvis.support.ProductTest;
import parvis.support.Soon;
import parvis.support.TwoBrands;
import parvis.support.Web;

/** Those who read a mail and its answer beside the one who asked. */
@ProductTest
class CopiesTest {
    private static final String HOUSE = "bonjour@tilleul.test";

    @Autowired
    TwoBrands brands;

    @Autowired
    SmtpDoor door;

    @Autowired
    Web web;

    @Autowired
    LetterEnds ends;

    @Autowired
    Undeliverable undeliverable;

    @Autowired
    People people;

    @Autowired
    Leaving leaving;

    @Autowired
    Answering answering;

    @Autowired
    Copying copying;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    @Value("${parvis.data}")
    Path data;

    Brand brand;
    String subject;
    String asker;
    String friend;
    String desk;

    @BeforeEach
    void somebodyWritesWithAFriendInCopy() throws Exception {
        brand = brands.tilleul();
        var some = UUID.randomUUID().toString().substring(0, 8);
        subject = "Notre robot " + some;
        asker = "helene." + some + "@mel.example";
        friend = "ami." + some + "@mel.example";
        var mail = Mailing.plain(asker, "Hélène Copie", subject, "Il ne tourne plus.");
        mail.addRecipients(
                Message.RecipientType.CC,
                "\"L’Ami\" <" + friend + ">, " + HOUSE + ", bonjour+x@tilleul.test, " + asker);
        mail.saveChanges();
        new Mailing(door.port()).send(mail, HOUSE);
        desk = Soon.soon(() -> transactions.reading(
                brand.id(),
                () -> db.sql("select '/desk/conversations/' || number from conversation.conversation where subject = ?")
                        .param(subject)
                        .query(String.class)
                        .optional()
                        .orElse(null)));
    }

    @Test
    void whoWasInCopyIsSeenAtTheDeskAndProposedForTheAnswer() {
        var page = text(page());
        assertThat(page).contains("Copie à L’Ami &lt;" + friend + "&gt;", "name=\"cc\" value=\"" + friend + "\"");
        assertThat(page).as("the house is no copy").doesNotContain("bonjour+x", "Copie à " + HOUSE);
    }

    @Test
    void theAnswerIsOneMailToAllThatSpeaksForNobody() throws Exception {
        var answer =
                answer("Nous l’attendons.", friend + ", " + friend.toUpperCase(java.util.Locale.ROOT) + "; " + asker);
        leaving.arrive(brand, answer);
        var sent = mail(answer);
        assertThat(sent.getRecipients(Message.RecipientType.TO)).containsExactly(new InternetAddress(asker));
        assertThat(sent.getRecipients(Message.RecipientType.CC)).containsExactly(new InternetAddress(friend));
        var plain = row(answer, "plain");
        assertThat(plain)
                .startsWith("Nous l’attendons.")
                .contains("> Il ne tourne plus.", "répond à Hélène Copie", "répondez à ce message")
                .doesNotContain("/ratings/", "/signin", "/letters/stop/", "Cela vous a-t-il aidé");
        assertThat(row(answer, "html")).doesNotContain("/ratings/", "/signin", "/letters/stop/");
        assertThat(number("select count(*) from conversation.rating_link where message = ?", answer))
                .isZero();
        assertThat(sent.getHeader("List-Unsubscribe")).isNull();

        var alone = answer("À vous seule.", "");
        assertThat(row(alone, "plain")).as("alone, she says so herself").contains("/ratings/");
    }

    @Test
    void whoIsNewInCopyReadsNothingOfWhatWasSaidBefore() {
        var answer = answer("Notre réparateur vous lit.", friend + ", reparateur@mel.example");
        assertThat(row(answer, "plain")).contains("Notre réparateur vous lit.").doesNotContain("Il ne tourne plus");
        assertThat(row(answer, "html")).doesNotContain("Il ne tourne plus");
    }

    @Test
    void whoAnswersFromACopyJoinsAsThemselvesAndIsProposedNext() throws Exception {
        var answer = answer("Nous l’attendons.", friend);
        leaving.arrive(brand, answer);
        assertThat(state()).isEqualTo("waiting");
        reply(answer, friend, "Ami Lucien", "C’est moi qui l’apporterai.");
        Soon.soon(() -> text(page()).contains("C’est moi qui l’apporterai."));
        assertThat(text(page()))
                .contains("Ami Lucien", "autre personne, message privé, par e-mail")
                .contains("name=\"cc\" value=\"" + friend + "\"");
        assertThat(state()).as("somebody whom the house wrote to waits").isEqualTo("open");
        var friendsSession = brands.session(brand, friend);
        assertThat(web.get(brand, friendsSession, desk.replace("/desk/conversations/", "/questions/") + "-x"))
                .as("reads nothing on its page")
                .hasStatus(404);
        assertThat(text(web.get(brand, brands.session(brand, asker), publicPath())))
                .contains("Nous l’attendons.")
                .doesNotContain("C’est moi qui l’apporterai.");
    }

    @Test
    void whoWasNeverWrittenToIsNotProposedAndReopensNothing() throws Exception {
        var answer = answer("Nous l’attendons.", friend);
        leaving.arrive(brand, answer);
        reply(answer, "curieux@mel.example", "Un Curieux", "Et à moi, que disiez-vous ?");
        Soon.soon(() -> text(page()).contains("Et à moi, que disiez-vous"));
        assertThat(text(page())).contains("Un Curieux").doesNotContain("value=\"curieux@mel.example");
        assertThat(state()).isEqualTo("waiting");
    }

    @Test
    void whatIsWrongWithACopyIsSaidAndEverythingTypedIsKept() {
        transactions.run(brand.id(), () -> people.undeliverable(brand.id(), "morte@mel.example", "550", Instant.now()));
        var wrong = new HashMap<>(Map.of(
                "pas une adresse",
                "n’est pas une adresse",
                friend + ", " + HOUSE,
                HOUSE + " est une adresse de la maison",
                "morte@mel.example",
                "plus rien n’arrive à morte@mel.example"));
        var many = new StringBuilder();
        for (var i = 0; i < 11; i++) {
            many.append("n").append(i).append("@mel.example, ");
        }
        wrong.put(many.toString().strip(), "10 personnes en copie au plus");
        wrong.forEach((typed, said) -> {
            var refused = write("Gardez bien ceci.", typed);
            assertThat(refused).hasStatus(422);
            assertThat(text(refused)).contains(said, "Gardez bien ceci.", "value=\"" + typed + "\"");
        });
        assertThat(number(
                        "select count(*) from conversation.message where text = 'Gardez bien ceci.' and id <> ?", null))
                .isZero();
    }

    @Test
    void takenBackItsCopiesAreInTheFormAgain() {
        var answer = answer("Trop vite.", "autre@mel.example");
        var back = web.post(
                brand,
                brands.sessionOf(brand, "manager"),
                desk + "/messages/" + answer.value() + "/withdrawal",
                Map.of());
        assertThat(back).hasStatusOk();
        assertThat(text(back)).contains("Trop vite.", "value=\"autre@mel.example\"");
    }

    private void tell(Mails.Mail mail, Outcome outcome) {
        transactions.run(brand.id(), () -> ends.told(brand.id(), mail, outcome));
    }

    @Test
    void oneWhoIsRefusedCostsTheOthersNothingAndIsNamedAtTheDesk() {
        var answer = answer("Pour deux.", friend + ", autre@mel.example");
        var mail = claimed(answer);
        tell(mail, new Outcome.Partly(List.of(new Refusal("autre@mel.example", false, "The server refuses it (550)"))));
        assertThat(leaving.state(brand, answer)).isEqualTo("sent");
        assertThat(row(answer, "state")).isEqualTo("sent");
        assertThat(text(page()))
                .contains("N’est pas arrivé en copie à autre@mel.example")
                .doesNotContain("en copie à " + friend);
    }

    @Test
    void whoIsRefusedForNowIsTriedAgainAloneAndTheMainOneIsWhatCounts() {
        var answer = answer("Pour deux.", friend);
        var mail = claimed(answer);
        tell(mail, new Outcome.Partly(List.of(new Refusal(friend, true, "The server refuses it (450)"))));
        assertThat(leaving.state(brand, answer)).isEqualTo("sent");
        assertThat(row(answer, "state")).isEqualTo("waiting");
        assertThat(row(answer, "remaining")).isEqualTo("{" + friend + "}");
        assertThat(text(page())).doesNotContain("N’est pas arrivé");
        sending(answer);
        tell(mail.reaching(List.of(friend)), new Outcome.Never("The server refuses it (550)"));
        assertThat(leaving.state(brand, answer)).isEqualTo("sent");
        assertThat(text(page())).contains("N’est pas arrivé en copie à " + friend);

        var refused = answer("Pour personne.", friend);
        tell(claimed(refused), new Outcome.Partly(List.of(new Refusal(asker, false, "The server refuses it (550)"))));
        assertThat(leaving.state(brand, refused)).isEqualTo("failed");
    }

    @Test
    void aCopyThatComesBackSilencesItsAddressAndNotTheAnswer() {
        var answer = answer("Pour deux.", friend);
        leaving.arrive(brand, answer);
        assertThat(undeliverable.cameBack(brand, friend, row(answer, "message_id"), "550 5.1.1", Instant.now()))
                .isTrue();
        assertThat(leaving.state(brand, answer)).isEqualTo("sent");
        assertThat(text(page()))
                .contains("N’est pas arrivé en copie à " + friend)
                .as("nor is it proposed")
                .contains("name=\"cc\" value=\"\"");
    }

    @Test
    void whoeverComplainsOfACopyIsSilencedAndNobodyElse() {
        var answer = answer("Pour deux.", friend);
        leaving.arrive(brand, answer);
        var name = row(answer, "message_id").replaceAll("[<>]", "");
        events.publishEvent(complaint(name, ""));
        assertThat(silent(asker)).as("nobody knows which of them it was").isFalse();
        assertThat(silent(friend)).isFalse();
        events.publishEvent(complaint(name, friend));
        assertThat(silent(friend)).isTrue();
        assertThat(silent(asker)).isFalse();
    }

    private ComplainedAbout complaint(String messageId, String from) {
        return new ComplainedAbout(brand.id(), null, from, messageId, "abuse", Instant.now());
    }

    private boolean silent(String address) {
        return transactions.reading(
                brand.id(), () -> people.undeliverable(address).isPresent());
    }

    private void reply(MessageId to, String from, String name, String text) throws Exception {
        var mail = Mailing.plain(from, name, "Re: " + subject, text);
        mail.setHeader("In-Reply-To", row(to, "message_id"));
        new Mailing(door.port()).send(mail, HOUSE);
    }

    private MessageId answer(String text, String copies) {
        var read = (Copying.Outcome.Read) copying.read(brand, copies, asker);
        var words = new Answering.Words(
                parvis.conversation.Kind.SENT,
                Visibility.PRIVATE,
                text,
                null,
                How.DESK,
                List.of(),
                List.of(),
                read.copies());
        var id = transactions.reading(
                brand.id(),
                () -> db.sql("select id from conversation.conversation where subject = ?")
                        .param(subject)
                        .query((row, n) -> new ConversationId(row.getObject("id", UUID.class)))
                        .single());
        var outcome = answering.write(brand, id, brands.teammate(brand, "manager"), words, Instant.now());
        return ((Answering.Outcome.Written) outcome).message();
    }

    private MvcTestResult write(String text, String copies) {
        return web.post(
                brand,
                brands.sessionOf(brand, "manager"),
                desk + "/messages",
                Map.of("to", "private", "text", text, "cc", copies));
    }

    /** As the worker has it in hand, before it knows what becomes of it. */
    private Mails.Mail claimed(MessageId answer) {
        sending(answer);
        return new Mails.Mail(
                UUID.fromString(row(answer, "id")),
                asker,
                "",
                "",
                "",
                "fr",
                "answer",
                Instant.now(),
                1,
                false,
                null,
                answer.value(),
                null,
                null,
                List.of(),
                Arrays.asList(row(answer, "copies").replaceAll("[{}]", "").split(",")),
                null,
                null);
    }

    private void sending(MessageId answer) {
        transactions.run(
                brand.id(),
                () -> db.sql(
                                "update notice.mail set state = 'sending', next_at = created_at + interval '1 hour' where message = ?")
                        .param(answer.value())
                        .update());
    }

    private MimeMessage mail(MessageId answer) throws Exception {
        var file = data.resolve("outbox").resolve(row(answer, "id") + ".eml");
        Soon.soon(() -> Files.exists(file));
        try (var stream = Files.newInputStream(file)) {
            return new MimeMessage(Session.getInstance(new Properties()), stream);
        }
    }

    private String row(MessageId answer, String column) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select " + column + "::text from notice.mail where message = ?")
                        .param(answer.value())
                        .query(String.class)
                        .single());
    }

    private int number(String sql, @org.jspecify.annotations.Nullable MessageId message) {
        return transactions.reading(
                brand.id(),
                () -> db.sql(sql)
                        .param(message == null ? UUID.randomUUID() : message.value())
                        .query(Integer.class)
                        .single());
    }

    private String state() {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select state from conversation.conversation where subject = ?")
                        .param(subject)
                        .query(String.class)
                        .single());
    }

    private String publicPath() {
        return transactions.reading(
                brand.id(),
                () -> db.sql(
                                "select '/questions/' || number || '-' || slug from conversation.conversation where subject = ?")
                        .param(subject)
                        .query(String.class)
                        .single());
    }

    private MvcTestResult page() {
        return web.get(brand, brands.sessionOf(brand, "manager"), desk);
    }

    private static String text(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
