package parvis.notice;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.brand.Brand;
import parvis.conversation.Accepting;
import parvis.conversation.Answering;
import parvis.conversation.Conversation;
import parvis.conversation.HandingOver;
import parvis.conversation.Help;
import parvis.conversation.Incoming;
import parvis.conversation.MailNames;
import parvis.conversation.MessageId;
import parvis.conversation.Moderating;
import parvis.conversation.Picture;
import parvis.conversation.RatingHelp;
import parvis.conversation.ReplyTokens;
import parvis.conversation.Visibility;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.ledger.How;
import parvis.person.Identity;
import parvis.person.People;
import parvis.person.SignIn;
import parvis.support.ProductTest;
import parvis.support.Soon;
import parvis.support.TwoBrands;
import parvis.support.TwoBrands.Member;

@ProductTest
class LettersTest {
    record Row(UUID id, String kind, String subject, String plain, String html, String state) {}

    @Autowired
    TwoBrands brands;

    @Autowired
    SignIn signIn;

    @Autowired
    Accepting accepting;

    @Autowired
    Answering answering;

    @Autowired
    HandingOver handingOver;

    @Autowired
    RatingHelp rating;

    @Autowired
    Moderating moderating;

    @Autowired
    People people;

    @Autowired
    Transactions transactions;

    @Autowired
    MailNames names;

    @Autowired
    ReplyTokens tokens;

    @Autowired
    parvis.file.Files store;

    @Autowired
    JdbcClient db;

    @Value("${parvis.data}")
    Path data;

    @Test
    void aSignInLetterIsInTheOutboxWithinASecondAsAnyMailProgramReadsIt() throws Exception {
        var brand = brands.tilleul();
        var email = "helene." + UUID.randomUUID() + "@mel.example";
        var asked = Instant.now();
        signIn.request(brand, email, "/", "fr", asked);
        var row = arrived(brand, email);
        assertThat(Duration.between(asked, Instant.now())).isLessThan(Soon.BUSY);

        var file = data.resolve("outbox").resolve(row.id() + ".eml");
        try (var stream = Files.newInputStream(file)) {
            var mail = new MimeMessage(Session.getInstance(new Properties()), stream);
            assertThat(mail.getSubject()).isEqualTo("Votre lien pour entrer chez Maison Tilleul");
            var from = (InternetAddress) mail.getFrom()[0];
            assertThat(from.getAddress()).isEqualTo("bonjour@tilleul.test");
            assertThat(from.getPersonal()).isEqualTo("Maison Tilleul");
            assertThat(mail.getRecipients(Message.RecipientType.TO)).containsExactly(new InternetAddress(email));
            assertThat(mail.getMessageID()).isEqualTo("<" + row.id() + "@tilleul.test>");
            assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            assertThat(mail.getSentDate()).isCloseTo(asked, 5_000);
            var parts = (MimeMultipart) mail.getContent();
            assertThat(parts.getContentType()).startsWith("multipart/alternative");
            assertThat((String) parts.getBodyPart(0).getContent())
                    .contains("Bonjour,")
                    .containsPattern("http://[^ ]+/signin/[A-Za-z0-9_-]{43}\\R");
            assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
            assertThat((String) parts.getBodyPart(1).getContent())
                    .contains("Entrer")
                    .contains("/signin/");
        }
        try (var left = Files.list(file.getParent())) {
            assertThat(left.filter(
                            f -> f.getFileName().toString().contains(row.id().toString())))
                    .containsExactly(file);
        }
    }

    @Test
    void aQuestionThatWaitsForItsConfirmationSendsTheLinkToItsAddress() {
        var brand = brands.tilleul();
        var email = "nouvelle." + UUID.randomUUID() + "@mel.example";
        var incoming = new Incoming(
                "square",
                UUID.randomUUID().toString(),
                null,
                new Incoming.From("Joan Parker", email, null, false),
                "The bowl <b>spins</b>\r\nBcc: all@example.org",
                "What can I do?",
                null,
                null,
                null,
                Instant.now(),
                "questions",
                null,
                "en",
                List.of(),
                List.of(),
                false,
                "direct");
        accepting.acceptUnconfirmed(brand, incoming, "en", Instant.now());
        var letter = arrived(brand, email);
        assertThat(letter.kind()).isEqualTo("confirmation");
        assertThat(letter.subject()).isEqualTo("Confirm your message");
        assertThat(letter.plain()).contains("Hello Joan,").contains("/confirm/");
        assertThat(letter.html()).contains("The bowl &lt;b&gt;spins").doesNotContain("<b>spins");
    }

