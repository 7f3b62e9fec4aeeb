package parvis.mime;

import com.ibm.icu.text.CharsetDetector;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bytes to characters, with more regard for the bytes than for what the mail says about them. */
final class Charsets {

    private static final Charset WESTERN = Charset.forName("windows-1252");

    /** What programs write, and the superset that they mean (as in the WHATWG encoding standard). */
    private static final Map<String, String> MEANT = Map.ofEntries(
            Map.entry("iso-8859-1", "windows-1252"),
            Map.entry("iso8859-1", "windows-1252"),
            Map.entry("iso_8859-1", "windows-1252"),
            Map.entry("latin1", "windows-1252"),
            Map.entry("latin-1", "windows-1252"),
            Map.entry("l1", "windows-1252"),
            Map.entry("ansi", "windows-1252"),
            Map.entry("cp-1252", "windows-1252"),
            Map.entry("iso-8859-9", "windows-1254"),
            Map.entry("iso-8859-8-i", "iso-8859-8"),
            Map.entry("iso-8859-11", "x-windows-874"),
            Map.entry("tis-620", "x-windows-874"),
            Map.entry("windows-874", "x-windows-874"),
            Map.entry("gb2312", "gb18030"),
            Map.entry("gbk", "gb18030"),
            Map.entry("gb_2312-80", "gb18030"),
            Map.entry("hz-gb-2312", "gb18030"),
            Map.entry("big5", "big5-hkscs"),
            Map.entry("ks_c_5601-1987", "x-windows-949"),
            Map.entry("ks_c_5601", "x-windows-949"),
            Map.entry("ksc5601", "x-windows-949"),
            Map.entry("euc-kr", "x-windows-949"),
            Map.entry("shift_jis", "windows-31j"),
            Map.entry("shift-jis", "windows-31j"),
            Map.entry("sjis", "windows-31j"),
            Map.entry("iso-2022-jp", "x-windows-iso2022jp"),
            Map.entry("iso-2022-jp-ms", "x-windows-iso2022jp"),
            Map.entry("utf8", "utf-8"),
            Map.entry("utf-8mb4", "utf-8"),
            Map.entry("unicode-1-1-utf-8", "utf-8"),
            Map.entry("unicode-1-1-utf-7", "utf-7"),
            Map.entry("ascii", "us-ascii"),
            Map.entry("ansi_x3.4-1968", "us-ascii"),
            Map.entry("7bit", "us-ascii"),
            Map.entry("8bit", "us-ascii"),
            Map.entry("default", "us-ascii"),
            Map.entry("unknown-8bit", "us-ascii"),
            Map.entry("x-unknown", "us-ascii"),
            Map.entry("unknown", "us-ascii"));

    private Charsets() {}

    /** @param trouble null when the bytes are what the mail says */
    record Decoded(String text, @Nullable Trouble trouble) {}

    static Decoded decode(byte[] bytes, @Nullable String declared) {
        var name = name(declared);
        if (name.equals("utf-7")) {
            return new Decoded(Utf7.decode(bytes), null);
        }
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return new Decoded(lenient(Arrays.copyOfRange(bytes, 3, bytes.length), StandardCharsets.UTF_8), null);
        }
        if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
            return new Decoded(lenient(bytes, StandardCharsets.UTF_16), null);
        }
        var charset = named(name);
        if (isAscii(bytes)) {
            return ascii(bytes, charset);
        }
        var utf8 = strict(bytes, StandardCharsets.UTF_8);
        if (utf8 != null) {
            boolean said = StandardCharsets.UTF_8.equals(charset);
            // No text in a charset of one byte happens to be UTF-8; in those of two it may, when it is short.
            boolean likely = said || charset == null || isSingle(charset);
            if (likely) {
                return new Decoded(utf8, said ? null : charset == null ? unknown(declared) : Trouble.CHARSET_WRONG);
            }
        }
        if (charset == null || charset.equals(StandardCharsets.US_ASCII)) {
            return new Decoded(
                    lenient(bytes, guessed(bytes)), charset == null ? unknown(declared) : Trouble.CHARSET_WRONG);
        }
        if (charset.equals(StandardCharsets.UTF_8)) {
            return new Decoded(mostlyUtf8(bytes), Trouble.CHARSET_WRONG);
        }
        var text = strict(bytes, charset);
        return text != null ? new Decoded(text, null) : new Decoded(lenient(bytes, charset), Trouble.CHARSET_WRONG);
    }

    private static Decoded ascii(byte[] bytes, @Nullable Charset charset) {
        boolean escapes = contains(bytes, 0x1B, '$') || contains(bytes, 0x1B, '(');
        if (escapes) {
            var japanese =
                    charset != null && charset.name().toLowerCase(Locale.ROOT).contains("2022")
                            ? charset
                            : Charset.forName("x-windows-iso2022jp");
            return new Decoded(lenient(bytes, japanese), null);
        }
        if (charset != null && charset.name().toLowerCase(Locale.ROOT).startsWith("utf-16")) {
            return new Decoded(lenient(bytes, charset), null);
        }
        return new Decoded(lenient(bytes, StandardCharsets.US_ASCII), null);
    }

    private static String name(@Nullable String declared) {
        if (declared == null) {
            return "";
        }
        var name = declared.strip().replaceAll("[\"'<>;]", "").toLowerCase(Locale.ROOT);
        var meant = MEANT.get(name);
        if (meant != null) {
            return meant;
        }
        return name.startsWith("x-") ? MEANT.getOrDefault(name.substring(2), name) : name;
    }

    private static @Nullable Charset named(String name) {
        try {
            return name.isEmpty() ? null : Charset.forName(name);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable Trouble unknown(@Nullable String declared) {
        return declared == null || declared.isBlank() ? null : Trouble.CHARSET_UNKNOWN;
    }

    private static boolean isSingle(Charset charset) {
        return charset.canEncode() && charset.newEncoder().maxBytesPerChar() == 1;
    }

    private static Charset guessed(byte[] bytes) {
        var match = new CharsetDetector()
                .setText(bytes.length > 8192 ? Arrays.copyOf(bytes, 8192) : bytes)
                .detect();
        // Short texts in French are taken for anything: only a sure guess counts.
        if (match != null && match.getConfidence() >= 60) {
            var charset = named(name(match.getName()));
            return charset == null ? WESTERN : charset;
        }
        return WESTERN;
    }

    /** Said to be UTF-8 and is not: cut in a character, or something else altogether. */
    private static String mostlyUtf8(byte[] bytes) {
        var text = lenient(bytes, StandardCharsets.UTF_8);
        long wrong = text.chars().filter(c -> c == '\uFFFD').count();
        long beyond = text.chars().filter(c -> c > 127 && c != '\uFFFD').count();
        return wrong > beyond ? lenient(bytes, guessed(bytes)) : text;
    }

    private static @Nullable String strict(byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static String lenient(byte[] bytes, Charset charset) {
        return new String(bytes, charset);
    }

    static boolean isAscii(byte[] bytes) {
        for (byte one : bytes) {
            if (one < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean startsWith(byte[] bytes, int... beginning) {
        for (int i = 0; i < beginning.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != beginning[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean contains(byte[] bytes, int first, int second) {
        for (int i = 0; i + 1 < bytes.length; i++) {
            if (bytes[i] == first && bytes[i + 1] == second) {
                return true;
            }
        }
        return false;
    }
}
