package parvis.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import parvis.text.SafeHtml;

/** Mails made to harm: each is read in bounded time and memory, and nothing of them reaches anybody undressed. */
class HostileMailTest {

    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F\\u202D\\u202E]");
    private static final Pattern HIDDEN =
            Pattern.compile("[\\x00-\\x1F\\x7F-\\x9F\\u202A-\\u202E\\u2066-\\u2069\\u2028\\u2029]");
    private static final Pattern UNSAFE_NAME = Pattern.compile("[/\\\\:<>|?*\"\\x00-\\x1F]|^\\.|^$");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void everyLineThatBrokeSomethingElsewhereIsHarmlessAsSubjectNameFileAndBody() throws IOException {
        int lines = 0;
        for (var file : Corpus.files(Corpus.SECURITY)) {
            for (var line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\\R")) {
                lines++;
                var read = Corpus.read(mail(line, lines));
                assertClean(read, line);
                assertThat(read.attachments()).as(line).hasSize(1);
                assertThat(read.kind()).as(line).isEqualTo(new Kind.Person());
                assertThat(read.from()).as(line).extracting(Mailbox::address).contains("a@example.org");
                if (line.contains("<") && read.html() != null) {
                    assertThat(new SafeHtml().sanitize(read.html()))
                            .doesNotContainIgnoringCase("<script")
                            .doesNotContainPattern("(?i)<[^>]+\\son\\w+=");
                }
            }
        }
        assertThat(lines).isGreaterThan(10_000);
        System.out.printf("security: %d lines as subject, name, file name and body%n", lines);
    }

    /** In turn as it stands, encoded, and as HTML. */
    private static byte[] mail(String line, int number) {
        var encoded = "=?utf-8?B?" + Base64.getEncoder().encodeToString(line.getBytes(StandardCharsets.UTF_8)) + "?=";
        var header = number % 2 == 0 ? encoded : line.replaceAll("[\\r\\n]", " ");
        var name = number % 2 == 0 ? encoded : "\"" + line.replaceAll("[\"\\\\\\r\\n]", "'") + "\"";
        return ("Date: Mon, 2 Mar 2026 10:00:00 +0100\n"
                        + "Subject: " + header + "\n"
                        + "From: " + name + " <a@example.org>\n"
                        + "To: b@example.org\n"
                        + "Content-Type: multipart/mixed; boundary=\"=_edge_of_a_part\"\n\n"
                        + "--=_edge_of_a_part\n"
                        + "Content-Type: text/" + (number % 3 == 0 ? "html" : "plain") + "; charset=utf-8\n\n" + line
                        + "\n"
                        + "--=_edge_of_a_part\n"
                        + "Content-Type: application/octet-stream\n"
                        + "Content-Disposition: attachment; filename*=utf-8''"
                        + java.net.URLEncoder.encode(line, StandardCharsets.UTF_8)
                                .replace("+", "%20") + "\n\n"
                        + "content\n"
                        + "--=_edge_of_a_part--\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    static void assertClean(ReadMail read, String what) {
        var lines = new ArrayList<String>(List.of(read.subject()));
        for (var people : List.of(read.from(), read.to(), read.cc(), read.replyTo())) {
            people.forEach(mailbox -> Collections.addAll(lines, mailbox.name(), mailbox.address()));
        }
        lines.addAll(read.references());
        lines.addAll(read.deliveredTo());
        read.attachments().forEach(attachment -> {
            lines.add(attachment.name());
            lines.add(attachment.contents().toString());
            assertThat(UNSAFE_NAME.matcher(attachment.name()).find())
                    .as(attachment.name())
                    .isFalse();
            assertThat(attachment.name().length()).isLessThanOrEqualTo(130);
        });
        for (var line : lines) {
            assertThat(HIDDEN.matcher(line).find()).as("%s: %s", what, line).isFalse();
        }
        for (var text : List.of(read.text(), read.own(), read.quoted())) {
            assertThat(CONTROL.matcher(text).find()).as("%s: %s", what, text).isFalse();
        }
    }

    @Test
    void aTreeWithoutEndIsCut() {
        var deep = new StringBuilder("From: a@example.org\nSubject: deep\n");
        for (int i = 0; i < 5_000; i++) {
            deep.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\n\n--b")
                    .append(i)
                    .append('\n');
        }
        var read = soon(deep.append("Content-Type: text/plain\n\nwords").toString());
        assertThat(read.troubles()).contains(Trouble.TOO_DEEP);
        assertThat(read.subject()).isEqualTo("deep");
    }

    @Test
    void partsWithoutNumberAreCut() {
        var many =
                new StringBuilder("From: a@example.org\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nHello\n");
        for (int i = 0; i < 100_000; i++) {
            many.append("--b\nContent-Type: image/png\n\nx\n");
        }
        var read = soon(many.toString());
        assertThat(read.troubles()).contains(Trouble.TOO_MANY_PARTS);
        assertThat(read.own()).isEqualTo("Hello");
        assertThat(read.attachments()).hasSizeLessThanOrEqualTo(Walk.MOST_PARTS);
    }

    @Test
    void headersWithoutEndAreCut() {
        var many = new StringBuilder("From: a@example.org\nSubject: here\n");
        for (int i = 0; i < 200_000; i++) {
            many.append("X-Header-").append(i).append(": filled\n");
        }
        var read = soon(many.append("\nHello").toString());
        assertThat(read.troubles()).contains(Trouble.HEADERS_CUT);
        assertThat(read.subject()).isEqualTo("here");
        assertThat(read.own()).isEqualTo("Hello");

        assertThat(soon("From: a@example.org\nSubject: " + "long ".repeat(1_000_000) + "\n\nHello")
                        .from())
                .hasSize(1);
        assertThat(soon("From: " + "a, ".repeat(200_000) + "\n\nHello").from())
                .hasSizeLessThanOrEqualTo(Addresses.MOST);
    }

    @Test
    void wordsThatCostTimeElsewhereDoNot() {
        for (var body : List.of(
                ">".repeat(500_000),
                "> ".repeat(300_000),
                "On 1 ".repeat(100_000) + "\n",
                "On 1 a\n".repeat(100_000),
                "From: a@b\n".repeat(100_000),
                "a@".repeat(300_000),
                "a.".repeat(300_000) + "@",
                "<".repeat(500_000),
                "-".repeat(500_000),
                "--\n".repeat(200_000),
                "_".repeat(500_000),
                "begin 644 a\n".repeat(50_000),
                "```\n".repeat(100_000),
                "Sent from my " + "iPhone ".repeat(50_000),
                "Le 3 mars 2026 à 10:22, " + "x ".repeat(200_000) + "a écrit :",
                "\n".repeat(500_000),
                " ".repeat(500_000) + "x",
                "Message-ID: <".repeat(50_000),
                "é".repeat(400_000))) {
            soon(
                    "From: MAILER-DAEMON@example.org\nReturn-Path: <>\nSubject: failure notice\nContent-Type: text/plain; charset=utf-8\n\n"
                            + body);
            soon("From: a@example.org\nContent-Type: text/plain; charset=utf-8\n\n" + body);
            soon("From: a@example.org\nContent-Type: text/html; charset=utf-8\n\n" + body);
            soon("From: " + body.replace("\n", " ") + "\nSubject: " + body.replace("\n", " ") + "\n\n");
            soon("Content-Type: text/plain; " + body.replace("\n", " ") + "\nMessage-ID: " + body.replace("\n", " ")
                    + "\n\n");
        }
        soon("From: a@example.org\nContent-Type: text/html\n\n" + "<table><tr><td>".repeat(20_000) + "x");
        soon("From: a@example.org\nContent-Type: text/html\n\n" + "<div class=gmail_signature>".repeat(20_000) + "x");
        soon("From: a@example.org\nContent-Type: text/html\n\n" + "<blockquote>".repeat(20_000) + "x");
        soon("Subject: " + "=?utf-8?Q?".repeat(50_000) + "\n\n");
        soon("Subject: " + "=?utf-8?Q?a?= ".repeat(50_000) + "\n\n");
    }

    @Test
    void noiseIsRead() {
        var random = new Random(41);
        var seed =
                ("From: a@example.org\nSubject: =?utf-8?Q?caf=C3=A9?=\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
                                + "Content-Transfer-Encoding: base64\n\nSGVsbG8=\n--b\nContent-Type: text/html\n\n<p>x</p>\n--b--\n")
                        .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 5_000; i++) {
            var bytes =
                    i % 10 == 0 ? new byte[random.nextInt(500)] : Arrays.copyOf(seed, seed.length - random.nextInt(40));
            for (int j = random.nextInt(20); j >= 0 && bytes.length > 0; j--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            assertClean(Corpus.read(bytes), "noise " + i);
        }
        assertThat(Corpus.read(new byte[0]).troubles())
                .contains(Trouble.NO_HEADERS, Trouble.NO_SENDER, Trouble.NO_DATE);
    }

    @Test
    void aLargeMailIsNeverHeldWhole() throws IOException {
        var head =
                "From: a@example.org\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nHello\n--b\nContent-Type: application/zip; name=a.zip\nContent-Transfer-Encoding: base64\n\n";
        var line = ("QUFB".repeat(19) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        long lines = 200L * 1024 * 1024 / line.length; // far more than any server takes, and than a small heap holds
        var body = new InputStream() {
            private long at;

            @Override
            public int read() {
                return at >= lines * line.length ? -1 : line[(int) (at++ % line.length)];
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                int one = read();
                if (one < 0) {
                    return -1;
                }
                bytes[from] = (byte) one;
                int count = 1;
                while (count < length && at < lines * line.length) {
                    bytes[from + count++] = line[(int) (at++ % line.length)];
                }
                return count;
            }
        };
        var raw = new SequenceInputStream(new SequenceInputStream(stream(head), body), stream("\r\n--b--\r\n"));
        long start = System.nanoTime();
        var read = MailReader.read(raw, AttachmentSink.NOTHING);
        System.out.printf("large: 200 MB in %.1f s%n", (System.nanoTime() - start) / 1e9);
        assertThat(read.own()).isEqualTo("Hello");
        assertThat(read.attachments().getFirst().bytes()).isEqualTo(lines * 57);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static ReadMail soon(String raw) {
        long start = System.nanoTime();
        var read = Corpus.read(raw);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as(raw.substring(0, Math.min(150, raw.length())))
                .isLessThan(PATIENCE);
        assertClean(read, "bounded");
        return read;
    }
}
