package parvis.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static parvis.support.Soon.soon;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.brand.Brand;
import parvis.database.Transactions;
import parvis.support.Mailing;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.Web;

/** Somebody writes a mail, the house answers at the desk, and the answer stands under their mail in their mailbox. */
@ProductTest
class ThereAndBackTest {
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

    @Value("${parvis.data}")
    Path data;

    @Test
    void theAnswerOfTheDeskStandsUnderTheMailThatAsked() throws Exception {
        var brand = brands.tilleul();
        var subject = "Mon fouet " + UUID.randomUUID();
        var email = "aller.retour." + UUID.randomUUID() + "@mel.example";
        var asked = Mailing.plain(email, "Aller Retour", subject, "Le fouet est tordu.");
        new Mailing(door.port()).send(asked, "bonjour@tilleul.test");
        var number =
                soon(() -> one(brand, "select number::text from conversation.conversation where subject = ?", subject)
                        .orElse(null));

        var desk = "/desk/conversations/" + number;
        var manager = brands.sessionOf(brand, "manager");
        assertThat(web.post(brand, manager, desk + "/messages", Map.of("to", "private", "text", "Il part ce soir.")))
                .satisfies(done -> assertThat(done.getResponse().getStatus()).isLessThan(400));
        assertThat(web.get(brand, manager, desk))
                .bodyText()
                .contains("Il part ce soir.", "Partira dans")
                .doesNotContain("pas envoyé");
        // the ten seconds in which it could be taken back are over
        transactions.run(brand.id(), () -> db.sql("""
                update conversation.departure set departs_at = '2001-01-01'
                 where conversation = (select id from conversation.conversation where subject = ?)
                """).param(subject).update());

        var answer = soon(() -> letter(brand, email).orElse(null));
        assertThat(answer.getSubject()).isEqualTo("Re: " + subject);
        assertThat(answer.getHeader("In-Reply-To")).containsExactly(asked.getMessageID());
        assertThat(answer.getHeader("References")[0]).endsWith(asked.getMessageID());
        assertThat(answer.getHeader("Auto-Submitted")).isNull();
        assertThat(answer.getFrom()[0].toString()).contains("bonjour@tilleul.test");
        assertThat(web.get(brand, manager, desk))
                .bodyText()
                .contains("Il part ce soir.")
                .doesNotContain("Partira dans");
    }

    private Optional<MimeMessage> letter(Brand brand, String email) {
        return one(brand, "select id::text from notice.mail where recipient = ? and state = 'sent'", email)
                .map(id -> {
                    try (var file = Files.newInputStream(data.resolve("outbox").resolve(id + ".eml"))) {
                        return new MimeMessage(Session.getInstance(new Properties()), file);
                    } catch (IOException | jakarta.mail.MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    private Optional<String> one(Brand brand, String sql, String parameter) {
        return transactions.reading(
                brand.id(),
                () -> db.sql(sql).param(parameter).query(String.class).optional());
    }
}
