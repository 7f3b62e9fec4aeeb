package parvis.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static parvis.support.Soon.soon;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.brand.Brand;
import parvis.database.Transactions;
import parvis.mail.MailboxState.State;
import parvis.support.Dovecot;
import parvis.support.MailServersTest;
import parvis.support.Mailing;
import parvis.support.ProductTest;
import parvis.support.Soon;
import parvis.support.TwoBrands;

/** Mailboxes of a real server are read while mails come in, and it goes away and comes back. */
@ProductTest
@MailServersTest
class MailboxesInDovecotTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Mailboxes mailboxes;

    @Autowired
    MailboxStates states;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    private final List<MailboxReader> reading = new ArrayList<>();
    private Dovecot dovecot;
    private Brand tilleul;
    private String user;
    private String subject;

    @BeforeEach
    void names() {
        tilleul = brands.tilleul();
        user = "box" + UUID.randomUUID().toString().substring(0, 8) + "@tilleul.test";
        subject = "Mon fouet " + UUID.randomUUID();
    }

    @AfterEach
    void closed() throws Exception {
        for (var reader : reading) {
            reader.stop();
        }
        if (dovecot != null) {
            dovecot.close();
        }
    }

    @Test
    void aMailIsInTheQueueWithinTwoSecondsAndTheMailboxIsLeftAsItIs() throws Exception {
        var other = "other" + user;
        dovecot = Dovecot.start(user, other);
        read(dovecot.url(user));
        read(dovecot.urlEncrypted(other) + "?address=bonjour@atelier-nord.test");
        soon(() -> isConnected(tilleul, user) && isConnected(brands.nord(), other));
        for (var nth = 1; nth <= 3; nth++) {
            // between two looks it waits: the server itself must tell
            Thread.sleep(300);
            deliver(user, "Le fouet est tordu.");
            var delivered = Instant.now();
            var expected = nth;
            soon(() -> messages(tilleul) == expected);
            assertThat(Duration.between(delivered, Instant.now())).isLessThan(Soon.BUSY);
        }
        for (var nth = 0; nth < 20; nth++) {
            deliver(user, "Sans attendre, " + nth);
        }
        soon(() -> messages(tilleul) == 23);
        deliver(other, "The whisk is bent.");
        soon(() -> messages(brands.nord()) == 1);

        assertThat(dovecot.files(user)).hasSize(23).allMatch(name -> name.startsWith("new/"));
        assertThat(dovecot.log()).contains("TLS").doesNotContain("Panic", "Fatal");
    }

    @Test
    void aServerThatDiesAndReturnsIsReadOnFromWhereItWas() throws Exception {
        dovecot = Dovecot.start(user);
        read(dovecot.url(user));
        deliver(user, "Avant.");
        soon(() -> messages(tilleul) == 1);
        dovecot.stop();
        soon(() -> state(tilleul, user) == State.LOST);
        dovecot.run();
        deliver(user, "Après.");
        soon(() -> messages(tilleul) == 2);
        soon(() -> isConnected(tilleul, user));

        reading.getFirst().stop();
        deliver(user, "Pendant que personne ne lisait.");
        read(dovecot.url(user));
        soon(() -> messages(tilleul) == 3);
    }

    @Test
    void mailsThatGetOtherNumbersAreNotTakenTwice() throws Exception {
        dovecot = Dovecot.start(user);
        read(dovecot.url(user));
        deliver(user, "Un.");
        deliver(user, "Deux.");
        soon(() -> messages(tilleul) == 2);
        dovecot.stop();
        dovecot.renumber(user);
        // numbers are those of a second
        Thread.sleep(1_100);
        dovecot.run();
        deliver(user, "Trois.");
        soon(() -> messages(tilleul) == 3);
        deliver(user, "Quatre.");
        soon(() -> messages(tilleul) == 4);
        assertThat(transactions.reading(
                        tilleul.id(),
                        () -> db.sql(
                                        "select count(*) from mail.received r join conversation.conversation c on c.id = r.conversation where c.subject = ?")
                                .param(subject)
                                .query(Long.class)
                                .single()))
                .isEqualTo(4);
    }

    @Test
    void aServerThatDoesNotTellIsLookedIntoAgainAndAgain() throws Exception {
        dovecot = Dovecot.withoutIdle(user);
        read(dovecot.url(user));
        soon(() -> isConnected(tilleul, user));
        deliver(user, "Sans bruit.");
        soon(() -> messages(tilleul) == 1);
        deliver(user, "Encore.");
        soon(() -> messages(tilleul) == 2);
    }

    @Test
    void aLineOnWhichNothingIsSaidIsSpokenOnAndStaysWell() throws Exception {
        dovecot = Dovecot.start(user);
        var quick = MailboxPace.QUICK;
        read(
                dovecot.url(user),
                new MailboxReader.Pace(
                        quick.first(),
                        quick.longest(),
                        quick.refused(),
                        quick.elsewhere(),
                        Duration.ofMillis(200),
                        quick.between()));
        soon(() -> isConnected(tilleul, user));
        Thread.sleep(2_000);
        deliver(user, "Toujours là ?");
        soon(() -> messages(tilleul) == 1);
        assertThat(dovecot.log().split("Login: user=<" + user))
                .as("one line all along")
                .hasSize(2);
    }

    private void read(String url) {
        read(url, MailboxPace.QUICK);
    }

    private void read(String url, MailboxReader.Pace pace) {
        var reader = mailboxes.reader(MailboxUrl.all(url).getFirst(), pace);
        reading.add(reader);
        reader.start();
    }

    private void deliver(String to, String text) throws Exception {
        var from = "odile." + UUID.randomUUID() + "@mel.example";
        dovecot.deliver(from, to, Mailing.plain(from, "Odile", subject, text));
    }

    private boolean isConnected(Brand brand, String login) {
        return state(brand, login) == State.CONNECTED;
    }

    private State state(Brand brand, String login) {
        return states.of(brand.id()).stream()
                .filter(box -> box.name().startsWith(login + "@"))
                .map(MailboxState::state)
                .findFirst()
                .orElse(State.WAITING);
    }

    private long messages(Brand brand) {
        return transactions.reading(
                brand.id(),
                () -> db.sql(
                                "select count(*) from conversation.message m join conversation.conversation c on c.id = m.conversation where c.subject = ?")
                        .param(subject)
                        .query(Long.class)
                        .single());
    }
}
