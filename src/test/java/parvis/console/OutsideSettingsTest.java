package parvis.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import parvis.support.Certificate;
import parvis.support.RealProgram;
import parvis.support.Sealed;

/** A setting that is wrong is refused in one sentence, before anything starts. */
class OutsideSettingsTest {
    @TempDir
    Path scratch;

    @Test
    void aServerWithAWrongSettingStartsNothing() throws Exception {
        for (var wrong : Map.of(
                        "PARVIS_SMTP_URL", "nonsense",
                        "PARVIS_BASE_URL", "nonsense",
                        "PARVIS_MAIL_FROM", "not an address",
                        "PARVIS_IMAP_URL", "imap.example.org",
                        "PARVIS_SMTP_CERT", "/none/such",
                        "PARVIS_SMTP_URL_FILE", "/none/such")
                .entrySet()) {
            try (var free = new ServerSocket(0)) {
                var port = free.getLocalPort();
                free.close();
                var data = scratch.resolve("data");
                var refused = RealProgram.run(
                        Map.of(wrong.getKey(), wrong.getValue()),
                        "run",
                        "--port",
                        String.valueOf(port),
                        "--data",
                        data.toString());
                assertThat(refused.code()).as(refused.err()).isEqualTo(2);
                assertThat(refused.err()).hasLineCount(1).startsWith(wrong.getKey());
                assertThat(data).doesNotExist();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PARVIS_BASE_URL,nonsense",
        "PARVIS_BASE_URL,ftp://square.example",
        "PARVIS_BASE_URL,https://",
        "PARVIS_BASE_URL,https://square.example/forum",
        "PARVIS_BASE_URL,https://square.example?a=b",
        "PARVIS_BASE_URL,https://square.example:99999",
        "PARVIS_BASE_URL,https://me:secret@square.example",
        "PARVIS_SMTP_URL,nonsense",
        "PARVIS_SMTP_URL,smtp:",
        "PARVIS_SMTP_URL,http://mail.example",
        "PARVIS_SMTP_URL,smtp://user:p@ss@mail.example",
        "PARVIS_IMAP_URL,nonsense",
        "PARVIS_IMAP_URL,imaps://mail.example/INBOX",
        "PARVIS_IMAP_URL,imaps://user@mail.example/INBOX",
        "PARVIS_IMAP_URL,pop3://user:p@ss@mail.example",
        "PARVIS_IMAP_URL,imap://user:p@ss@mail.example/INBOX",
        "PARVIS_IMAP_URL,imap://user:pass@mail.example:99999/INBOX",
        "PARVIS_IMAP_URL,imaps://user:pass@mail.example/INBOX?brand=tilleul",
        "PARVIS_IMAP_URL,imaps://user:pass@mail.example/INBOX?address=tilleul",
        "PARVIS_IMAP_URL,imaps://a:b@mail.example imaps://a:c@mail.example",
        "PARVIS_MAIL_FROM,not an address",
        "PARVIS_MAIL_FROM,nobody",
        "PARVIS_MAIL_FROM,@square.example",
        "PARVIS_MAIL_FROM,Square <hello@square.example>",
        "PARVIS_DATABASE_URL,over there",
        "PARVIS_DATABASE_URL_FILE,/none/such",
        "PARVIS_BASE_URL_FILE,/none/such",
        "PARVIS_SMTP_URL_FILE,/none/such",
        "PARVIS_MAIL_FROM_FILE,/none/such",
        "PARVIS_IMAP_URL_FILE,/none/such",
        "PARVIS_DKIM_KEY,/none/such",
        "PARVIS_DKIM_KEY,pom.xml",
        "PARVIS_DKIM_KEY,-----BEGIN PRIVATE KEY----- p@ss",
        "PARVIS_DKIM_KEY_FILE,/none/such",
        "PARVIS_DKIM_SELECTOR,two words",
        "PARVIS_DKIM_SELECTOR,.",
        "PARVIS_DNS,over there",
        "PARVIS_DNS,127.0.0.1:99999",
        "PARVIS_DNS,me@127.0.0.1",
        "PARVIS_BACKUP_DIR,/none/such",
        "PARVIS_BACKUP_AT,noon",
        "PARVIS_BACKUP_KEEP,for ever",
        "PARVIS_BACKUP_KEY,age1qqqqp@ss",
        "PARVIS_BACKUP_KEY_FILE,/none/such"
    })
    void whatIsWrongIsNamedInThePersonsLanguage(String name, String value) {
        var english = refusal(Map.of(name, value, "LANG", "en_GB.UTF-8"));
        var french = refusal(Map.of(name, value, "LANG", "fr_FR.UTF-8"));
        assertThat(english.exitCode()).isEqualTo(2);
        assertThat(french.exitCode()).isEqualTo(2);
        assertThat(english.getMessage()).startsWith(name).hasLineCount(1);
        assertThat(french.getMessage()).startsWith(name).hasLineCount(1).isNotEqualTo(english.getMessage());
        assertThat(english.getMessage()).as("passwords are not repeated").doesNotContain("p@ss");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://square.example", "http://localhost:8080", "https://square.example:8443/"})
    void anAddressThatPeopleSeeIsKeptWithoutItsLastSlash(String address) {
        assertThat(OutsideSettings.base(new Environment(Map.of("PARVIS_BASE_URL", address))))
                .contains(address.replaceFirst("/$", ""));
    }

    @Test
    void whatIsRightIsTakenAlsoFromFiles() throws Exception {
        var server = Files.writeString(scratch.resolve("smtp"), "smtps://user:p%40ss@mail.example:465\n");
        var right = Map.of(
                "PARVIS_SMTP_URL_FILE", server.toString(),
                "PARVIS_MAIL_FROM", "bonjour@café.example",
                "PARVIS_IMAP_URL",
                        "imaps://hello%40square.example:p%40ss@mail.example imap://b:c@localhost:1143/Help?address=b@c.example",
                "PARVIS_DATABASE_URL", "postgres://user:password@db.example/parvis");
        assertThatCode(() -> OutsideSettings.check(new Environment(right))).doesNotThrowAnyException();
        assertThatCode(() -> OutsideSettings.check(new Environment(Map.of()))).doesNotThrowAnyException();
    }

    @Test
    void aKeyIsAFileOrIsGivenAsSecretsAre() throws Exception {
        var pem = Sealed.by("maison.example", "RSA").pem();
        var file = Files.writeString(scratch.resolve("dkim.pem"), pem);
        for (var right : List.of(
                Map.of("PARVIS_DKIM_KEY", file.toString()),
                Map.of("PARVIS_DKIM_KEY_FILE", file.toString()),
                Map.of("PARVIS_DKIM_KEY", pem, "PARVIS_DKIM_SELECTOR", "s1.2026", "PARVIS_DNS", "[::1]:5353"))) {
            assertThatCode(() -> OutsideSettings.check(new Environment(right))).doesNotThrowAnyException();
            assertThat(OutsideSettings.dkim(new Environment(right))
                            .orElseThrow()
                            .strip())
                    .isEqualTo(pem.strip());
        }
    }

    void aCertificateComesWithItsOwnKeyOrNothingStarts() throws Exception {
        var one = Certificate.in(Files.createDirectory(scratch.resolve("one")));
        var other = Certificate.in(Files.createDirectory(scratch.resolve("other")));
        var nonsense = Files.writeString(scratch.resolve("nonsense.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n");
        assertThatCode(() -> OutsideSettings.check(certificate(one.certificate(), one.key())))
                .doesNotThrowAnyException();
        for (var wrong : List.of(
                certificate(one.certificate(), other.key()),
                certificate(nonsense, one.key()),
                certificate(one.certificate(), nonsense),
                certificate(one.certificate(), scratch.resolve("none")),
                new Environment(Map.of("PARVIS_SMTP_CERT", one.certificate().toString())),
                new Environment(Map.of("PARVIS_SMTP_KEY", one.key().toString())))) {
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> OutsideSettings.check(wrong))
                    .satisfies(refused -> assertThat(refused.exitCode()).isEqualTo(2))
                    .satisfies(refused -> assertThat(refused.getMessage())
                            .startsWith("PARVIS_SMTP_CERT")
                            .hasLineCount(1));
        }
    }

    private static Environment certificate(Path certificate, Path key) {
        return new Environment(Map.of("PARVIS_SMTP_CERT", certificate.toString(), "PARVIS_SMTP_KEY", key.toString()));
    }

    private static Refusal refusal(Map<String, String> variables) {
        return catchThrowableOfType(Refusal.class, () -> OutsideSettings.check(new Environment(variables)));
    }
}
