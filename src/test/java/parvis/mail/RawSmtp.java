package parvis.mail;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** SMTP as bare as can be, for bytes that no mail program would send. Many mails by one connection. */
final class RawSmtp implements AutoCloseable {
    private final Socket socket;
    private final InputStream answers;

    RawSmtp(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(60_000);
        answers = new BufferedInputStream(socket.getInputStream());
        expect("220");
        say("EHLO test.example", "250");
    }

    static void deliver(int port, String from, String to, byte[] mail) throws IOException {
        try (var smtp = new RawSmtp(port)) {
            smtp.deliver(from, to, mail);
        }
    }

    void deliver(String from, String to, byte[] mail) throws IOException {
        say("MAIL FROM:<" + from + ">", "250");
        say("RCPT TO:<" + to + ">", "250");
        say("DATA", "354");
        socket.getOutputStream().write(stuffed(mail));
        socket.getOutputStream().flush();
        expect("250");
    }

    /** Lines end in CRLF, and a dot that begins one is doubled (RFC 5321, 4.5.2). */
    private static byte[] stuffed(byte[] mail) {
        var out = new ByteArrayOutputStream(mail.length + 64);
        var begins = true;
        for (var i = 0; i < mail.length; i++) {
            if (begins && mail[i] == '.') {
                out.write('.');
            }
            if (mail[i] == '\n' && (i == 0 || mail[i - 1] != '\r')) {
                out.write('\r');
            }
            out.write(mail[i]);
            begins = mail[i] == '\n';
        }
        if (!begins) {
            out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        out.writeBytes(".\r\n".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    private void say(String words, String expected) throws IOException {
        socket.getOutputStream().write((words + "\r\n").getBytes(StandardCharsets.UTF_8));
        expect(expected);
    }

    private void expect(String code) throws IOException {
        var line = new StringBuilder();
        do {
            line.setLength(0);
            for (var read = answers.read(); read != '\n'; read = answers.read()) {
                if (read < 0) {
                    throw new IOException("The server hung up after " + line);
                }
                line.append((char) read);
            }
        } while (line.length() > 3 && line.charAt(3) == '-');
        if (!line.toString().startsWith(code)) {
            throw new IOException("Expected " + code + ", got " + line);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
