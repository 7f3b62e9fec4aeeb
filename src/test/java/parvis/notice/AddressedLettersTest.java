package parvis.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.conversation.Answering;
import parvis.conversation.Kind;
import parvis.conversation.Visibility;
import parvis.database.Transactions;
import parvis.ledger.How;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.Web;

/** A letter about an answer calls people as they wish to be called. */
@ProductTest
class AddressedLettersTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Answering answering;

    @Autowired
    Web web;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    @Test
    void whoeverSaidNothingIsVous() {
        assertThat(letter(Map.of()))
                .startsWith("Bonjour,")
                .contains("à votre question", "dire si elle vous a aidé", "Cela vous a-t-il aidé");
    }

    @Test
    void whoeverWishesItIsCalledTuByTheirFirstName() {
        assertThat(letter(Map.of("address", "tu", "title", "mrs")))
                .startsWith("Bonjour Odette,")
                .contains("à ta question", "dire si elle t’a aidé", "Cela t’a-t-il aidé", "tu as posé cette question")
                .doesNotContain("votre question", "vous a aidé");
    }

    @Test
    void aTitleGoesWithTheName() {
        assertThat(letter(Map.of("title", "mrs")))
                .startsWith("Bonjour Madame Adressée,")
                .contains("à votre question");
        assertThat(letter(Map.of("title", "mrs", "address", "tu", "language", "en")))
                .startsWith("Hello Odette,")
                .contains("your question");
    }

    private String letter(Map<String, String> manner) {
        var brand = brands.tilleul();
        var asker = brands.member(brand, "Odette Adressée");
        if (!manner.isEmpty()) {
            assertThat(web.post(brand, asker.session(), "/account/manner", manner))
                    .hasStatus(302);
        }
        var question = brands.ask(brand, asker, "Le moulin grince", "Que faire ?");
        answering.write(
                brand,
                question.id(),
                brands.teammate(brand, "expert"),
                new Answering.Words(Kind.SENT, Visibility.PUBLIC, "Une goutte suffit.", null, How.DESK, List.of()),
                Instant.now());
        return transactions.reading(
                brand.id(),
                () -> db.sql("select plain from notice.mail where conversation = ? and kind = 'answer'")
                        .param(question.id().value())
                        .query((row, n) -> row.getString(1))
                        .single());
    }
}
