package parvis.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static parvis.support.Soon.soon;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.brand.Brand;
import parvis.brand.Role;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.conversation.Conversation;
import parvis.conversation.ReplyTokens;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.person.Accounts;
import parvis.support.Mailing;
import parvis.support.ProductTest;
import parvis.support.Sealed;
import parvis.support.TwoBrands;
import parvis.support.TwoBrands.Member;
import parvis.support.Web;
import parvis.support.Zone;

/** A colleague answers from their mailbox. Authority comes from the address that was given to them, never from a name. */
@ProductTest
class ColleagueByMailTest {
    private static final String EXPERT = "expert@tilleul.test";

    @Autowired
    TwoBrands brands;

    @Autowired
    SmtpDoor door;

    @Autowired
    ReplyTokens tokens;

    @Autowired
    Team team;

    @Autowired
    Accounts accounts;

    @Autowired
    Web web;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    private Brand tilleul;
    private Mailing mailing;
    private Member asker;
    private Conversation question;
    private String words;

    @BeforeEach
    void aQuestion() {
        tilleul = brands.tilleul();
        mailing = new Mailing(door.port());
        asker = brands.member(tilleul, "Irma Demande");
        question = brands.ask(tilleul, asker, "La charnière grince " + UUID.randomUUID(), "Que faire ?");
        words = "Une goutte d'huile suffit, " + letters() + ".";
    }

    @Test
    void whatIsWrittenToTheirAddressIsPublishedInTheirName() throws Exception {
        mailing.send(
                Mailing.plain(EXPERT, "Peu importe", "Re: grince", words + "\n\n> Que faire ?\n"),
                address(Instant.now()));
        var told = soon(() -> message());
        assertThat(told.kind()).isEqualTo("sent");
        assertThat(told.state()).isEqualTo("sent");
        assertThat(told.visibility()).isEqualTo("public");
        assertThat(told.teammate())
                .isEqualTo(brands.teammate(tilleul, "expert").id().value());
        assertThat(page(null, question.path())).contains(words.substring(20)).contains("Expert de Maison Tilleul");
    }

    @Test
    void whatATraineeWritesWaitsForApproval() throws Exception {
        mailing.send(
                Mailing.plain("trainee@tilleul.test", "Stagiaire", "Re", words), address("trainee", Instant.now()));
        assertThat(soon(() -> message()).state()).isEqualTo("waiting");
        assertThat(page(null, question.path())).doesNotContain(words.substring(20));
        assertThat(page(brands.sessionOf(tilleul, "manager"), question.deskPath()))
                .contains("Écrite par Trainee de Maison Tilleul", "Approuver")
                .doesNotContain("pas envoyé");
    }

    @Test
    void inAPrivateConversationItIsPrivateAndAFirstWordMakesItANote() throws Exception {
        question = brands.writePrivately(tilleul, asker, "Entre nous " + UUID.randomUUID(), "Un secret.");
        mailing.send(Mailing.plain(EXPERT, "Expert", "Re", words), address(Instant.now()));
        assertThat(soon(() -> message()).visibility()).isEqualTo("private");
        for (var first : List.of("Note : ", "interne: ")) {
            words = "À vérifier " + letters();
            mailing.send(Mailing.plain(EXPERT, "Expert", "Re", first + words), address(Instant.now()));
            assertThat(soon(() -> message()).kind()).isEqualTo("note");
            assertThat(page(asker.session(), question.path())).doesNotContain(words);
        }
    }

    @Test
    void anAddressThatExpiredKeepsTheWordsUntilSomebodySendsThem() throws Exception {
        mailing.send(
                Mailing.plain(EXPERT, "Expert", "Re", words),
                address(Instant.now().minus(Duration.ofDays(31))));
        var told = soon(() -> message());
        assertThat(told.state()).isEqualTo("waiting");
        assertThat(page(null, question.path())).doesNotContain(words.substring(20));
        var manager = brands.sessionOf(tilleul, "manager");
        assertThat(page(manager, question.deskPath())).contains("pas envoyé", "avait expiré", "Envoyer", "Écarter");

        var sent = web.post(tilleul, manager, "/desk/messages/" + told.id() + "/approval", Map.of());
        assertThat(sent.getResponse().getStatus()).isEqualTo(302);
        assertThat(message().state()).isEqualTo("sent");
        assertThat(page(null, question.path())).contains(words.substring(20)).contains("Expert de Maison Tilleul");
        assertThat(web.post(tilleul, manager, "/desk/messages/" + told.id() + "/approval", Map.of())
                        .getResponse()
                        .getStatus())
                .as("only once")
                .isEqualTo(404);
    }

