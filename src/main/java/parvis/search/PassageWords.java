package parvis.search;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;

/**
 * The words of a passage and of what stands before it, each with its rarity in nats: how surprising it is that a conversation holds
 * it. Words that nobody uses are left out: they are no reason against those that people do.
 *
 * @param before without those of the passage
 * @param plain all of them, neither stemmed nor stopped, for names of products
 * @param rarest the rarity of a word that one conversation holds
 */
record PassageWords(
        Fields side,
        Language language,
        Map<String, Double> words,
        Map<String, Double> before,
        Set<String> plain,
        double rarest) {
    /** Among fewer, a word is taken for as rare as among these: a house that begins knows little of what is common. */
    private static final int FEWEST = 100;

    private static final int MOST_WORDS = 24;
    private static final int MOST_BEFORE = 16;
    private static final int MOST_PLAIN = 120;

    static PassageWords of(IndexSearcher searcher, Passage passage, Fields side, Language language) throws IOException {
        var all = Math.max(FEWEST, searcher.getIndexReader().getDocCount(side.asked(language)));
        var words = rarities(searcher, Terms.of(language.analyzer(), passage.text()), side, language, all);
        var before = rarities(searcher, Terms.of(language.analyzer(), passage.before()), side, language, all);
        before.keySet().removeAll(words.keySet());
        var plain = Terms.of(Terms.PLAIN, passage.text() + " " + passage.before());
        return new PassageWords(
                side,
                language,
                rarest(words, MOST_WORDS),
                rarest(before, MOST_BEFORE),
                new HashSet<>(plain.subList(0, Math.min(MOST_PLAIN, plain.size()))),
                rarity(1, all));
    }

    Term asked(String word) {
        return new Term(side.asked(language), word);
    }

    Term answered(String word) {
        return new Term(side.answered(language), word);
    }

    Term subject(String word) {
        return new Term(side.subject(language), word);
    }

    private static Map<String, Double> rarities(
            IndexSearcher searcher, List<String> terms, Fields side, Language language, int all) throws IOException {
        var reader = searcher.getIndexReader();
        var rarities = new LinkedHashMap<String, Double>();
        for (var term : terms) {
            if (!rarities.containsKey(term)) {
                var frequency = Math.max(
                        reader.docFreq(new Term(side.asked(language), term)),
                        reader.docFreq(new Term(side.answered(language), term)));
                if (frequency > 0) {
                    rarities.put(term, rarity(frequency, all));
                }
            }
        }
        return rarities;
    }

    /** As BM25 weighs it. */
    static double rarity(double frequency, double all) {
        return Math.log(1 + Math.max(0.5, all - frequency + 0.5) / (frequency + 0.5));
    }

    private static Map<String, Double> rarest(Map<String, Double> words, int most) {
        return words.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
                .limit(most)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (one, same) -> one, LinkedHashMap::new));
    }
}