    @Test
    void aPublicAnswerIsTeasedAndLinkedAPrivateOneIsWholeAndANoteIsNobodysBusiness() {
        var brand = brands.tilleul();
        var member = brands.member(brand, "Hélène Caradec");
        var question = brands.ask(brand, member, "Un claquement en vitesse 2", "Que faire ?");
        var long_ = "Ce n’est pas le moteur. ".repeat(40) + "C’est la fin.";

        note(brand, question, "Elle a déjà appelé deux fois.");
        answer(brand, question, Visibility.PUBLIC, "**Bonjour.** " + long_);
        var open = arrived(brand, member.email());
        assertThat(open.kind()).isEqualTo("answer");
        assertThat(open.subject()).isEqualTo("Re: Un claquement en vitesse 2");
        assertThat(open.plain())
                .contains("> Bonjour. Ce n’est pas le moteur.")
                .contains(question.path())
                .doesNotContain("C’est la fin.")
                .doesNotContain("appelé deux fois");

        answer(brand, question, Visibility.PRIVATE, "**Votre dossier** est le 4711. " + long_);
        var closed = arrived(brand, member.email(), 2);
        assertThat(closed.plain())
                .contains("C’est la fin.")
                .contains("**Votre dossier**")
                .contains("/signin?back=%2Fquestions%2F");
        assertThat(closed.html()).contains("<strong>Votre dossier</strong>").contains("C’est la fin.");
    }

    @Test
    void aPrivateAnswerIsALetterFromOnePersonToAnotherAndTheNextStandsInItsThread() throws Exception {
        var brand = brands.tilleul();
        var member = brands.member(brand, "Hélène Fil");
        var question = brands.writePrivately(brand, member, "RE: Ma facture", "Où est ma **facture** ?");
        answer(brand, question, Visibility.PRIVATE, "La voici.");
        var first = mail(arrived(brand, member.email()));
        assertThat(first.getSubject()).isEqualTo("Re: Ma facture");
        assertThat(((InternetAddress) first.getFrom()[0]).getPersonal())
                .isEqualTo("Manager de Maison Tilleul, Maison Tilleul");
        assertThat(((InternetAddress) first.getFrom()[0]).getAddress()).isEqualTo("bonjour@tilleul.test");
        assertThat(first.getHeader("Auto-Submitted")).isNull();
        assertThat(names.conversationOf(brand.id(), first.getMessageID())).hasValue(question.id());
        assertThat(names.conversationOf(brands.nord().id(), first.getMessageID()))
                .isEmpty();
        assertThat(first.getHeader("In-Reply-To")).as("nothing came before").isNull();
        var plain = letters(brand, member.email()).getFirst().plain();
        assertThat(plain)
                .startsWith("La voici.")
                .contains("Manager de Maison Tilleul")
                .containsPattern("Vous écriviez le .+\u00a0:\\R> Où est ma \\*\\*facture\\*\\*")
                .contains("Cela vous a-t-il aidé", "?helped=yes", "?helped=partly", "?helped=no");

        answer(brand, question, Visibility.PRIVATE, "Et la deuxième.");
        var second = mail(arrived(brand, member.email(), 2));
        assertThat(second.getSubject()).isEqualTo("Re: Ma facture");
        assertThat(second.getHeader("In-Reply-To")).containsExactly(first.getMessageID());
        assertThat(second.getHeader("References")[0]).endsWith(first.getMessageID());
        assertThat(second.getHeader("References")[0].lines()).allMatch(line -> line.length() < 200);
    }

    @Test
    void anAnswerFollowsWhatItsPersonWroteByMailAndNothingThatOnlyLooksLikeIt() throws Exception {
        var brand = brands.tilleul();
        var member = brands.member(brand, "Hélène Courriel");
        for (var name : List.of(
                "<forged@mel.example> <x@y>\r\nBcc: all@example.org>", "<" + UUID.randomUUID() + "@mel.example>")) {
            var incoming = new Incoming(
                    "square",
                    name,
                    null,
                    new Incoming.From(member.name(), member.email(), null, true),
                    "Ma lampe",
                    "Elle clignote.",
                    null,
                    null,
                    null,
                    Instant.now(),
                    null,
                    null,
                    "fr",
                    List.of(),
                    List.of(),
                    false,
                    "mail");
            var conversation =
                    accepting.acceptNow(brand, incoming, Instant.now()).orElseThrow();
            cameAs(brand, conversation, name.substring(1, name.length() - (name.contains("forged") ? 0 : 1)));
            answer(brand, conversation, Visibility.PRIVATE, "Changez l’ampoule.");
            var sent = mail(arrived(
                    brand, member.email(), letters(brand, member.email()).size()));
            assertThat(sent.getHeader("Bcc")).isNull();
            if (name.contains("forged")) {
                assertThat(sent.getHeader("In-Reply-To")).isNull();
            } else {
                assertThat(sent.getHeader("In-Reply-To")).containsExactly(name);
                assertThat(sent.getHeader("References")[0]).endsWith(name);
            }
        }
    }

