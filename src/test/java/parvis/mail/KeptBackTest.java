package parvis.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static parvis.support.Soon.soon;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Brand;
import parvis.conversation.Conversation;
import parvis.conversation.MessageId;
import parvis.conversation.ReplyTokens;
import parvis.database.Transactions;
import parvis.support.Leaving;
import parvis.support.Mailing;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.TwoBrands.Member;
import parvis.support.Web;

/** An answer by mail in which everybody would read something of somebody becomes public only once its author says that it is meant. */
@ProductTest
class KeptBackTest {
    private static final String EXPERT = "expert@tilleul.test";
    private static final String STREET = "12 rue des Aulnes, 44000 Nantes";

    @Autowired
    TwoBrands brands;

    @Autowired
    SmtpDoor door;

    @Autowired
    ReplyTokens tokens;

    @Autowired
    Leaving leaving;

    @Autowired
    Web web;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    private Brand tilleul;
    private Member asker;
    private Conversation question;
    private String words;

    @BeforeEach
    void aQuestion() {
        tilleul = brands.tilleul();
        asker = brands.member(tilleul, "Irma Retenue");
        question = brands.ask(tilleul, asker, "La livraison tarde", "Où va-t-elle ?");
        words = "Elle part demain au " + STREET + ".";
    }

    @Test
    void nothingOfItIsPublicAndItsAuthorIsToldWhatAndWhy() throws Exception {
        answer(words);
        var letter = soon(this::letter);
        assertThat(letter)
                .contains("n’est pas devenue publique", "Une adresse postale", "12 ••• ••• ••••••, ••••• ••••es")
                .doesNotContain(STREET);
        assertThat(page(null, question.path())).doesNotContain("Aulnes");
        assertThat(page(asker.session(), question.path())).doesNotContain("Aulnes");
        assertThat(states()).containsExactly("received sent", "sent waiting");
        assertThat(page(brands.sessionOf(tilleul, "manager"), question.deskPath()))
                .contains("pas envoyé", "depuis sa boîte", "<q>" + STREET + "</q>", "Envoyer en privé");
    }

    @Test
    void behindTheLinkItIsCorrectedAndLeavesOnce() throws Exception {
        answer(words);
        var path = link();
        var opened = page(null, path);
        assertThat(Jsoup.parse(opened).selectFirst("textarea").wholeText()).isEqualTo(words);
        assertThat(opened).contains("n’est pas devenue publique", "Données personnelles", "name=\"reason\"");

        assertThat(post(path, Map.of("to", "public", "text", words))).hasStatus(422);
        assertThat(post(path, Map.of("to", "public", "text", words, "instead", "blank")))
                .hasStatusOk()
                .bodyText()
                .contains("Elle part demain au […].");
        var sent = post(path, Map.of("to", "public", "text", "Elle part demain chez vous."));
        assertThat(sent).hasStatusOk();
        assertThat(page(null, question.path()))
                .contains("Elle part demain chez vous.", "Expert de Maison Tilleul")
                .doesNotContain("Aulnes");
        assertThat(states()).containsExactly("received sent", "sent sent");
        assertThat(web.get(tilleul, null, path)).hasStatus(410);
        assertThat(post(path, Map.of("to", "public", "text", "Encore."))).hasStatus(410);
    }

    @Test
    void itLeavesAsItIsForAReasonThatIsKept() throws Exception {
        answer(words);
        var sent = post(link(), Map.of("to", "public", "text", words, "reason", "C’est notre atelier"));
        assertThat(sent).hasStatusOk();
        assertThat(page(null, question.path())).contains(STREET);
        assertThat(transactions.reading(
                        tilleul.id(),
                        () -> db.sql("select reason from newsroom.verdict where subject = ?")
                                .param(question.id().value())
                                .query((row, n) -> row.getString(1))
                                .list()))
                .containsOnly("C’est notre atelier");
    }

