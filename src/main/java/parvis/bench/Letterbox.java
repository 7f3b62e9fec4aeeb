package parvis.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Hands one mail over by SMTP (RFC 5321), as bare as can be, so that nothing hides what the server answered. */
final class Letterbox implements AutoCloseable {
    private static final int PATIENCE = 10_000;

    private final Socket socket = new Socket();
    private final BufferedReader answers;

    Letterbox(int port) throws IOException {
        try {
            socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE);
            socket.setSoTimeout(PATIENCE);
            answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Whether it was acknowledged. */
    boolean put(String from, String to, String mail) throws IOException {
        return answer() == 220
                && say("EHLO bench.example") == 250
                && say("MAIL FROM:<" + from + ">") == 250
                && say("RCPT TO:<" + to + ">") == 250
                && say("DATA") == 354
                && say(mail.replace("\n", "\r\n") + ".") == 250;
    }

    private int say(String words) throws IOException {
        socket.getOutputStream().write((words + "\r\n").getBytes(StandardCharsets.UTF_8));
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
