package parvis.text;

import java.text.Normalizer;

/**
 * Makes what people type or machines send storable (PostgreSQL keeps no U+0000, UTF-8 no lone surrogate), comparable (NFC)
 * and honest (nothing invisible that reorders or hides words).
 */
public final class Clean {

    /** More combining marks in a row than any language uses: the limit of Unicode's stream-safe text (UAX 15). */
    private static final int MOST_MARKS = 30;

    private Clean() {}

    /** A field of one line: breaks and runs of spaces become one space, invisible and bidirectional controls go. */
    public static Cleaned line(String typed, int most) {
        return cleaned(typed, most, true);
    }

    /** A text of several lines: breaks become LF, tabs stay, and so does what right-to-left writing needs. */
    public static Cleaned text(String typed, int most) {
        return cleaned(typed, most, false);
    }

    private static Cleaned cleaned(String typed, int most, boolean oneLine) {
        if (most < 1) {
            throw new IllegalArgumentException("A limit is at least one character: " + most);
        }
        var kept = Normalizer.normalize(kept(typed, oneLine), Normalizer.Form.NFC);
        var text = trimmed(oneLine ? spaced(kept) : kept, oneLine);
        int length = text.codePointCount(0, text.length());
        if (length <= most) {
            return new Cleaned(text, length, 0);
        }
        var kept_ =
                trimmed(text.substring(0, PlainText.wholeCharacters(text, text.offsetByCodePoints(0, most))), oneLine);
        int left = kept_.codePointCount(0, kept_.length());
        return new Cleaned(kept_, left, length - left);
    }

    private static String kept(String typed, boolean oneLine) {
        var kept = new StringBuilder(typed.length());
        int marks = 0;
        for (int i = 0; i < typed.length(); ) {
            int point = typed.codePointAt(i);
            i += Character.charCount(point);
            marks = isMark(point) ? marks + 1 : 0;
            if (point == '\r') {
                kept.append(i < typed.length() && typed.charAt(i) == '\n' ? "" : "\n");
            } else if (point == 0x85 || point == 0x2028 || point == 0x2029) {
                kept.append('\n');
            } else if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                kept.append('\uFFFD');
            } else if (marks <= MOST_MARKS && !isJunk(point) && !(oneLine && isDisguise(point))) {
                kept.appendCodePoint(point);
            }
        }
        return kept.toString();
    }

    private static boolean isMark(int point) {
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    /** Controls but tab and line feed, and code points that are no characters. */
    private static boolean isJunk(int point) {
        return (point < 0x20 && point != '\t' && point != '\n')
                || (point >= 0x7F && point < 0xA0)
                || (point & 0xFFFE) == 0xFFFE
                || (point >= 0xFDD0 && point <= 0xFDEF);
    }

    /** What makes a name or a subject look like another; joiners stay, Persian and emoji need them. */
    private static boolean isDisguise(int point) {
        return isDirection(point)
                || point == 0x00AD
                || point == 0x180E
                || point == 0x200B
                || (point >= 0x2060 && point <= 0x2064)
                || point == 0xFEFF;
    }

    private static boolean isDirection(int point) {
        return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
    }

    private static String spaced(String text) {
        var spaced = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            boolean afterSpace = !spaced.isEmpty() && isSpace(spaced.charAt(spaced.length() - 1));
            if (!isSpace(character)) {
                spaced.append(character);
            } else if (!afterSpace) { // alone, a no-break space stays one: French needs it before its colons
                spaced.append(character == '\n' || character == '\t' ? ' ' : character);
            }
        }
        return spaced.toString();
    }

    private static String trimmed(String text, boolean oneLine) {
        int to = text.length();
        while (to > 0 && isNothing(text.charAt(to - 1))) {
            to--;
        }
        int from = 0;
        int line = 0; // the first line keeps its indentation
        while (from < to && isNothing(text.charAt(from))) {
            from++;
            line = text.charAt(from - 1) == '\n' ? from : line;
        }
        var trimmed = text.substring(oneLine ? from : line, to);
        return trimmed.codePoints().anyMatch(Clean::isSeen) ? trimmed : "";
    }

    private static boolean isNothing(char character) {
        return isSpace(character) || isDisguise(character) || (character >= 0x200C && character <= 0x200F);
    }

    /** A name of invisible characters only is no name. */
    private static boolean isSeen(int point) {
        return switch (Character.getType(point)) {
            case Character.FORMAT,
                    Character.CONTROL,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.NON_SPACING_MARK -> false;
            // Hangul fillers and the Braille cell without dots are letters and symbols that show nothing.
            default -> point != 0x115F && point != 0x1160 && point != 0x3164 && point != 0xFFA0 && point != 0x2800;
        };
    }

    private static boolean isSpace(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }
}
