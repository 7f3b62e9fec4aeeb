package parvis.square;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.jspecify.annotations.Nullable;
import parvis.file.Sha256;

/**
 * A whole page as it goes over the wire, with the headers that belong to it.
 *
 * @param state of the brand's {@link Freshness} before it was read
 * @param until when its words may be out of date, in nanoseconds of this machine
 * @param etag weak, since it names the words and not their packing
 * @param packed the same content in gzip, once somebody took it so
 */
record KeptPage(long state, long until, String etag, List<Header> headers, byte[] content, byte @Nullable [] packed) {
    /** What the server writes by itself, or what belongs to one answer only. */
    private static final Set<String> OF_THE_ANSWER = Set.of(
            "content-length",
            "content-type",
            "content-encoding",
            "content-language",
            "date",
            "connection",
            "etag",
            "vary");

    /** Its bytes are kept beside its words: encoding a dozen of them took a quarter of what giving a page costs. */
    record Header(String name, String value, byte[] nameBytes, byte[] valueBytes) {
        Header(String name, String value) {
            this(name, value, name.getBytes(StandardCharsets.ISO_8859_1), value.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    static KeptPage of(HttpServletResponse response, byte[] content, long state, long until) {
        var headers = response.getHeaderNames().stream()
                .filter(name -> !OF_THE_ANSWER.contains(name.toLowerCase(Locale.ROOT)))
                .distinct()
                .flatMap(name -> response.getHeaders(name).stream().map(value -> new Header(name, value)))
                .collect(Collectors.toCollection(ArrayList::new));
        // which Tomcat tells apart from other headers
        headers.add(new Header("Content-Language", response.getLocale().toLanguageTag()));
        var etag = "W/\"" + Sha256.of(content).substring(0, 24) + "\"";
        headers.add(new Header("ETag", etag));
        // Kept by browsers, asked for again each time; what is between may never give it to somebody who is signed in.
        headers.add(new Header("Cache-Control", "no-cache"));
        headers.add(new Header("Vary", "Accept-Encoding, Accept-Language, Cookie"));
        return new KeptPage(state, until, etag, headers, content, null);
    }

    int bytes() {
        return content.length + (packed == null ? 0 : packed.length) + 1_000;
    }

    KeptPage packed(byte[] gzip) {
        return new KeptPage(state, until, etag, headers, content, gzip);
    }

    byte[] pack() {
        var packing = new ByteArrayOutputStream(content.length / 3);
        try (var gzip = new GZIPOutputStream(packing)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packing.toByteArray();
    }

    /** Answers with it; with nothing but its name when the browser has it already. */
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        headers.forEach(header -> response.addHeader(header.name(), header.value()));
        answerBody(request, response);
    }

    /** The same where the server's own response is at hand, which takes the bytes. */
    void answer(Request request, Response response) throws IOException {
        var fields = response.getCoyoteResponse().getMimeHeaders();
        for (var header : headers) {
            fields.addValue(header.nameBytes(), 0, header.nameBytes().length)
                    .setBytes(header.valueBytes(), 0, header.valueBytes().length);
        }
        answerBody(request, response);
    }

    private void answerBody(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (isKnown(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType("text/html;charset=UTF-8");
        var body = content;
        if (packed != null && takesGzip(request)) {
            response.setHeader("Content-Encoding", "gzip");
            body = packed;
        }
        response.setContentLength(body.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(body);
        }
    }

    static boolean takesGzip(HttpServletRequest request) {
        var taken = request.getHeader("Accept-Encoding");
        return taken != null
                && taken.contains("gzip")
                && !taken.replace(" ", "").matches(".*gzip;q=0(\\.0*)?(,.*)?");
    }

    private boolean isKnown(@Nullable String names) {
        return names != null && (names.equals("*") || names.contains(etag.substring(2)));
    }
}
