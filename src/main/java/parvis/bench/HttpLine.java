package parvis.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One connection that is kept open, with as much HTTP/1.1 as our own server needs: a client that works less than a whole HTTP
 * client leaves the machine to whom is measured.
 */
final class HttpLine implements AutoCloseable {
    record Answer(int status, byte[] body) {}

    private final URI server;
    private final String host;
    private Socket socket;
    private InputStream in;

    HttpLine(URI server) throws IOException {
        this.server = server;
        this.host = server.getHost() + ":" + server.getPort();
        this.socket = connected(server);
        this.in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
    }

    private static Socket connected(URI server) throws IOException {
        var socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), 5_000);
        socket.setSoTimeout(30_000);
        return socket;
    }

    /** @param headers each with its line end */
    Answer get(String path, String headers) throws IOException {
        return ask("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + headers + "\r\n", new byte[0]);
    }

    Answer post(String path, String headers, byte[] body) throws IOException {
        return ask(
                "POST " + path + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: " + body.length + "\r\n" + headers
                        + "\r\n",
                body);
    }

    private Answer ask(String head, byte[] body) throws IOException {
        var start = head.getBytes(StandardCharsets.ISO_8859_1);
        var whole = new byte[start.length + body.length];
        System.arraycopy(start, 0, whole, 0, start.length);
        System.arraycopy(body, 0, whole, start.length, body.length);
        socket.getOutputStream().write(whole);
        var status = Integer.parseInt(line().substring(9, 12));
        long length = 0;
        var chunked = false;
        var last = false;
        for (var header = line(); !header.isEmpty(); header = line()) {
            var lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(lower.substring(15).strip());
            } else if (lower.startsWith("transfer-encoding:") && lower.contains("chunked")) {
                chunked = true;
            } else if (lower.startsWith("connection:") && lower.contains("close")) {
                last = true;
            }
        }
        var answer = new Answer(status, chunked ? chunks() : in.readNBytes((int) length));
        if (last) { // a server keeps a connection for so many requests only
            socket.close();
            socket = connected(server);
            in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
        }
        return answer;
    }

    private byte[] chunks() throws IOException {
        var all = new java.io.ByteArrayOutputStream();
        while (true) {
            var size = Integer.parseInt(line().strip(), 16);
            all.write(in.readNBytes(size));
            line();
            if (size == 0) {
                return all.toByteArray();
            }
        }
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("The server hung up");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
