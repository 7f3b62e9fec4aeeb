package parvis.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static parvis.support.Soon.soon;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.brand.Brand;
import parvis.conversation.Accepting.Outcome;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;

@ProductTest
class GatheringTest {
    private static final int GOOD = 60;

    @Autowired
    TwoBrands brands;

    @Autowired
    Accepting accepting;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    @Test
    void ofManyAtOnceEachIsKeptAndWhatIsWrongWithSomeSpoilsNoOther() throws Exception {
        var brand = brands.tilleul();
        var run = UUID.randomUUID().toString();
        var calls = new ArrayList<Callable<Outcome>>();
        for (var i = 0; i < GOOD; i++) {
            calls.add(taking(brand, message("api", run + "-" + i, run, "Où est mon colis ?", null, null)));
        }
        calls.add(taking(brand, message("api", run + "-0", run, "Où est mon colis ?", null, null)));
        calls.add(taking(brand, message("fax", run + "-fax", run, "Par télécopie.", null, null)));
        calls.add(taking(brand, message("api", run + "-cellar", run, "À la cave.", "grenier", null)));
        calls.add(taking(brand, message("api", run + "-zero", run, "Rien\0 ne le garde.", null, null)));
        calls.add(taking(brands.nord(), message("api", run + "-0", run, "Ailleurs.", null, null)));
        var answers = atOnce(calls);

        var ids = new HashSet<UUID>();
        for (var answer : answers.subList(0, GOOD)) {
            ids.add(((Outcome.Accepted) answer.get()).id());
        }
        assertThat(ids).as("each under an id of its own").hasSize(GOOD);
        var one = (Outcome.Accepted) answers.get(0).get();
        var again = (Outcome.Accepted) answers.get(GOOD).get();
        assertThat(again.id()).isEqualTo(one.id());
        assertThat(List.of(one.isNew(), again.isNew())).containsExactlyInAnyOrder(true, false);
        assertThat(answers.get(GOOD + 1).get()).isEqualTo(new Outcome.Refused("channel", "message.channel.unknown"));
        assertThat(answers.get(GOOD + 2).get()).isEqualTo(new Outcome.Refused("place", "message.place.unknown"));
        assertThatThrownBy(() -> answers.get(GOOD + 3).get()).hasRootCauseInstanceOf(java.sql.SQLException.class);
        assertThat(((Outcome.Accepted) answers.get(GOOD + 4).get()).isNew())
                .as("the same name at another brand is another message")
                .isTrue();

        soon(() -> conversationsOf(brand, run).size() == GOOD);
        var conversations = conversationsOf(brand, run);
        assertThat(conversations).extracting(Stood::messages).containsOnly(1);
        assertThat(conversations).extracting(Stood::number).doesNotHaveDuplicates();
        assertThat(conversations)
                .extracting(Stood::person)
                .as("they wrote from one address")
                .containsOnly(conversations.getFirst().person());
        assertThat(conversations).extracting(Stood::isDue).containsOnly(true);
        assertThat(asked(brand, conversations)).isEqualTo(GOOD);
    }

    @Test
    void whatComesTogetherWithItsAnswersStandsInOneConversation() throws Exception {
        var brand = brands.tilleul();
        var run = UUID.randomUUID().toString();
        var calls = new ArrayList<Callable<Outcome>>();
        calls.add(taking(brand, message("api", run + "-q", run, "Le bol fuit.", null, null)));
        atOnce(calls).getFirst().get();
        calls.clear();
        for (var i = 0; i < 20; i++) {
            calls.add(taking(brand, message("api", run + "-r" + i, run, "Toujours.", null, run + "-q")));
            calls.add(taking(brand, message("api", run + "-o" + i, run, "Autre chose.", null, null)));
        }
        for (var answer : atOnce(calls)) {
            assertThat(((Outcome.Accepted) answer.get()).isNew()).isTrue();
        }
        soon(() ->
                conversationsOf(brand, run).stream().mapToInt(Stood::messages).sum() == 41);
        assertThat(conversationsOf(brand, run))
                .hasSize(21)
                .extracting(Stood::messages)
                .containsOnlyOnce(21)
                .contains(1);
    }

    private Callable<Outcome> taking(Brand brand, Incoming incoming) {
        return () -> accepting.accept(brand, incoming, Instant.now());
    }

    /** Nobody begins before everybody is there. */
    private static List<Future<Outcome>> atOnce(List<Callable<Outcome>> calls) throws InterruptedException {
        var gate = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = calls.stream()
                    .map(call -> threads.submit(() -> {
                        gate.await();
                        return call.call();
                    }))
                    .toList();
            gate.countDown();
            return answers;
        }
    }

    private record Stood(UUID id, long number, UUID person, int messages, boolean isDue) {}

    private List<Stood> conversationsOf(Brand brand, String run) {
        return transactions.reading(
                brand.id(),
                () -> db.sql(
                                "select id, number, person, messages, due_at is not null as due from conversation.conversation where subject = ?")
                        .param(run)
                        .query((row, n) -> new Stood(
                                Rows.uuid(row, "id"),
                                row.getLong("number"),
                                Rows.uuid(row, "person"),
                                row.getInt("messages"),
                                row.getBoolean("due")))
                        .list());
    }

    private long asked(Brand brand, List<Stood> conversations) {
        return transactions.reading(
                brand.id(),
                () -> db.sql(
                                "select count(*) from ledger.event where what = 'question.asked' and conversation = any(?)")
                        .param(conversations.stream().map(Stood::id).toArray(UUID[]::new))
                        .query(Long.class)
                        .single());
    }

    private static Incoming message(
            String channel,
            String externalId,
            String subject,
            String text,
            @Nullable String place,
            @Nullable String inReplyTo) {
        return new Incoming(
                channel,
                externalId,
                null,
                new Incoming.From("Denise Test", "denise-" + subject + "@mel.example", "denise-" + subject, false),
                subject,
                text,
                null,
                inReplyTo,
                null,
                Instant.now(),
                place,
                null,
                null,
                List.of(),
                List.of(),
                false,
                "api");
    }
}
