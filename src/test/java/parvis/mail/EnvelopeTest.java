package parvis.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EnvelopeTest {

    @Test
    void theLastServersWordsAreThoseAboveItsMark() {
        assertThat(of("""
                Return-Path: <Expert@Tilleul.test>
                Delivered-To: bonjour@tilleul.test
                Received: from somewhere by here
                Return-Path: <other@mel.example>

                """).sender()).isEqualTo("expert@tilleul.test");
        assertThat(of("""
                Received: from somewhere by here
                Return-Path: <expert@tilleul.test>

                """).sender()).as("anybody may have written that").isEmpty();
        assertThat(of("Return-Path: <>\nFrom: a@b.example\n\n").sender()).isEmpty();
        assertThat(of("Subject: nothing\n\nReturn-Path: <a@b.example>\n").sender())
                .isEmpty();
    }

    @Test
    void toWhomItWasDeliveredSaysMoreThanToWhomItWasWritten() {
        assertThat(of("""
                To: "Bonjour, vous" <bonjour@tilleul.test>,
                 Quelqu'un <ailleurs@mel.example>
                Cc: bonjour@tilleul.test
                X-Original-To: bonjour+ete@tilleul.test
                Delivered-To: BONJOUR+r.abc@tilleul.test

                To: body@mel.example
                """).recipients())
                .containsExactly(
                        "bonjour+r.abc@tilleul.test",
                        "bonjour+ete@tilleul.test",
                        "bonjour@tilleul.test",
                        "ailleurs@mel.example");
    }

    @Test
    void whatIsNoMailNamesNobody() {
        assertThat(Envelope.of(new byte[] {0, 1, 2, -1, -2}).recipients()).isEmpty();
        assertThat(of("To: " + "x@y.example, ".repeat(100_000) + "\n\n").recipients())
                .containsExactly("x@y.example");
    }

    private static Envelope of(String mail) {
        return Envelope.of(mail.getBytes(StandardCharsets.UTF_8));
    }
}
