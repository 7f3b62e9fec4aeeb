package parvis.square;

import static org.assertj.core.api.Assertions.assertThat;
import static parvis.square.Pages.body;
import static parvis.square.Pages.location;
import static parvis.square.Pages.status;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.brand.Brand;
import parvis.conversation.Answering;
import parvis.conversation.Answering.Outcome.Written;
import parvis.conversation.Conversation;
import parvis.conversation.Kind;
import parvis.conversation.MessageId;
import parvis.conversation.RatingLinks;
import parvis.conversation.Visibility;
import parvis.database.Transactions;
import parvis.ledger.How;
import parvis.support.Leaving;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.Web;

@ProductTest
class RatingByLetterTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Answering answering;

    @Autowired
    RatingLinks links;

    @Autowired
    Leaving leaving;

    @Autowired
    Web web;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    Brand brand;
    Conversation conversation;
    MessageId answer;

    @BeforeEach
    void aPrivateAnswer() {
        brand = brands.tilleul();
        conversation = brands.writePrivately(brand, brands.member(brand, "Hélène Note"), "Ma facture", "Où est-elle ?");
        answer = ((Written) answering.write(
                        brand,
                        conversation.id(),
                        brands.teammate(brand, "manager"),
                        new Answering.Words(
                                Kind.SENT, Visibility.PRIVATE, "Dans le **carton**.", null, How.DESK, List.of()),
                        Instant.now()))
                .message();
        leaving.arrive(brand, answer);
    }

    @Test
    void openingTheLinkSaysNothingAndItsButtonSpeaksForThePersonOnce() {
        var path = "/ratings/" + link(Instant.now());
        for (var i = 0; i < 3; i++) {
            var page = web.get(brand, null, path + "?helped=yes");
            assertThat(status(page)).isEqualTo(200);
            assertThat(body(page))
                    .contains("<strong>carton</strong>", "Ma facture", "value=\"yes\" required checked")
                    .doesNotContain("value=\"no\" required checked");
            assertThat(page.getResponse().getHeader("Cache-Control")).contains("no-store");
        }
        assertThat(state()).isEqualTo("waiting");
        assertThat(ratings()).isZero();

        assertThat(location(web.post(brand, null, path, Map.of("helped", "yes", "words", ""))))
                .isEqualTo(path);
        assertThat(state()).isEqualTo("satisfied");
        assertThat(body(web.get(brand, null, path + "?helped=no")))
                .contains("Merci, c’est noté")
                .doesNotContain("<textarea", "method=\"post\" action=\"/ratings");

        assertThat(location(web.post(brand, null, path, Map.of("helped", "no", "words", "Autre avis"))))
                .as("what was said stands")
                .isEqualTo(path);
        assertThat(state()).isEqualTo("satisfied");
        assertThat(ratings()).isOne();
    }

    @Test
    void noReopensWithWhatIsMissing() {
        var path = "/ratings/" + link(Instant.now());
        assertThat(body(web.get(brand, null, path + "?helped=no")))
                .contains("Qu’est-ce qui manque", "value=\"no\" required checked");
        web.post(brand, null, path, Map.of("helped", "no", "words", "Le carton est vide."));
        assertThat(state()).isEqualTo("open");
        assertThat(transactions.reading(
                        brand.id(),
                        () -> db.sql("select words from conversation.rating where message = ?")
                                .param(answer.value())
                                .query(String.class)
                                .single()))
                .isEqualTo("Le carton est vide.");
    }

    @Test
    void forgedForeignExpiredAndHiddenLinksSayThatTheyServeNoMore() {
        var secret = link(Instant.now());
        var expired = link(Instant.now().minus(RatingLinks.VALID).minus(Duration.ofSeconds(1)));
        var nord = brands.nord();
        for (var wrong : List.of(secret + "x", "none", expired)) {
            var page = web.get(brand, null, "/ratings/" + wrong);
            assertThat(status(page)).as(wrong).isEqualTo(410);
            assertThat(body(page)).contains("Ce lien ne sert plus").doesNotContain("carton");
            assertThat(status(web.post(brand, null, "/ratings/" + wrong, Map.of("helped", "yes"))))
                    .isEqualTo(410);
        }
        var foreign = web.get(nord, null, "/ratings/" + secret);
        assertThat(status(foreign)).isEqualTo(410);
        assertThat(body(foreign)).doesNotContain("carton");
        assertThat(status(web.post(nord, null, "/ratings/" + secret, Map.of("helped", "yes"))))
                .isEqualTo(410);
        assertThat(status(web.post(brand, null, "/ratings/" + secret, Map.of("helped", "perhaps"))))
                .isEqualTo(422);
        assertThat(ratings()).isZero();
        assertThat(status(web.get(brand, null, "/ratings/" + secret))).isEqualTo(200);
    }

    private String link(Instant at) {
        return transactions.in(brand.id(), () -> links.issue(brand.id(), answer, conversation.person(), at));
    }

    private String state() {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select state from conversation.conversation where id = ?")
                        .param(conversation.id().value())
                        .query(String.class)
                        .single());
    }

    private int ratings() {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select count(*) from conversation.rating where message = ?")
                        .param(answer.value())
                        .query(Integer.class)
                        .single());
    }
}
