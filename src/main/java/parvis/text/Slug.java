package parvis.text;

import com.ibm.icu.text.Transliterator;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** The words of a title as they stand in an address: {@code a-z0-9-}, at most 80 characters, never empty. */
public final class Slug {

    public static final int LONGEST = 80;

    private static final String NOTHING_TO_SAY = "question";
    private static final int READ = 300;

    private static final Pattern APOSTROPHES = Pattern.compile("['’‘ʼ`´′]");
    private static final Pattern NEITHER_LETTER_NOR_DIGIT = Pattern.compile("[^a-z0-9]+");

    private Slug() {}

    public static String of(String title) {
        var read = title.length() > READ ? title.substring(0, PlainText.wholeCharacters(title, READ)) : title;
        var latin = latin(APOSTROPHES.matcher(read).replaceAll(" "));
        // What is an apostrophe only now stands for a soft sign or a glottal stop, inside a word.
        var words = APOSTROPHES.matcher(latin).replaceAll("").toLowerCase(Locale.ROOT);
        var slug = trimmed(NEITHER_LETTER_NOR_DIGIT.matcher(words).replaceAll("-"));
        if (slug.length() > LONGEST) {
            int word = slug.lastIndexOf('-', LONGEST);
            slug = slug.substring(0, word > LONGEST / 2 ? word : LONGEST);
        }
        return slug.isEmpty() ? NOTHING_TO_SAY : slug;
    }

    private static String latin(String text) {
        return isPlain(text) ? text : decomposed(text);
    }

    /** French and its neighbours need no tables: their letters are ASCII's with an accent, but for a few. */
    private static String decomposed(String text) {
        var letters = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter < 128) {
                letters.append(letter);
                continue;
            }
            var parts = letter >= 'À' && letter <= 'ž'
                    ? Normalizer.normalize(text.substring(i, i + 1), Normalizer.Form.NFD)
                    : "";
            if (parts.length() < 2 || parts.charAt(0) >= 128) {
                return Latin.LETTERS.transliterate(Normalizer.normalize(text, Normalizer.Form.NFKC));
            }
            letters.append(parts.charAt(0));
        }
        return letters.toString();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }

    private static String trimmed(String slug) {
        int from = slug.startsWith("-") ? 1 : 0;
        int to = slug.endsWith("-") ? slug.length() - 1 : slug.length();
        return from < to ? slug.substring(from, to) : "";
    }

    /** Loaded with the first title that needs it: the tables take a quarter of a second. */
    private static final class Latin {
        static final Transliterator LETTERS = Transliterator.getInstance("Any-Latin; Latin-ASCII");
    }
}
