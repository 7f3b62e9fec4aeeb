package parvis.search;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import parvis.text.PlainText;

/**
 * The part of a text that holds most of the words that were sought, on one line.
 *
 * @param matches how many different ones it holds
 */
record Excerpt(String text, int matches) {
    private static final int LONGEST = 200;
    private static final int READ = 3_000;

    /** A word that was sought, in the form of a language, and where it stands. */
    private record Match(String term, int from, int to) {}

    static Excerpt of(String markdown, Set<String> terms) {
        var words = PlainText.excerpt(markdown, READ);
        var all = matches(words, terms);
        var sentences = BreakIterator.getSentenceInstance(Locale.FRENCH);
        sentences.setText(words);
        var start = 0;
        var best = within(all, 0);
        if (!all.isEmpty()) {
            for (int from = sentences.first(); from != BreakIterator.DONE; from = sentences.next()) {
                var matches = within(all, from);
                if (matches > best) {
                    best = matches;
                    start = from;
                }
            }
        }
        return new Excerpt((start > 0 ? "… " : "") + PlainText.cut(words.substring(start), LONGEST), best);
    }

    /** How many different ones stand in what is shown from there on. */
    private static int within(List<Match> matches, int from) {
        var met = new HashSet<String>();
        for (var match : matches) {
            if (match.from() >= from && match.to() <= from + LONGEST) {
                met.add(match.term());
            }
        }
        return met.size();
    }

    private static List<Match> matches(String text, Set<String> terms) {
        var matches = new ArrayList<Match>();
        var initials = new HashSet<Character>();
        terms.forEach(
                term -> term.chars().limit(1).forEach(first -> initials.add((char) first))); // stemming leaves those
        try (var stream = Terms.PLAIN.tokenStream("", new StringReader(text))) {
            var word = stream.addAttribute(CharTermAttribute.class);
            var offset = stream.addAttribute(OffsetAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                if (!word.isEmpty() && initials.contains(word.charAt(0))) {
                    add(matches, word.toString(), offset, terms);
                }
            }
            stream.end();
        } catch (IOException cannotHappen) {
            throw new UncheckedIOException(cannotHappen);
        }
        return matches;
    }

    private static void add(List<Match> matches, String word, OffsetAttribute offset, Set<String> terms) {
        for (var language : Language.values()) {
            var term = language.term(word);
            if (term != null && terms.contains(term)) {
                matches.add(new Match(term, offset.startOffset(), offset.endOffset()));
            }
        }
    }
}
