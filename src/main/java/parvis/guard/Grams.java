package parvis.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The words of a folded text and their neighbourhoods, as numbers below a power of two. */
final class Grams {
    private static final int LONGEST = 400;

    private Grams() {}

    /** Words in lower case; every number is the same number, every emoji of a kind the same emoji. */
    static List<String> words(String folded) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        for (int i = 0; i <= folded.length() && words.size() < LONGEST; i++) {
            var c = i < folded.length() ? folded.charAt(i) : ' ';
            if (Character.isLetterOrDigit(c) || c == '\'') {
                word.append(c);
                continue;
            }
            if (!word.isEmpty()) {
                var whole = word.toString().toLowerCase(Locale.ROOT);
                words.add(Character.isDigit(whole.charAt(0)) ? "0" : whole);
                word.setLength(0);
            }
            if (c == '?' || c == '!' || c == ':' || c == '"' || c == '_' || Emoji.isMark(c)) {
                words.add(String.valueOf(c));
            }
        }
        return words;
    }

    /**
     * One number for each word, pair and triple of words, without repetition.
     *
     * @param bits how many numbers there are, as a power of two
     */
    static int[] of(List<String> words, int bits) {
        var mask = (1 << bits) - 1;
        var grams = new java.util.TreeSet<Integer>();
        var before = 7;
        var beforeThat = 11;
        grams.add(hash(Math.min(words.size(), 30) / 3, 99, 99) & mask);
        for (int i = 0; i <= words.size(); i++) {
            var now = i < words.size() ? words.get(i).hashCode() : 13;
            grams.add(hash(now, 0, 0) & mask);
            grams.add(hash(now, before, 1) & mask);
            grams.add(hash(now, before, beforeThat) & mask);
            beforeThat = before;
            before = now;
        }
        return grams.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int hash(int a, int b, int c) {
        var h = a * 0x9E3779B1 + b * 0x85EBCA77 + c * 0xC2B2AE3D;
        h ^= h >>> 15;
        h *= 0x2C1B3C6D;
        h ^= h >>> 13;
        return h ^ (h >>> 16);
    }
}
