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
import parvis.conversation.Answering.Outcome.Written;
import parvis.conversation.Conversation;
import parvis.conversation.MessageId;
import parvis.conversation.Travelling;
import parvis.conversation.Travelling.End;
import parvis.conversation.Visibility;
import parvis.database.Transactions;
import parvis.ledger.How;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.TwoBrands.Member;
import parvis.support.Web;

/** The letter of a public answer: its page is there whatever becomes of it, and the desk is told all the same. */
@ProductTest
class PublicLettersTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Answering answering;

    @Autowired
    Travelling travelling;

    @Autowired
    Web web;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    Brand brand;
    Conversation question;
    MessageId answer;

    @BeforeEach
    void aPublicAnswer() {
        brand = brands.tilleul();
        Member asker = brands.member(brand, "Hélène Publique");
        question = brands.ask(brand, asker, "Le bol tourne", "Que faire ?");
        var words = new Answering.Words(
                parvis.conversation.Kind.SENT, Visibility.PUBLIC, "Serrez la vis.", null, How.DESK, List.of());
        answer = ((Written)
                        answering.write(brand, question.id(), brands.teammate(brand, "manager"), words, Instant.now()))
                .message();
        // what becomes of it is said below
        transactions.run(
                brand.id(),
                () -> db.sql("update notice.mail set state = 'failed' where message = ?")
                        .param(answer.value())
                        .update());
    }

    @Test
    void aLetterThatDidNotArriveIsSaidAtTheDeskAndTheAnswerStands() {
        end(End.FAILED);
        assertThat(desk()).contains("sa lettre n’est pas arrivée", "/arrival", "/sending");
        assertThat(text(web.get(brand, brands.sessionOf(brand, "manager"), "/desk?state=waiting")))
                .contains("envoi à vérifier");
        assertThat(text(web.get(brand, null, question.path()))).contains("Serrez la vis.");
        assertThat(one(
                        "select state from conversation.conversation where id = ?",
                        question.id().value()))
                .as("the answer is there: nothing more is owed")
                .isEqualTo("waiting");
        assertThat(one("select state from conversation.message where id = ?", answer.value()))
                .isEqualTo("sent");
    }

    @Test
    void somebodySaysThatItArrivedOrSendsItAgain() {
        end(End.UNCONFIRMED);
        assertThat(desk()).contains("sa lettre n’est peut-être pas arrivée");
        act("arrival");
        assertThat(desk()).doesNotContain("sa lettre").contains("a dit la réponse arrivée");
        end(End.FAILED);
        act("sending");
        assertThat(desk()).doesNotContain("sa lettre").contains("a renvoyé la réponse");
        assertThat(one("select count(*)::text from notice.mail where message = ?", answer.value()))
                .isEqualTo("2");
        end(End.SENT);
        assertThat(desk()).doesNotContain("sa lettre");
    }

    private void act(String what) {
        var path = question.deskPath() + "/messages/" + answer.value() + "/" + what;
        assertThat(web.post(brand, brands.sessionOf(brand, "manager"), path, Map.of()))
                .hasStatus(302);
    }

    private void end(End end) {
        transactions.run(brand.id(), () -> {
            travelling.leaves(brand.id(), answer);
            travelling.ended(brand, answer, end, Instant.now());
        });
    }

    private String one(String sql, java.util.UUID id) {
        return transactions.reading(
                brand.id(), () -> db.sql(sql).param(id).query(String.class).single());
    }

    private String desk() {
        return text(web.get(brand, brands.sessionOf(brand, "manager"), question.deskPath()));
    }

    private static String text(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
