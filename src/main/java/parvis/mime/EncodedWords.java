package parvis.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * RFC 2047, and what is sent in its name: words cut in the middle of a character, spaces inside, no end, words inside quotes.
 */
final class EncodedWords {

    private static final Pattern WORD =
            Pattern.compile("=\\?([\\w.:*+\\-]{1,60})\\?([bBqQ])\\?(.*?)(?:\\?=|$)", Pattern.DOTALL);

    private EncodedWords() {}

    static String decode(String value) {
        if (!value.contains("=?")) {
            return value;
        }
        var decoded = new StringBuilder(value.length());
        var pending = new ByteArrayOutputStream();
        String charset = null;
        int at = 0;
        var word = WORD.matcher(value);
        while (word.find()) {
            var between = value.substring(at, word.start());
            at = word.end();
            var name = charsetOf(word.group(1));
            boolean joins = charset != null && between.isBlank();
            if (!joins || !name.equalsIgnoreCase(charset)) {
                flush(pending, charset, decoded);
                decoded.append(joins ? "" : between);
            }
            charset = name;
            pending.writeBytes(bytes(word.group(2), word.group(3)));
        }
        flush(pending, charset, decoded);
        return decoded.append(value, at, value.length()).toString();
    }

    private static void flush(ByteArrayOutputStream pending, @Nullable String charset, StringBuilder to) {
        if (pending.size() > 0) {
            to.append(Charsets.decode(pending.toByteArray(), charset).text());
            pending.reset();
        }
    }

    /** RFC 2231 lets a language follow: {@code utf-8*fr}. */
    private static String charsetOf(String name) {
        int star = name.indexOf('*');
        return star < 0 ? name : name.substring(0, star);
    }

    private static byte[] bytes(String encoding, String text) {
        return encoding.equalsIgnoreCase("b") ? base64(text) : quoted(text);
    }

    /** Whatever is left of it: other characters are skipped, a cut end is dropped. */
    static byte[] base64(String text) {
        var kept = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character < 128 && (Character.isLetterOrDigit(character) || character == '+' || character == '/')) {
                kept.append(character);
            }
        }
        kept.setLength(kept.length() % 4 == 1 ? kept.length() - 1 : kept.length());
        return Base64.getDecoder().decode(kept.toString());
    }

    private static byte[] quoted(String text) {
        var bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            int code = character == '=' && i + 2 < text.length() ? hex(text, i + 1) : -1;
            if (code >= 0) {
                bytes.write(code);
                i += 2;
            } else if (character < 128) {
                bytes.write(character == '_' ? ' ' : character);
            } else {
                bytes.writeBytes(String.valueOf(character).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    /** The byte that two hexadecimal digits stand for, or -1. */
    static int hex(String text, int at) {
        if (at + 2 > text.length()) {
            return -1;
        }
        int high = Character.digit(text.charAt(at), 16);
        int low = Character.digit(text.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }
}