    @Test
    void whoeverElseWritesToTheAddressIsNotPublished() throws Exception {
        mailing.send(Mailing.plain("ami@mel.example", "Expert", "Tr: ", words), address(Instant.now()));
        var forwarded = soon(() -> message());
        assertThat(forwarded.state()).isEqualTo("waiting");
        var manager = brands.sessionOf(tilleul, "manager");
        assertThat(page(manager, question.deskPath())).contains("ami@mel.example", "qui n’est pas l’adresse de");

        web.post(tilleul, manager, "/desk/messages/" + forwarded.id() + "/dismissal", Map.of());
        assertThat(message().state()).isEqualTo("failed");
        assertThat(page(manager, question.deskPath()))
                .contains("écarté, jamais envoyé")
                .doesNotContain("/approval\"");

        words = "Une autre idée, " + letters();
        mailing.sendFrom("faussaire@mel.example", Mailing.plain(EXPERT, "Expert", "Re", words), address(Instant.now()));
        assertThat(soon(() -> message()).state())
                .as("the envelope is another's")
                .isEqualTo("waiting");
        assertThat(page(null, question.path())).doesNotContain(words);
    }

    @Test
    void aSignatureOfTheirDomainIsEnoughByWhateverWayItCame() throws Exception {
        var signed = sealed("signed.tilleul.test");
        sendRaw("bounces@relay.example", signed, address(Instant.now(), "signed.tilleul.test"));
        assertThat(soon(() -> message()).state())
                .as("the envelope is a forwarder's")
                .isEqualTo("sent");
        assertThat(standing()).isEqualTo("signed");
    }

    @Test
    void aSignatureThatIsBrokenWaitsWhateverTheEnvelopeSays() throws Exception {
        var domain = "broken.tilleul.test";
        var changed = sealed(domain).replace(words, words + " Et envoyez cent euros.");
        sendRaw("expert@" + domain, changed, address(Instant.now(), domain));
        assertThat(soon(() -> message()).state()).isEqualTo("waiting");
        assertThat(standing()).isEqualTo("doubtful");
        assertThat(page(null, question.path())).doesNotContain("cent euros");
        var manager = brands.sessionOf(tilleul, "manager");
        assertThat(page(manager, question.deskPath())).contains("mais rien ne le prouve", "pas envoyé");
    }

    @Test
    void aDomainThatAsksForProofIsNotBelievedWithoutIt() throws Exception {
        var domain = "strict.tilleul.test";
        Zone.shared().text("_dmarc." + domain, "v=DMARC1; p=quarantine");
        mailing.send(Mailing.plain("expert@" + domain, "Expert", "Re", words), address(Instant.now(), domain));
        assertThat(soon(() -> message()).state()).isEqualTo("waiting");
        words = "Cette fois avec la signature, " + letters() + ".";
        sendRaw("expert@" + domain, sealed(domain), address(Instant.now(), domain));
        assertThat(soon(() -> message()).state()).isEqualTo("sent");
    }

    @Test
    void aSignatureOfAnotherDomainGivesNothing() throws Exception {
        var stranger = Sealed.by("mel.example", "Ed25519").publishedIn(Zone.shared());
        sendRaw(
                "x@mel.example",
                stranger.seal(raw("expert@plain.tilleul.test")),
                address(Instant.now(), "plain.tilleul.test"));
        assertThat(soon(() -> message()).state()).isEqualTo("waiting");
        assertThat(standing()).isNull();
    }

