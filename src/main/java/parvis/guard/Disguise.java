package parvis.guard;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Words that were written so that no rule finds them, put back: letters of other alphabets ({@code lіke} with a Cyrillic і),
 * spaced letters ({@code t a g}), digits for letters ({@code c0mm3nt}), stars, stretched and misspelt words. Only the words
 * of {@code guard/bait-words.txt} are put back: everything else stays as it was written.
 */
final class Disguise {
    private static final Map<Integer, Character> LETTERS = letters();
    private static final String SEPARATORS = " .-_*•|/~";
    private static final String INNER = "@$!*.-_•|€+~";
    private static final int LONG_ENOUGH_TO_MISSPELL = 7;
    private static final int MOST_AMBIGUOUS = 4;
    private static final int MOST_SPACED = 40;
    private static final int MOST_TRIES = 4;
    private static final int LONGEST_WORD = 24;

    private static final Set<String> WORDS = new HashSet<>();
    private static final Map<String, String> MISSPELT = new HashMap<>();

    static {
        for (var line : Resource.lines("/guard/bait-words.txt")) {
            var equals = line.indexOf('=');
            if (equals < 0) {
                WORDS.addAll(List.of(line.strip().split("\\s+")));
            } else {
                var right = line.substring(0, equals).strip();
                WORDS.add(right);
                for (var wrong : line.substring(equals + 1).strip().split("\\s+")) {
                    MISSPELT.put(wrong, right);
                }
            }
        }
        WORDS.stream().filter(word -> word.length() >= LONG_ENOUGH_TO_MISSPELL).forEach(Disguise::misspell);
    }

    private Disguise() {}

    /** The Latin letter that this one passes for, or 0. */
    static char letter(int point) {
        var letter = LETTERS.get(point);
        return letter == null ? 0 : letter;
    }

