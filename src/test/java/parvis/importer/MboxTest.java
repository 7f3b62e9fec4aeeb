package parvis.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.brand.Brand;
import parvis.brand.BrandCreation;
import parvis.brand.Brands;
import parvis.conversation.History.Brought;
import parvis.database.Transactions;
import parvis.importer.Summary.Reason;
import parvis.importer.Summary.What;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;

@ProductTest
class MboxTest {
    private static final Path SHARED = Path.of("../shared/data/mail/mbox");

    @Autowired
    Mbox mbox;

    @Autowired
    TwoBrands brands;

    @Autowired
    BrandCreation creation;

    @Autowired
    Brands all;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    @TempDir
    Path home;

    @Test
    void aCorrespondenceComesInPrivateWithWhoWroteWhat() throws Exception {
        var brand = brands.tilleul();
        var house = brand.mails().getFirst();
        var file = file("""
                From lise@client.example Mon Mar  2 09:00:00 2020
                From: Lise Moreau <lise@client.example>
                To: %1$s
                Cc: Paul <paul@client.example>
                Date: Mon, 2 Mar 2020 09:00:00 +0100
                Subject: Le joint de la cocotte
                Message-ID: <one-%2$s@client.example>
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="b"

                --b
                Content-Type: text/plain; charset=iso-8859-1
                Content-Transfer-Encoding: quoted-printable

                Le joint est ab=EEm=E9.
                >From la boutique, on m'a dit de vous =E9crire.
                --b
                Content-Type: text/plain; name="facture.txt"
                Content-Disposition: attachment; filename="facture.txt"

                42 euros
                --b--

                From nadia Mon Mar  2 10:00:00 2020
                From: Nadia Belkacem <nadia@tilleul.test>
                To: Lise Moreau <lise@client.example>
                Date: Mon, 2 Mar 2020 10:00:00 +0100
                Subject: Re: Le joint de la cocotte
                Message-ID: <two-%2$s@tilleul.test>
                In-Reply-To: <one-%2$s@client.example>

                Nous vous en envoyons un autre.

                Le 2 mars 2020 à 09:00, Lise Moreau a écrit :
                > Le joint est abîmé.

                From MAILER-DAEMON Mon Mar  2 11:00:00 2020
                From: lise@client.example
                To: %1$s
                Date: Mon, 2 Mar 2020 11:00:00 +0100
                Subject: Absente
                Message-ID: <three-%2$s@client.example>
                In-Reply-To: <two-%2$s@tilleul.test>
                Auto-Submitted: auto-replied

                Je suis absente.

                From x Mon Mar  2 12:00:00 2020
                From: %1$s
                To: nadia@tilleul.test
                Date: Mon, 2 Mar 2020 12:00:00 +0100
                Subject: entre nous
                Message-ID: <four-%2$s@tilleul.test>

                Rien pour le dehors.
                """.formatted(house, home.getFileName()));

        var summary = mbox.bring(brand, file, List.of("nadia@tilleul.test"), p -> {});

        assertThat(summary.brought(What.MAILS)).isEqualTo(new Brought(3, 0, 0));
        assertThat(summary.leftOut()).containsEntry(Reason.INTERNAL, 1L);
        var rows = messages(brand, "%" + home.getFileName() + "%");
        assertThat(rows).hasSize(3);
        assertThat(rows.stream().map(row -> row.get("conversation")).distinct()).hasSize(1);
        assertThat(rows.get(0))
                .containsEntry("kind", "received")
                .containsEntry("visibility", "private")
                .containsEntry("origin", "person");
        assertThat(String.valueOf(rows.get(0).get("text"))).contains("abîmé").contains("\nFrom la boutique");
        assertThat(rows.get(1)).containsEntry("kind", "sent").containsEntry("person", null);
        assertThat(String.valueOf(rows.get(1).get("text"))).isEqualTo("Nous vous en envoyons un autre.");
        assertThat(String.valueOf(rows.get(1).get("quoted"))).contains("a écrit");
        assertThat(rows.get(2)).containsEntry("origin", "automatic");
        assertThat(row(
                        brand,
                        "select name, bytes from conversation.attachment where message = '"
                                + rows.get(0).get("id") + "'"))
                .containsEntry("name", "facture.txt");
        assertThat(row(
                        brand,
                        "select email from conversation.copy where message = '"
                                + rows.get(0).get("id") + "'"))
                .containsEntry("email", "paul@client.example");
        assertThat(row(
                        brand,
                        "select visibility, state, due_at, messages, answers, public_messages from conversation.conversation where id = '"
                                + rows.get(0).get("conversation") + "'"))
                .containsEntry("visibility", "private")
                .containsEntry("state", "waiting")
                .containsEntry("due_at", null)
                .containsEntry("messages", 3)
                .containsEntry("answers", 1)
                .containsEntry("public_messages", 0);
        var before = Census.of(transactions, db, brand);
        assertThat(mbox.bring(brand, file, List.of("nadia@tilleul.test"), p -> {})
                        .brought(What.MAILS))
                .isEqualTo(new Brought(0, 3, 0));
        assertThat(Census.of(transactions, db, brand)).isEqualTo(before);
    }

