package parvis.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.conversation.Answering.Outcome;
import parvis.database.Transactions;
import parvis.ledger.How;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;

@ProductTest
class AnsweringTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Answering answering;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    @Test
    void anAnswerIsStoredAndTheClockWaitsForThePerson() {
        var brand = brands.tilleul();
        var question =
                brands.ask(brand, brands.member(brand, "Aline Test"), "Le bol du Robot R2 tourne", "Que faire ?");
        assertThat(question.state()).isEqualTo(State.OPEN);
        assertThat(question.promise().isPaused()).isFalse();
        assertThat(question.product()).isNotNull();

        var outcome = answering.write(
                brand,
                question.id(),
                brands.teammate(brand, "expert"),
                answer("Resserrez-le.", question.lastMessage()),
                Instant.now());

        assertThat(outcome).isInstanceOf(Outcome.Written.class);
        var now = read(question);
        assertThat(now.state()).isEqualTo(State.WAITING);
        assertThat(now.promise().isPaused()).isTrue();
        assertThat(now.owner()).isEqualTo(brands.teammate(brand, "expert").id().value());
        assertThat(eventsOf(question)).containsExactly("question.asked", "answer.sent");
    }

    @Test
    void anAnswerIsRefusedWhenSomebodyWroteInBetween() {
        var brand = brands.tilleul();
        var question = brands.ask(brand, brands.member(brand, "Berthe Test"), "Une odeur", "Est-ce grave ?");
        var manager = brands.teammate(brand, "manager");
        answering.write(
                brand, question.id(), manager, answer("Première réponse.", question.lastMessage()), Instant.now());
        var newest = read(question).lastMessage();

        var outcome = answering.write(
                brand, question.id(), manager, answer("Trop tard.", question.lastMessage()), Instant.now());

        assertThat(outcome).isEqualTo(new Outcome.Overtaken(newest));
        assertThat(eventsOf(question)).containsExactly("question.asked", "answer.sent");
    }

    private static Answering.Words answer(String text, MessageId lastSeen) {
        return new Answering.Words(Kind.SENT, Visibility.PUBLIC, text, lastSeen, How.DESK, List.of());
    }

    private Conversation read(Conversation c) {
        return transactions.reading(
                brands.tilleul().id(), () -> new Conversations(db).byId(c.id()).orElseThrow());
    }

    private List<String> eventsOf(Conversation c) {
        return transactions.reading(
                brands.tilleul().id(),
                () -> db.sql("select what from ledger.event where conversation = ? order by id")
                        .param(c.id().value())
                        .query(String.class)
                        .list());
    }
}
