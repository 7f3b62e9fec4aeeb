package parvis.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import parvis.notice.Delivery.Outcome;
import parvis.notice.Delivery.Refusal;
import parvis.notice.Mails.Mail;

class SmtpTest {

    @Test
    void aServerThatTakesItGetsBothTextsOnce() throws Exception {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.setUser("parvis", "p@ss:word");
        server.start();
        try {
            var port = server.getSmtp().getPort();
            var smtp = new Smtp("smtp://parvis:p%40ss%3Aword@127.0.0.1:" + port);
            var mail = mail("helene@mel.example");
            assertThat(smtp.deliver(mail.id(), composed(mail))).isEqualTo(new Outcome.Delivered());
            assertThat(server.getReceivedMessages()).hasSize(1);
            var received = server.getReceivedMessages()[0];
            assertThat(received.getSubject()).isEqualTo("Votre lien, déjà");
            assertThat(received.getContentType()).startsWith("multipart/alternative");
            assertThat(received.getFrom()[0].toString()).contains("<bonjour@tilleul.test>");
        } finally {
            server.stop();
        }
    }

    @Test
    void mailsThatFollowEachOtherTakeTheSameLineAndOneThatBrokeIsReplaced() throws Exception {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        var port = server.getSmtp().getPort();
        var smtp = new Smtp("smtp://127.0.0.1:" + port);
        try {
            for (var i = 0; i < 5; i++) {
                var mail = mail("helene@mel.example");
                assertThat(smtp.deliver(mail.id(), composed(mail))).isEqualTo(new Outcome.Delivered());
                assertThat(smtp.resting()).isOne();
            }
            assertThat(server.getReceivedMessages()).hasSize(5);
        } finally {
            server.stop();
        }
        var again = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        again.start();
        try {
            var mail = mail("helene@mel.example");
            assertThat(smtp.deliver(mail.id(), composed(mail)))
                    .as("the server hung up in between")
                    .isEqualTo(new Outcome.Delivered());
            assertThat(again.getReceivedMessages()).hasSize(1);
        } finally {
            again.stop();
        }
    }

    @Test
    void aServerThatIsNotThereIsTriedAgain() throws Exception {
        int nobody;
        try (var free = new ServerSocket(0)) {
            nobody = free.getLocalPort();
        }
        var mail = mail("helene@mel.example");
        assertThat(new Smtp("smtp://127.0.0.1:" + nobody).deliver(mail.id(), composed(mail)))
                .isInstanceOf(Outcome.Again.class);
    }

    @Test
    void aRefusalForGoodIsFinalAndOneForNowIsNot() throws Exception {
        assertThat(against(Map.of("RCPT", "550 no such box"))).isInstanceOf(Outcome.Never.class);
        assertThat(against(Map.of("MAIL", "553 not you"))).isInstanceOf(Outcome.Never.class);
        assertThat(against(Map.of(".", "554 spam"))).isInstanceOf(Outcome.Never.class);
        assertThat(against(Map.of("RCPT", "450 greylisted"))).isInstanceOf(Outcome.Again.class);
        assertThat(against(Map.of(".", "451 disk full"))).isInstanceOf(Outcome.Again.class);
        assertThat(against(Map.of())).isEqualTo(new Outcome.Delivered());
    }

    @Test
    void oneWhomTheServerDoesNotTakeCostsTheOthersNothing() throws Exception {
        var friend = "RCPT TO:<ami@mel.example>";
        assertThat(against(Map.of(friend, "550 no such box"), "ami@mel.example", "autre@mel.example"))
                .isEqualTo(new Outcome.Partly(
                        List.of(new Refusal("ami@mel.example", false, "The server refuses it (550)"))));
        assertThat(against(Map.of("RCPT TO:<helene@mel.example>", "450 later"), "ami@mel.example"))
                .isEqualTo(new Outcome.Partly(
                        List.of(new Refusal("helene@mel.example", true, "The server refuses it (450)"))));
        assertThat(against(Map.of("RCPT", "550 nobody"), "ami@mel.example"))
                .isInstanceOfSatisfying(
                        Outcome.Partly.class,
                        all -> assertThat(all.refused())
                                .extracting(Refusal::address)
                                .containsExactlyInAnyOrder("helene@mel.example", "ami@mel.example"));
        assertThat(against(Map.of("MAIL", "553 not you"), "ami@mel.example")).isInstanceOf(Outcome.Never.class);
        assertThat(against(Map.of(".", "451 disk full"), "ami@mel.example")).isInstanceOf(Outcome.Again.class);
        assertThat(against(Map.of(".", "hang up"), "ami@mel.example")).isInstanceOf(Outcome.Unconfirmed.class);
        assertThat(against(Map.of(), "ami@mel.example")).isEqualTo(new Outcome.Delivered());
    }

    @Test
    void whatComesBackComesBackToTheHouseAndNamesItsMail() throws Exception {
        var mail = mail("helene@mel.example");
        var said = new java.util.concurrent.ConcurrentLinkedQueue<String>();
        against(Map.of("EHLO", "250-test\r\n250 DSN"), mail, said);
        assertThat(said)
                .anyMatch(line -> line.startsWith("MAIL FROM:<retour@tilleul.test> RET=HDRS")
                        && line.contains("ENVID=" + mail.id() + "@tilleul.test"))
                .contains("RCPT TO:<helene@mel.example> NOTIFY=FAILURE,DELAY");
        said.clear();
        against(Map.of(), mail, said);
        assertThat(said)
                .as("a server that does not offer it is not asked")
                .contains("MAIL FROM:<retour@tilleul.test>", "RCPT TO:<helene@mel.example>");
    }

