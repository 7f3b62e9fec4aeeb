package parvis.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
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
import parvis.conversation.Resolving;
import parvis.conversation.TakingBack;
import parvis.conversation.Travelling;
import parvis.conversation.Visibility;
import parvis.conversation.Withheld;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.ledger.How;
import parvis.person.People;
import parvis.person.Silence;
import parvis.support.Leaving;
import parvis.support.ProductTest;
import parvis.support.Soon;
import parvis.support.TwoBrands;
import parvis.support.TwoBrands.Member;
import parvis.support.Web;

/** An answer that leaves by a letter, from the door to its end. */
@ProductTest
class JourneyTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Answering answering;

    @Autowired
    TakingBack takingBack;

    @Autowired
    Resolving resolving;

    @Autowired
    Withheld withheld;

    @Autowired
    Travelling travelling;

    @Autowired
    Undeliverable undeliverable;

    @Autowired
    Postman postman;

    @Autowired
    People people;

    @Autowired
    Leaving leaving;

    @Autowired
    Web web;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    Brand brand;
    Member member;
    Conversation conversation;

    @BeforeEach
    void somebodyWritesPrivately() {
        brand = brands.tilleul();
        member = brands.member(brand, "Hélène Voyage");
        conversation = brands.writePrivately(brand, member, "Ma commande", "Où est-elle ?");
    }

    @Test
    void anAnswerWaitsTenSecondsUnreadThenLeavesAndArrives() {
        var before = Instant.now();
        var answer = answer("Demain.");
        assertThat(state(answer)).isEqualTo("waiting");
        assertThat(nextAt(answer))
                .isBetween(before.plusSeconds(10), Instant.now().plusSeconds(10));
        assertThat(page()).as("not before it has left").doesNotContain("Demain.");
        leaving.arrive(brand, answer);
        assertThat(page()).contains("Demain.");
        assertThat(events()).containsSubsequence("answer.sent", "answer.delivered");
        assertThat(conversationState()).isEqualTo("waiting");
    }

    @Test
    void takenBackItIsGoneAndTheQuestionIsOwedAgain() {
        var answer = answer("Trop vite.");
        var manager = brands.teammate(brand, "manager");
        assertThat(takingBack.takeBack(brand, answer, brands.teammate(brand, "owner"), How.DESK, Instant.now()))
                .isEqualTo(new TakingBack.Outcome.NotAllowed());
        assertThat(takingBack.takeBack(brands.nord(), answer, manager, How.DESK, Instant.now()))
                .isEqualTo(new TakingBack.Outcome.Unknown());
        assertThat(takingBack.takeBack(brand, answer, manager, How.DESK, Instant.now()))
                .isEqualTo(new TakingBack.Outcome.TakenBack("Trop vite.", Visibility.PRIVATE));
        assertThat(conversationState()).isEqualTo("open");
        assertThat(number(
                        "select messages from conversation.conversation where id = ?",
                        conversation.id().value()))
                .isOne();
        assertThat(number(
                        "select answers from conversation.conversation where id = ?",
                        conversation.id().value()))
                .isZero();
        assertThat(events()).contains("answer.taken-back");
        leaving.hurry(brand, answer);
        Soon.soon(() -> mails(answer).isEmpty());
        assertThat(takingBack.takeBack(brand, answer, manager, How.DESK, Instant.now()))
                .isEqualTo(new TakingBack.Outcome.Unknown());
    }

    @Test
    void whatHasLeftOrWasRatedIsNotTakenBack() {
        var answer = answer("Parti.");
        leaving.arrive(brand, answer);
        var manager = brands.teammate(brand, "manager");
        assertThat(takingBack.takeBack(brand, answer, manager, How.DESK, Instant.now()))
                .isEqualTo(new TakingBack.Outcome.TooLate());
        var late = answer("Onze secondes.");
        assertThat(takingBack.takeBack(
                        brand, late, manager, How.DESK, Instant.now().plus(Duration.ofSeconds(11))))
                .isEqualTo(new TakingBack.Outcome.TooLate());
        assertThat(state(late)).isIn("waiting", "sending", "sent");
    }

    @Test
    void takenBackAndLeavingAtTheSameInstantOnlyOneHappens() throws Exception {
        var manager = brands.teammate(brand, "manager");
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var i = 0; i < 12; i++) {
                var answer = answer("Course " + i);
                var together = new CountDownLatch(2);
                var left = threads.submit(() -> {
                    together.countDown();
                    together.await();
                    return transactions.in(brand.id(), () -> travelling.leaves(brand.id(), answer));
                });
                var back = threads.submit(() -> {
                    together.countDown();
                    together.await();
                    return takingBack.takeBack(brand, answer, manager, How.DESK, Instant.now());
                });
                assertThat(back.get() instanceof TakingBack.Outcome.TakenBack).isNotEqualTo(left.get());
            }
        }
    }

    @Test
    void whatMayNotHaveArrivedIsOwedAgainAndSomebodySaysWhatBecameOfIt() {
        var answer = answer("Peut-être.");
        lose(answer);
        assertThat(conversationState()).isEqualTo("open");
        var desk = desk("manager");
        assertThat(desk).contains("Peut-être pas arrivé", "/arrival", "/sending");
        assertThat(text(web.get(brand, brands.sessionOf(brand, "manager"), "/desk")))
                .contains("envoi à vérifier");

        var expert = brands.teammate(brand, "expert");
        assertThat(resolving.arrived(brand, answer, expert, How.DESK, Instant.now()))
                .isEqualTo(Resolving.Outcome.NOT_ALLOWED);
        assertThat(resolving.sendAgain(brand, answer, expert, How.DESK, Instant.now()))
                .isEqualTo(Resolving.Outcome.NOT_ALLOWED);
        var manager = brands.teammate(brand, "manager");
        assertThat(resolving.arrived(brand, answer, manager, How.DESK, Instant.now()))
                .isEqualTo(Resolving.Outcome.DONE);
        assertThat(state(answer)).isEqualTo("sent");
        assertThat(conversationState()).isEqualTo("waiting");
        assertThat(resolving.sendAgain(brand, answer, manager, How.DESK, Instant.now()))
                .as("somebody did already")
                .isEqualTo(Resolving.Outcome.UNCHANGED);
        assertThat(events()).contains("answer.unconfirmed", "answer.arrived");
        assertThat(mails(answer)).hasSize(1);
    }

    @Test
    void sentAgainItLeavesOnceMore() {
        var answer = answer("Encore.");
        lose(answer);
        assertThat(resolving.sendAgain(brand, answer, brands.teammate(brand, "owner"), How.DESK, Instant.now()))
                .isEqualTo(Resolving.Outcome.DONE);
        Soon.soon(() -> state(answer).equals("sent"));
        assertThat(mails(answer)).hasSize(2).containsOnlyOnce("sent");
        assertThat(events()).contains("answer.sent-again", "answer.delivered");
    }

    @Test
    void wordsThatWereHeldBackTravelOnceSomebodySendsThemAndNeverAfterTheyWerePutAway() {
        var manager = brands.teammate(brand, "manager");
        var words = new Answering.Words(
                parvis.conversation.Kind.SENT, Visibility.PRIVATE, "Au nom de qui ?", null, How.MAIL, List.of());
        var now = Instant.now();
        var away = withheld.keep(
                brand, conversation.id(), manager, words, Withheld.Why.SOMEBODY_ELSE, "autre@mel.example", now);
        withheld.putAway(brand, away.value(), manager, now);
        assertThat(state(away)).isEqualTo("failed");
        assertThat(resolving.sendAgain(brand, away, manager, How.DESK, now)).isEqualTo(Resolving.Outcome.UNKNOWN);
        assertThat(resolving.arrived(brand, away, manager, How.DESK, now)).isEqualTo(Resolving.Outcome.UNKNOWN);
        assertThat(mails(away)).isEmpty();
        assertThat(desk("manager")).contains("Au nom de qui").doesNotContain("/messages/" + away.value() + "/sending");

        var sent = withheld.keep(
                brand, conversation.id(), manager, words, Withheld.Why.SOMEBODY_ELSE, "autre@mel.example", now);
        assertThat(mails(sent)).isEmpty();
        withheld.send(brand, sent.value(), manager, false, now);
        lose(sent);
        assertThat(desk("manager")).contains("/messages/" + sent.value() + "/sending");
        assertThat(resolving.sendAgain(brand, sent, manager, How.DESK, now)).isEqualTo(Resolving.Outcome.DONE);
    }

    @Test
    void nothingIsSentToADeadAddressUntilSomebodyDecidesSo() {
        transactions.run(
                brand.id(), () -> people.undeliverable(brand.id(), member.email(), "550 no such box", Instant.now()));
        assertThat(desk("manager")).contains("plus rien n’y arrive", "le message ne partira pas");
        var answer = answer("Dans le vide.");
        leaving.hurry(brand, answer);
        Soon.soon(() -> state(answer).equals("failed"));
        assertThat(mails(answer)).containsExactly("failed");
        assertThat(conversationState()).isEqualTo("open");
        assertThat(desk("manager")).contains("N’est pas arrivé");
        assertThat(transactions.reading(brands.nord().id(), () -> people.undeliverable(member.email())))
                .as("what the other brand knows of it")
                .isEqualTo(Optional.empty());

        resolving.sendAgain(brand, answer, brands.teammate(brand, "manager"), How.DESK, Instant.now());
        Soon.soon(() -> state(answer).equals("sent"));
        assertThat(transactions.reading(brand.id(), () -> people.undeliverable(member.email())))
                .isEmpty();
    }

    @Test
    void whatComesBackDidNotArriveAndOnlyWhatWeSentComesBack() {
        var answer = answer("Revenu.");
        leaving.arrive(brand, answer);
        var name = transactions.reading(
                brand.id(),
                () -> db.sql("select message_id from notice.mail where message = ?")
                        .param(answer.value())
                        .query(String.class)
                        .single());
        var now = Instant.now();
        assertThat(undeliverable.cameBack(brand, member.email(), "<invented@mel.example>", "550", now))
                .isFalse();
        assertThat(undeliverable.cameBack(brand, "somebody.else@mel.example", name, "550", now))
                .isFalse();
        assertThat(undeliverable.cameBack(brands.nord(), member.email(), name, "550", now))
                .isFalse();
        assertThat(state(answer)).isEqualTo("sent");
        assertThat(undeliverable.cameBack(brand, member.email(), name, "550 5.1.1", now))
                .isTrue();
        assertThat(state(answer)).isEqualTo("failed");
        assertThat(conversationState()).isEqualTo("open");
        assertThat(desk("manager")).contains("N’est pas arrivé", "plus rien n’y arrive");
    }

    @Test
    void whatIsKnownOfALetterIsKeptWhateverIsWrongWithTheNext() {
        transactions.run(
                brand.id(),
                () -> people.silence(brand.id(), "broken@mel.example", Silence.Kind.COMPLAINT, "abuse", Instant.now()));
        var broken = new ArrayList<UUID>();
        for (var i = 0; i < 20; i++) {
            broken.add(letter("broken@mel.example", "nothing-that-we-know", "waiting"));
        }
        try {
            for (var i = 0; i < 10; i++) {
                var left = letter("left@mel.example", "answer", "sending");
                var claimed = postman.tellAndTakeNext(
                        brand.id(), List.of(new LetterEnds.Ended(mail(left), new Delivery.Outcome.Delivered())), true);
                assertThat(claimed.mails()).isEmpty();
                assertThat(stateOfLetter(left)).isEqualTo("sent");
            }
        } finally {
            transactions.run(brand.id(), () -> {
                broken.forEach(id ->
                        db.sql("delete from notice.mail where id = ?").param(id).update());
                people.deliverable(brand.id(), "broken@mel.example", Instant.now());
            });
        }
    }

    private UUID letter(String recipient, String kind, String state) {
        var id = UUID.randomUUID();
        transactions.run(
                brand.id(),
                () -> db.sql("""
                        insert into notice.mail (brand, id, recipient, subject, plain, html, language, kind, awaited, created_at,
                            state, next_at)
                        values (?, ?, ?, '', '', '', 'fr', ?, true, ?, ?, ?)
                        """)
                        .params(brand.id().value(), id, recipient, kind)
                        .param(Rows.time(Instant.now()))
                        .param(state)
                        // one that is sent is not lost yet
                        .param(Rows.time(Instant.now().plusSeconds(state.equals("sending") ? 60 : -60)))
                        .update());
        return id;
    }

    private static Mails.Mail mail(UUID id) {
        return new Mails.Mail(
                id,
                "left@mel.example",
                "",
                "",
                "",
                "fr",
                "answer",
                Instant.now(),
                1,
                false,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                null,
                null);
    }

    private String stateOfLetter(UUID id) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select state from notice.mail where id = ?")
                        .param(id)
                        .query(String.class)
                        .single());
    }

    private MessageId answer(String text) {
        var words =
                new Answering.Words(parvis.conversation.Kind.SENT, Visibility.PRIVATE, text, null, How.DESK, List.of());
        return ((Written) answering.write(
                        brand, conversation.id(), brands.teammate(brand, "manager"), words, Instant.now()))
                .message();
    }

    /** As when the program died while it handed the letter to a server. */
    private void lose(MessageId answer) {
        transactions.run(brand.id(), () -> {
            db.sql("update notice.mail set state = 'unconfirmed' where message = ?")
                    .param(answer.value())
                    .update();
            travelling.leaves(brand.id(), answer);
            travelling.ended(brand, answer, Travelling.End.UNCONFIRMED, Instant.now());
        });
        assertThat(state(answer)).isEqualTo("unconfirmed");
    }

    private String state(MessageId answer) {
        return leaving.state(brand, answer);
    }

    private Instant nextAt(MessageId answer) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select next_at from notice.mail where message = ?")
                        .param(answer.value())
                        .query((row, n) -> Rows.instant(row, "next_at"))
                        .single());
    }

    private List<String> mails(MessageId answer) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select state from notice.mail where message = ? order by id")
                        .param(answer.value())
                        .query(String.class)
                        .list());
    }

    private String conversationState() {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select state from conversation.conversation where id = ?")
                        .param(conversation.id().value())
                        .query(String.class)
                        .single());
    }

    private int number(String sql, UUID id) {
        return transactions.reading(
                brand.id(), () -> db.sql(sql).param(id).query(Integer.class).single());
    }

    private List<String> events() {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select what from ledger.event where conversation = ? order by at, id")
                        .param(conversation.id().value())
                        .query(String.class)
                        .list());
    }

    private String page() {
        return text(web.get(brand, member.session(), conversation.path()));
    }

    private String desk(String who) {
        return text(web.get(brand, brands.sessionOf(brand, who), conversation.deskPath()));
    }

    private static String text(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