    /** As if its question had come in a mail of that name. */
    private void cameAs(Brand brand, Conversation conversation, String name) {
        transactions.run(
                brand.id(),
                () -> db.sql("""
                        insert into mail.received (brand, id, channel, external_id, content, sender, recipient, bytes, received_at,
                            state, next_at, message_id, conversation, message)
                        select brand, :id, 'mail', cast(:id as text), cast(:id as text), '', '', 1, at, 'stored', at, :name, conversation, id
                          from conversation.message where conversation = :conversation
                        """)
                        .param("id", UUID.randomUUID())
                        .param("name", name)
                        .param("conversation", conversation.id().value())
                        .update());
    }

    @Test
    void picturesOfAPrivateAnswerTravelWithIt() throws Exception {
        var brand = brands.tilleul();
        var member = brands.member(brand, "Hélène Image");
        var question = brands.writePrivately(brand, member, "Le montage", "Comment ?");
        var bytes = "not really a picture".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        var file = store.put(new java.io.ByteArrayInputStream(bytes), 100).sha256();
        var picture = new Picture("vis.png", "image/png", bytes.length, file, file, 900, 10, "La vis du dessous");
        answering.write(
                brand,
                question.id(),
                brands.teammate(brand, "manager"),
                new Answering.Words(
                        parvis.conversation.Kind.SENT,
                        Visibility.PRIVATE,
                        "Comme ceci.",
                        null,
                        How.DESK,
                        List.of(picture)),
                Instant.now());
        var mail = mail(arrived(brand, member.email()));
        var related = (MimeMultipart)
                ((MimeMultipart) mail.getContent()).getBodyPart(1).getContent();
        assertThat(related.getContentType()).startsWith("multipart/related");
        assertThat((String) related.getBodyPart(0).getContent())
                .contains("<img src=\"cid:" + file, "alt=\"La vis du dessous\"");
        assertThat(related.getBodyPart(1).getHeader("Content-ID")[0]).startsWith("<" + file);
        assertThat(related.getBodyPart(1).getInputStream()).hasBinaryContent(bytes);
        assertThat(letters(brand, member.email()).getFirst().plain()).contains("[La vis du dessous]");
    }

    @Test
    void whoeverWroteInEnglishIsAnsweredInEnglish() {
        var brand = brands.nord();
        var member = brands.member(brand, "Joan Parker");
        var question = brands.ask(brand, member, "The lamp flickers when I turn it on", "What can I do about it?");
        answer(brand, question, Visibility.PUBLIC, "Tighten the bulb.");
        assertThat(arrived(brand, member.email()).plain())
                .contains("Hello,", "answered your question", "Did this help you?");
    }

    @Test
    void theColleagueIsToldWhatIsHandedToThemWithTheWordsOfWhoGaveIt() throws Exception {
        var brand = brands.tilleul();
        var question = brands.ask(
                brand, brands.member(brand, "Une Cliente"), "Pour l’atelier " + UUID.randomUUID(), "Bonjour");
        handingOver.handOver(
                brand,
                question.id(),
                brands.teammate(brand, "manager"),
                brands.teammate(brand, "colleague").id(),
                "Tu connais ce bruit ?",
                How.DESK,
                Instant.now());
        var letter = about(question, "handed_over").getFirst();
        assertThat(letter.subject()).startsWith("Manager vous confie\u00a0: Pour l’atelier");
        assertThat(letter.plain())
                .contains("Tu connais ce bruit ?", question.deskPath(), "Une Cliente", "aucune autre conversation")
                .contains("> Bonjour", "Répondez à ce message", "/answer/")
                .containsOnlyOnce("Tu connais ce bruit ?");
        var mail = mail(letter);
        assertThat(mail.getReplyTo()[0].toString()).matches(".*<bonjour\\+r\\.[0-9a-v]{20,25}@tilleul.test>");
        var token = mail.getReplyTo()[0].toString().replaceAll(".*\\+r\\.|@.*", "");
        assertThat(transactions.reading(brand.id(), () -> tokens.find(token, Instant.now())))
                .hasValueSatisfying(held -> {
                    assertThat(held.conversation()).isEqualTo(question.id());
                    assertThat(held.teammate())
                            .isEqualTo(brands.teammate(brand, "colleague").id());
                });
    }

