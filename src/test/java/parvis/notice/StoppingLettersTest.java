package parvis.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Brand;
import parvis.conversation.Answering;
import parvis.conversation.Conversation;
import parvis.conversation.ConversationId;
import parvis.conversation.HandingOver;
import parvis.conversation.StoppingLetters;
import parvis.conversation.Visibility;
import parvis.database.Transactions;
import parvis.ledger.How;
import parvis.person.SignIn;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.TwoBrands.Member;
import parvis.support.Web;

/** Somebody goes without the letters of a public conversation. */
@ProductTest
class StoppingLettersTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    @Autowired
    Answering answering;

    @Autowired
    HandingOver handingOver;

    @Autowired
    StoppingLetters stopping;

    @Autowired
    SignIn signIn;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    Brand brand;
    Member asker;
    Conversation question;

    @BeforeEach
    void aPublicQuestion() {
        brand = brands.tilleul();
        asker = brands.member(brand, "Hélène Tranquille");
        question = brands.ask(brand, asker, "Le bol tourne", "Que faire ?");
    }

    @Test
    void aPublicAnswerSaysAtItsFootWhyItCameAndHowToStopIt() {
        answer(Visibility.PUBLIC, "Serrez la vis.");
        var link = stop();
        assertThat(link).startsWith("http://").contains("/letters/stop/");
        assertThat(newest("plain"))
                .contains("parce que vous avez posé cette question à Maison Tilleul")
                .contains("Ne plus recevoir de lettres de cette conversation\n" + link);
        assertThat(newest("html")).contains("href=\"" + link + "\"");
    }

    @Test
    void openingTheLinkSaysNothingAPressStopsAndAnotherUndoesIt() {
        answer(Visibility.PUBLIC, "Serrez la vis.");
        var path = path();
        var shown = web.get(brand, null, path);
        assertThat(shown).hasStatusOk();
        assertThat(text(shown)).contains("Ne plus en recevoir", "Le bol tourne");
        answer(Visibility.PUBLIC, "Et l’autre.");
        assertThat(letters()).as("the link was only opened").hasSize(2);

        assertThat(text(web.post(brand, null, path, Map.of())))
                .contains("Vous ne recevrez plus de lettres", "Les recevoir de nouveau");
        answer(Visibility.PUBLIC, "Et la troisième.");
        assertThat(letters()).hasSize(2);
        assertThat(text(web.get(brand, null, question.path()))).contains("Et la troisième.");
        var desk = text(web.get(brand, brands.sessionOf(brand, "manager"), question.deskPath()));
        assertThat(desk)
                .contains("Ne reçoit plus de lettres de cette conversation")
                .contains("La personne ne reçoit plus de lettres");
        assertThat(desk.split("data-leaves=", -1))
                .as("two letters are at the door, not three")
                .hasSize(3);

        answer(Visibility.PRIVATE, "Entre nous : rappelez-moi.");
        assertThat(newest("plain")).as("what is said to them alone").startsWith("Entre nous");

        assertThat(text(web.post(brand, null, path + "/removal", Map.of()))).contains("Ne plus en recevoir");
        answer(Visibility.PUBLIC, "Et la quatrième.");
        assertThat(newest("plain")).contains("Et la quatrième.");
        assertThat(events()).containsSubsequence("letters.stopped", "letters.resumed");
    }

    @Test
    void aMailProgramPressesWithoutACookieFromWhereverItIs() {
        answer(Visibility.PUBLIC, "Serrez la vis.");
        for (var times = 0; times < 2; times++) {
            var pressed = web.http()
                    .post()
                    .uri(path())
                    .with(Web.host(brand))
                    .header("Sec-Fetch-Site", "cross-site")
                    .header("Origin", "https://mail.example")
                    .formField("List-Unsubscribe", "One-Click")
                    .exchange();
            assertThat(pressed).hasStatusOk();
        }
        answer(Visibility.PUBLIC, "Encore.");
        assertThat(letters()).hasSize(1);
        assertThat(events().stream().filter("letters.stopped"::equals)).hasSize(1);
        var elsewhere = web.http()
                .post()
                .uri("/questions/" + question.number() + "/messages")
                .with(Web.host(brand))
                .header("Sec-Fetch-Site", "cross-site")
                .exchange();
        assertThat(elsewhere).as("nothing else is open to other sites").hasStatus(403);
    }

    @Test
    void aLinkIsOfOneBrandOnePersonAndOneConversation() {
        answer(Visibility.PUBLIC, "Serrez la vis.");
        var path = path();
        assertThat(web.post(brands.nord(), null, path, Map.of())).hasStatus(410);
        var token = path.substring(path.lastIndexOf('/') + 1);
        for (var forged : List.of(
                token.substring(1),
                (token.charAt(0) == 'A' ? 'B' : 'A') + token.substring(1),
                token.substring(0, 30) + (token.charAt(30) == 'A' ? 'B' : 'A') + token.substring(31),
                "x",
                "é".repeat(10))) {
            assertThat(web.post(brand, null, "/letters/stop/" + forged, Map.of()))
                    .hasStatus(410);
        }
        var other = brands.ask(brand, asker, "Une autre question", "Et ceci ?");
        web.post(brand, null, path, Map.of());
        answer(other.id(), Visibility.PUBLIC, "Réponse à l’autre.");
        assertThat(newest("plain")).contains("Réponse à l’autre.");
    }

    @Test
    void whatIsForOneAloneIsOwedOrOpensSomethingCannotBeStopped() {
        answer(Visibility.PRIVATE, "À vous seule.");
        signIn.request(brand, asker.email(), "/", "fr", Instant.now());
        handingOver.handOver(
                brand,
                question.id(),
                brands.teammate(brand, "manager"),
                brands.teammate(brand, "colleague").id(),
                "À toi.",
                How.DESK,
                Instant.now());
        assertThat(stops("recipient = ?", asker.email())).hasSize(2).containsOnly("");
        assertThat(stops(
                        "kind = 'handed_over' and conversation = cast(? as uuid)",
                        question.id().value().toString()))
                .containsOnly("");
    }

    private List<String> stops(String where, String parameter) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select coalesce(stop, '') from notice.mail where " + where)
                        .param(parameter)
                        .query(String.class)
                        .list());
    }

    private void answer(Visibility visibility, String text) {
        answer(question.id(), visibility, text);
    }

    private void answer(ConversationId id, Visibility visibility, String text) {
        var words = new Answering.Words(parvis.conversation.Kind.SENT, visibility, text, null, How.DESK, List.of());
        assertThat(answering.write(brand, id, brands.teammate(brand, "manager"), words, Instant.now()))
                .isInstanceOf(Answering.Outcome.Written.class);
    }

    private List<String> letters() {
        return stops("recipient = ?", asker.email());
    }

    private String stop() {
        return newest("stop");
    }

    private String path() {
        return stop().replaceFirst("^https?://[^/]+", "");
    }

    private String newest(String column) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select " + column + " from notice.mail where recipient = ? order by id desc limit 1")
                        .param(asker.email())
                        .query(String.class)
                        .single());
    }

    private List<String> events() {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select what from ledger.event where conversation = ? order by at, id")
                        .param(question.id().value())
                        .query(String.class)
                        .list());
    }

    private static String text(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
