package parvis.postal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.exceptions.FailException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parvis.postal.DkimResult.Outcome;
import parvis.support.Sealed;
import parvis.support.Zone;

/** What we seal others can verify, and what others seal we can. */
class DkimTest {
    /** Of the system, which has the system's packages. */
    private static final Path PYTHON = Path.of("/usr/bin/python3");

    private static final String MAIL = String.join(
            "\r\n",
            "Date: Fri, 21 Nov 2026 10:00:00 +0100",
            "From: =?UTF-8?Q?H=C3=A9l=C3=A8ne?= <helene@maison.example>",
            "To: nadia@mel.example",
            "Message-ID: <1@maison.example>",
            "Subject: Re: Le bol",
            " tourne   dans le vide",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=UTF-8",
            "References: <thread@maison.example>",
            "",
            "Bonjour,  ",
            "",
            "le bol\ttourne.\u00e9",
            "",
            "");

    /** RFC 8463, appendix A.3. */
    private static final String FOOTBALL = """
            DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;
             d=football.example.com; i=@football.example.com;
             q=dns/txt; s=brisbane; t=1528637909; h=from : to :
             subject : date : message-id : from : subject : date;
             bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
             b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus
             Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==
            DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;
             d=football.example.com; i=@football.example.com;
             q=dns/txt; s=test; t=1528637909; h=from : to : subject :
             date : message-id : from : subject : date;
             bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
             b=F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3
             DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2Jz
             dA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=
            From: Joe SixPack <joe@football.example.com>
            To: Suzie Q <suzie@shopping.example.net>
            Subject: Is dinner ready?
            Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
            Message-ID: <20030712040037.46341.5F8J@football.example.com>

            Hi.

            We lost the game.  Are you hungry yet?

            Joe.
            """.replace("\n", "\r\n");

    private final Zone zone = new Zone();
    private final DkimVerifier verifier = new DkimVerifier(new Dns(zone.address()));

    @AfterEach
    void close() {
        zone.close();
    }

    @Test
    void theSignaturesOfTheStandardVerify() throws Exception {
        zone.text(
                        "brisbane._domainkey.football.example.com",
                        "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=")
                .text(
                        "test._domainkey.football.example.com",
                        "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/b"
                                + "yYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB");
        assertThat(verify(FOOTBALL)).extracting(DkimResult::outcome).containsExactly(Outcome.VALID, Outcome.VALID);
        assertThat(verify(FOOTBALL.replace("lost", "won")))
                .extracting(DkimResult::outcome)
                .containsExactly(Outcome.INVALID, Outcome.INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "Ed25519"})
    void whatIsSealedVerifiesAndNothingInItMayChange(String kind) throws Exception {
        var sealed = Sealed.by("maison.example", kind).publishedIn(zone).seal(MAIL);
        assertThat(sealed.lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(100));
        assertThat(one(sealed)).isEqualTo(new DkimResult("maison.example", Outcome.VALID, ""));
        assertThat(one(sealed.replace("Bonjour,  \r\n", "Bonjour,\r\n") + "\r\n\r\n"))
                .as("white space that servers change")
                .extracting(DkimResult::outcome)
                .isEqualTo(Outcome.VALID);
        for (var changed : List.of(
                sealed.replace("tourne.", "tourne!"),
                sealed.replace("helene@", "marie@"),
                sealed.replace("Re: Le bol", "Re: Le vol"),
                sealed.replace("nadia@", "maud@"),
                sealed.replace("<thread@", "<thread2@"),
                sealed.replace("bol\ttourne", "boltourne"),
                sealed.replace("\r\nMIME", "\r\nSubject: Autre chose\r\nMIME"),
                "From: <faux@mel.example>\r\n" + sealed,
                sealed + "et encore")) {
            assertThat(one(changed).outcome()).as(changed).isEqualTo(Outcome.INVALID);
        }
    }