    @Test
    void onlyTheAskersNoReachesWhoeverAnswered() {
        var brand = brands.tilleul();
        var asker = brands.member(brand, "Hélène Insatisfaite");
        var question = brands.ask(brand, asker, "Toujours cassé", "Bonjour");
        var answer = answer(brand, question, Visibility.PUBLIC, "Redémarrez.");
        var passerBy = brands.member(brand, "Un Passant");
        rate(brand, answer, passerBy, Help.NO, null);
        rate(brand, answer, asker, Help.YES, null);
        assertThat(about(question, "not_helped")).isEmpty();
        rate(brand, answer, asker, Help.NO, "Le bouton ne répond pas.");
        var letter = about(question, "not_helped").getFirst();
        assertThat(letter.plain()).contains("Le bouton ne répond pas.").contains(question.deskPath());
    }

    @Test
    void whoeverReportsIsAnsweredTwiceAndWhoeverIsHiddenGetsTheReasons() {
        var brand = brands.tilleul();
        var author = brands.member(brand, "Auteur Fâché");
        var question = brands.ask(brand, author, "Propos", "Des mots qui blessent");
        var reporter = "temoin." + UUID.randomUUID() + "@mel.example";
        moderating.report(
                brand,
                question.lastMessage(),
                null,
                reporter,
                Moderating.Reason.INSULT,
                "C’est méchant",
                How.DIRECT,
                Instant.now());
        assertThat(arrived(brand, reporter).subject()).isEqualTo("Votre signalement est arrivé");
        var toDecide = about(question, "report_to_decide");
        assertThat(toDecide)
                .as("the owner and the community manager, nobody else")
                .hasSize(2);
        assertThat(toDecide.getFirst().plain())
                .contains("Des mots qui blessent")
                .contains("/moderation")
                .doesNotContain(reporter);
        moderating.report(
                brand,
                question.lastMessage(),
                null,
                null,
                Moderating.Reason.OTHER,
                "Moi aussi",
                How.DIRECT,
                Instant.now());
        assertThat(about(question, "report_to_decide")).as("once for a message").hasSize(2);

        moderating.hide(
                brand,
                question.lastMessage(),
                brands.teammate(brand, "manager"),
                "Insulte une personne",
                "test",
                How.DESK,
                Instant.now());
        var decision = arrived(brand, reporter, 2);
        assertThat(decision.kind()).isEqualTo("report_decided");
        assertThat(decision.plain())
                .contains("n’est plus visible")
                .contains("Insulte une personne")
                .contains("bonjour@tilleul.test");
        var reasons = arrived(brand, author.email());
        assertThat(reasons.kind()).isEqualTo("hidden");
        assertThat(reasons.plain())
                .contains("Des mots qui blessent")
                .contains("Insulte une personne")
                .contains("prise par une personne")
                .contains("bonjour@tilleul.test")
                .contains("organe de règlement");
        assertThat(reasons.plain())
                .as("never who reported")
                .doesNotContain(reporter)
                .doesNotContain("méchant");
    }

    @Test
    void nobodyIsWrittenToAboutWhatIsLongPast() {
        var brand = brands.tilleul();
        var member = brands.member(brand, "Ancienne Cliente");
        var question = brands.ask(brand, member, "Il y a longtemps", "Bonjour");
        answering.write(
                brand,
                question.id(),
                brands.teammate(brand, "manager"),
                words(Visibility.PUBLIC, "Il y a longtemps aussi."),
                Instant.now().minus(Duration.ofDays(40)));
        assertThat(letters(brand, member.email())).isEmpty();
    }

    @Test
    void aLetterThatIsRolledBackWithItsAnswerIsNeverSent() {
        var brand = brands.tilleul();
        var member = brands.member(brand, "Presque Répondue");
        var question = brands.ask(brand, member, "Presque", "Bonjour");
        try {
            transactions.run(brand.id(), () -> {
                answer(brand, question, Visibility.PUBLIC, "Presque.");
                throw new IllegalStateException("the power goes");
            });
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("the power goes");
        }
        assertThat(letters(brand, member.email())).isEmpty();
    }

