package parvis.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static parvis.support.Soon.soon;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.brand.Brand;
import parvis.conversation.Conversation;
import parvis.conversation.ReplyTokens;
import parvis.database.DatabaseLocation;
import parvis.database.Transactions;
import parvis.mail.MailboxState.State;
import parvis.mail.MailboxState.Trouble;
import parvis.support.Mailing;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;

/** Mails that lie in a mailbox become conversations, as those that come by themselves. */
@ProductTest
class MailboxesTest {
    private static final String PASSWORD = "s3cret";

    @Autowired
    TwoBrands brands;

    @Autowired
    Mailboxes mailboxes;

    @Autowired
    MailboxStates states;

    @Autowired
    ReplyTokens tokens;

    @Autowired
    DatabaseLocation location;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    private final List<MailboxReader> reading = new ArrayList<>();
    private GreenMail server;
    private Brand tilleul;
    private String user;
    private String subject;

    @BeforeEach
    void aServer() {
        tilleul = brands.tilleul();
        user = "box" + UUID.randomUUID().toString().substring(0, 8);
        subject = "Mon bol " + UUID.randomUUID();
        server = imap(0);
    }

    @AfterEach
    void closed() throws Exception {
        for (var reader : reading) {
            reader.stop();
        }
        server.stop();
    }

    @Test
    void aMailboxBelongsToTheBrandThatItsAddressNames() throws Exception {
        var ours = server.setUser("bonjour@tilleul.test", PASSWORD);
        var theirs = server.setUser(user, PASSWORD);
        read(url("bonjour%40tilleul.test", ""));
        read(url(user, "?address=bonjour@atelier-nord.test"));
        ours.deliver(mail("Le bol du Robot R2 est fendu."));
        theirs.deliver(mail("The bowl is cracked."));
        soon(() -> messages(tilleul) == 1 && messages(brands.nord()) == 1);

        assertThat(recipient(tilleul)).isEqualTo("bonjour@tilleul.test");
        assertThat(recipient(brands.nord())).isEqualTo("bonjour@atelier-nord.test");
        var state = stateOf(brands.nord(), user);
        assertThat(state.state()).isEqualTo(State.CONNECTED);
        assertThat(state.trouble()).isNull();
        assertThat(state.lastMailAt()).isBetween(Instant.now().minusSeconds(20), Instant.now());
        assertThat(state.name()).contains(user, "/INBOX").doesNotContain(PASSWORD);
        assertThat(states.of(tilleul.id()))
                .as("a brand sees its own")
                .noneMatch(box -> box.name().contains(user));
    }

    @Test
    void onTheFirstDayWhatCameSinceYesterdayIsTakenAndThePastIsLeft() throws Exception {
        server.setUser(user, PASSWORD);
        lay("Il y a un mois " + subject, Duration.ofDays(30), new Flags());
        lay("Avant-hier " + subject, Duration.ofHours(47), new Flags());
        lay("Hier soir, déjà lu " + subject, Duration.ofHours(13), new Flags(Flags.Flag.SEEN));
        lay("Jeté " + subject, Duration.ofHours(2), new Flags(Flags.Flag.DELETED));
        lay("À l’instant " + subject, Duration.ZERO, new Flags());
        read(url(user, ""));
        soon(() -> subjects().contains("À l’instant " + subject));
        assertThat(subjects()).containsExactlyInAnyOrder("Hier soir, déjà lu " + subject, "À l’instant " + subject);
        assertThat(transactions.reading(
                        tilleul.id(),
                        () -> db.sql("select opened_at from conversation.conversation where subject = ?")
                                .param("Hier soir, déjà lu " + subject)
                                .query(Instant.class)
                                .single()))
                .as("it is owed since it came")
                .isBefore(Instant.now().minus(Duration.ofHours(12)));
    }

