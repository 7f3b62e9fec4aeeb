package parvis.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody else's site, on this machine: says what a test wants, as badly as it wants. */
public final class Nearby implements AutoCloseable {
    /** Where such sites are now: the product's fetcher may go there in tests, and nowhere else on this machine. */
    private static final Set<Integer> PORTS = ConcurrentHashMap.newKeySet();

    /** Writes a whole answer, head and all. */
    @FunctionalInterface
    public interface Page {
        void write(String head, OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket server;
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    public Nearby() {
        this(plain());
    }

    public Nearby(ServerSocket server) {
        this.server = server;
        PORTS.add(server.getLocalPort());
        Thread.ofPlatform().daemon().name("nearby").start(this::accept);
    }

    /** Somebody else's program, that a test started. */
    public static void opens(int port) {
        PORTS.add(port);
    }

    public static void closes(int port) {
        PORTS.remove(port);
    }

    public static boolean isOne(InetSocketAddress place) {
        return place.getAddress().isLoopbackAddress() && PORTS.contains(place.getPort());
    }

    private static ServerSocket plain() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    public String at(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    public String at(String host, String path) {
        return "http://" + host + ":" + port() + path;
    }

    public Nearby put(String path, Page page) {
        pages.put(path, page);
        return this;
    }

    /** @param status such as {@code 200 OK}, with further lines of the head after it */
    public Nearby put(String path, String status, String body) {
        return put(path, status, body.getBytes(StandardCharsets.UTF_8));
    }

    public Nearby put(String path, String status, byte[] body) {
        return put(path, (head, out) -> write(out, status, head.startsWith("HEAD ") ? new byte[0] : body, body.length));
    }

    public Nearby redirect(String path, int status, String to) {
        return put(path, status + " Moved\r\nLocation: " + to, "");
    }

    public static void write(OutputStream out, String status, byte[] body, long length) throws IOException {
        out.write(("HTTP/1.1 " + status + "\r\nContent-Length: " + length + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        out.write(body);
        out.flush();
    }

    /** The heads of all questions. */
    public List<String> asked() {
        return asked;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> answer(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            var head = head(socket.getInputStream());
            if (!head.isEmpty()) {
                asked.add(head);
                var path = head.split(" ", 3)[1];
                var page = pages.get(path);
                if (page == null) {
                    write(socket.getOutputStream(), "404 Not Found", new byte[0], 0);
                } else {
                    page.write(head, socket.getOutputStream());
                }
            }
        } catch (IOException | InterruptedException gone) {
            // whoever asked has left
        }
    }

    private static String head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.write(next);
            if (head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                return head.toString(StandardCharsets.ISO_8859_1);
            }
        }
        return "";
    }

    @Override
    public void close() {
        PORTS.remove(port());
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