    @Test
    void anAnswerThatStandsBeforeItsQuestionAndOneInAnotherFileAreOneConversation() throws Exception {
        var brand = House.make(creation, all);
        var answer = mail("b", "In-Reply-To: <a@x.example>\n", "2 Mar 2020 10:00:00", "Voilà.");
        var question = mail("a", "", "1 Mar 2020 10:00:00", "Alors ?");
        var sibling = mail("c", "References: <a@x.example> <gone@x.example>\n", "3 Mar 2020 10:00:00", "Encore.");
        mbox.bring(brand, file(answer), List.of(), p -> {});
        mbox.bring(brand, file(question + sibling), List.of(), p -> {});

        var conversation = row(
                brand,
                "select count(*) as n, min(opened_at)::date::text as opened, sum(messages) as messages from conversation.conversation");
        assertThat(conversation)
                .containsEntry("n", 1L)
                .containsEntry("opened", "2020-03-01")
                .containsEntry("messages", 3L);
    }

    @Test
    void whatIsNotToBeBroughtIsSaidWithItsReason() throws Exception {
        var brand = House.make(creation, all);
        var file = file(mail("s", "X-Spam-Flag: YES\n", "1 Mar 2020 10:00:00", "Gagnez.")
                + mail("d", "X-Mozilla-Status: 0009\n", "1 Mar 2020 10:00:00", "Effacé.")
                + mail("e", "X-Gmail-Labels: Brouillons,Important\n", "1 Mar 2020 10:00:00", "Pas fini.")
                + "From - \nSubject: sans date\nFrom: a@x.example\nMessage-ID: <u@x.example>\n\nQuand ?\n\n"
                + "From MAILER-DAEMON Sun Mar  1 10:00:00 2020\nFrom: MAILER-DAEMON@x.example\nTo: x@y.example\nReturn-Path: <>\n"
                + "Subject: Undelivered Mail Returned to Sender\nDate: Sun, 1 Mar 2020 10:00:00 +0000\nMessage-ID: <r@x.example>\n"
                + "Content-Type: multipart/report; report-type=delivery-status; boundary=z\n\n--z\n\nNot delivered.\n\n--z\n"
                + "Content-Type: message/delivery-status\n\nReporting-MTA: dns; x.example\n\nFinal-Recipient: rfc822; q@x.example\n"
                + "Action: failed\nStatus: 5.1.1\n\n--z--\n");

        var summary = mbox.bring(brand, file, List.of(), p -> {});

        assertThat(summary.leftOut())
                .isEqualTo(Map.of(
                        Reason.SPAM, 1L,
                        Reason.DELETED, 1L,
                        Reason.DRAFT, 1L,
                        Reason.UNDATED, 1L,
                        Reason.REPORT_ASTRAY, 1L));
        assertThat(summary.brought(What.MAILS)).isEqualTo(Brought.NOTHING);
        assertThatThrownBy(() -> mbox.bring(brand, file("Bonjour\n"), List.of(), p -> {}))
                .isInstanceOf(DumpRefused.class);
    }

