package parvis.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import parvis.brand.Brand;

/** Requests to a program of its own by hand, because no client of Java's names a host that it does not resolve. */
public final class Wire {
    public record Answer(int status, String head, String body) {
        /** Path and query to which it leads. */
        public String location() {
            return head.replaceFirst("(?s).*Location: (?:https?://[^/]+)?(/\\S*).*", "$1");
        }
    }

    public record Sent(String field, String name, String type, byte[] content) {}

    private Wire() {}

    public static Answer get(int port, Brand brand, @Nullable String session, String path) {
        return ask(port, brand, session, "GET", path, "", new byte[0]);
    }

    public static Answer post(
            int port, Brand brand, @Nullable String session, String path, Map<String, String> fields, String more) {
        var form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return ask(
                port,
                brand,
                session,
                "POST",
                path,
                more + "Content-Type: application/x-www-form-urlencoded\r\n",
                form.getBytes(StandardCharsets.UTF_8));
    }

    /** A form with a file, as a browser sends it. */
    public static Answer post(
            int port, Brand brand, @Nullable String session, String path, Map<String, String> fields, Sent file) {
        var form = new ByteArrayOutputStream();
        fields.forEach((name, value) -> form.writeBytes(
                ("--form\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")
                        .getBytes(StandardCharsets.UTF_8)));
        form.writeBytes(("--form\r\nContent-Disposition: form-data; name=\"" + file.field() + "\"; filename=\""
                        + file.name() + "\"\r\nContent-Type: " + file.type() + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        form.writeBytes(file.content());
        form.writeBytes("\r\n--form--\r\n".getBytes(StandardCharsets.UTF_8));
        var type = "Content-Type: multipart/form-data; boundary=form\r\n";
        return ask(port, brand, session, "POST", path, type, form.toByteArray());
    }

    private static Answer ask(
            int port, Brand brand, @Nullable String session, String method, String path, String more, byte[] body) {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            var out = socket.getOutputStream();
            out.write((method + " " + path + " HTTP/1.0\r\nHost: "
                            + brand.hosts().getFirst() + ":" + port + "\r\nCookie: language=fr"
                            + (session == null ? "" : "; session=" + session) + "\r\n"
                            + (method.equals("GET") ? "" : "Sec-Fetch-Site: same-origin\r\n") + more
                            + "Content-Length: " + body.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(body);
            out.flush();
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var end = answer.indexOf("\r\n\r\n");
            if (end < 0) {
                throw new IOException("Cut off: " + answer);
            }
            return new Answer(
                    Integer.parseInt(answer.substring(9, 12)), answer.substring(0, end), answer.substring(end + 4));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
