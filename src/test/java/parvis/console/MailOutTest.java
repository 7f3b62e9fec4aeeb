package parvis.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.james.jdkim.DKIMVerifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parvis.support.RealProgram;
import parvis.support.Sealed;

/** {@code PARVIS_SMTP_URL}: the real program and a real mail server, from signing in to the answer and its rating. */
class MailOutTest {
    @TempDir
    Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private String base;
    private GreenMail mails;

    @Test
    void aSignInLinkAndAnAnswerArriveAndTheAnswerIsRatedFromItsLetter() throws Exception {
        mails = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mails.setUser("parvis", "secret");
        mails.start();
        var told = directory.resolve("server.err");
        var port = freePort();
        base = "http://127.0.0.1:" + port;
        var house = Sealed.by("neuve.example", "RSA");
        var server = RealProgram.start(
                Map.of(
                        "PARVIS_DKIM_KEY",
                        Files.writeString(directory.resolve("dkim.pem"), house.pem())
                                .toString(),
                        "PARVIS_DKIM_SELECTOR",
                        Sealed.SELECTOR,
                        "PARVIS_SMTP_URL",
                        "smtp://parvis:secret@127.0.0.1:" + mails.getSmtp().getPort(),
                        "PARVIS_MAIL_FROM",
                        "place@neuve.example",
                        "PARVIS_BASE_URL",
                        base),
                told,
                "run",
                "--port",
                String.valueOf(port),
                "--data",
                directory.resolve("data").toString());
        try {
            var setup = awaitLine(told, "/setup/[A-Za-z0-9_-]{43}", server);
            var owner = session(post(
                    setup,
                    null,
                    Map.of(
                            "brand",
                            "Maison Neuve",
                            "colour",
                            "#336699",
                            "language",
                            "fr",
                            "name",
                            "Claire Vasseur",
                            "email",
                            "claire@neuve.example")));

            post("/signin", null, Map.of("email", "helene@mel.example"));
            var letter = received(1);
            assertThat(letter.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            assertThat(isSealed(letter, house)).isTrue();
            var asker = session(post(found("/signin/[\\w-]{43}", plain(letter)), null, Map.of()));
            var asked = post("/questions", asker, Map.of("title", "Le bol tourne", "text", "Que faire ?"));
            var path = URI.create(asked.headers().firstValue("Location").orElseThrow())
                    .getPath();

            var answered = post(
                    "/desk/conversations/1/messages",
                    owner,
                    Map.of("to", "private", "text", "Votre **dossier** est là."));
            assertThat(answered.statusCode()).as(answered.body()).isEqualTo(302);
            var answer = received(2);
            assertThat(answer.getHeader("Auto-Submitted")).isNull();
            assertThat(isSealed(answer, house)).isTrue();
            assertThat(answer.getSubject()).isEqualTo("Re: Le bol tourne");
            assertThat(answer.getFrom()[0].toString()).contains("Claire Vasseur", "<place@neuve.example>");
            assertThat(plain(answer)).contains("Votre **dossier** est là.", "> Que faire");

            var rating = found("/ratings/[\\w-]{43}", plain(answer));
            assertThat(post(rating, null, Map.of("helped", "yes")).statusCode()).isEqualTo(302);
            assertThat(get(path, asker)).contains("Réglé en");
            assertThat(Files.exists(directory.resolve("data/outbox"))).isFalse();
        } finally {
            server.destroy();
            assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
            mails.stop();
        }
    }

    private MimeMessage received(int nth) {
        assertThat(mails.waitForIncomingEmail(30_000, nth)).as("mail " + nth).isTrue();
        return mails.getReceivedMessages()[nth - 1];
    }

    private static boolean isSealed(MimeMessage mail, Sealed house) throws Exception {
        var bytes = new ByteArrayOutputStream();
        mail.writeTo(bytes);
        var verified = new DKIMVerifier(
                        (method, selector, domain) -> List.of(house.key().record()))
                .verify(new ByteArrayInputStream(bytes.toByteArray()));
        return verified.size() == 1
                && verified.getFirst().getDToken().toString().equals(house.domain());
    }

    private static String plain(MimeMessage mail) throws Exception {
        return (String) ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent();
    }

    private static String found(String pattern, String in) {
        var matcher = Pattern.compile(pattern).matcher(in);
        assertThat(matcher.find()).as(pattern + " in " + in).isTrue();
        return matcher.group();
    }

    private static String session(HttpResponse<String> answer) {
        return found("session=[^;]+", String.join("\n", answer.headers().allValues("Set-Cookie")));
    }

    private String get(String path, String session) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(base + path)).header("Cookie", session);
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private HttpResponse<String> post(String path, String session, Map<String, String> fields) throws Exception {
        var form = new StringBuilder();
        fields.forEach((name, value) -> form.append(form.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(HttpRequest.BodyPublishers.ofString(form.toString()));
        if (session != null) {
            request.header("Cookie", session);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String awaitLine(Path file, String pattern, Process server) throws Exception {
        var wanted = Pattern.compile(pattern);
        var deadline = Instant.now().plus(Duration.ofSeconds(90));
        while (Instant.now().isBefore(deadline) && server.isAlive()) {
            var found = wanted.matcher(Files.exists(file) ? Files.readString(file) : "");
            if (found.find()) {
                return found.group();
            }
            Thread.sleep(100);
        }
        throw new AssertionError("Never told: " + (Files.exists(file) ? Files.readString(file) : ""));
    }

    private static int freePort() throws Exception {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}