    @Test
    void aServerThatIsGoneAndComesBackWithOtherNumbersIsReadAnewAndNothingTwice() throws Exception {
        var box = server.setUser(user, PASSWORD);
        var port = server.getImap().getPort();
        var first = mail("Le premier.");
        var second = mail("Le deuxième.");
        box.deliver(first);
        box.deliver(second);
        read(url(user, ""));
        soon(() -> messages(tilleul) == 2);
        var before = validity();

        server.stop();
        soon(() -> stateOf(tilleul, user).state() == State.LOST);
        assertThat(stateOf(tilleul, user).trouble()).isEqualTo(Trouble.UNREACHABLE);

        // its numbers begin with the second in which it started
        soon(() -> Instant.now().getEpochSecond() > before);
        server = imap(port);
        box = server.setUser(user, PASSWORD);
        box.deliver(first);
        box.deliver(second);
        box.deliver(mail("Le troisième."));
        soon(() -> messages(tilleul) == 3);
        assertThat(validity()).isNotEqualTo(before);
        box.deliver(mail("Le quatrième."));
        soon(() -> messages(tilleul) == 4);
        assertThat(stateOf(tilleul, user).state()).isEqualTo(State.CONNECTED);
        assertThat(received()).isEqualTo(4);
    }

    @Test
    void whoDiesBetweenKeepingAndMarkingReadsTheSameMailsAgainAndKeepsThemOnce() throws Exception {
        var box = server.setUser(user, PASSWORD);
        box.deliver(mail("Un."));
        box.deliver(mail("Deux."));
        var reader = read(url(user, ""));
        soon(() -> messages(tilleul) == 2);
        reader.stop();
        // as it stood before the mark moved
        transactions.run(
                tilleul.id(),
                () -> db.sql("update mail.mailbox set last_uid = 0 where name like ?")
                        .param(user + "@%")
                        .update());
        box.deliver(mail("Trois."));
        read(url(user, ""));
        soon(() -> messages(tilleul) == 3);
        assertThat(received()).isEqualTo(3);
        soon(() -> mark() == 3);
    }

    @Test
    void aMailThatIsTooLargeIsNotedAndLeftAndTheNextOneIsTaken() throws Exception {
        var box = server.setUser(user, PASSWORD);
        box.deliver(mail("a".repeat(70) + "\r\n" + ("a".repeat(70) + "\r\n").repeat(380_000)));
        box.deliver(mail("Plus court."));
        read(url(user, ""));
        soon(() -> messages(tilleul) == 1);
        assertThat(stateOf(tilleul, user).leftBehind()).isOne();
        box.deliver(mail("Encore un."));
        soon(() -> messages(tilleul) == 2);
        assertThat(stateOf(tilleul, user).leftBehind()).isOne();
        assertThat(transactions.reading(
                        tilleul.id(),
                        () -> db.sql("select reason from mail.left_behind where mailbox like ?")
                                .param(user + "@%")
                                .query(String.class)
                                .list()))
                .containsExactly("too-large");
    }

    @Test
    void aLargeMailIsKeptWhole() throws Exception {
        var words = ("Le bol est fendu. ".repeat(4) + "\r\n").repeat(20_000);
        server.setUser(user, PASSWORD).deliver(mail(words));
        read(url(user, ""));
        soon(() -> messages(tilleul) == 1);
        assertThat(transactions.reading(
                        tilleul.id(),
                        () -> db.sql("select max(bytes) from mail.received where raw is null and received_at > ?")
                                .param(parvis.database.Rows.time(Instant.now().minusSeconds(60)))
                                .query(Long.class)
                                .single()))
                .isGreaterThan(words.length());
    }

    @Test
    void aColleagueAnswersWhenTheLastServerSaysWhoItCameFrom() throws Exception {
        var question = question();
        var box = server.setUser(user, PASSWORD);
        read(url(user, ""));
        box.deliver(answer(
                "Return-Path: <expert@tilleul.test>\nDelivered-To: " + address(question) + "\nReceived: from a by b\n",
                "Une goutte d'huile."));
        assertThat(soon(() -> last(question, "Une goutte d'huile."))).isEqualTo("sent");
    }

