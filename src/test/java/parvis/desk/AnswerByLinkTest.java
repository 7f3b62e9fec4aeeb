package parvis.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Brand;
import parvis.conversation.AnswerLinks;
import parvis.conversation.Answering;
import parvis.conversation.Closing;
import parvis.conversation.Conversation;
import parvis.conversation.HandingOver;
import parvis.conversation.Kind;
import parvis.conversation.Visibility;
import parvis.database.Transactions;
import parvis.ledger.How;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.Web;

/** A colleague answers by the link in their letter. */
@ProductTest
class AnswerByLinkTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Answering answering;

    @Autowired
    HandingOver handingOver;

    @Autowired
    Closing closing;

    @Autowired
    AnswerLinks links;

    @Autowired
    Web web;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    Brand brand;
    Conversation question;

    @BeforeEach
    void aQuestionIsHandedToTheColleague() {
        brand = brands.tilleul();
        question = brands.ask(brand, brands.member(brand, "Hélène Lien"), "Le pignon grince", "Que faire ?");
        note("Elle a déjà appelé.");
        handingOver.handOver(
                brand,
                question.id(),
                brands.teammate(brand, "manager"),
                brands.teammate(brand, "colleague").id(),
                null,
                How.DESK,
                Instant.now());
    }

    @Test
    void theLetterLeadsToAPageWhereTheyReadAndAnswerOnceInTheirName() {
        var path = fromTheLetter();
        var page = web.get(brand, null, path);
        assertThat(page).hasStatusOk();
        assertThat(text(page))
                .contains("Le pignon grince", "Que faire ?", "Elle a déjà appelé.", "Note interne", "Colleague de");
        assertThat(messages()).as("opening it writes nothing").isEqualTo(2);

        var sent = web.post(brand, null, path, Map.of("to", "public", "text", "Graissez-le.", "lastSeen", last(page)));
        assertThat(sent).hasStatusOk();
        assertThat(text(sent)).contains("C’est envoyé", "sur la place");
        assertThat(text(web.get(brand, null, question.path()))).contains("Graissez-le.", "Colleague");
        assertThat(web.get(brand, null, path)).hasStatus(410);
        assertThat(web.post(brand, null, path, Map.of("to", "public", "text", "Encore.")))
                .hasStatus(410);
        assertThat(messages()).isEqualTo(3);
    }

    @Test
    void whatIsSomebodysIsAskedAboutFirstAsAtTheDesk() {
        var path = fromTheLetter();
        var words = "Passez au 12 rue des Hêtres, 44000 Nantes.";
        var asked = web.post(brand, null, path, Map.of("to", "public", "text", words));
        assertThat(asked).hasStatus(422);
        assertThat(text(asked))
                .contains("Rien n’est parti", "12 rue des Hêtres", "Envoyer en privé", "Masquer ces mots")
                .contains("name=\"reason\"", words + "</textarea>");
        assertThat(messages()).isEqualTo(2);
        var blanked = web.post(brand, null, path, Map.of("to", "public", "text", words, "instead", "blank"));
        assertThat(blanked).hasStatusOk();
        assertThat(text(blanked)).contains("Passez au […].</textarea>");
        assertThat(messages()).isEqualTo(2);

        var privately = web.post(brand, null, path, Map.of("to", "public", "text", words, "instead", "private"));
        assertThat(text(privately)).contains("C’est envoyé");
        assertThat(text(web.get(brand, null, question.path()))).doesNotContain("Hêtres");
        assertThat(messages()).isEqualTo(3);
    }

    @Test
    void whoeverIsOvertakenReadsTheNewerMessageAndKeepsTheirWords() {
        var path = fromTheLetter();
        var seen = last(web.get(brand, null, path));
        note("Attends, j’ai du nouveau.");
        var refused = web.post(brand, null, path, Map.of("to", "public", "text", "Graissez-le.", "lastSeen", seen));
        assertThat(refused).hasStatus(409);
        assertThat(text(refused)).contains("Attends, j’ai du nouveau.", "Graissez-le.</textarea>", "role=\"alert\"");
        var again =
                web.post(brand, null, path, Map.of("to", "public", "text", "Graissez-le.", "lastSeen", last(refused)));
        assertThat(text(again)).contains("C’est envoyé");
    }

    @Test
    void nothingIsTakenThatTheyMayNotWriteThemselves() {
        var path = fromTheLetter();
        assertThat(web.post(brand, null, path, Map.of("to", "public", "text", " ")))
                .hasStatus(422);
        closing.close(brand, question.id(), brands.teammate(brand, "manager"), How.DESK, Instant.now());
        assertThat(web.post(brand, null, path, Map.of("to", "public", "text", "Trop tard.")))
                .hasStatus(422);
        closing.reopen(brand, question.id(), brands.teammate(brand, "manager"), How.DESK, Instant.now());
        handingOver.handOver(
                brand,
                question.id(),
                brands.teammate(brand, "manager"),
                brands.teammate(brand, "expert").id(),
                null,
                How.DESK,
                Instant.now());
        assertThat(web.post(brand, null, path, Map.of("to", "public", "text", "Ce n’est plus à moi.")))
                .hasStatus(403);
        var closed = brands.writePrivately(brand, brands.member(brand, "Paul Privé"), "Entre nous", "Bonjour");
        var colleague = brands.teammate(brand, "colleague").id();
        var secret = transactions.in(brand.id(), () -> links.issue(brand.id(), closed.id(), colleague, Instant.now()));
        assertThat(web.post(brand, null, "/answer/" + secret, Map.of("to", "public", "text", "Bonjour")))
                .hasStatus(422);
    }

    @Test
    void forgedForeignAndExpiredLinksOpenNothing() {
        var secret = fromTheLetter().substring("/answer/".length());
        var long_ = Instant.now().minus(AnswerLinks.VALID).minus(Duration.ofSeconds(1));
        var colleague = brands.teammate(brand, "colleague").id();
        var expired = transactions.in(brand.id(), () -> links.issue(brand.id(), question.id(), colleague, long_));
        for (var wrong : List.of(expired, secret + "x", UUID.randomUUID().toString())) {
            assertThat(web.get(brand, null, "/answer/" + wrong)).hasStatus(410);
            assertThat(web.post(brand, null, "/answer/" + wrong, Map.of("to", "note", "text", "Non.")))
                    .hasStatus(410);
        }
        var foreign = web.get(brands.nord(), null, "/answer/" + secret);
        assertThat(foreign).hasStatus(410);
        assertThat(text(foreign)).doesNotContain("pignon");
        assertThat(web.post(brands.nord(), null, "/answer/" + secret, Map.of("to", "note", "text", "Non.")))
                .hasStatus(410);
        var elsewhere = web.http()
                .post()
                .uri("/answer/" + secret)
                .with(Web.host(brand))
                .header("Sec-Fetch-Site", "cross-site")
                .formField("to", "note")
                .formField("text", "Non.")
                .exchange();
        assertThat(elsewhere).hasStatus(403);
        assertThat(messages()).isEqualTo(2);
        assertThat(web.get(brand, null, "/answer/" + secret)).hasStatusOk();
    }

    private String fromTheLetter() {
        var plain = transactions.reading(
                brand.id(),
                () -> db.sql("select plain from notice.mail where conversation = ? and kind = 'handed_over' limit 1")
                        .param(question.id().value())
                        .query(String.class)
                        .single());
        return found("(/answer/[\\w-]{43})\\R", plain);
    }

    private static String last(MvcTestResult page) {
        return found("name=\"lastSeen\" value=\"([^\"]+)\"", text(page));
    }

    private static String found(String pattern, String in) {
        var matcher = Pattern.compile(pattern).matcher(in);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }

    private void note(String text) {
        answering.write(
                brand,
                question.id(),
                brands.teammate(brand, "manager"),
                new Answering.Words(Kind.NOTE, Visibility.PRIVATE, text, null, How.DESK, List.of()),
                Instant.now());
    }

    private int messages() {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select messages from conversation.conversation where id = ?")
                        .param(question.id().value())
                        .query(Integer.class)
                        .single());
    }

    private static String text(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
