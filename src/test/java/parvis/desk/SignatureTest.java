package parvis.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Brand;
import parvis.brand.Brand.LocalText;
import parvis.brand.Signatures;
import parvis.conversation.Answering;
import parvis.conversation.Kind;
import parvis.conversation.Visibility;
import parvis.database.Transactions;
import parvis.ledger.How;
import parvis.support.ProductTest;
import parvis.support.Soon;
import parvis.support.TwoBrands;
import parvis.support.TwoBrands.Member;
import parvis.support.Web;

/** A teammate's own lines under the letters that carry their answers. */
@ProductTest
class SignatureTest {
    private static final String PAGE = "/desk/signature";
    private static final String LINES = "Manon Tilleul\nL’atelier, du mardi au vendredi\n<b>01 23</b>";

    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    @Autowired
    Answering answering;

    @Autowired
    Signatures signatures;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    Brand brand;
    String session;

    @BeforeEach
    void theManagerIsThere() {
        brand = brands.tilleul();
        session = brands.sessionOf(brand, "manager");
    }

    @AfterEach
    void asBefore() {
        signatures.write(brand, brands.teammate(brand, "manager"), new LocalText("", ""), Instant.now());
    }

    @Test
    void whatIsKeptStandsUnderTheLettersOfItsAuthorAndNowhereElse() {
        assertThat(text(web.get(brand, session, PAGE))).contains("Manager de Maison Tilleul");
        assertThat(web.post(brand, session, PAGE, Map.of("fr", LINES, "en", "", "act", "keep")))
                .hasStatus(302);
        Soon.soon(() -> text(web.get(brand, session, PAGE + "?kept")).contains("Votre signature est gardée."));

        var member = brands.member(brand, "Hélène Signe");
        var letter = letterOf("manager", member);
        assertThat(letter.plain())
                .contains("-- \nManon Tilleul\nL’atelier, du mardi au vendredi\n<b>01 23</b>\n\nMaison Tilleul\n")
                .containsOnlyOnce("Manon Tilleul");
        assertThat(letter.html())
                .contains("Manon Tilleul<br>L’atelier", "&lt;b&gt;01 23")
                .doesNotContain("<b>01 23");
        assertThat(letterOf("owner", brands.member(brand, "Hélène Autre")).plain())
                .contains("-- \nOwner de Maison Tilleul\n")
                .doesNotContain("Manon");

        var question = brands.ask(brand, member, "Une question publique", "Bonjour");
        answer(question.id(), "manager", Visibility.PUBLIC);
        assertThat(text(web.get(brand, null, question.path())))
                .contains("Réponse")
                .doesNotContain("Manon Tilleul");
        assertThat(events()).contains("signature.written");
    }

    @Test
    void itIsSeenBeforeItIsKept() {
        var seen = web.post(brand, session, PAGE, Map.of("fr", LINES, "en", "Best", "act", "preview"));
        assertThat(seen).hasStatusOk();
        assertThat(text(seen))
                .contains("Manon Tilleul", "&lt;b&gt;01 23", "-- \nBest\n")
                .doesNotContain("<b>01 23", "est gardée");
        assertThat(brands.teammate(brand, "manager").letter()).isEqualTo(new LocalText("", ""));
    }

    @Test
    void whatIsTooLongComesBackAsItWasTyped() {
        for (var long_ : List.of("ligne\n".repeat(Signatures.MOST_LINES) + "fin", "x".repeat(Signatures.MOST + 1))) {
            var refused = web.post(brand, session, PAGE, Map.of("fr", long_, "en", "", "act", "keep"));
            assertThat(refused).hasStatus(422);
            assertThat(text(refused)).contains(long_, "Rien n’est gardé");
        }
        assertThat(brands.teammate(brand, "manager").letter().fr()).isEmpty();
    }

    private record Sent(String plain, String html) {}

    private Sent letterOf(String who, Member reader) {
        var conversation = brands.writePrivately(brand, reader, "Ma commande", "Où est-elle ?");
        answer(conversation.id(), who, Visibility.PRIVATE);
        return transactions.reading(
                brand.id(),
                () -> db.sql("select plain, html from notice.mail where recipient = ? order by id desc limit 1")
                        .param(reader.email())
                        .query((row, n) -> new Sent(row.getString("plain"), row.getString("html")))
                        .single());
    }

    private void answer(parvis.conversation.ConversationId id, String who, Visibility visibility) {
        var words = new Answering.Words(Kind.SENT, visibility, "Réponse : demain.", null, How.DESK, List.of());
        assertThat(answering.write(brand, id, brands.teammate(brand, who), words, Instant.now()))
                .isInstanceOf(Answering.Outcome.Written.class);
    }

    private List<String> events() {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select what from ledger.event where subject = ?")
                        .param(brands.teammate(brand, "manager").id().value())
                        .query(String.class)
                        .list());
    }

    private static String text(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
