package parvis.notice;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.brand.Brand;
import parvis.conversation.Answering;
import parvis.conversation.Answering.Outcome.Written;
import parvis.conversation.Visibility;
import parvis.database.Transactions;
import parvis.ledger.How;
import parvis.mail.SmtpDoor;
import parvis.person.People;
import parvis.person.Silence;
import parvis.support.Leaving;
import parvis.support.Mailing;
import parvis.support.ProductTest;
import parvis.support.Soon;
import parvis.support.TwoBrands;
import parvis.support.TwoBrands.Member;
import parvis.support.Web;

/** Whoever calls a letter spam gets no more of them (RFC 5965), but what they ask for before their screen. */
@ProductTest
class ComplaintTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Answering answering;

    @Autowired
    Leaving leaving;

    @Autowired
    SmtpDoor door;

    @Autowired
    People people;

    @Autowired
    Web web;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    @Test
    void nothingMoreIsSentToWhoeverCallsALetterSpam() throws Exception {
        var brand = brands.tilleul();
        var member = brands.member(brand, "Odon Plainte");
        var conversation = brands.writePrivately(brand, member, "Assez " + UUID.randomUUID(), "Cessez.");
        var words = new Answering.Words(
                parvis.conversation.Kind.SENT, Visibility.PRIVATE, "Bonjour.", null, How.DESK, List.of());
        var answer = ((Written) answering.write(
                        brand, conversation.id(), brands.teammate(brand, "manager"), words, Instant.now()))
                .message();
        leaving.arrive(brand, answer);
        var name = transactions.reading(
                brand.id(),
                () -> db.sql("select message_id from notice.mail where message = ?")
                        .param(answer.value())
                        .query(String.class)
                        .single());

        complain("<made.up@tilleul.test>");
        complain(name);
        var silence = Soon.soon(() -> silence(brand, member));
        assertThat(silence.kind()).isEqualTo(Silence.Kind.COMPLAINT);
        assertThat(silence.why()).isEqualTo("abuse");

        var again = ((Written) answering.write(
                        brand, conversation.id(), brands.teammate(brand, "manager"), words, Instant.now()))
                .message();
        leaving.hurry(brand, again);
        Soon.soon(() -> leaving.state(brand, again).equals("failed"));
        web.post(brand, null, "/signin", Map.of("email", member.email()));
        Soon.soon(() -> transactions.reading(
                brand.id(),
                () -> db.sql("select state = 'sent' from notice.mail where kind = 'sign_in' and recipient = ?")
                        .param(member.email())
                        .query(Boolean.class)
                        .single()));
        assertThat(transactions.reading(brands.nord().id(), () -> people.silence(member.email())))
                .as("what the other brand knows of it")
                .isEmpty();
    }

    private Silence silence(Brand brand, Member member) {
        return transactions
                .reading(brand.id(), () -> people.silence(member.email()))
                .orElse(null);
    }

    /** As providers send them, who complained left out. */
    private void complain(String messageId) throws Exception {
        var report = String.join(
                "\r\n",
                "From: <plaintes@fournisseur.example>",
                "To: bonjour@tilleul.test",
                "Subject: complaint " + UUID.randomUUID(),
                "MIME-Version: 1.0",
                "Content-Type: multipart/report; report-type=feedback-report; boundary=b",
                "",
                "--b",
                "Content-Type: text/plain",
                "",
                "This is an email abuse report.",
                "--b",
                "Content-Type: message/feedback-report",
                "",
                "Feedback-Type: abuse",
                "User-Agent: Fournisseur/1.0",
                "Version: 1",
                "",
                "--b",
                "Content-Type: message/rfc822",
                "",
                "From: bonjour@tilleul.test",
                "Message-ID: " + messageId,
                "Subject: Re: Assez",
                "",
                "Bonjour.",
                "--b--",
                "");
        new Mailing(door.port())
                .sendFrom(
                        "",
                        new MimeMessage(
                                Session.getInstance(new Properties()),
                                new ByteArrayInputStream(report.getBytes(StandardCharsets.US_ASCII))),
                        "bonjour@tilleul.test");
    }
}
