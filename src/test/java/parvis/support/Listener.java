package parvis.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parvis.brand.Brand;

/** One request on a line of its own, heard as it comes: for answers that go on for as long as somebody listens. */
public final class Listener implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader answer;
    private final int status;
    private final Map<String, String> headers = new HashMap<>();

    private Listener(Socket socket, BufferedReader answer) throws IOException {
        this.socket = socket;
        this.answer = answer;
        this.status = Integer.parseInt(answer.readLine().split(" ", 3)[1]);
        for (var line = answer.readLine(); line != null && !line.isEmpty(); line = answer.readLine()) {
            var sides = line.split(":", 2);
            headers.put(sides[0].toLowerCase(Locale.ROOT), sides[1].strip());
        }
    }

    public static Listener at(int port, Brand brand, @Nullable String session, String path) {
        try {
            var socket = new Socket("127.0.0.1", port);
            socket.setSoTimeout(20_000);
            // HTTP/1.0: what comes is the body and nothing around it
            var request = "GET " + path + " HTTP/1.0\r\nHost: " + brand.hosts().getFirst() + "\r\n"
                    + (session == null ? "" : "Cookie: session=" + session + "\r\n") + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new Listener(
                    socket, new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int status() {
        return status;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The data of the events that come within this time. */
    public List<String> hears(Duration within) {
        var heard = new ArrayList<String>();
        var end = System.nanoTime() + within.toNanos();
        try {
            for (var left = within.toMillis(); left > 0; left = (end - System.nanoTime()) / 1_000_000) {
                socket.setSoTimeout((int) left);
                var line = answer.readLine();
                if (line == null) {
                    return heard;
                }
                if (line.startsWith("data:")) {
                    heard.add(line.substring(5).strip());
                }
            }
        } catch (SocketTimeoutException silence) {
            return heard;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return heard;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
