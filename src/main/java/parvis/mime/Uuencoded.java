package parvis.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Files that stand in the words between {@code begin 644 name} and {@code end}, as before MIME. */
final class Uuencoded {

    private static final int MOST = 50;
    private static final Pattern BEGIN = Pattern.compile("begin(-base64)? [0-7]{3,4} (\\S.{0,254})");

    private Uuencoded() {}

    record Found(String name, byte[] bytes) {}

    /** @param text what is left of the words */
    record Taken(String text, List<Found> files) {}

    static Taken from(String text) {
        if (!text.contains("begin")) {
            return new Taken(text, List.of());
        }
        var lines = text.split("\\R", -1);
        var rest = new StringBuilder(text.length());
        var files = new ArrayList<Found>();
        for (int i = 0; i < lines.length; i++) {
            var begin = BEGIN.matcher(lines[i]);
            int end = begin.matches() && files.size() < MOST ? end(lines, i + 1, begin.group(1) != null) : -1;
            if (end > 0) {
                files.add(new Found(begin.group(2).strip(), decoded(lines, i + 1, end, begin.group(1) != null)));
                i = end;
            } else {
                rest.append(lines[i]).append(i + 1 < lines.length ? "\n" : "");
            }
        }
        return new Taken(files.isEmpty() ? text : rest.toString(), files);
    }

    /** The line that ends the file, or -1 where a line before it is none of a file's. */
    private static int end(String[] lines, int from, boolean base64) {
        for (int i = from; i < lines.length; i++) {
            if (lines[i].strip().equals(base64 ? "====" : "end")) {
                return i;
            }
            if (!lines[i].isBlank() && !(base64 ? lines[i].matches("[A-Za-z0-9+/=]{1,80}\\s*") : plausible(lines[i]))) {
                return -1;
            }
        }
        return -1;
    }

    private static boolean plausible(String line) {
        int length = (line.charAt(0) - ' ') & 0x3F;
        return line.length() <= 90
                && line.stripTrailing().length() <= 1 + (length + 2) / 3 * 4 + 2
                && line.chars().allMatch(c -> c >= ' ' && c <= '`');
    }

    private static byte[] decoded(String[] lines, int from, int to, boolean base64) {
        if (base64) {
            return EncodedWords.base64(String.join("", Arrays.copyOfRange(lines, from, to)));
        }
        var out = new ByteArrayOutputStream();
        for (int i = from; i < to; i++) {
            line(lines[i], out);
        }
        return out.toByteArray();
    }

    /** A whole body in uuencode, as some Content-Transfer-Encoding says. */
    static byte[] body(byte[] encoded) {
        var text = new String(encoded, StandardCharsets.ISO_8859_1);
        var taken = from(text);
        return taken.files().isEmpty() ? encoded : taken.files().getFirst().bytes();
    }

    private static void line(String line, ByteArrayOutputStream out) {
        if (line.isEmpty()) {
            return;
        }
        int left = (line.charAt(0) - ' ') & 0x3F;
        for (int at = 1; left > 0; at += 4) {
            int bits = 0;
            for (int j = 0; j < 4; j++) {
                int character = at + j < line.length() ? line.charAt(at + j) : ' '; // mailers eat trailing spaces
                bits = bits << 6 | ((character - ' ') & 0x3F);
            }
            for (int j = 16; j >= 0 && left > 0; j -= 8, left--) {
                out.write(bits >> j);
            }
        }
    }
}
