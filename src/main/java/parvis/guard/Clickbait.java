package parvis.guard;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A title that promises without saying. English headlines are judged by a model that learned from 21,000 of them, French titles by
 * one that learned from ours ({@link FrenchTitle}); sentences of posts by the written features of {@code guard/clickbait.rules}.
 */
final class Clickbait {
    private static final double ENOUGH = 1;
    /** How many of the longer words of a headline begin with a capital. */
    private static final double MOSTLY = 0.6;

    private static final int FEWEST_WORDS = 3;
    private static final int MOST_WORDS = 22;
    private static final Pattern LONGER_WORD = Pattern.compile("\\p{L}[\\p{L}']{3,}");
    private static final double FRENCH_ENOUGH = 0.5;
    /** Where no written feature can say why. */
    private static final double FRENCH_SURE = 0.75;

    private static final Pattern OF_A_NETWORK =
            Pattern.compile("[#@\\[]|https?:|^(?i:bonjour|bonsoir|salut|merci|hello)\\b");
    /** A network cut the sentence before its link; that keeps nothing back. */
    private static final Pattern CUT_OFF = Pattern.compile("\\.\\.\\. ?https?:.*$", Pattern.DOTALL);

    private static final Logistic FRENCH_TITLES = Logistic.read("/guard/clickbait-fr.model");
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

    /** What a written feature says of a title, as the words of the finding have it. */
    private static final Map<String, String> WHY = why();

    private Clickbait() {}

    private static Map<String, String> why() {
        var why = new HashMap<String, String>();
        List.of(
                        "points",
                        "what",
                        "what-of-you",
                        "someone",
                        "someone-unnamed",
                        "nobody-tells",
                        "withheld",
                        "why",
                        "here-is",
                        "then",
                        "dots",
                        "ends",
                        "at-last",
                        "secret",
                        "what-follows",
                        "number-n")
                .forEach(name -> why.put(name, "kept"));
        List.of(
                        "moved",
                        "drama",
                        "will-surprise",
                        "will-surprise-plural",
                        "wont-believe",
                        "worth",
                        "web",
                        "web-moved",
                        "worst")
                .forEach(name -> why.put(name, "feeling"));
        List.of("you-wrong", "you-who", "never").forEach(name -> why.put(name, "reader"));
        List.of("number-of", "number-promises", "many", "trick", "trick-promises")
                .forEach(name -> why.put(name, "list"));
        return Map.copyOf(why);
    }

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
        // what was told for bait was no title
        if (reading.isFrench()
                && words >= FEWEST_WORDS
                && words <= MOST_WORDS
                && isTitle(title)
                && findings.isEmpty()
                && !goesOn(text, title.length())
                && FRENCH_TITLES.of(FrenchTitle.features(title))
                        >= (named(title).isEmpty() ? FRENCH_SURE : FRENCH_ENOUGH)) {
            tell("headline", why(title), 0, title.length(), reading, findings);
            return;
        }
        var language = reading.isFrench() ? "fr" : "en";
        if (text.startsWith("@") || text.startsWith("RT @")) {
            return;
        }
        for (var sentence : new Sentences(text).all()) {
            var said = CUT_OFF.matcher(text.substring(sentence.start(), sentence.end()))
                    .replaceFirst("");
            if (text.startsWith("http", sentence.end() + 1)) {
                said = said.replaceFirst("\\.\\.\\.$", "");
            }
            if (!OF_A_NETWORK.matcher(said).find() && weight(said, language) >= ENOUGH) {
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

    /** A line whose sentence the next one continues is no title. */
    private static boolean goesOn(String text, int end) {
        return end + 1 < text.length() && Character.isLowerCase(text.charAt(end + 1));
    }

    /** French titles are written as sentences are, without the full stop, and without emoji. */
    static boolean isTitle(String line) {
        var said = line.stripTrailing();
        return (!said.endsWith(".") || said.endsWith("..."))
                && !OF_A_NETWORK.matcher(said).find()
                && said.chars().noneMatch(c -> Emoji.isMark((char) c))
                && new Sentences(line).all().size() <= 2;
    }

    /** The names of the written features that a text has. */
    static List<String> named(String folded) {
        var lower = folded.toLowerCase(Locale.ROOT);
        return FEATURES.stream()
                .filter(feature -> !feature.language().equals("en"))
                .filter(feature -> feature.pattern().matcher(lower).find())
                .map(Feature::name)
                .toList();
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

    /** What of a French title speaks most for clickbait, among what can be said of it. */
    private static String why(String title) {
        return named(title).stream()
                .filter(WHY::containsKey)
                .max(Comparator.comparingDouble(name -> FRENCH_TITLES.weight(FrenchTitle.written(name))))
                .map(name -> "headline-" + WHY.get(name))
                .orElse("headline");
    }

    private static void tell(String kind, int start, int end, Reading reading, List<Finding> findings) {
        tell(kind, kind, start, end, reading, findings);
    }

    private static void tell(String kind, String words, int start, int end, Reading reading, List<Finding> findings) {
        findings.add(Finding.said(
                Check.CLICKBAIT,
                kind,
                words,
                Weight.LOOK,
                reading.folded().start(start),
                reading.folded().end(end)));
    }
}