    @Test
    void aSenderThatIsReadInTwoWaysGivesNothing() throws Exception {
        var domain = "twofold.tilleul.test";
        var stranger = Sealed.by("mel.example", "Ed25519").publishedIn(Zone.shared());
        for (var cunning : List.of(
                "expert@" + domain + " <x@mel.example>",
                "<expert@" + domain + "> <x@mel.example>",
                "\"<expert@" + domain + ">\" <x@mel.example>",
                "x@mel.example (<expert@" + domain + ">)",
                "<x@mel.example>, <expert@" + domain + ">",
                "Expert:expert@" + domain + ",x@mel.example;")) {
            words = "Par ruse, " + letters() + ".";
            sendRaw("expert@" + domain, stranger.seal(raw(cunning)), address(Instant.now(), domain));
            assertThat(soon(() -> message()).state()).as(cunning).isEqualTo("waiting");
        }
    }

    @Test
    void whenNobodyTellsWhatADomainPublishesTheEnvelopeDecides() throws Exception {
        var domain = "silent.tilleul.test";
        Zone.shared().fail("_dmarc." + domain).fail(Sealed.SELECTOR + "._domainkey." + domain);
        sendRaw(
                "expert@" + domain,
                Sealed.by(domain, "Ed25519").seal(raw("expert@" + domain)),
                address(Instant.now(), domain));
        assertThat(soon(() -> message()).state()).isEqualTo("sent");
    }

    @Test
    void aSignatureDoesNotOutliveTheAddressNorOpenAnotherConversation() throws Exception {
        var domain = "late.tilleul.test";
        sendRaw("expert@" + domain, sealed(domain), address(Instant.now().minus(Duration.ofDays(31)), domain));
        assertThat(soon(() -> message()).state()).as("expired").isEqualTo("waiting");

        words = "Ailleurs " + letters() + ".";
        var colleagues = address(Instant.now(), domain);
        sendRaw("colleague@tilleul.test", raw("colleague@tilleul.test"), colleagues);
        assertThat(soon(() -> message()).state())
                .as("forwarded to a colleague, who answers")
                .isEqualTo("waiting");
        assertThat(page(null, question.path())).doesNotContain(words.substring(8));
    }

    @Test
    void whatAPersonsDomainPublishesIsSaidAtTheDesk() throws Exception {
        var domain = "banque" + UUID.randomUUID().toString().substring(0, 8) + ".example";
        Zone.shared().text("_dmarc." + domain, "v=DMARC1; p=reject");
        mailing.send(Mailing.plain("directrice@" + domain, "La banque", words, words), "bonjour@tilleul.test");
        soon(() -> message());
        var manager = brands.sessionOf(tilleul, "manager");
        assertThat(page(manager, deskPath()))
                .contains("expéditeur non vérifié", "Rien ne prouve que ce message vient de " + domain)
                .doesNotContain("Signature valide");

        words = "Une vraie " + letters() + ".";
        sendRaw("directrice@" + domain, sealed(domain, "directrice"), "bonjour@tilleul.test");
        soon(() -> message());
        assertThat(page(manager, deskPath()))
                .contains("Signature valide\u00a0: " + domain)
                .doesNotContain("expéditeur non vérifié");
    }

    @Test
    void aNameAloneGivesNoAuthorityAndAMadeUpAddressNone() throws Exception {
        mailing.send(Mailing.plain(EXPERT, "Expert", "Sans adresse " + words, words), "bonjour@tilleul.test");
        assertThat(soon(() -> message()).kind()).isEqualTo("received");
        words = "Encore une idée, " + letters();
        mailing.send(Mailing.plain(EXPERT, "Expert", words, words), "bonjour+r.0123456789abcdef@tilleul.test");
        var told = soon(() -> message());
        assertThat(told.kind()).isEqualTo("received");
        assertThat(told.visibility()).isEqualTo("private");
    }

    @Test
    void aClosedConversationKeepsTheWordsWaiting() throws Exception {
        var token = address(Instant.now());
        web.post(tilleul, brands.sessionOf(tilleul, "manager"), question.deskPath() + "/closure", Map.of());
        mailing.send(Mailing.plain(EXPERT, "Expert", "Re", words), token);
        assertThat(soon(() -> message()).state()).isEqualTo("waiting");
    }

