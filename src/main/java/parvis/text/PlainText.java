package parvis.text;

import java.text.BreakIterator;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.select.NodeTraversor;

/** Texts without their dress: for mails, excerpts, search and notifications. */
public final class PlainText {

    /** What marks nothing but at the beginning of a line, or beside what is not here. */
    private static final String WITHIN = " ,.;:?!'\"()/%$+-={}";

    private static final Pattern SPACES = Pattern.compile("\\s+");

    /** Where a link leads, as {@link #ofHtml} writes it after the link's words. */
    private static final Pattern TARGET = Pattern.compile(
            "\\s?\\((?:https?://|mailto:)[^\\s()]*(?:\\([^\\s()]*\\)[^\\s()]*)*\\)", Pattern.CASE_INSENSITIVE);

    /** An address that somebody typed: its host, then what only a machine reads, but not the mark that ends the sentence. */
    private static final Pattern ADDRESS = Pattern.compile(
            "https?://(?:www\\.)?([^\\s/?#()\\[\\]<>\"«»]+)(?:[/?#][^\\s<>\"«»]*?)?(?=[.,;:!?)\\]…]*(?:[\\s<>\"«»]|$))",
            Pattern.CASE_INSENSITIVE);

    private static final SafeHtml SAFE = new SafeHtml();

    private PlainText() {}

    /** HTML as a person would type it: paragraphs, lists with their marks, links with their address, quotations marked. */
    public static String ofHtml(String html) {
        // Sanitizing bounds the depth, too: parsing thousands of nested tables takes the square of their number.
        return ofSafe(SAFE.sanitize(html));
    }

    /** @param safe what {@link SafeHtml} gave */
    public static String ofSafe(String safe) {
        var lines = new Lines();
        NodeTraversor.filter(lines, Jsoup.parse(safe).body());
        return lines.text();
    }

    /**
     * The first {@code most} code points at most of a Markdown text's words, on one line, cut after a word. Where links lead
     * is left out; of an address that stands by itself the host is said.
     */
    public static String excerpt(String markdown, int most) {
        // Marks and addresses take room that words do not show: read more than is needed, but not a whole book.
        int enough = 4 * most + 200;
        var beginning = markdown.length() > 4 * enough ? markdown.substring(0, 4 * enough) : markdown;
        var words = isPlain(beginning) ? beginning : marked(beginning, enough);
        return cut(withoutTargets(SPACES.matcher(words).replaceAll(" ").strip()), most);
    }

    static String marked(String markdown, int enough) {
        return Words.of(Markdown.parse(markdown), enough);
    }

    /** Most messages have no marks at all: their words are what they are, and finding that out is quicker than reading marks. */
    static boolean isPlain(String text) {
        var begins = true;
        for (var i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            if (character == '\n') {
                begins = true;
            } else if (isWord(character) || !begins && (isDigit(character) || WITHIN.indexOf(character) >= 0)) {
                begins = false;
            } else {
                return false;
            }
        }
        return !text.contains("://");
    }

    private static boolean isWord(char character) {
        return character >= 0x80 || character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z';
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static String withoutTargets(String words) {
        if (!words.contains("://") && !words.contains("(mailto:")) {
            return words;
        }
        var told = ADDRESS.matcher(TARGET.matcher(words).replaceAll(""))
                .replaceAll("$1")
                .strip();
        return told.isEmpty() ? words : told;
    }

    /** At most {@code most} code points, the last one an ellipsis when something was cut; whole words if they are not too long. */
    public static String cut(String text, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("An excerpt has at least one character: " + most);
        }
        if (text.length() <= most || text.codePointCount(0, text.length()) <= most) {
            return text;
        }
        int end = text.offsetByCodePoints(0, most - 1);
        int word = end;
        while (word > 0 && !Character.isWhitespace(text.charAt(word))) {
            word--;
        }
        if (word < end / 2) { // one very long word, or a language that writes without spaces
            word = wholeCharacters(text, end);
        }
        int last = word;
        while (last > 0 && isSpaceOrComma(text.charAt(last - 1))) {
            last--;
        }
        return text.substring(0, last) + "…";
    }

    /** Steps back so that no letter loses its accent and no emoji its half. */
    static int wholeCharacters(String text, int end) {
        if (end >= text.length()) {
            return text.length();
        }
        var characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        // A window is enough, and bounds the work: no character that anybody reads is longer.
        int from = Math.max(0, end - 64);
        int to = Math.min(text.length(), end + 64);
        characters.setText(text.substring(from, to));
        int boundary = characters.isBoundary(end - from) ? end - from : characters.preceding(end - from);
        if (boundary > 0) {
            return from + boundary;
        }
        return Character.isLowSurrogate(text.charAt(end)) ? end - 1 : end;
    }

    private static boolean isSpaceOrComma(char character) {
        return Character.isWhitespace(character) || character == ',' || character == ';' || character == ':';
    }
}
