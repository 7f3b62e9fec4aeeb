package parvis.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Hands mails over by SMTP (RFC 5321), as bare as can be, so that nothing hides what the server answered. */
final class Letterbox implements AutoCloseable {
    private static final int PATIENCE = 30_000;

    private final Socket socket = new Socket();
    private final BufferedReader answers;
    private boolean greeted;

    Letterbox(int port) throws IOException {
        try {
            socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE);
            socket.setSoTimeout(PATIENCE);
            socket.setTcpNoDelay(true);
            answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Whether it was acknowledged. After a refusal nothing more is put here. */
    boolean put(String from, String to, String mail) throws IOException {
        return put(from, to, (mail.replace("\n", "\r\n") + ".\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** @param ended the mail, its lines ended and its end said as on the wire */
    boolean put(String from, String to, byte[] ended) throws IOException {
        if (!greeted) {
            greeted = answer() == 220 && say("EHLO bench.example") == 250;
        }
        return greeted
                && say("MAIL FROM:<" + from + ">") == 250
                && say("RCPT TO:<" + to + ">") == 250
                && say("DATA") == 354
                && say(ended) == 250;
    }

    private int say(String words) throws IOException {
        return say((words + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private int say(byte[] words) throws IOException {
        socket.getOutputStream().write(words);
        return answer();
    }

    private int answer() throws IOException {
        for (var line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.length() >= 4 && line.charAt(3) == ' ') {
                return Integer.parseInt(line.substring(0, 3));
            }
        }
        throw new IOException("The server hung up");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