    @Test
    void aMailThatWasBeingWrittenWhenTheProgramDiedIsInTheOutboxOnce() throws Exception {
        var brand = brands.tilleul();
        var email = "mort." + UUID.randomUUID() + "@mel.example";
        signIn.request(brand, email, "/", "fr", Instant.now());
        var row = arrived(brand, email);
        var file = data.resolve("outbox").resolve(row.id() + ".eml");
        var written = Files.getLastModifiedTime(file);

        // killed after the file was there
        stale(brand, row);
        await(() -> letters(brand, email).getFirst().state().equals("sent"));
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(written);

        // killed before
        Files.delete(file);
        stale(brand, row);
        await(() -> Files.exists(file));
        await(() -> letters(brand, email).getFirst().state().equals("sent"));
    }

    private void stale(Brand brand, Row row) {
        transactions.run(
                brand.id(),
                () -> db.sql("update notice.mail set state = 'sending', next_at = ? where id = ?")
                        .params(Rows.time(Instant.now().minusSeconds(1)), row.id())
                        .update());
        // what was interrupted waits for half a minute: not in a test
        await(() -> {
            transactions.run(
                    brand.id(),
                    () -> db.sql("update notice.mail set next_at = ? where id = ? and state = 'waiting'")
                            .params(Rows.time(Instant.now()), row.id())
                            .update());
            return letters(brand, row).state().equals("sent");
        });
    }

    private MimeMessage mail(Row row) throws Exception {
        var file = data.resolve("outbox").resolve(row.id() + ".eml");
        await(() -> Files.exists(file));
        try (var stream = Files.newInputStream(file)) {
            return new MimeMessage(Session.getInstance(new Properties()), stream);
        }
    }

    private Row letters(Brand brand, Row row) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select * from notice.mail where id = ?")
                        .param(row.id())
                        .query(LettersTest::row)
                        .single());
    }

    private MessageId answer(Brand brand, Conversation question, Visibility visibility, String text) {
        return ((Answering.Outcome.Written) answering.write(
                        brand,
                        question.id(),
                        brands.teammate(brand, "manager"),
                        words(visibility, text),
                        Instant.now()))
                .message();
    }

    private void note(Brand brand, Conversation question, String text) {
        var note =
                new Answering.Words(parvis.conversation.Kind.NOTE, Visibility.PRIVATE, text, null, How.DESK, List.of());
        answering.write(brand, question.id(), brands.teammate(brand, "manager"), note, Instant.now());
    }

    private static Answering.Words words(Visibility visibility, String text) {
        return new Answering.Words(parvis.conversation.Kind.SENT, visibility, text, null, How.DESK, List.of());
    }

    private void rate(Brand brand, MessageId message, Member by, Help help, String words) {
        var person = transactions.reading(
                brand.id(),
                () -> people.byIdentity(Identity.email(by.email(), Identity.Proof.ACCOUNT))
                        .orElseThrow()
                        .id());
        rating.rate(brand, message, new RatingHelp.Rater.Known(person), help, words, How.DIRECT, Instant.now());
    }

    private Row arrived(Brand brand, String email) {
        return arrived(brand, email, 1);
    }

    /** The nth letter to an address, once it has left. */
    private Row arrived(Brand brand, String email, int nth) {
        // an answer waits ten seconds at the door: not in a test
        transactions.run(
                brand.id(),
                () -> db.sql("update notice.mail set next_at = created_at where recipient = ? and state = 'waiting'")
                        .param(email)
                        .update());
        await(() -> letters(brand, email).size() >= nth
                && letters(brand, email).get(nth - 1).state().equals("sent"));
        return letters(brand, email).get(nth - 1);
    }

    private List<Row> about(Conversation conversation, String kind) {
        return transactions.reading(
                brands.tilleul().id(),
                () -> db.sql("select * from notice.mail where conversation = ? and kind = ? order by created_at, id")
                        .params(conversation.id().value(), kind)
                        .query(LettersTest::row)
                        .list());
    }

    private List<Row> letters(Brand brand, String email) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select * from notice.mail where recipient = ? order by created_at, id")
                        .param(email)
                        .query(LettersTest::row)
                        .list());
    }

    private static Row row(java.sql.ResultSet row, int n) throws java.sql.SQLException {
        return new Row(
                Rows.uuid(row, "id"),
                row.getString("kind"),
                row.getString("subject"),
                row.getString("plain"),
                row.getString("html"),
                row.getString("state"));
    }

    private static void await(java.util.function.BooleanSupplier done) {
        var deadline = Instant.now().plusSeconds(10);
        while (!done.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(deadline);
            try {
                Thread.sleep(15);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
