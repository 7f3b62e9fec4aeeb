package parvis.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.exceptions.FailException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parvis.notice.Delivery.Outcome;
import parvis.notice.Mails.Mail;
import parvis.postal.DkimKey;
import parvis.postal.Sealing;
import parvis.support.Sealed;

/** A letter leaves with the seal of its domain, which holds until somebody changes a byte (RFC 6376). */
class SealedLetterTest {
    @TempDir
    Path scratch;

    private final Sealed house = Sealed.by("tilleul.test", "RSA");

    @Test
    void aLetterThatAServerTookStillHasAWholeSeal() throws Exception {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        var smtp = new Smtp("smtp://127.0.0.1:" + server.getSmtp().getPort());
        try {
            var letter = letter();
            assertThat(smtp.deliver(UUID.randomUUID(), letter)).isEqualTo(new Outcome.Delivered());
            var taken = new ByteArrayOutputStream();
            server.getReceivedMessages()[0].writeTo(taken);
            holds(taken.toString(StandardCharsets.ISO_8859_1));
        } finally {
            smtp.shut();
            server.stop();
        }
    }

    @Test
    void aLetterInTheOutboxHasItTooAtEachAttempt() throws Exception {
        var letter = letter();
        for (var attempt = 0; attempt < 2; attempt++) {
            var id = UUID.randomUUID();
            assertThat(new Outbox(scratch).deliver(id, letter)).isEqualTo(new Outcome.Delivered());
            holds(Files.readString(scratch.resolve(id + ".eml"), StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void withoutAKeyNothingIsSealed() throws Exception {
        var letter = composed();
        letter.seal(Sealing.by("", "parvis"), Instant.now());
        var written = new ByteArrayOutputStream();
        letter.writeTo(written);
        assertThat(written.toString(StandardCharsets.ISO_8859_1))
                .contains("Subject: ")
                .doesNotContain("DKIM-Signature");
    }

    private void holds(String letter) throws Exception {
        assertThat(letter).contains("d=tilleul.test; s=parvis;", "multipart/related");
        assertThat(letter.lines()
                        .takeWhile(line -> !line.startsWith("bh="))
                        .toList()
                        .toString())
                .contains("from:from", "subject:subject", "message-id", "in-reply-to", "references", "reply-to")
                .contains("cc", "list-unsubscribe", "list-unsubscribe-post");
        assertThat(verifies(letter)).isTrue();
        assertThat(verifies(letter.replaceFirst("Bonjour", "Bonsoir"))).isFalse();
        assertThat(verifies(letter.replaceFirst("\r\nSubject: ", "\r\nSubject: x")))
                .isFalse();
        assertThat(verifies(letter.replaceFirst("<thread@", "<other@"))).isFalse();
        assertThat(verifies("From: <faux@mel.example>\r\n" + letter)).isFalse();
    }

    private boolean verifies(String letter) throws Exception {
        try {
            return !new DKIMVerifier((method, selector, domain) -> {
                        assertThat(selector + "." + domain).isEqualTo("parvis.tilleul.test");
                        return List.of(DkimKey.ofPem(house.pem()).record());
                    })
                    .verify(new java.io.ByteArrayInputStream(letter.getBytes(StandardCharsets.ISO_8859_1)))
                    .isEmpty();
        } catch (FailException broken) {
            return false;
        }
    }

    private Composed letter() throws Exception {
        var letter = composed();
        letter.seal(Sealing.by(house.pem(), "parvis"), Instant.now());
        return letter;
    }

    private static Composed composed() throws Exception {
        var mail = new Mail(
                UUID.randomUUID(),
                "helene@mel.example",
                "Votre bol, déjà — avec un très long sujet que plusieurs lignes portent, parce qu'il ne tient pas en une",
                "Bonjour é\n.\n..\nUne ligne   \n\n\n",
                "<p>Bonjour é</p>\n.\n",
                "fr",
                "answer",
                Instant.now(),
                1,
                false,
                "Nadia",
                UUID.randomUUID(),
                "bonjour+r.abc@tilleul.test",
                "<answer@tilleul.test>",
                List.of("<thread@tilleul.test>", "<first@mel.example>"),
                List.of("karim@mel.example"),
                null,
                "https://place.tilleul.test/letters/abc");
        return new Composed(
                mail,
                new Composed.From("Maison Tilleul", "bonjour@tilleul.test", null, "bonjour@tilleul.test"),
                List.of(new Composed.Picture("one", "fouet.png", "image/png", new byte[5_000])));
    }
}
