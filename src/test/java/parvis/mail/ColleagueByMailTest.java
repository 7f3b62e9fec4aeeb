package parvis.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static parvis.support.Soon.soon;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.brand.Brand;
import parvis.conversation.Conversation;
import parvis.conversation.ReplyTokens;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.support.Mailing;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.TwoBrands.Member;
import parvis.support.Web;

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
        words = "Une goutte d'huile suffit, " + UUID.randomUUID() + ".";
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
    void inAPrivateConversationItIsPrivateAndAFirstWordMakesItANote() throws Exception {
        question = brands.writePrivately(tilleul, asker, "Entre nous " + UUID.randomUUID(), "Un secret.");
        mailing.send(Mailing.plain(EXPERT, "Expert", "Re", words), address(Instant.now()));
        assertThat(soon(() -> message()).visibility()).isEqualTo("private");
        for (var first : List.of("Note : ", "interne: ")) {
            words = "À vérifier " + UUID.randomUUID();
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
                .doesNotContain("/approval");

        words = "Une autre idée, " + UUID.randomUUID();
        mailing.sendFrom("faussaire@mel.example", Mailing.plain(EXPERT, "Expert", "Re", words), address(Instant.now()));
        assertThat(soon(() -> message()).state())
                .as("the envelope is another's")
                .isEqualTo("waiting");
        assertThat(page(null, question.path())).doesNotContain(words);
    }

    @Test
    void aNameAloneGivesNoAuthorityAndAMadeUpAddressNone() throws Exception {
        mailing.send(Mailing.plain(EXPERT, "Expert", "Sans adresse " + words, words), "bonjour@tilleul.test");
        assertThat(soon(() -> message()).kind()).isEqualTo("received");
        words = "Encore une idée, " + UUID.randomUUID();
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
        var token = transactions.in(
                tilleul.id(),
                () -> tokens.issue(
                        tilleul.id(),
                        question.id(),
                        brands.teammate(tilleul, "expert").id(),
                        issued));
        return "bonjour+r." + token + "@tilleul.test";
    }

    private String page(String session, String path) {
        return new String(
                web.get(tilleul, session, path).getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
