package parvis.search;

import java.text.BreakIterator;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import parvis.text.PlainText;

/**
 * The part of a text that holds most of the words that were sought, on one line.
 *
 * @param matches how many different ones it holds
 */
record Excerpt(String text, int matches) {
    private static final int LONGEST = 200;
    private static final int READ = 3_000;

    static Excerpt of(String markdown, Set<String> terms) {
        var words = PlainText.excerpt(markdown, READ);
        var sentences = BreakIterator.getSentenceInstance(Locale.FRENCH);
        sentences.setText(words);
        var best = new Excerpt(
                PlainText.cut(words, LONGEST), matches(words.substring(0, Math.min(words.length(), LONGEST)), terms));
        for (int from = sentences.first(), to = sentences.next();
                to != BreakIterator.DONE;
                from = to, to = sentences.next()) {
            var window = words.substring(from, Math.min(words.length(), from + LONGEST));
            var matches = matches(window, terms);
            if (matches > best.matches()) {
                best = new Excerpt((from > 0 ? "… " : "") + PlainText.cut(words.substring(from), LONGEST), matches);
            }
        }
        return best;
    }

    private static int matches(String window, Set<String> terms) {
        var met = new HashSet<String>();
        for (var word : Terms.of(Terms.PLAIN, window)) {
            for (var language : Language.values()) {
                var term = language.term(word);
                if (term != null && terms.contains(term)) {
                    met.add(term);
                }
            }
        }
        return met.size();
    }
}
