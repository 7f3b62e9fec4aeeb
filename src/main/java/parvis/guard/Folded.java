package parvis.guard;

import java.text.Normalizer;
import java.util.Arrays;

/**
 * A text as rules read it: letters without accents or disguise, one space for many, an emoji as one mark of {@link Emoji};
 * case is kept. Each of its characters knows which UTF-16 units of the original it stands for.
 */
final class Folded {
    private static final int TONE_FIRST = 0x1F3FB;
    private static final int TONE_LAST = 0x1F3FF;

    private final String text;
    private final int[] starts;
    private final int[] ends;
    private final int length;

    private Folded(Builder built, int length) {
        this.text = built.text.toString();
        this.starts = built.starts;
        this.ends = built.ends;
        this.length = length;
    }

    static Folded of(String original) {
        var letters = new Builder(original.length());
        fold(original, letters);
        var first = new Folded(letters, original.length());
        return Disguise.lifted(first);
    }

    String text() {
        return text;
    }

    /** Where the original of this character begins. */
    int start(int at) {
        return at < text.length() ? starts[at] : length;
    }

    /** Where the original ends of what ends before this character. */
    int end(int at) {
        return at == 0 ? 0 : ends[at - 1];
    }

    /** The same original, with characters of this one put together anew. */
    static final class Builder {
        private final StringBuilder text;
        private int[] starts;
        private int[] ends;

        Builder(int expected) {
            text = new StringBuilder(expected + 16);
            starts = new int[expected + 16];
            ends = new int[expected + 16];
        }

        void add(char folded, int start, int end) {
            if (text.length() == starts.length) {
                starts = Arrays.copyOf(starts, starts.length * 2);
                ends = Arrays.copyOf(ends, ends.length * 2);
            }
            starts[text.length()] = start;
            ends[text.length()] = end;
            text.append(folded);
        }

        /** A word that stands for what was written from here to there. */
        void add(CharSequence word, int start, int end) {
            for (int i = 0; i < word.length(); i++) {
                add(word.charAt(i), start, end);
            }
        }

        char last() {
            return text.isEmpty() ? '\n' : text.charAt(text.length() - 1);
        }

        Folded done(Folded of) {
            return new Folded(this, of.length);
        }
    }

    private static void fold(String original, Builder to) {
        for (int at = 0; at < original.length(); ) {
            var point = original.codePointAt(at);
            var next = at + Character.charCount(point);
            if (point < 0x80) {
                if (isKeycap(original, next)) {
                    next = original.indexOf('\u20E3', next) + 1;
                    to.add(Emoji.OPTION, at, next);
                } else {
                    ascii((char) point, at, next, to);
                }
            } else if (isFlag(original, point, next)) {
                next += 2;
                to.add(Emoji.PICTURE, at, next);
            } else {
                var letter = Disguise.letter(point);
                if (letter != 0) {
                    next = pastMarks(original, next);
                    to.add(letter, at, next);
                } else if (Emoji.begins(point)) {
                    next = pastEmoji(original, next);
                    to.add(Emoji.mark(point), at, next);
                } else {
                    other(point, at, next, to);
                }
            }
            at = next;
        }
    }

    private static void ascii(char c, int start, int end, Builder to) {
        switch (c) {
            case '\n', '\r' -> {
                if (to.last() == ' ') {
                    to.text.setLength(to.text.length() - 1);
                }
                if (to.last() != '\n') {
                    to.add('\n', start, end);
                }
            }
            case ' ', '\t', '\f' -> space(start, end, to);
            case '`' -> to.add('\'', start, end);
            default -> {
                if (c >= ' ' && c != 0x7F) {
                    to.add(c, start, end);
                }
            }
        }
    }

    private static void other(int point, int start, int end, Builder to) {
        switch (point) {
            case 0x2018, 0x2019, 0x201B, 0x02BC, 0x00B4, 0x2032, 0xFF07 -> to.add('\'', start, end);
            case 0x00AB, 0x00BB, 0x201C, 0x201D, 0x201E, 0x201F, 0x2039, 0x203A, 0x2033, 0x275D, 0x275E ->
                to.add('"', start, end);
            case 0x2010, 0x2011, 0x2012, 0x2212 -> to.add('-', start, end);
            case 0x2013, 0x2014, 0x2015 -> to.add(';', start, end);
            case 0x00A0, 0x202F, 0x2007, 0x3000 -> space(start, end, to);
            case 0x2028, 0x2029, 0x0085 -> ascii('\n', start, end, to);
            case 0x2022, 0x00B7, 0x25CF, 0x2023, 0x2043, 0x30FB -> to.add('•', start, end);
            case 0x2192, 0x21D2, 0x279C -> to.add('>', start, end);
            case 0x0153 -> to.add("oe", start, end);
            case 0x0152 -> to.add("OE", start, end);
            case 0x00E6 -> to.add("ae", start, end);
            case 0x00C6 -> to.add("AE", start, end);
            case 0x00DF -> to.add("ss", start, end);
            default -> decomposed(point, start, end, to);
        }
    }

    private static void decomposed(int point, int start, int end, Builder to) {
        var type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.FORMAT
                || type == Character.CONTROL
                || (point >= TONE_FIRST && point <= TONE_LAST)) {
            return;
        }
        if (type == Character.SPACE_SEPARATOR) {
            space(start, end, to);
            return;
        }
        var parts = Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKD);
        parts.codePoints().forEach(part -> {
            var plain = Disguise.letter(part);
            if (plain != 0) {
                to.add(plain, start, end);
            } else if (part == ' ') {
                space(start, end, to);
            } else if (Character.getType(part) != Character.NON_SPACING_MARK) {
                to.add(Character.toString(part == 0x2019 ? '\'' : part), start, end);
            }
        });
    }

    private static void space(int start, int end, Builder to) {
        if (to.last() != ' ' && to.last() != '\n') {
            to.add(' ', start, end);
        }
    }

    private static boolean isKeycap(String original, int next) {
        return next < original.length()
                && (original.charAt(next) == '\u20E3'
                        || (original.charAt(next) == '\uFE0F'
                                && next + 1 < original.length()
                                && original.charAt(next + 1) == '\u20E3'));
    }

    private static boolean isFlag(String original, int point, int next) {
        return Emoji.isRegional(point) && next < original.length() && Emoji.isRegional(original.codePointAt(next));
    }

    private static int pastMarks(String original, int at) {
        while (at < original.length() && Character.getType(original.charAt(at)) == Character.NON_SPACING_MARK) {
            at++;
        }
        return at;
    }

    /** Past variation selectors, skin tones, and what joiners tie to it. */
    private static int pastEmoji(String original, int at) {
        while (at < original.length()) {
            var point = original.codePointAt(at);
            if (point == 0xFE0F
                    || point == 0xFE0E
                    || point == 0x20E3
                    || (point >= TONE_FIRST && point <= TONE_LAST)
                    || (point >= 0xE0020 && point <= 0xE007F)) {
                at += Character.charCount(point);
            } else if (point == 0x200D && at + 1 < original.length()) {
                at += 1 + Character.charCount(original.codePointAt(at + 1));
            } else {
                break;
            }
        }
        return at;
    }
}