    static Folded lifted(Folded folded) {
        var text = folded.text();
        var to = new Folded.Builder(text.length());
        var changed = false;
        var tries = 0;
        var runEnd = 0;
        for (int at = 0; at < text.length(); ) {
            var c = text.charAt(at);
            var begins = isWordPart(c)
                    || ((c == '@' || c == '$') && at + 1 < text.length() && Character.isLetter(text.charAt(at + 1)));
            if (!begins) {
                to.add(c, folded.start(at), folded.end(at + 1));
                at++;
                continue;
            }
            var spaced = spacedEnd(text, at);
            tries = at < runEnd ? tries + 1 : 0;
            runEnd = Math.max(runEnd, spaced);
            if (spaced > at && tries < MOST_TRIES) {
                var words = segments(plainLetters(text, at, spaced));
                if (words != null) {
                    addSpaced(folded, at, spaced, words, to);
                    changed = true;
                    at = spaced;
                    continue;
                }
            }
            var end = wordEnd(text, at);
            var wide = wideEnd(text, at);
            var right = wide > end || isOdd(text, at, wide) ? lift(text.substring(at, wide)) : null;
            if (right != null) {
                end = wide;
            } else {
                right = MISSPELT.get(text.substring(at, end).toLowerCase(Locale.ROOT));
            }
            if (right != null) {
                to.add(right, folded.start(at), folded.end(end));
                changed = true;
            } else {
                for (int i = at; i < Math.max(end, at + 1); i++) {
                    to.add(text.charAt(i), folded.start(i), folded.end(i + 1));
                }
                end = Math.max(end, at + 1);
            }
            at = end;
        }
        return changed ? to.done(folded) : folded;
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c);
    }

    private static int wordEnd(String text, int at) {
        while (at < text.length() && isWordPart(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** With signs inside that may stand for letters or keep letters apart. */
    private static int wideEnd(String text, int at) {
        var most = Math.min(text.length(), at + LONGEST_WORD + 2);
        while (at < most) {
            var c = text.charAt(at);
            if (isWordPart(c)
                    || (INNER.indexOf(c) >= 0
                            && at + 1 < text.length()
                            && (isWordPart(text.charAt(at + 1)) || (text.charAt(at + 1) == c && c == '*')))
                    || c == '€'
                    || c == '$') {
                at++;
            } else {
                break;
            }
        }
        return at;
    }

    private static boolean isOdd(String text, int from, int to) {
        var letters = false;
        var digits = false;
        for (int i = from; i < to; i++) {
            var c = text.charAt(i);
            letters |= Character.isLetter(c);
            digits |= c >= '0' && c <= '9';
            if (i > from + 1 && Character.isLetter(c) && c == text.charAt(i - 1) && c == text.charAt(i - 2)) {
                return true;
            }
        }
        return letters && digits;
    }

    private static @Nullable String lift(String written) {
        if (written.length() > LONGEST_WORD) {
            return null;
        }
        var plain = new StringBuilder();
        var letters = 0;
        for (var c : written.toLowerCase(Locale.ROOT).toCharArray()) {
            if (Character.isLetter(c)) {
                letters++;
            }
            if ("._-•~+".indexOf(c) < 0) {
                plain.append(c);
            }
        }
        if (letters < 2) {
            return null;
        }
        return known(plain.toString(), 0, MOST_AMBIGUOUS);
    }

    /** Tries letters for digits and signs, one or two for three and more, from this place on. */
    private static @Nullable String known(String word, int from, int tries) {
        for (int i = from; i < word.length(); i++) {
            var c = word.charAt(i);
            var letters = instead(c);
            if (!letters.isEmpty()) {
                if (tries == 0) {
                    return null;
                }
                for (var letter : letters.toCharArray()) {
                    var found = known(
                            word.substring(0, i) + letter + word.substring(i + 1),
                            i + 1,
                            letters.length() > 2 ? tries - 2 : tries);
                    if (found != null) {
                        return found;
                    }
                }
                return null;
            }
            if (i + 2 < word.length() && c == word.charAt(i + 1) && c == word.charAt(i + 2)) {
                var end = i;
                while (end < word.length() && word.charAt(end) == c) {
                    end++;
                }
                var one = known(word.substring(0, i + 1) + word.substring(end), i + 1, tries - 1);
                return one != null || tries == 0
                        ? one
                        : known(word.substring(0, i + 2) + word.substring(end), i + 2, tries - 1);
            }
        }
        return WORDS.contains(word) ? word : MISSPELT.get(word);
    }

    private static String instead(char c) {
        return switch (c) {
            case '0' -> "o";
            case '1', '!', '|' -> "il";
            case '3', '€' -> "e";
            case '4', '@' -> "a";
            case '5', '$' -> "s";
            case '7' -> "t";
            case '8' -> "b";
            case '*' -> "aeiou";
            default -> "";
        };
    }

    /** Where a run of letters that stand alone ends: {@code l i k e}; where it begins when there is none. */
    private static int spacedEnd(String text, int at) {
        if (at + 4 >= text.length() || (at > 0 && (isWordPart(text.charAt(at - 1)) || text.charAt(at - 1) == '\''))) {
            return at;
        }
        var separator = text.charAt(at + 1);
        if (SEPARATORS.indexOf(separator) < 0) {
            return at;
        }
        var end = at + 1;
        var letters = 1;
        while (letters < MOST_SPACED
                && end + 1 < text.length()
                && text.charAt(end) == separator
                && isWordPart(text.charAt(end + 1))
                && (end + 2 >= text.length() || !isWordPart(text.charAt(end + 2)))) {
            end += 2;
            letters++;
        }
        return letters >= 3 ? end : at;
    }

    private static String plainLetters(String text, int from, int to) {
        var letters = new StringBuilder();
        for (int i = from; i < to; i += 2) {
            var c = Character.toLowerCase(text.charAt(i));
            var instead = instead(c);
            letters.append(instead.isEmpty() ? c : instead.charAt(0));
        }
        return letters.toString();
    }

    /** The words that these letters make, the longest first; null when a part of them is no word of ours. */
    private static @Nullable List<String> segments(String letters) {
        var words = new java.util.ArrayList<String>();
        if (!segment(letters, 0, words)) {
            return null;
        }
        return words.stream().anyMatch(word -> word.length() >= 3) ? words : null;
    }

    private static boolean segment(String letters, int from, List<String> words) {
        if (from == letters.length()) {
            return true;
        }
        for (int end = Math.min(letters.length(), from + 14); end > from; end--) {
            var word = letters.substring(from, end);
            if (WORDS.contains(word)) {
                words.add(word);
                if (segment(letters, end, words)) {
                    return true;
                }
                words.removeLast();
            }
        }
        return false;
    }

    private static void addSpaced(Folded folded, int from, int to, List<String> words, Folded.Builder builder) {
        var at = from;
        for (int w = 0; w < words.size(); w++) {
            if (w > 0) {
                builder.add(' ', folded.end(at - 1), folded.start(at));
            }
            for (var c : words.get(w).toCharArray()) {
                builder.add(c, folded.start(at), folded.end(at + 1));
                at += 2;
            }
        }
        if (at - 1 != to) {
            throw new IllegalStateException("Letters and words do not match");
        }
    }

    private static void misspell(String word) {
        for (int i = 1; i < word.length(); i++) {
            var without = word.substring(0, i) + word.substring(i + 1);
            var doubled = word.substring(0, i) + word.charAt(i) + word.substring(i);
            wrong(without, word);
            wrong(doubled, word);
            if (i + 1 < word.length()) {
                wrong(word.substring(0, i) + word.charAt(i + 1) + word.charAt(i) + word.substring(i + 2), word);
            }
        }
    }

    private static void wrong(String wrong, String right) {
        if (!WORDS.contains(wrong)) {
            MISSPELT.putIfAbsent(wrong, right);
        }
    }

    private static Map<Integer, Character> letters() {
        var letters = new HashMap<Integer, Character>();
        pairs(letters, "аaеeоoрpсcуyхxіiјjѕsԁdһhӏlкkмmтtгrпnвbнhзzԛqԝwАAВBЕEКKМMНHОOРPСCТTУYХXІIЈJЅSԌGѡwьbґr");
        pairs(letters, "αaβbεeηnιiνvοoρpτtυuχxωwκkγyΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXσoλl");
        pairs(letters, "ᴀaʙbᴄcᴅdᴇeꜰfɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏoᴘpʀrꜱsᴛtᴜuᴠvᴡwʏyᴢzɑaɡgıiȷjłlŁLøoØOđdĐDħhɩiʋvƒfǝeɐaɔcʞk");
        for (int i = 0; i < 26; i++) {
            var letter = (char) ('a' + i);
            letters.put(0x1F130 + i, letter); // squared
            letters.put(0x1F150 + i, letter); // in a black circle
            letters.put(0x1F170 + i, letter); // in a black square
            letters.put(0x1F1E6 + i, letter); // of a flag, standing alone
            letters.put(0x249C + i, letter); // in brackets
        }
        return Map.copyOf(letters);
    }

    private static void pairs(Map<Integer, Character> letters, String pairs) {
        var points = pairs.codePoints().toArray();
        for (int i = 0; i + 1 < points.length; i += 2) {
            if (points[i] > 0x7F && points[i + 1] < 0x80) {
                letters.put(points[i], (char) points[i + 1]);
            }
        }
    }
}