    @Test
    void whoeverElseWritesThereWaitsAndSoDoesAnEnvelopeThatAnybodyMayHaveWritten() throws Exception {
        var question = question();
        var box = server.setUser(user, PASSWORD);
        read(url(user, ""));
        box.deliver(answer(
                "Return-Path: <faussaire@mel.example>\nDelivered-To: " + address(question) + "\n", "Du vinaigre."));
        assertThat(soon(() -> last(question, "Du vinaigre."))).isEqualTo("waiting");
        box.deliver(answer(
                "Delivered-To: " + address(question) + "\nReceived: from a by b\nReturn-Path: <expert@tilleul.test>\n",
                "Du sable."));
        assertThat(soon(() -> last(question, "Du sable."))).isEqualTo("waiting");
        box.deliver(answer("X-Original-To: " + address(question) + "\n", "De la cire."));
        assertThat(soon(() -> last(question, "De la cire."))).isEqualTo("waiting");
    }

    @Test
    void aRefusedPasswordIsSaidOnceAndNotTriedAgainAndAgain() throws Exception {
        var logins = new AtomicInteger();
        try (var refusing = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> refuse(refusing, logins, "NO [AUTHENTICATIONFAILED] no such password"));
            read("imap://" + user + ":wrong@127.0.0.1:" + refusing.getLocalPort() + "/INBOX");
            soon(() -> stateOf(tilleul, user).state() == State.REFUSED);
            Thread.sleep(1_500);
            assertThat(logins).hasValue(1);
            assertThat(stateOf(tilleul, user).trouble()).isEqualTo(Trouble.PASSWORD);
        }
        try (var busy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> refuse(busy, logins, "NO [UNAVAILABLE] come again"));
            read("imap://" + user + ":right@127.0.0.1:" + busy.getLocalPort() + "/INBOX");
            soon(() -> logins.get() > 3);
        }
    }

    @Test
    void aPasswordTravelsUnencryptedOnThisMachineOnly() throws Exception {
        var far = new GreenMail(new ServerSetup(0, "127.0.0.2", ServerSetup.PROTOCOL_IMAP));
        far.start();
        try {
            far.setUser(user, PASSWORD);
            read("imap://" + user + ":" + PASSWORD + "@127.0.0.2:"
                    + far.getImap().getPort() + "/INBOX");
            soon(() -> stateOf(tilleul, user).trouble() == Trouble.ENCRYPTION);
        } finally {
            far.stop();
        }
    }

    @Test
    void aFolderThatIsNotThereIsSaid() throws Exception {
        server.setUser(user, PASSWORD);
        read(url(user, "").replace("/INBOX", "/Clients"));
        soon(() -> stateOf(tilleul, user).trouble() == Trouble.FOLDER);
        assertThat(stateOf(tilleul, user).name()).endsWith("/Clients");
    }

    @Test
    void whatIsNamedNoMoreIsForgottenWhenTheHouseStarts() throws Exception {
        server.setUser(user, PASSWORD);
        var reader = read(url(user, ""));
        soon(() -> stateOf(tilleul, user).state() == State.CONNECTED);
        reader.stop();
        mailboxes.start();
        assertThat(states.of(tilleul.id())).noneMatch(known -> known.name().contains(user));
    }

    @Test
    void ofSeveralNodesOneReadsAMailboxUntilItGoes() throws Exception {
        var one = new MailboxLocks(location);
        var other = new MailboxLocks(location);
        try {
            assertThat(one.take(user)).isTrue();
            assertThat(one.take(user)).isTrue();
            assertThat(other.take(user)).isFalse();
            assertThat(other.take(user + " another")).isTrue();
            one.leave();
            assertThat(other.take(user)).isTrue();
            assertThat(one.take(user)).isFalse();
        } finally {
            one.leave();
            other.leave();
        }
    }

    private MailboxReader read(String url) {
        var reader = mailboxes.reader(MailboxUrl.all(url).getFirst(), MailboxPace.QUICK);
        reading.add(reader);
        reader.start();
        return reader;
    }

    private static GreenMail imap(int port) {
        var started = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        started.start();
        return started;
    }

    private String url(String login, String query) {
        return "imap://" + login + ":" + PASSWORD + "@127.0.0.1:"
                + server.getImap().getPort() + "/INBOX" + query;
    }

    private MimeMessage mail(String text) throws MessagingException {
        return Mailing.plain("odile." + UUID.randomUUID() + "@mel.example", "Odile", subject, text);
    }

    private void lay(String about, Duration ago, Flags flags) throws Exception {
        GreenMailUser owner = server.getUserManager().getUser(user);
        server.getManagers()
                .getImapHostManager()
                .getInbox(owner)
                .appendMessage(
                        Mailing.plain("odile@mel.example", "Odile", about, "Bonjour " + about),
                        flags,
                        Date.from(Instant.now().minus(ago)));
    }

    private Conversation question() {
        return brands.ask(tilleul, brands.member(tilleul, "Irma Demande"), "La charnière " + subject, "Que faire ?");
    }

    private String address(Conversation question) {
        var token = transactions.in(
                tilleul.id(),
                () -> tokens.issue(
                        tilleul.id(),
                        question.id(),
                        brands.teammate(tilleul, "expert").id(),
                        Instant.now()));
        return "bonjour+r." + token + "@tilleul.test";
    }

    private MimeMessage answer(String envelope, String text) throws MessagingException {
        return Mailing.source(envelope + "From: Expert <expert@tilleul.test>\nTo: bonjour@tilleul.test\nSubject: Re: "
                + subject + "\nMessage-ID: <" + UUID.randomUUID() + "@tilleul.test>\n\n" + text + "\n");
    }

    private static void refuse(ServerSocket server, AtomicInteger logins, String answer) {
        while (!server.isClosed()) {
            try (var socket = server.accept();
                    var in = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
                say(socket.getOutputStream(), "* OK ready");
                for (var line = in.readLine(); line != null; line = in.readLine()) {
                    var tag = line.split(" ")[0];
                    if (line.contains("CAPABILITY")) {
                        say(socket.getOutputStream(), "* CAPABILITY IMAP4rev1");
                        say(socket.getOutputStream(), tag + " OK");
                    } else if (line.contains("LOGIN")) {
                        logins.incrementAndGet();
                        say(socket.getOutputStream(), tag + " " + answer);
                    } else {
                        say(socket.getOutputStream(), tag + " OK");
                    }
                }
            } catch (IOException gone) {
                // the next one
            }
        }
    }

    private static void say(java.io.OutputStream out, String words) throws IOException {
        out.write((words + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private MailboxState stateOf(Brand brand, String login) {
        return states.of(brand.id()).stream()
                .filter(box -> box.name().startsWith(login + "@"))
                .max(java.util.Comparator.comparing(MailboxState::since))
                .orElse(new MailboxState("", State.WAITING, null, Instant.EPOCH, null, 0));
    }

    private long messages(Brand brand) {
        return count(
                brand,
                "select count(*) from conversation.message m join conversation.conversation c on c.id = m.conversation where c.subject = ?",
                subject);
    }

    /** Kept mails of this test, whatever became of them. */
    private long received() {
        return count(
                tilleul,
                "select count(*) from mail.received r join conversation.conversation c on c.id = r.conversation where c.subject = ?",
                subject);
    }

    private long mark() {
        return count(tilleul, "select max(last_uid) from mail.mailbox where name like ?", user + "@%");
    }

    private long validity() {
        return count(tilleul, "select max(validity) from mail.mailbox where name like ?", user + "@%");
    }

    private long count(Brand brand, String sql, String parameter) {
        return transactions.reading(
                brand.id(), () -> db.sql(sql).param(parameter).query(Long.class).single());
    }

    private String recipient(Brand brand) {
        return transactions.reading(
                brand.id(),
                () -> db.sql(
                                "select r.recipient from mail.received r join conversation.conversation c on c.id = r.conversation where c.subject = ?")
                        .param(subject)
                        .query(String.class)
                        .single());
    }

    private List<String> subjects() {
        return transactions.reading(
                tilleul.id(),
                () -> db.sql("select subject from conversation.conversation where subject like ?")
                        .param("%" + subject)
                        .query(String.class)
                        .list());
    }

    private String last(Conversation conversation, String text) {
        return transactions.reading(
                tilleul.id(),
                () -> db.sql("select state from conversation.message where conversation = ? and text = ?")
                        .params(conversation.id().value(), text)
                        .query(String.class)
                        .optional()
                        .orElse(null));
    }
}
