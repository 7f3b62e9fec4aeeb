package parvis.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static parvis.support.Soon.soon;

import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcPrint;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import parvis.brand.Brand;
import parvis.database.Transactions;
import parvis.support.Dovecot;
import parvis.support.MailServersTest;
import parvis.support.Mailing;
import parvis.support.Postfix;
import parvis.support.RealProgram;
import parvis.support.TestDatabase;
import parvis.support.TwoBrands;
import parvis.support.Web;

/**
 * Mail both ways as in a house: letters leave through a real Postfix, with a password and encrypted, for mailboxes in a real
 * Dovecot; people's mail comes by that Postfix to our listener, and lies in a mailbox that is read.
 */
@MailServersTest
@Tag("database")
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"parvis.data=target/test-data/round-home", "parvis.limits.factor=1000", "parvis.demo=false"})
@AutoConfigureMockMvc(print = MockMvcPrint.NONE)
@ContextConfiguration(initializers = ThroughRealServersTest.Database.class)
@Import({TwoBrands.class, Web.class})
@DirtiesContext
class ThroughRealServersTest {
    private static final String PARVIS = "parvis@mel.example";
    private static final String SHARED = "contact@mel.example";

    /** Each test has one to itself. */
    private static final List<String> customers = new ArrayList<>();

    private static Dovecot dovecot;
    private static Postfix postfix;

    @Autowired
    TwoBrands brands;

    @Autowired
    MailboxStates mailboxes;

    @Autowired
    Web web;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    private Brand brand;
    private String subject;
    private String customer;

