package parvis.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static parvis.support.Soon.soon;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.subethamail.smtp.DropConnectionException;
import org.subethamail.smtp.MessageContext;
import parvis.brand.Brand;
import parvis.database.Transactions;
import parvis.support.Certificate;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.web.RateLimits;

/** Our listener with a certificate, and for those who send too much. */
@ProductTest
@DirtiesContext
class SmtpDoorTest {
    @TempDir
    static Path directory;

    private static Certificate certificate;

    @Autowired
    TwoBrands brands;

    @Autowired
    SmtpDoor door;

    @Autowired
    Recipients recipients;

    @Autowired
    Keeping keeping;

    @Autowired
    parvis.file.Files files;

    @Autowired
    RateLimits limits;

    @Autowired
    Clock clock;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    private Brand tilleul;

    @DynamicPropertySource
    static void certificate(DynamicPropertyRegistry properties) {
        certificate = Certificate.in(directory);
        properties.add("parvis.smtp-cert", () -> certificate.certificate().toString());
        properties.add("parvis.smtp-key", () -> certificate.key().toString());
    }

    @BeforeEach
    void aBrand() {
        tilleul = brands.tilleul();
    }

    @Test
    void aMailComesInOnAnEncryptedLine() throws Exception {
        var subject = "Mon bol " + UUID.randomUUID();
        try (var plain = new Line(new Socket("127.0.0.1", door.port()))) {
            assertThat(plain.greeted()).contains("STARTTLS");
            try (var encrypted = plain.encrypted()) {
                assertThat(encrypted.session().getProtocol()).startsWith("TLSv1.");
                assertThat(encrypted.say("EHLO test.example")).startsWith("250");
                assertThat(encrypted.say("STARTTLS")).as("once is enough").startsWith("454");
                assertThat(encrypted.say("MAIL FROM:<odile@mel.example>")).startsWith("250");
                assertThat(encrypted.say("RCPT TO:<bonjour@tilleul.test>")).startsWith("250");
                assertThat(encrypted.say("DATA")).startsWith("354");
                assertThat(encrypted.say("From: odile@mel.example\r\nSubject: " + subject + "\r\n\r\nFendu.\r\n."))
                        .startsWith("250");
            }
        }
        soon(() -> transactions.reading(
                tilleul.id(),
                () -> db.sql("select number from conversation.conversation where subject = ?")
                        .param(subject)
                        .query(Long.class)
                        .optional()
                        .orElse(null)));
    }

    @Test
    void whatWasSaidBeforeTheEncryptionIsForgotten() throws Exception {
        try (var plain = new Line(new Socket("127.0.0.1", door.port()))) {
            plain.greeted();
            // whoever sits in between adds a command of their own in the clear
            assertThat(plain.say("MAIL FROM:<before@mel.example>")).startsWith("250");
            try (var encrypted = plain.encrypted()) {
                encrypted.say("EHLO test.example");
                assertThat(encrypted.say("RCPT TO:<bonjour@tilleul.test>")).startsWith("503");
            }
        }
    }

    @Test
    void aRenewedCertificateIsShownWithoutARestartAndAHalfWrittenOneNever() throws Exception {
        assertThat(shown()).isEqualTo(certificate.number());
        var renewed = Certificate.in(directory);
        assertThat(renewed.number()).isNotEqualTo(certificate.number());
        assertThat(shown()).isEqualTo(renewed.number());

        var whole = Files.readString(renewed.certificate());
        Files.writeString(renewed.certificate(), whole.substring(0, whole.length() / 2));
        assertThat(shown()).isEqualTo(renewed.number());
        Files.writeString(renewed.certificate(), whole);
        assertThat(shown()).isEqualTo(renewed.number());
        certificate = renewed;
    }

    @Test
    void threeHundredMailsAMinuteFromOneAddressAndNoMore() throws Exception {
        // the tests' limits are a thousand times wider
        var house = new Reception.House(recipients, keeping, files, limits, clock, () -> {});
        var eager = new Reception(house, from("192.0.2.7"));
        for (var mail = 0; mail < 300_000; mail++) {
            eager.from("a@mel.example");
        }
        assertThatThrownBy(() -> {
                    // while these were counted some came back
                    for (var mail = 0; mail < 300_000; mail++) {
                        eager.from("a@mel.example");
                    }
                })
                .isInstanceOf(DropConnectionException.class)
                .satisfies(dropped -> assertThat(((DropConnectionException) dropped).getCode())
                        .isEqualTo(421))
                .hasMessageContaining("Too many messages");
        new Reception(house, from("192.0.2.8")).from("b@mel.example");
        var here = new Reception(house, from("127.0.0.1"));
        for (var mail = 0; mail < 700_000; mail++) {
            here.from("c@mel.example");
        }
    }

    private static MessageContext from(String address) {
        return (MessageContext) Proxy.newProxyInstance(
                MessageContext.class.getClassLoader(),
                new Class<?>[] {MessageContext.class},
                (proxy, method, arguments) ->
                        method.getName().equals("getRemoteAddress") ? new InetSocketAddress(address, 25) : null);
    }

    private String shown() throws Exception {
        try (var plain = new Line(new Socket("127.0.0.1", door.port()))) {
            plain.greeted();
            try (var encrypted = plain.encrypted()) {
                return ((X509Certificate) encrypted.session().getPeerCertificates()[0])
                        .getSerialNumber()
                        .toString(16);
            }
        }
    }

    /** SMTP as bare as can be. */
    private static final class Line implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader answers;

        Line(Socket socket) throws IOException {
            this.socket = socket;
            socket.setSoTimeout(20_000);
            this.answers =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        }

        String greeted() throws IOException {
            answer();
            return say("EHLO test.example");
        }

        String say(String words) throws IOException {
            socket.getOutputStream().write((words + "\r\n").getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return answer();
        }

        private String answer() throws IOException {
            var said = new StringBuilder();
            for (var line = answers.readLine(); line != null; line = answers.readLine()) {
                said.append(line).append('\n');
                if (line.length() < 4 || line.charAt(3) != '-') {
                    break;
                }
            }
            return said.toString();
        }

        Line encrypted() throws Exception {
            assertThat(say("STARTTLS")).startsWith("220");
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anybody()}, null);
            var encrypted = (SSLSocket) context.getSocketFactory().createSocket(socket, "localhost", 25, true);
            encrypted.startHandshake();
            return new Line(encrypted);
        }

        javax.net.ssl.SSLSession session() {
            return ((SSLSocket) socket).getSession();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