    @Test
    void aBounceStandsWhereTheMailStandsThatCameBack() throws Exception {
        var brand = brands.tilleul();
        var house = brand.mails().getFirst();
        var file = file("From - \nFrom: " + house
                + "\nTo: q@x.example\nDate: Sun, 1 Mar 2020 09:00:00 +0000\nSubject: Votre bol\n"
                + "Message-ID: <sent-of-old@maison.example>\n\nIl est parti.\n\n"
                + "From - \nFrom: MAILER-DAEMON@x.example\nTo: " + house + "\nReturn-Path: <>\n"
                + "Subject: Undelivered Mail Returned to Sender\nDate: Sun, 1 Mar 2020 10:00:00 +0000\nMessage-ID: <r-of-old@x.example>\n"
                + "Content-Type: multipart/report; report-type=delivery-status; boundary=z\n\n--z\n\nNot delivered.\n\n--z\n"
                + "Content-Type: message/delivery-status\n\nReporting-MTA: dns; x.example\n\nFinal-Recipient: rfc822; q@x.example\n"
                + "Action: failed\nStatus: 5.1.1\n\n--z\nContent-Type: message/rfc822\n\nMessage-ID: <sent-of-old@maison.example>\nFrom: "
                + house + "\nSubject: Votre bol\n\nIl est parti.\n--z--\n");

        var summary = mbox.bring(brand, file, List.of(), p -> {});

        assertThat(summary.brought(What.MAILS).added()).isEqualTo(2);
        assertThat(summary.leftOut()).isEqualTo(Map.of(Reason.NO_COLLEAGUE, 1L));
        var rows = transactions.reading(brand.id(), () -> db.sql("""
                        select m.* from conversation.message m join conversation.message s on s.conversation = m.conversation
                         where s.external_id = 'mail:sent-of-old@maison.example' order by m.at
                        """).query().listOfRows());
        assertThat(rows).extracting(row -> row.get("origin")).containsExactly("person", "bounce");
        assertThat(rows.stream().map(row -> row.get("conversation")).distinct()).hasSize(1);
        assertThat(String.valueOf(rows.get(1).get("text"))).contains("q@x.example");
    }

    @Test
    void filesThatOthersWroteAreReadInTheirVariants() throws Exception {
        assumeTrue(Files.isDirectory(SHARED), "The shared mails are not here");
        assertThat(mails("simple.mbox.txt")).hasSize(3);
        assertThat(mails("unmunged.mbox.txt"))
                .hasSize(2)
                .allSatisfy(mail -> assertThat(mail).contains("From Russia with love"));
        assertThat(mails("issue1189.mbox.txt")).hasSize(4);
        var brand = House.make(creation, all);
        var summary = mbox.bring(brand, SHARED.resolve("issue1189.mbox.txt"), List.of(), p -> {});
        assertThat(summary.brought(What.MAILS).added()).isEqualTo(4);
        var directory = mbox.bring(brand, SHARED, List.of(), p -> {});
        assertThat(directory.brought(What.MAILS).known()).isGreaterThanOrEqualTo(4);
        assertThat(directory.leftOut().get(Reason.NO_MAILBOX)).isGreaterThan(100);
    }

    @Test
    void aMailThatSaysHowLongItIsMayHoldAnyLine() throws Exception {
        var body = "Bonjour\nFrom a@b.example Mon Mar  2 09:00:00 2020\nSubject: pas un courrier\n>From ici\n";
        var file = file(
                "From - \nFrom: a@x.example\nContent-Length: " + body.length() + "\n\n" + body
                        + "\nFrom - \nFrom: b@x.example\nContent-Length: 999999\n\nCourt.\n>>From ici\n\nFrom - \nFrom: c@x.example\n\nFin\n");

        assertThat(mails(file))
                .containsExactly(
                        "From: a@x.example\nContent-Length: " + body.length() + "\n\n" + body,
                        "From: b@x.example\nContent-Length: 999999\n\nCourt.\n>From ici\n",
                        "From: c@x.example\n\nFin\n");
    }

    private static List<String> mails(String name) throws IOException {
        return mails(SHARED.resolve(name));
    }

    private static List<String> mails(Path path) throws IOException {
        var mails = new java.util.ArrayList<String>();
        try (var file = new MboxFile(path)) {
            for (var mail = file.read(); mail != null; mail = file.read()) {
                mails.add(new String(java.util.Objects.requireNonNull(mail.bytes()), StandardCharsets.ISO_8859_1));
            }
        }
        return mails;
    }

    private static String mail(String id, String headers, String date, String text) {
        return "From - \nFrom: Lise <lise@x.example>\nTo: Maison <ailleurs@y.example>\nDate: " + date
                + " +0000\nSubject: Un bol\nMessage-ID: <" + id + "@x.example>\n" + headers + "\n" + text + "\n\n";
    }

    private Path file(String content) throws IOException {
        return Files.writeString(Files.createTempFile(home, "boite", ".mbox"), content);
    }

    private List<Map<String, Object>> messages(Brand brand, String like) {
        return transactions.reading(
                brand.id(),
                () -> db.sql(
                                "select * from conversation.message where channel = 'import' and external_id like ? order by at")
                        .param("mail:" + like)
                        .query()
                        .listOfRows());
    }

    private Map<String, Object> row(Brand brand, String sql) {
        return transactions.reading(brand.id(), () -> db.sql(sql).query().singleRow());
    }
}