    @Test
    void itGoesToThePersonAloneWithWhatWasAttached() throws Exception {
        answer(words);
        var sent = post(link(), Map.of("to", "public", "text", words, "instead", "private"));
        assertThat(sent).hasStatusOk();
        assertThat(page(null, question.path())).doesNotContain("Aulnes");
        leaving.arrive(tilleul, last());
        assertThat(page(asker.session(), question.path())).contains("12 rue des Aulnes");
    }

    @Test
    void atTheDeskAColleagueSendsItForAReasonOrInPrivateOrPutsItAway() throws Exception {
        answer(words);
        var path = link();
        var manager = brands.sessionOf(tilleul, "manager");
        var id = waiting();
        assertThat(web.post(tilleul, manager, "/desk/messages/" + id + "/approval", Map.of()))
                .hasStatus(422);
        assertThat(page(null, question.path())).doesNotContain("Aulnes");
        assertThat(web.post(tilleul, manager, "/desk/messages/" + id + "/approval", Map.of("instead", "private")))
                .hasStatus(302);
        assertThat(page(null, question.path())).doesNotContain("Aulnes");
        leaving.arrive(tilleul, new MessageId(id));
        assertThat(page(asker.session(), question.path())).contains("12 rue des Aulnes");
        assertThat(web.get(tilleul, null, path)).as("it has left").hasStatus(410);

        answer("Et la facture au 14 rue des Saules, 44000 Nantes.");
        soon(this::waiting);
        assertThat(web.post(
                        tilleul,
                        manager,
                        "/desk/messages/" + waiting() + "/approval",
                        Map.of("reason", "Adresse de l’atelier")))
                .hasStatus(302);
        assertThat(page(null, question.path())).contains("14 rue des Saules");
    }

    @Test
    void whatIsFineIsPublishedAsBeforeAndANoteIsNobodysBusiness() throws Exception {
        answer("Une goutte suffit à la charnière.");
        soon(() -> states().contains("sent sent"));
        answer("note : elle habite " + STREET);
        soon(() -> states().contains("note sent"));
        assertThat(states()).containsExactlyInAnyOrder("received sent", "sent sent", "note sent");
    }

    private void answer(String text) throws Exception {
        var token = transactions.in(
                tilleul.id(),
                () -> tokens.issue(
                        tilleul.id(),
                        question.id(),
                        brands.teammate(tilleul, "expert").id(),
                        Instant.now()));
        new Mailing(door.port())
                .send(Mailing.plain(EXPERT, "Expert", "Re", text), "bonjour+r." + token + "@tilleul.test");
    }

    private String link() {
        var matcher = Pattern.compile("(/answer/[\\w-]{43})").matcher(soon(this::letter));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private String letter() {
        return transactions.reading(
                tilleul.id(),
                () -> db.sql(
                                "select plain from notice.mail where conversation = ? and kind = 'answer_kept_back' order by id desc limit 1")
                        .param(question.id().value())
                        .query((row, n) -> row.getString(1))
                        .optional()
                        .orElse(null));
    }

    private MessageId last() {
        return new MessageId(transactions.reading(
                tilleul.id(),
                () -> db.sql("select last_message from conversation.conversation where id = ?")
                        .param(question.id().value())
                        .query(UUID.class)
                        .single()));
    }

    private UUID waiting() {
        return transactions.reading(
                tilleul.id(),
                () -> db.sql("select id from conversation.message where conversation = ? and withheld is not null")
                        .param(question.id().value())
                        .query(UUID.class)
                        .optional()
                        .orElse(null));
    }

    private List<String> states() {
        return transactions.reading(
                tilleul.id(),
                () -> db.sql(
                                "select kind || ' ' || state from conversation.message where conversation = ? order by stored_at, id")
                        .param(question.id().value())
                        .query((row, n) -> row.getString(1))
                        .list());
    }

    private MvcTestResult post(String path, Map<String, String> fields) {
        return web.post(tilleul, null, path, fields);
    }

    private String page(String session, String path) {
        return new String(
                web.get(tilleul, session, path).getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
