package parvis.guard;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A title that promises without saying. English headlines are judged by a model that learned from 21,000 of them; French titles,
 * and sentences of posts, by the written features of {@code guard/clickbait.rules}.
 */
final class Clickbait {
    private static final double ENOUGH = 1;
    /** How many of the longer words of a headline begin with a capital. */
    private static final double MOSTLY = 0.6;

    private static final int FEWEST_WORDS = 3;
    private static final int MOST_WORDS = 22;
    private static final Pattern LONGER_WORD = Pattern.compile("\\p{L}[\\p{L}']{3,}");
    private static final Logistic HEADLINES = Logistic.read("/guard/clickbait-en.model");

    private record Feature(String name, String language, double weight, Pattern pattern) {}

    private static final List<Feature> FEATURES = Resource.lines("/guard/clickbait.rules").stream()
            .map(line -> line.split(" ", 4))
            .map(parts -> new Feature(
                    parts[0],
                    parts[1],
                    Double.parseDouble(parts[2]),
                    Pattern.compile(parts[3], Pattern.CASE_INSENSITIVE)))
            .toList();

    private Clickbait() {}

    static void read(Reading reading, List<Finding> findings) {
        var text = reading.folded().text();
        var lineEnd = text.indexOf('\n');
        var title = lineEnd < 0 ? text : text.substring(0, lineEnd);
        var first = new Sentences(title).all();
        if (first.isEmpty()) {
            return;
        }
        var words = title.split(" ").length;
        if (!reading.isFrench()
                && words >= FEWEST_WORDS
                && words <= MOST_WORDS
                && isSetAsHeadline(title)
                && HEADLINES.of(title) >= 0.5) {
            tell("headline", 0, title.length(), reading, findings);
            return;
        }
        if (reading.isFrench()
                && words >= FEWEST_WORDS
                && words <= MOST_WORDS
                && isTitle(title)
                && weight(title, "fr-title") + weight(title, "fr") >= ENOUGH) {
            tell("headline", 0, title.length(), reading, findings);
            return;
        }
        var language = reading.isFrench() ? "fr" : "en";
        for (var sentence : new Sentences(text).all()) {
            var said = text.substring(sentence.start(), sentence.end());
            if (weight(said, language) >= ENOUGH) {
                tell("withheld", sentence.start(), sentence.end(), reading, findings);
                return;
            }
        }
    }

    /**
     * Written As Headlines Are, without a full stop. The model knows nothing else: a friendly sentence to a customer looks to it
     * like an entertainment site, because "you" does.
     */
    private static boolean isSetAsHeadline(String line) {
        int longer = 0;
        int capital = 0;
        var words = LONGER_WORD.matcher(line);
        while (words.find()) {
            longer++;
            capital += Character.isUpperCase(line.charAt(words.start())) ? 1 : 0;
        }
        return longer > 0 && capital >= MOSTLY * longer && !line.stripTrailing().endsWith(".");
    }

    /** French titles are written as sentences are, without the full stop, and without emoji. */
    private static boolean isTitle(String line) {
        var said = line.stripTrailing();
        return (!said.endsWith(".") || said.endsWith("..."))
                && said.chars().noneMatch(c -> Emoji.isMark((char) c))
                && new Sentences(line).all().size() <= 2;
    }

    /** How much of what makes a title clickbait this one has. */
    static double weight(String folded, String language) {
        var lower = folded.toLowerCase(Locale.ROOT);
        return FEATURES.stream()
                .filter(feature -> feature.language().equals(language))
                .filter(feature -> feature.pattern().matcher(lower).find())
                .mapToDouble(Feature::weight)
                .sum();
    }

    private static void tell(String kind, int start, int end, Reading reading, List<Finding> findings) {
        findings.add(Finding.of(
                Check.CLICKBAIT,
                kind,
                Weight.LOOK,
                reading.folded().start(start),
                reading.folded().end(end)));
    }
}
