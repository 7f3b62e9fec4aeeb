package parvis.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import parvis.brand.Brand;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.notice.Delivery.Outcome;
import parvis.notice.LetterEnds.Ended;
import parvis.person.People;
import parvis.person.Silence;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;

/** Letters of which each is one of many leave a handful at a time; all others one by one. Nothing of this is committed. */
@ProductTest
class HandfulTest {
    /** Before all that others wait with. */
    private static final Instant LONG_AGO = Instant.parse("2001-01-01T00:00:00Z");

    @Autowired
    TwoBrands brands;

    @Autowired
    Postman postman;

    @Autowired
    LetterEnds ends;

    @Autowired
    Mails mails;

    @Autowired
    People people;

    @Autowired
    Transactions transactions;

    @Autowired
    PlatformTransactionManager manager;

    @Autowired
    JdbcClient db;

    private Brand brand;

    @BeforeEach
    void begin() {
        brand = brands.tilleul();
    }

    @Test
    void noticesLeaveAHandfulAtATimeAndWhatSomebodyWaitsForOrCarriesAnAnswerAlone() {
        var found = undone(() -> {
            var notices = IntStream.range(0, 12).mapToObj(n -> notice(n)).toList();
            var awaited = letter("awaited@mel.example", Kind.SIGN_IN, null, LONG_AGO);
            var answer = letter("answer@mel.example", Kind.ANSWER, UUID.randomUUID(), LONG_AGO.minusSeconds(60));

            assertThat(take()).singleElement().returns(awaited, Mails.Mail::id);
            // Its message is not of this house: it was taken back.
            assertThat(take()).isEmpty();
            assertThat(states(List.of(answer))).isEmpty();
            assertThat(take()).hasSize(8).allMatch(mail -> notices.contains(mail.id()));
            assertThat(take()).hasSizeBetween(4, 8);
            return states(notices);
        });
        assertThat(found).hasSize(12).containsOnly("sending");
    }

    @Test
    void theSilentOnesOfAHandfulAreNotWrittenToAndTheOthersAre() {
        undone(() -> {
            var notices = IntStream.range(0, 8).mapToObj(n -> notice(n)).toList();
            people.silence(brand.id(), "Reader-3@mel.example", Silence.Kind.BOUNCE, "5.1.1", Instant.now());
            people.silence(brand.id(), "reader-5@mel.example", Silence.Kind.COMPLAINT, "abuse", Instant.now());
            var taken = take();
            assertThat(taken).extracting(Mails.Mail::id).doesNotContain(notices.get(3), notices.get(5));
            assertThat(taken).hasSize(6);
            assertThat(states(List.of(notices.get(3), notices.get(5)))).containsOnly("failed");
            return null;
        });
    }

    @Test
    void whatBecameOfEachIsTold() {
        undone(() -> {
            IntStream.range(0, 8).forEach(this::notice);
            var taken = take();
            var outcomes = List.of(
                    new Outcome.Delivered(),
                    new Outcome.Never("no"),
                    new Outcome.Again("later"),
                    new Outcome.Unconfirmed("?"),
                    new Outcome.Delivered(),
                    new Outcome.Untouched(),
                    new Outcome.Delivered(),
                    new Outcome.Untouched());
            ends.told(
                    brand.id(),
                    IntStream.range(0, 8)
                            .mapToObj(n -> new Ended(taken.get(n), outcomes.get(n)))
                            .toList());
            assertThat(taken)
                    .extracting(mail -> states(List.of(mail.id())).getFirst())
                    .containsExactly("sent", "failed", "waiting", "unconfirmed", "sent", "waiting", "sent", "waiting");
            assertThat(attempts(taken.get(2))).isEqualTo(1);
            // Nobody tried these: they are not nearer to being given up.
            assertThat(attempts(taken.get(5))).isZero();
            assertThat(take())
                    .extracting(Mails.Mail::id)
                    .contains(taken.get(5).id(), taken.get(7).id());
            return null;
        });
    }

    private List<Mails.Mail> take() {
        return postman.tellAndTakeNext(brand.id(), List.of(), true).mails();
    }

    private UUID notice(int n) {
        return letter("reader-" + n + "@mel.example", Kind.HANDED_OVER, null, LONG_AGO.plusSeconds(n));
    }

    private UUID letter(String recipient, Kind kind, UUID message, Instant next) {
        var id = UUID.randomUUID();
        db.sql("""
                insert into notice.mail (brand, id, recipient, subject, plain, html, language, kind, awaited, created_at, state,
                    next_at, message)
                values (?, ?, ?, '', '', '', 'fr', ?, ?, ?, 'waiting', ?, ?)
                """)
                .params(brand.id().value(), id, recipient.toLowerCase(Locale.ROOT), kind.word(), kind.isAwaited())
                .param(Rows.time(next))
                .param(Rows.time(next))
                .param(message)
                .update();
        return id;
    }

    private List<String> states(List<UUID> letters) {
        return db.sql("select state from notice.mail where id = any(?)")
                .param(letters.toArray(UUID[]::new))
                .query(String.class)
                .list();
    }

    private int attempts(Mails.Mail mail) {
        return db.sql("select attempts from notice.mail where id = ?")
                .param(mail.id())
                .query(Integer.class)
                .single();
    }

    /** Nobody else sees it. */
    private <T> T undone(Supplier<T> work) {
        return new TransactionTemplate(manager).execute(status -> {
            status.setRollbackOnly();
            return transactions.in(brand.id(), work);
        });
    }
}
