package parvis.mime;

import java.nio.charset.StandardCharsets;

/** RFC 2152, which the JDK does not know. */
final class Utf7 {

    private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private Utf7() {}

    static String decode(byte[] bytes) {
        var in = new String(bytes, StandardCharsets.ISO_8859_1);
        var out = new StringBuilder(in.length());
        for (int i = 0; i < in.length(); i++) {
            if (in.charAt(i) != '+') {
                out.append(in.charAt(i));
                continue;
            }
            int bits = 0;
            int held = 0;
            int start = ++i;
            while (i < in.length() && DIGITS.indexOf(in.charAt(i)) >= 0) {
                held = held << 6 | DIGITS.indexOf(in.charAt(i++));
                bits += 6;
                if (bits >= 16) {
                    bits -= 16;
                    out.append((char) (held >> bits));
                    held &= (1 << bits) - 1;
                }
            }
            boolean ended = i < in.length() && in.charAt(i) == '-';
            if (i == start) { // "+-" is a plus; a plus before anything else is one, too
                out.append('+');
            }
            i -= ended ? 0 : 1;
        }
        return out.toString();
    }
}
