package parvis.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Address lists of RFC 5322 as they are written: names with commas, groups, comments, brackets left open, no address at all. */
final class Addresses {

    static final int MOST = 1_000;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_ADDRESS = 320;

    static final Pattern ADDRESS =
            Pattern.compile("[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~.\\-]{1,200}@[\\p{L}\\p{N}.\\-\\[\\]:]{1,255}");

    private Addresses() {}

    static List<Mailbox> of(String header) {
        var found = new ArrayList<Mailbox>();
        var one = new One();
        for (int i = 0; i < header.length() && found.size() < MOST; i++) {
            char character = header.charAt(i);
            int word = character == '=' ? encodedWord(header, i) : -1;
            if (word > 0) { // commas inside an encoded word are part of it, whatever the RFC says
                one.take(header, i, word);
                i = word - 1;
            } else if (one.quoted) {
                if (character == '\\' && i + 1 < header.length()) {
                    one.add(header.charAt(++i));
                } else if (character == '"') {
                    one.quoted = false;
                } else {
                    one.add(character);
                }
            } else if (one.comments > 0) {
                one.comment(character);
            } else {
                switch (character) {
                    case '"' -> one.quoted = header.indexOf('"', i + 1) > 0;
                    case '(' -> one.comments++;
                    case '<' -> one.inside = true;
                    case '>' -> one.inside = false;
                    case ':' -> one.group(); // what stands before it names a group
                    case ',', ';' -> one = one.inside ? one.addTo(character) : finish(one, found);
                    default -> one.add(character);
                }
            }
        }
        if (found.size() < MOST) {
            finish(one, found);
        }
        return found;
    }

    private static One finish(One one, List<Mailbox> found) {
        one.into(found);
        return new One();
    }

    private static int encodedWord(String header, int from) {
        if (!header.startsWith("=?", from)) {
            return -1;
        }
        int charset = header.indexOf('?', from + 2);
        int encoding = charset < 0 ? -1 : header.indexOf('?', charset + 1);
        if (encoding != charset + 2) {
            return -1;
        }
        int end = header.indexOf("?=", encoding + 1);
        return end < 0 || end - from > 1_000 ? -1 : end + 2;
    }

    private static final class One {
        final StringBuilder outside = new StringBuilder();
        final StringBuilder angle = new StringBuilder();
        final StringBuilder remark = new StringBuilder();
        boolean quoted;
        boolean inside;
        int comments;

        void add(char character) {
            (inside ? angle : outside).append(character);
        }

        One addTo(char character) {
            add(character);
            return this;
        }

        void take(String header, int from, int to) {
            (comments > 0 ? remark : inside ? angle : outside).append(header, from, to);
        }

        void comment(char character) {
            comments += character == '(' ? 1 : character == ')' ? -1 : 0;
            if (comments > 0) {
                remark.append(character);
            }
        }

        void group() {
            if (inside || outside.indexOf("@") >= 0) {
                add(':');
            } else {
                outside.setLength(0);
            }
        }

        void into(List<Mailbox> found) {
            var words = outside.toString();
            if (!angle.isEmpty()) {
                add(found, words.isBlank() ? remark.toString() : words, angle.toString());
            } else if (words.contains("@")) {
                var address = ADDRESS.matcher(words);
                if (address.find()) {
                    var around = words.substring(0, address.start()) + " " + words.substring(address.end());
                    add(found, around.isBlank() ? remark.toString() : around, address.group());
                } else {
                    add(found, words, "");
                }
            } else if (!words.isBlank() || !remark.isEmpty()) {
                add(found, words.isBlank() ? remark.toString() : words, "");
            }
        }

        private static void add(List<Mailbox> found, String name, String address) {
            var clean = address(address);
            var shown = Words.line(name, LONGEST_NAME);
            if (!clean.isEmpty() || !shown.isEmpty()) {
                found.add(new Mailbox(shown, clean));
            }
        }
    }

    /** Storable and comparable: no spaces, no source route, the domain in lower case; empty when it is none. */
    static String address(String raw) {
        var line = Words.line(raw, LONGEST_ADDRESS).replaceAll("[\\s<>\"]", "");
        int route = line.startsWith("@") ? line.indexOf(':') : -1;
        var address = line.substring(route + 1);
        int at = address.lastIndexOf('@');
        if (at < 1 || at == address.length() - 1) {
            return "";
        }
        return address.substring(0, at) + address.substring(at).toLowerCase(Locale.ROOT);
    }
}
