package parvis.guard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What a French title is made of, as numbers below a power of two: the written features of {@code guard/clickbait.rules}, its words
 * and pairs of words, how words begin, its shape (whom it names, figures, how it begins and ends), and its letters by threes to fives.
 */
final class FrenchTitle {
    static final int BITS = 17;
    /** From this number on stand groups of letters. */
    static final int LETTERS = 1 << (BITS - 1);

    private static final String WRITTEN = "rule ";
    private static final int STEM = 5;
    private static final int FEWEST_LETTERS = 3;
    private static final int MOST_LETTERS = 5;
    private static final Pattern NAME = Pattern.compile("(?<=[\\p{L}\\d,:;] ?|' ?)(?<![.?!:] )\\b\\p{Lu}[\\p{L}-]+");
    private static final Pattern FIGURE = Pattern.compile("\\d+(?:[.,]\\d+)?");

    private FrenchTitle() {}

    static int[] features(String folded) {
        var said = new ArrayList<String>();
        Clickbait.named(folded).forEach(name -> said.add(WRITTEN + name));
        var words = Grams.words(folded);
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            said.add("word " + word);
            said.add("pair " + word + " " + (i + 1 < words.size() ? words.get(i + 1) : "."));
            if (word.length() > STEM) {
                said.add("stem " + word.substring(0, STEM));
            }
        }
        said.addAll(shape(folded, words));
        return IntStream.concat(said.stream().mapToInt(FrenchTitle::number), letters(folded))
                .sorted()
                .distinct()
                .toArray();
    }

    private static IntStream letters(String folded) {
        var title = " " + folded.toLowerCase(Locale.ROOT) + " ";
        return IntStream.rangeClosed(FEWEST_LETTERS, MOST_LETTERS)
                .flatMap(count -> IntStream.rangeClosed(0, title.length() - count)
                        .map(from -> LETTERS | number(title.substring(from, from + count))));
    }

    /** The number of a written feature. */
    static int written(String name) {
        return number(WRITTEN + name);
    }

    private static List<String> shape(String folded, List<String> words) {
        var shape = new ArrayList<String>();
        var first = words.isEmpty() ? "" : words.getFirst();
        shape.add("first " + first);
        shape.add("first two " + first + " " + (words.size() > 1 ? words.get(1) : ""));
        shape.add("last " + (words.isEmpty() ? "" : words.getLast()));
        shape.add("long " + Math.min(words.size() / 3, 6));
        shape.add("names " + Math.min(NAME.matcher(folded).results().count(), 3));
        var figures = FIGURE.matcher(folded).results().count();
        shape.add("figures " + Math.min(figures, 2) + (Character.isDigit(folded.charAt(0)) ? " first" : ""));
        var colon = folded.indexOf(':');
        if (colon >= 0) {
            var after = Grams.words(folded.substring(colon + 1));
            shape.add("colon");
            shape.add("after colon " + (after.isEmpty() ? "" : after.getFirst()));
        }
        shape.add("ends "
                + (folded.isEmpty()
                        ? ' '
                        : folded.stripTrailing().charAt(folded.stripTrailing().length() - 1)) + folded.endsWith("..."));
        if (Arrays.asList("vous", "votre", "vos", "tu", "ton", "ta", "tes").stream()
                .anyMatch(words::contains)) {
            shape.add("you");
        }
        return shape;
    }

    private static int number(String feature) {
        var h = feature.toLowerCase(Locale.ROOT).hashCode() * 0x9E3779B1;
        h ^= h >>> 15;
        h *= 0x2C1B3C6D;
        return (h ^ (h >>> 13)) & (LETTERS - 1);
    }
}
