package parvis.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One node of a mail's tree: its headers, and what holds it. */
final class Part {

    final @Nullable Part parent;
    final int depth;
    final List<Header> headers = new ArrayList<>();
    final List<Part> children = new ArrayList<>();
    private Parameters type = Parameters.of("text/plain");
    private Parameters disposition = Parameters.of("");
    private final List<byte[]> raw = new ArrayList<>();

    Part(@Nullable Part parent) {
        this.parent = parent;
        this.depth = parent == null ? 0 : parent.depth + 1;
        if (parent != null && parent.isType("multipart/digest")) {
            type = Parameters.of("message/rfc822");
        }
    }

    void add(byte[] field) {
        raw.add(field);
    }

    void endOfHeaders() {
        String charset = null;
        for (var field : raw) {
            var header = header(field, null);
            if (header != null
                    && header.name().equalsIgnoreCase("content-type")
                    && !header.value().isBlank()) {
                type = Parameters.of(header.value());
                charset = type.get("charset");
            }
        }
        for (var field : raw) {
            var header = header(field, charset);
            if (header != null) {
                headers.add(header);
            }
        }
        raw.clear();
        disposition = Parameters.of(first("content-disposition"));
    }

    private static @Nullable Header header(byte[] field, @Nullable String charset) {
        int colon = 0;
        while (colon < field.length && field[colon] != ':') {
            colon++;
        }
        var name = new String(field, 0, colon, StandardCharsets.ISO_8859_1).strip();
        if (colon == field.length || name.isEmpty()) {
            return null;
        }
        var bytes = Arrays.copyOfRange(field, colon + 1, field.length);
        // 8 bits in a header have no charset: UTF-8 by RFC 6532, or else that of the words below.
        var value =
                Charsets.decode(bytes, Charsets.isAscii(bytes) ? null : charset).text();
        return new Header(name, value.replaceAll("\\r?\\n[ \\t]*", " ").strip());
    }

    String first(String name) {
        for (var header : headers) {
            if (header.name().equalsIgnoreCase(name)) {
                return header.value();
            }
        }
        return "";
    }

    boolean has(String name) {
        return headers.stream().anyMatch(header -> header.name().equalsIgnoreCase(name));
    }

    List<String> all(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
    }

    /** {@code text/plain} when the mail does not say, or says what is no type. */
    String type() {
        return switch (type.value()) {
            case "text", "" -> "text/plain";
            default -> type.value().contains("/") ? type.value() : "application/octet-stream";
        };
    }

    boolean isType(String name) {
        return type().equals(name);
    }

    boolean isMultipart() {
        return type().startsWith("multipart/");
    }

    String parameter(String name) {
        return type.get(name);
    }

    boolean attached() {
        return disposition.value().equals("attachment");
    }

    boolean inline() {
        return disposition.value().equals("inline");
    }

    /** As declared, decoded, not safe yet; empty when there is none. */
    String fileName() {
        var name = disposition.get("filename");
        return name.isEmpty() ? type.get("name") : name;
    }

    @Nullable
    String contentId() {
        var ids = Ids.of(first("content-id"));
        return ids.isEmpty() ? null : ids.getFirst();
    }

    boolean within(Set<String> types) {
        for (var part = parent; part != null; part = part.parent) {
            if (types.contains(part.type())) {
                return true;
            }
        }
        return false;
    }

    /** The nearest part of that type around this one. */
    @Nullable
    Part around(String name) {
        var part = parent;
        while (part != null && !part.isType(name)) {
            part = part.parent;
        }
        return part;
    }

    String encoding() {
        return first("content-transfer-encoding").strip().toLowerCase(Locale.ROOT);
    }
}