    @Test
    void somebodyElsesVerifierAgrees() throws Exception {
        var signer = Sealed.by("maison.example", "RSA");
        var sealed = signer.seal(MAIL);
        assertThat(byJames(signer, sealed)).isTrue();
        assertThat(byJames(signer, sealed.replace("tourne.", "tourne!"))).isFalse();
        assertThat(byJames(signer, sealed.replace("Le bol", "Le vol"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "Ed25519"})
    void aProgramInAnotherLanguageAgrees(String kind) throws Exception {
        // where everything is to be tried, a missing program is a failure below
        assumeTrue(
                "true".equals(System.getenv("CI"))
                        || (Files.isExecutable(PYTHON) && python("import dkim, nacl", "") == 0),
                "python3-dkim is not installed");
        var signer = Sealed.by("maison.example", kind);
        var sealed = signer.seal(MAIL);
        var verify = """
                import dkim, sys
                mail = sys.stdin.buffer.read()
                key = b'%s'
                sys.exit(0 if dkim.verify(mail, dnsfunc=lambda name, timeout=5: key) else 1)
                """.formatted(signer.key().record());
        assertThat(python(verify, sealed)).isZero();
        assertThat(python(verify, sealed.replace("tourne.", "tourne!"))).isOne();
        assertThat(python(verify, sealed.replace("Le bol", "Le vol"))).isOne();
    }

    @Test
    void aSignatureProvesNothingWithoutItsKey() throws Exception {
        var signer = Sealed.by("maison.example", "RSA");
        var sealed = signer.seal(MAIL);
        var name = Sealed.SELECTOR + "._domainkey.maison.example";
        assertThat(one(sealed).outcome()).as("none is published").isEqualTo(Outcome.INVALID);
        assertThat(fresh(name, "v=DKIM1; p=", sealed)).as("revoked").isEqualTo(Outcome.INVALID);
        assertThat(fresh(name, Sealed.by("x", "RSA").key().record(), sealed))
                .as("another")
                .isEqualTo(Outcome.INVALID);
        assertThat(fresh(name, signer.key().record() + "; h=sha1", sealed)).isEqualTo(Outcome.INVALID);
        assertThat(fresh(name, signer.key().record() + "; s=chat", sealed)).isEqualTo(Outcome.INVALID);
        assertThat(fresh(name, signer.key().record() + "; t=y", sealed))
                .as("the domain tries it out")
                .isEqualTo(Outcome.NOTHING);
        assertThat(fresh(name, signer.key().record() + "; t=s", sealed)).isEqualTo(Outcome.VALID);
        zone.fail(name);
        assertThat(new DkimVerifier(new Dns(zone.address()))
                        .verify(stream(sealed), Instant.now())
                        .getFirst()
                        .outcome())
                .isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void aSignatureThatIsNoneIsInvalid() throws Exception {
        var sealed = Sealed.by("maison.example", "RSA").publishedIn(zone).seal(MAIL);
        for (var wrong : List.of(
                sealed.replace("v=1;", "v=2;"),
                sealed.replace("a=rsa-sha256", "a=rsa-sha1"),
                sealed.replace("d=maison.example;", "d=maison.example; i=@autre.example;"),
                sealed.replace("v=1;", "v=1; x=1000;"),
                sealed.replaceFirst("t=[0-9]+", "t=99999999999"),
                sealed.replaceFirst("(?s)h=.*?;", "h=to:subject;"),
                sealed.replaceFirst("bh=[^;]*", "bh=é"),
                sealed.replace("v=1;", "v=1; l=3; "),
                "DKIM-Signature: ;;;=\r\n" + MAIL,
                "DKIM-Signature:\r\n" + MAIL)) {
            assertThat(one(wrong).outcome()).as(wrong).isNotEqualTo(Outcome.VALID);
        }
        assertThat(verify(MAIL)).as("no signature at all").isEmpty();
    }

    @Test
    void onlyKeysThatCanSignMailAreTaken() throws Exception {
        for (var wrong : List.of("", "nonsense", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")) {
            assertThatThrownBy(() -> DkimKey.ofPem(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
        for (var kind : List.of("EC", "Ed448")) {
            assertThatThrownBy(() -> Sealed.by("maison.example", kind)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private Outcome fresh(String name, String record, String sealed) throws IOException {
        zone.forget(name).text(name, record);
        return new DkimVerifier(new Dns(zone.address()))
                .verify(stream(sealed), Instant.now())
                .getFirst()
                .outcome();
    }

    private DkimResult one(String mail) throws IOException {
        var all = verify(mail);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private List<DkimResult> verify(String mail) throws IOException {
        return verifier.verify(stream(mail), Instant.now());
    }

    private static ByteArrayInputStream stream(String mail) {
        return new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean byJames(Sealed signer, String mail) throws IOException {
        try {
            var verified = new DKIMVerifier(
                            (method, selector, token) -> List.of(signer.key().record()))
                    .verify(stream(mail));
            return verified.size() == 1;
        } catch (FailException refused) {
            return false;
        }
    }

    private static int python(String program, String in) throws Exception {
        var python = new ProcessBuilder(PYTHON.toString(), "-c", program)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var out = python.getOutputStream()) {
            out.write(in.getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            // it ended without reading
        }
        return python.waitFor();
    }
}
