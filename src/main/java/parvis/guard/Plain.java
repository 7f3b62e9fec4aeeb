package parvis.guard;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Plain language. English: Flesch's reading ease (1948), 206.835 − 1.015·words/sentences − 84.6·syllables/words. French: its
 * adaptation by Kandel and Moles (1958), 207 − 1.015·words/sentences − 73.6·syllables/words. Below 30 is for specialists.
 */
final class Plain {
    static final double HARD = 30;
    private static final int ENOUGH_WORDS = 40;
    static final int LONG_SENTENCE = 32;
    private static final int SHOUTED = 4;
    private static final Pattern WORD = Pattern.compile("\\p{L}+(?:'\\p{L}+)?");
    private static final Pattern VOWELS_FR = Pattern.compile("[aeiouy]+");
    private static final Pattern VOWELS_EN = Pattern.compile("[aeiouy]+");
    private static final Pattern CAPITALS = Pattern.compile(
            "\\b\\p{Lu}{3,}(?:['-]\\p{Lu}+)?(?:[ ,!]+(?:\\p{Lu}{1,2}[ ,!]+)?\\p{Lu}{2,}(?:['-]\\p{Lu}+)?){"
                    + (SHOUTED - 1) + ",30}\\b");

    private Plain() {}

    static void read(Reading reading, List<Finding> findings) {
        var folded = reading.folded();
        var text = folded.text();
        int words = 0;
        int syllables = 0;
        var sentences = new Sentences(text).all();
        for (var sentence : sentences) {
            int count = 0;
            var found = WORD.matcher(text).region(sentence.start(), sentence.end());
            while (found.find()) {
                count++;
                syllables += syllables(found.group(), reading.isFrench());
            }
            words += count;
            if (count > LONG_SENTENCE) {
                findings.add(Finding.of(
                        Check.LANGUAGE,
                        "long",
                        Weight.LOOK,
                        folded.start(sentence.start()),
                        folded.end(sentence.end()),
                        count));
            }
        }
        if (words >= ENOUGH_WORDS) {
            var ease = ease(words, sentences.size(), syllables, reading.isFrench());
            if (ease < HARD) {
                findings.add(Finding.of(
                        Check.LANGUAGE, "hard", Weight.LOOK, 0, reading.text().length(), Math.round(ease)));
            }
        }
        var shouted = CAPITALS.matcher(text);
        while (shouted.find()) {
            findings.add(Finding.of(
                    Check.LANGUAGE, "shouted", Weight.LOOK, folded.start(shouted.start()), folded.end(shouted.end())));
        }
    }

    static double ease(int words, int sentences, int syllables, boolean french) {
        var perSentence = words / (double) Math.max(1, sentences);
        var perWord = syllables / (double) Math.max(1, words);
        return french ? 207 - 1.015 * perSentence - 73.6 * perWord : 206.835 - 1.015 * perSentence - 84.6 * perWord;
    }

    /** Groups of vowels, without the e that is written and not said. */
    static int syllables(String word, boolean french) {
        var lower = word.toLowerCase(java.util.Locale.ROOT);
        var groups =
                (int) (french ? VOWELS_FR : VOWELS_EN).matcher(lower).results().count();
        var silent = french
                ? lower.matches(".*[^aeiouy](?:e|es|ent)")
                : lower.matches(".*[^aeiouyl]e|.*[^aeiouydt]ed|.*[aeiouy][^aeiouy]+es") && !lower.endsWith("les");
        return Math.max(1, silent ? groups - 1 : groups);
    }
}
