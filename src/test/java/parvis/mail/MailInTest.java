package parvis.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static parvis.support.Soon.soon;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Brand;
import parvis.database.Transactions;
import parvis.support.Mailing;
import parvis.support.ProductTest;
import parvis.support.Soon;
import parvis.support.TwoBrands;
import parvis.support.Web;

/** A mail reaches the house and becomes a conversation. */
@ProductTest
class MailInTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    SmtpDoor door;

    @Autowired
    Web web;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    private Brand tilleul;
    private Mailing mailing;
    private String subject;

    @BeforeEach
    void aMail() {
        tilleul = brands.tilleul();
        mailing = new Mailing(door.port());
        subject = "Mon bol " + UUID.randomUUID();
    }

    @Test
    void aMailIsAtTheDeskWithinASecondAndNowhereElse() throws Exception {
        var asker = brands.member(tilleul, "Odile Courrier");
        mailing.send(
                Mailing.plain(
                        asker.email(),
                        asker.name(),
                        subject,
                        "Le bol du Robot R2 est fendu.\n\nLe 3 mai, Maison Tilleul a écrit :\n> Bonjour à vous\n"),
                "bonjour@tilleul.test");
        var taken = Instant.now();
        var number = soon(() -> numberOf(tilleul, subject));
        assertThat(Duration.between(taken, Instant.now())).isLessThan(Soon.BUSY);

        var desk = text(web.get(tilleul, brands.sessionOf(tilleul, "manager"), "/desk/conversations/" + number));
        assertThat(desk)
                .contains(
                        "Le bol du Robot R2 est fendu.", "par e-mail", "Conversation privée", "Montrer le texte cité");
        var own = web.get(tilleul, asker.session(), pathOf(number));
        assertThat(own.getResponse().getStatus()).isEqualTo(200);
        assertThat(text(own)).contains("est fendu.", "Bonjour à vous");
        for (var other : new String[] {null, brands.member(tilleul, "Autre").session()}) {
            assertThat(web.get(tilleul, other, pathOf(number)).getResponse().getStatus())
                    .isEqualTo(404);
        }
        assertThat(text(web.get(tilleul, null, "/questions"))).doesNotContain(subject);
    }

    @Test
    void mailForOthersIsRefusedAndNothingIsPassedOn() throws Exception {
        for (var other : List.of("personne@tilleul.test", "bonjour@tilleul.example", "quelqu.un@mel.example")) {
            assertThatThrownBy(() -> mailing.send(Mailing.plain("a@mel.example", "A", subject, "Bonjour"), other))
                    .isInstanceOf(SendFailedException.class)
                    .rootCause()
                    .hasMessageContaining("550");
        }
        mailing.send(Mailing.plain("a@mel.example", "A", subject, "Bonjour"), "Bonjour+ete@Tilleul.test");
        assertThat(soon(() -> numberOf(tilleul, subject))).isPositive();
    }

    @Test
    void oneMailToTwoBrandsIsKeptForEachAndToTwoAddressesOfOneIsOneMessage() throws Exception {
        mailing.send(
                Mailing.plain("a@mel.example", "A", subject, "Bonjour à tous."),
                "bonjour@tilleul.test",
                "bonjour+encore@tilleul.test",
                "bonjour@atelier-nord.test");
        soon(() -> numberOf(tilleul, subject));
        soon(() -> numberOf(brands.nord(), subject));
        soon(() -> count(tilleul, "select count(*) from mail.received where state = 'accepted'") == 0);
        for (var brand : List.of(tilleul, brands.nord())) {
            assertThat(messages(brand)).isEqualTo(1);
        }
    }

    @Test
    void theSameMailDeliveredAgainIsOneMessage() throws Exception {
        var mail = Mailing.plain("a@mel.example", "A", subject, "Une seule fois.");
        for (var again = 0; again < 3; again++) {
            mailing.send(mail, "bonjour@tilleul.test");
        }
        soon(() -> numberOf(tilleul, subject));
        mailing.send(mail, "bonjour@tilleul.test");
        soon(() -> count(tilleul, "select count(*) from mail.received where state = 'accepted'") == 0);
        assertThat(messages(tilleul)).isEqualTo(1);
    }

    @Test
    void aMailThatIsTooLargeIsRefusedAndTheNextOneIsTaken() throws Exception {
        var large = Mailing.plain("a@mel.example", "A", subject, "a".repeat(26 * 1024 * 1024));
        try (var transport = mailing.connect("a@mel.example")) {
            assertThat(transport.getExtensionParameter("SIZE")).isEqualTo("26214400");
            assertThat(transport.supportsExtension("8BITMIME")).isTrue();
            assertThat(transport.supportsExtension("SMTPUTF8")).isTrue();
            var to = new jakarta.mail.Address[] {new jakarta.mail.internet.InternetAddress("bonjour@tilleul.test")};
            assertThatThrownBy(() -> transport.sendMessage(large, to))
                    .isInstanceOf(MessagingException.class)
                    .hasMessageContaining("552");
            transport.sendMessage(Mailing.plain("a@mel.example", "A", subject, "Plus court."), to);
        }
        soon(() -> numberOf(tilleul, subject));
        assertThat(messages(tilleul)).isEqualTo(1);
    }

    @Test
    void aLargeMailIsKeptWhole() throws Exception {
        var words = "Le bol est fendu. ".repeat(60_000);
        mailing.send(Mailing.plain("a@mel.example", "A", subject, words), "bonjour@tilleul.test");
        var number = soon(() -> numberOf(tilleul, subject));
        var raw =
                web.get(tilleul, brands.sessionOf(tilleul, "manager"), "/desk/messages/" + messageOf(number) + "/raw");
        assertThat(raw.getResponse().getContentAsByteArray().length).isGreaterThan(words.length());
    }

    @Test
    void whatCannotBeReadIsSaidSoAndCanBeDownloaded() throws Exception {
        var bytes = HexFormat.of().parseHex("000102fffe80c1f8".repeat(40));
        var mark = "m" + UUID.randomUUID().toString().substring(0, 8) + "@mel.example";
        RawSmtp.deliver(door.port(), mark, "bonjour@tilleul.test", bytes);
        var message = soon(() -> one(tilleul, "select message from mail.received where sender = ?", mark, UUID.class));
        var number = one(
                tilleul,
                "select number from conversation.conversation c join conversation.message m on m.conversation = c.id where m.id = ?",
                message,
                Long.class);
        var manager = brands.sessionOf(tilleul, "manager");
        assertThat(text(web.get(tilleul, manager, "/desk/conversations/" + number)))
                .contains("Ce mail n’a pas pu être lu", "/desk/messages/" + message + "/raw");
        var raw =
                web.get(tilleul, manager, "/desk/messages/" + message + "/raw").getResponse();
        assertThat(raw.getContentAsByteArray()).startsWith(bytes);
        assertThat(raw.getContentType()).startsWith("text/plain");
        assertThat(raw.getHeader("Content-Disposition")).startsWith("attachment");
        assertThat(raw.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(raw.getHeader("Content-Security-Policy")).contains("sandbox");
    }

    @Test
    void nothingOfAMailIsExecutedOrLoadedFromElsewhere() throws Exception {
        mailing.send(
                Mailing.rich(
                        "r@mel.example",
                        subject,
                        "Bonjour <script>alert(1)</script>",
                        "<p onclick=\"x()\">Bonjour <b>vous</b></p><script>alert(2)</script>"
                                + "<img src=\"https://spy.example/a.gif\"><img src='//spy.example/b.gif'>"),
                "bonjour@tilleul.test");
        var number = soon(() -> numberOf(tilleul, subject));
        var desk = text(web.get(tilleul, brands.sessionOf(tilleul, "manager"), "/desk/conversations/" + number));
        assertThat(desk)
                .contains("Bonjour", "<strong>vous</strong>", "2 images distantes n’ont pas été chargées.")
                .doesNotContain("alert(2)", "<script>alert", "spy.example", "onclick");
    }

    @Test
    void aFormOfTheBrandsOwnSiteSpeaksForWhoeverItNames() throws Exception {
        var form = Mailing.plain("bonjour@tilleul.test", "Formulaire", subject, "Par le formulaire.");
        form.setReplyTo(new jakarta.mail.Address[] {new jakarta.mail.internet.InternetAddress("zoe@mel.example")});
        form.saveChanges();
        mailing.send(form, "bonjour@tilleul.test");
        soon(() -> numberOf(tilleul, subject));
        assertThat(one(
                        tilleul,
                        "select i.value from person.identity i join conversation.conversation c on c.person = i.person where c.subject = ?",
                        subject,
                        String.class))
                .isEqualTo("zoe@mel.example");
    }

    private Long numberOf(Brand brand, String of) {
        return one(brand, "select number from conversation.conversation where subject = ?", of, Long.class);
    }

    private UUID messageOf(long number) {
        return one(tilleul, "select last_message from conversation.conversation where number = ?", number, UUID.class);
    }

    private String pathOf(long number) {
        return "/questions/" + number + "-"
                + one(tilleul, "select slug from conversation.conversation where number = ?", number, String.class);
    }

    private long messages(Brand brand) {
        return one(
                brand,
                "select count(*) from conversation.message m join conversation.conversation c on c.id = m.conversation where c.subject = ?",
                subject,
                Long.class);
    }

    private long count(Brand brand, String sql) {
        return transactions.reading(
                brand.id(), () -> db.sql(sql).query(Long.class).single());
    }

    private <T> T one(Brand brand, String sql, Object parameter, Class<T> type) {
        return transactions.reading(
                brand.id(),
                () -> db.sql(sql).param(parameter).query(type).optional().orElse(null));
    }

    private static String text(MvcTestResult answered) {
        return new String(answered.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