    static class Database implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            context.getBeanFactory().registerSingleton("databaseLocation", TestDatabase.another("round"));
        }
    }

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry properties) throws Exception {
        var listener = RealProgram.freePort();
        dovecot = Dovecot.start(PARVIS, SHARED, "odile@mel.example", "irma@mel.example", "zoe@mel.example");
        customers.addAll(List.of("odile@mel.example", "irma@mel.example", "zoe@mel.example"));
        postfix = Postfix.start(dovecot, listener);
        properties.add("parvis.smtp-port", () -> listener);
        properties.add("parvis.smtp-url", () -> postfix.url(PARVIS));
        properties.add("parvis.imap-url", () -> dovecot.url(SHARED) + "?address=bonjour@tilleul.test");
    }

    @AfterAll
    static void stopped() {
        postfix.close();
        dovecot.close();
    }

    @BeforeEach
    void aCustomer() {
        brand = brands.tilleul();
        subject = "Mon pétrin " + UUID.randomUUID();
        customer = customers.removeFirst();
    }

    @Test
    void aCustomerWritesTheDeskAnswersTheyReplyAndItIsOneConversation() throws Exception {
        var asked = Mailing.plain(customer, "Odile", subject, "Le pétrin grince.");
        new Mailing(postfix.port()).send(asked, "bonjour@tilleul.test");
        var number = number();

        answer(number, "Une goutte d’huile, **puis** un tour.");
        var letter = arrived(customer, 1);
        assertThat(letter.getSubject()).isEqualTo("Re: " + subject);
        assertThat(letter.getHeader("In-Reply-To")).containsExactly(asked.getMessageID());
        assertThat(letter.getHeader("References")[0]).endsWith(asked.getMessageID());
        assertThat(letter.getHeader("Return-Path")[0]).isEqualTo("<bonjour@tilleul.test>");
        assertThat(((InternetAddress) letter.getFrom()[0]).getAddress()).isEqualTo("bonjour@tilleul.test");
        assertThat(letter.isMimeType("multipart/alternative")).isTrue();
        var both = (MimeMultipart) letter.getContent();
        assertThat(text(both.getBodyPart(0), "text/plain")).contains("Une goutte d’huile, **puis** un tour.");
        assertThat(text(both.getBodyPart(1), "text/html"))
                .contains("Une goutte d’huile, <strong>puis</strong> un tour.");

        var reply = Mailing.plain(customer, "Odile", "Re: " + subject, "Il ne grince plus.");
        reply.setHeader("In-Reply-To", letter.getMessageID());
        reply.setHeader("References", letter.getHeader("References")[0] + " " + letter.getMessageID());
        new Mailing(postfix.port()).send(reply, "bonjour@tilleul.test");
        soon(() -> texts().size() == 3);
        assertThat(texts())
                .containsExactly("Le pétrin grince.", "Une goutte d’huile, **puis** un tour.", "Il ne grince plus.");
        assertThat(postfix.log())
                .as("the password was said, on an encrypted line")
                .contains("Anonymous TLS connection established from", "sasl_method=", "sasl_username=" + PARVIS);
    }

    @Test
    void whatLiesInAMailboxJoinsTheSameConversationAsWhatComesByItself() throws Exception {
        var asked = Mailing.plain(customer, "Odile", subject, "Le pétrin fume.");
        new Mailing(postfix.port()).sendFrom(customer, asked, "bonjour@tilleul.test");
        var number = number();
        answer(number, "Débranchez-le.");
        var letter = arrived(customer, 1);

        // they found the shared mailbox's address elsewhere, and their program says what it answers
        var reply = Mailing.plain(customer, "Odile", "Sans objet", "C’est fait.");
        reply.setHeader("In-Reply-To", letter.getMessageID());
        dovecot.deliver(customer, SHARED, reply);
        soon(() -> mailboxes.of(brand.id()).stream().anyMatch(box -> box.state() == MailboxState.State.CONNECTED));
        soon(() -> texts().size() == 3);
        assertThat(texts()).endsWith("C’est fait.");
    }

    @Test
    void aLetterThatComesBackIsShownWhereItWasWrittenAndNothingMoreIsSentThere() throws Exception {
        var gone = "parti." + UUID.randomUUID().toString().substring(0, 8) + "@mel.example";
        new Mailing(postfix.port()).send(Mailing.plain(gone, "Parti", subject, "Je déménage."), "bonjour@tilleul.test");
        var number = number();
        answer(number, "Bon vent.");

        soon(() -> texts().size() == 3);
        assertThat(texts().getLast()).contains("n’est pas arrivé à " + gone, "5.1.1");
        assertThat(one("select state from conversation.message where text = ?", "Bon vent."))
                .contains("failed");
        var manager = brands.sessionOf(brand, "manager");
        assertThat(web.get(brand, manager, "/desk/conversations/" + number))
                .bodyText()
                .contains("n’est pas arrivé");

        answer(number, "Encore nous.");
        soon(() -> one("select state from notice.mail where recipient = ? order by created_at desc limit 1", gone)
                .filter("failed"::equals)
                .isPresent());
        assertThat(postfix.log().split("to=<" + gone))
                .as("only the first was tried")
                .hasSize(2);
    }

    private String number() {
        return soon(() -> one("select number::text from conversation.conversation where subject = ?", subject)
                .orElse(null));
    }

    /** At the desk, and the ten seconds in which it could be taken back are over. */
    private void answer(String number, String text) {
        var desk = "/desk/conversations/" + number;
        var answered = web.post(
                brand, brands.sessionOf(brand, "manager"), desk + "/messages", Map.of("to", "private", "text", text));
        assertThat(answered.getResponse().getStatus()).isLessThan(400);
        transactions.run(
                brand.id(),
                () -> db.sql("update conversation.departure set departs_at = '2001-01-01' where not later")
                        .update());
    }

    private static MimeMessage arrived(String user, int nth) {
        return soon(() -> {
            try {
                var mails = dovecot.mails(user);
                return mails.size() < nth ? null : mails.get(nth - 1);
            } catch (jakarta.mail.MessagingException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static String text(Part part, String type) throws Exception {
        assertThat(part.isMimeType(type)).as(part.getContentType()).isTrue();
        return (String) part.getContent();
    }

    private List<String> texts() {
        return transactions.reading(
                brand.id(), () -> db.sql("""
                select m.text from conversation.message m join conversation.conversation c on c.id = m.conversation
                 where c.subject = ? order by m.at, m.id
                """).param(subject).query(String.class).list());
    }

    private Optional<String> one(String sql, String parameter) {
        return transactions.reading(
                brand.id(),
                () -> db.sql(sql).param(parameter).query(String.class).optional());
    }
}
