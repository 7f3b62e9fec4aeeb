package parvis.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The value of Content-Type or Content-Disposition with its parameters, RFC 2231 pieces joined. Quotes may be missing or open.
 *
 * @param value lower case, without parameters
 * @param named by lower-case name, decoded
 */
record Parameters(String value, Map<String, String> named) {

    private static final int MOST = 100;

    /** {@code filename*0*}: name, piece, encoded. */
    private static final Pattern PIECE = Pattern.compile("([^*]+)(?:\\*(\\d{1,3}))?(\\*)?");

    static Parameters of(String header) {
        var text = header.strip();
        int end = 0; // of the value: some forget the semicolon behind it
        while (end < text.length() && text.charAt(end) != ';' && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        var raw = end + 1 >= text.length() ? Map.<String, String>of() : split(text, end + 1);
        return new Parameters(text.substring(0, end).toLowerCase(Locale.ROOT), joined(raw));
    }

    String get(String name) {
        return named.getOrDefault(name, "");
    }

    private static Map<String, String> split(String header, int from) {
        var raw = new HashMap<String, String>();
        int at = from;
        while (at < header.length() && raw.size() < MOST) {
            int equals = header.indexOf('=', at);
            int semicolon = header.indexOf(';', at);
            if (equals < 0) {
                break;
            }
            if (semicolon >= 0 && semicolon < equals) {
                at = semicolon + 1;
                continue;
            }
            var name = header.substring(at, equals).strip().toLowerCase(Locale.ROOT);
            var value = new StringBuilder();
            at = value(header, equals + 1, value);
            raw.putIfAbsent(name, value.toString().strip());
        }
        return raw;
    }

    /** @return where the next parameter begins */
    private static int value(String header, int from, StringBuilder value) {
        int at = from;
        while (at < header.length() && Character.isWhitespace(header.charAt(at))) {
            at++;
        }
        if (at < header.length() && header.charAt(at) == '"') {
            int close = closing(header, at + 1, value);
            if (close >= 0) {
                int next = header.indexOf(';', close);
                return next < 0 ? header.length() : next + 1;
            }
            value.setLength(0);
            at++;
        }
        int end = header.indexOf(';', at);
        end = end < 0 ? header.length() : end;
        value.append(header, at, end);
        return end + 1;
    }

    private static int closing(String header, int from, StringBuilder value) {
        for (int i = from; i < header.length(); i++) {
            char character = header.charAt(i);
            if (character == '"') {
                return i;
            }
            // A backslash before anything else is Windows' own: file names with paths.
            boolean escape = character == '\\' && i + 1 < header.length() && "\"\\".indexOf(header.charAt(i + 1)) >= 0;
            value.append(escape ? header.charAt(++i) : character);
        }
        return -1;
    }

    private static Map<String, String> joined(Map<String, String> raw) {
        var pieces = new HashMap<String, TreeMap<Integer, Piece>>();
        var named = new HashMap<String, String>();
        raw.forEach((name, value) -> {
            var piece = PIECE.matcher(name);
            if (piece.matches() && (piece.group(2) != null || piece.group(3) != null)) {
                int number = piece.group(2) == null ? 0 : Integer.parseInt(piece.group(2));
                pieces.computeIfAbsent(piece.group(1), n -> new TreeMap<>())
                        .put(number, new Piece(value, piece.group(3) != null));
            } else {
                named.put(name, EncodedWords.decode(value));
            }
        });
        // RFC 2231 is surer than what older programs are told beside it.
        pieces.forEach((name, parts) -> named.put(name, join(parts)));
        return named;
    }

    private record Piece(String value, boolean encoded) {}

    private static String join(TreeMap<Integer, Piece> pieces) {
        var bytes = new ByteArrayOutputStream();
        var charset = "utf-8";
        boolean first = true;
        for (var piece : pieces.values()) {
            var value = piece.value();
            if (first && piece.encoded()) {
                int one = value.indexOf('\'');
                int two = one < 0 ? -1 : value.indexOf('\'', one + 1);
                if (two >= 0) {
                    charset = one == 0 ? charset : value.substring(0, one);
                    value = value.substring(two + 1);
                }
            }
            first = false;
            bytes.writeBytes(piece.encoded() ? percent(value) : value.getBytes(StandardCharsets.UTF_8));
        }
        return EncodedWords.decode(Charsets.decode(bytes.toByteArray(), charset).text());
    }

    private static byte[] percent(String value) {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < value.length(); i++) {
            int code = value.charAt(i) == '%' ? EncodedWords.hex(value, i + 1) : -1;
            if (code >= 0) {
                bytes.write(code);
                i += 2;
            } else {
                bytes.writeBytes(String.valueOf(value.charAt(i)).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
