package parvis.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parvis.support.Mailing;
import parvis.support.RealProgram;

/** {@code PARVIS_IMAP_URL}: the real program is killed again and again while it reads a mailbox. */
class MailboxKilledTest {
    private static final int MAILS = 400;
    private static final Pattern SUBJECT = Pattern.compile("\"subject\":\"(Mail \\d+)\"");
    private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");

    @TempDir
    Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private String base;
    private int port;

    @Test
    void everyMailIsThereExactlyOnce() throws Exception {
        var box = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        box.start();
        var contact = box.setUser("contact", "secret");
        for (var nth = 0; nth < MAILS; nth++) {
            contact.deliver(Mailing.plain("p" + nth + "@mel.example", "Personne " + nth, "Mail " + nth, "Bonjour."));
        }
        port = RealProgram.freePort();
        base = "http://127.0.0.1:" + port;
        var mailbox = Map.of(
                "PARVIS_IMAP_URL",
                "imap://contact:secret@127.0.0.1:" + box.getImap().getPort());
        var told = directory.resolve("first.err");
        var program = start(mailbox, told);
        try {
            house(RealProgram.awaitLine(told, "/setup/[A-Za-z0-9_-]{43}", program));
            var key = RealProgram.run(
                            "key",
                            "create",
                            "--brand",
                            "maison-neuve",
                            "--scopes",
                            "conversations:read",
                            "--data",
                            data())
                    .out()
                    .strip();
            for (var round = 1; round <= 2; round++) {
                var some = subjects(key).size() + 20;
                await(() -> subjects(key).size() >= some);
                program.destroyForcibly().waitFor();
                told = directory.resolve("round-" + round + ".err");
                program = start(mailbox, told);
                RealProgram.awaitLine(told, "Ctrl-C", program);
            }
            await(() -> subjects(key).size() >= MAILS);
            Thread.sleep(2_000);
            assertThat(new HashSet<>(subjects(key))).hasSize(MAILS);
            assertThat(subjects(key)).hasSize(MAILS);
        } finally {
            program.destroy();
            assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
            box.stop();
        }
    }

    private interface Question {
        boolean ask() throws Exception;
    }

    private static void await(Question question) throws Exception {
        for (var until = Instant.now().plus(Duration.ofSeconds(90)); !question.ask(); Thread.sleep(50)) {
            assertThat(Instant.now()).isBefore(until);
        }
    }

    private Process start(Map<String, String> mailbox, Path told) throws Exception {
        return RealProgram.start(
                mailbox, told, "run", "--port", String.valueOf(port), "--smtp-port", "0", "--data", data());
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    private void house(String setup) throws Exception {
        var form = "brand=Maison+Neuve&colour=%23336699&language=fr&name=Claire+Vasseur&email=claire%40neuve.example";
        var request = HttpRequest.newBuilder(URI.create(base + setup))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        assertThat(client.send(request.build(), HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(302);
        assertThat(Files.exists(directory.resolve("data"))).isTrue();
    }

    /** Of all conversations, by the API, page after page. */
    private java.util.List<String> subjects(String key) throws Exception {
        var found = new java.util.ArrayList<String>();
        for (var cursor = ""; cursor != null; ) {
            var request = HttpRequest.newBuilder(URI.create(
                            base + "/api/v1/conversations?limit=100" + (cursor.isEmpty() ? "" : "&cursor=" + cursor)))
                    .header("Authorization", "Bearer " + key);
            var page = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
            SUBJECT.matcher(page.body()).results().forEach(subject -> found.add(subject.group(1)));
            var next = NEXT.matcher(page.body());
            cursor = next.find() ? next.group(1) : null;
        }
        return found;
    }
}