    @Test
    void aLetterThatCanBeStoppedSaysSoToMailPrograms() throws Exception {
        assertThat(stoppable("https://place.example/letters/stop/abc").getHeader("List-Unsubscribe"))
                .containsExactly("<https://place.example/letters/stop/abc>");
        assertThat(stoppable("https://place.example/letters/stop/abc").getHeader("List-Unsubscribe-Post"))
                .containsExactly("List-Unsubscribe=One-Click");
        assertThat(stoppable("http://localhost/letters/stop/abc").getHeader("List-Unsubscribe-Post"))
                .as("one press needs an encrypted line")
                .isNull();
        assertThat(stoppable(null).getHeader("List-Unsubscribe")).isNull();
    }

    @Test
    void aLineThatBreaksBeforeTheWordsIsTriedAgainAndAfterThemNobodyKnows() throws Exception {
        assertThat(against(Map.of("RCPT", "hang up"))).isInstanceOf(Outcome.Again.class);
        assertThat(against(Map.of(".", "hang up"))).isInstanceOf(Outcome.Unconfirmed.class);
        assertThat(new Smtp("smtp://127.0.0.1:1").lookUp(UUID.randomUUID())).isInstanceOf(Outcome.Unconfirmed.class);
    }

    @Test
    void whatIsSaidOfAFailureNamesNobody() throws Exception {
        var outcome = against(Map.of("RCPT", "550 <helene@mel.example> unknown"));
        assertThat(outcome.toString()).contains("550").doesNotContain("helene");
    }

    @Test
    void onlyMailServersAreTaken() {
        assertThatThrownBy(() -> new Smtp("http://mail.example")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Smtp("smtp:mail.example")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aServerPresentsItselfWithoutALetter() throws Exception {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.setUser("parvis", "secret");
        server.start();
        try {
            var port = server.getSmtp().getPort();
            var ready = new Smtp("smtp://parvis:secret@127.0.0.1:" + port).greet();
            assertThat(ready).isInstanceOfSatisfying(Outgoing.Greeting.Ready.class, told -> {
                assertThat(told.encrypted()).isFalse();
                assertThat(told.signedIn()).isTrue();
            });
            assertThat(new Smtp("smtp://parvis:wrong@127.0.0.1:" + port).greet())
                    .isEqualTo(new Outgoing.Greeting.PasswordRefused());
            assertThat(server.getReceivedMessages()).isEmpty();
        } finally {
            server.stop();
        }
        assertThat(new Smtp("smtp://127.0.0.1:1").greet())
                .isInstanceOfSatisfying(
                        Outgoing.Greeting.Silent.class,
                        told -> assertThat(told.why()).doesNotContain("127.0.0.1"));
    }

    @Test
    void pausesGrowToSixHours() {
        assertThat(LetterEnds.pauseAfter(1)).hasSeconds(30);
        assertThat(LetterEnds.pauseAfter(2)).hasSeconds(60);
        assertThat(LetterEnds.pauseAfter(11)).hasHours(6);
    }

    /** A server that answers as told where it is told, and politely everywhere else. */
    private static Outcome against(Map<String, String> answers, String... copies) throws Exception {
        return against(answers, mail("helene@mel.example", copies), new java.util.concurrent.ConcurrentLinkedQueue<>());
    }

    private static Outcome against(Map<String, String> answers, Mail mail, java.util.Queue<String> said)
            throws Exception {
        try (var server = new ServerSocket(0)) {
            var thread = Thread.ofVirtual().start(() -> serve(server, answers, said));
            var smtp = new Smtp("smtp://127.0.0.1:" + server.getLocalPort());
            var outcome = smtp.deliver(mail.id(), composed(mail));
            smtp.shut();
            server.close();
            thread.join();
            return outcome;
        }
    }

    private static void serve(ServerSocket server, Map<String, String> answers, java.util.Queue<String> said) {
        try (var socket = server.accept();
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream()));
                var out = new PrintWriter(new OutputStreamWriter(socket.getOutputStream()), true)) {
            out.print("220 test\r\n");
            out.flush();
            var data = new AtomicInteger();
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                if (data.get() == 1 && !line.equals(".")) {
                    continue;
                }
                data.set(0);
                said.add(line);
                var verb = line.equals(".") ? "." : line.substring(0, Math.min(4, line.length()));
                var answer = answers.getOrDefault(
                        line,
                        answers.getOrDefault(
                                verb, verb.equals("DATA") ? "354 go on" : verb.equals("QUIT") ? "221 bye" : "250 ok"));
                if (answer.equals("hang up")) {
                    return;
                }
                data.set(answer.startsWith("354") ? 1 : 0);
                out.print(answer + "\r\n");
                out.flush();
            }
        } catch (java.io.IOException closed) {
            // the client is done
        }
    }

    private static Composed composed(Mail mail) throws Exception {
        return new Composed(
                mail,
                new Composed.From("Maison Tilleul", "bonjour@tilleul.test", null, "retour@tilleul.test"),
                List.of());
    }

    private static Composed stoppable(@org.jspecify.annotations.Nullable String stop) throws Exception {
        var mail = mail("helene@mel.example");
        return composed(new Mail(
                mail.id(),
                mail.recipient(),
                mail.subject(),
                mail.plain(),
                mail.html(),
                mail.language(),
                "answer",
                mail.createdAt(),
                1,
                false,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                null,
                stop));
    }

    private static Mail mail(String recipient, String... copies) {
        return new Mail(
                UUID.randomUUID(),
                recipient,
                "Votre lien, déjà",
                "Bonjour é",
                "<p>Bonjour é</p>",
                "fr",
                "sign_in",
                Instant.now(),
                1,
                true,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(copies),
                null,
                null);
    }
}