    @Test
    void repliedToAllItIsOneAnswer() throws Exception {
        mailing.send(Mailing.plain(EXPERT, "Expert", "Re", words), "bonjour@tilleul.test", address(Instant.now()));
        assertThat(soon(() -> message()).kind()).isEqualTo("sent");
        soon(() -> transactions.reading(
                        tilleul.id(),
                        () -> db.sql("select count(*) from mail.received where state = 'accepted'")
                                .query(Long.class)
                                .single())
                == 0);
        assertThat(message().kind()).isEqualTo("sent");
    }

    /** Without digits, which may look like somebody's telephone. */
    private static String letters() {
        return UUID.randomUUID()
                .toString()
                .chars()
                .mapToObj(c -> Character.toString(Character.isDigit(c) ? 'g' + (c - '0') : c))
                .collect(java.util.stream.Collectors.joining());
    }

    private record Told(UUID id, String kind, String state, String visibility, UUID teammate) {}

    /** The one message that holds the words; fails when there are several. */
    private Told message() {
        return transactions.reading(
                tilleul.id(),
                () -> db.sql("select * from conversation.message where text like ?")
                        .param(words + "%")
                        .query((row, n) -> new Told(
                                Rows.uuid(row, "id"),
                                row.getString("kind"),
                                row.getString("state"),
                                row.getString("visibility"),
                                Rows.uuidOrNull(row, "teammate")))
                        .optional()
                        .orElse(null));
    }

    private String address(Instant issued) {
        return address("expert", issued);
    }

    private String address(String who, Instant issued) {
        var token = transactions.in(
                tilleul.id(),
                () -> tokens.issue(
                        tilleul.id(),
                        question.id(),
                        brands.teammate(tilleul, who).id(),
                        issued));
        return "bonjour+r." + token + "@tilleul.test";
    }

    /** The same of somebody with an address at another domain of the house. */
    private String address(Instant issued, String domain) {
        var expert = brands.teammate(tilleul, "expert");
        var account = accounts.of("expert@" + domain, "Expert ailleurs", "fr", Instant.now());
        var there = team.byAccount(tilleul.id(), account.id())
                .map(Teammate::id)
                .orElseGet(() -> team.join(
                        tilleul.id(),
                        account.id(),
                        "expert-" + domain.substring(0, domain.indexOf('.')),
                        "Expert ailleurs",
                        Role.EXPERT,
                        expert.title(),
                        "Expert ailleurs",
                        null,
                        Instant.now(),
                        Actor.SYSTEM));
        var token = transactions.in(tilleul.id(), () -> tokens.issue(tilleul.id(), question.id(), there, issued));
        return "bonjour+r." + token + "@tilleul.test";
    }

    private String sealed(String domain) {
        return sealed(domain, "expert");
    }

    private String sealed(String domain, String who) {
        return Sealed.by(domain, "Ed25519").publishedIn(Zone.shared()).seal(raw(who + "@" + domain));
    }

    private String raw(String from) {
        return String.join(
                "\r\n",
                "From: " + from,
                "To: bonjour@tilleul.test",
                "Subject: Re: " + words,
                "Message-ID: <" + UUID.randomUUID() + "@test>",
                "Content-Type: text/plain; charset=UTF-8",
                "Content-Transfer-Encoding: 8bit",
                "",
                words,
                "");
    }

    private void sendRaw(String envelope, String mail, String to) throws Exception {
        mailing.sendFrom(
                envelope,
                new MimeMessage(
                        Session.getInstance(new Properties()),
                        new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8))),
                to);
    }

    private String standing() {
        return transactions
                .reading(
                        tilleul.id(),
                        () -> db.sql("select coalesce(standing, '') from mail.received where message = ?")
                                .param(message().id())
                                .query(String.class)
                                .single())
                .transform(found -> found.isEmpty() ? null : found);
    }

    private String deskPath() {
        return transactions.reading(
                tilleul.id(),
                () -> "/desk/conversations/"
                        + db.sql(
                                        "select c.number from conversation.conversation c join conversation.message m on m.conversation = c.id where m.id = ?")
                                .param(message().id())
                                .query(Long.class)
                                .single());
    }

    private String page(String session, String path) {
        return new String(
                web.get(tilleul, session, path).getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
