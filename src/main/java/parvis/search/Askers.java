package parvis.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.similarities.Similarity;
import org.apache.lucene.util.SmallFloat;
import org.jspecify.annotations.Nullable;
import parvis.database.BrandId;
import parvis.search.Index.Found;

/**
 * The conversations that ask what a passage says: it holds most of the words of their subject, two at least, and a part of what is
 * rare in it stands in them. Lexical and cautious: of few that it finds most are right, and many it does not find (docs/guard.md).
 */
final class Askers {
    /** Of the weight of the words of a subject, by their rarity; those that the passage does not hold are taken for rare. */
    private static final double OF_THE_SUBJECT = 0.6;

    /** How many conversations hold a word that is taken for rare. */
    private static final double RARE = 3;

    private static final int FEWEST_WORDS = 2;
    /** Of the weight of the passage's words, by their rarity. */
    private static final double OF_THE_PASSAGE = 0.3;

    /** A rarer word weighs no more, else the words of what many ask would weigh nothing beside it. */
    private static final double MOST_WEIGHT = 4;

    private static final int MOST_WORDS = 24;
    /** More are not counted: "over a thousand" says enough. */
    private static final int MOST = 1_000;

    private Askers() {}

    /** The best first; those of the square alone, or all that the house has. */
    static List<Found> of(IndexSearcher searcher, BrandId brand, String passage, Fields side) throws IOException {
        var found = new ArrayList<Found>();
        for (var language : Language.values()) {
            var terms = Terms.of(language.analyzer(), passage).stream()
                    .distinct()
                    .limit(MOST_WORDS)
                    .toList();
            if (terms.size() < FEWEST_WORDS) {
                continue;
            }
            var weights = weights(searcher, terms, side, language);
            var whole = weights.values().stream().mapToDouble(weight -> weight).sum();
            for (var leaf : searcher.getIndexReader().leaves()) {
                inLeaf(leaf, brand, side, language, weights, whole, searcher, found);
            }
        }
        found.sort(Comparator.comparing(Found::score).reversed());
        return found.subList(0, Math.min(MOST, found.size()));
    }

    private static Map<String, Double> weights(
            IndexSearcher searcher, List<String> terms, Fields side, Language language) throws IOException {
        var reader = searcher.getIndexReader();
        var all = reader.numDocs() + 1.0;
        var weights = new HashMap<String, Double>();
        for (var term : terms) {
            var frequency = Math.max(
                    reader.docFreq(new Term(side.subject(language), term)),
                    reader.docFreq(new Term(side.body(language), term)));
            if (frequency > 0) { // words that nobody uses are no reason against those that people do
                weights.put(
                        term,
                        Math.min(MOST_WEIGHT, Math.log(1 + Math.max(0.5, all - frequency + 0.5) / (frequency + 0.5))));
            }
        }
        return weights;
    }

    /** @param held which of the passage's words stand in its subject */
    private record Candidate(int document, List<String> held) {}

    private static void inLeaf(
            LeafReaderContext leaf,
            BrandId brand,
            Fields side,
            Language language,
            Map<String, Double> weights,
            double whole,
            IndexSearcher searcher,
            List<Found> found)
            throws IOException {
        var reader = leaf.reader();
        var candidates = candidates(
                reader,
                brand,
                side,
                language,
                weights,
                searcher.getIndexReader().numDocs());
        if (candidates.isEmpty()) {
            return;
        }
        var held = new double[candidates.size()];
        for (var word : weights.entrySet()) {
            var body = reader.postings(new Term(side.body(language), word.getKey()), PostingsEnum.NONE);
            for (int i = 0; i < held.length; i++) {
                var candidate = candidates.get(i);
                held[i] +=
                        candidate.held.contains(word.getKey()) || isAt(body, candidate.document) ? word.getValue() : 0;
            }
        }
        var stored = searcher.storedFields();
        for (int i = 0; i < held.length && found.size() < MOST; i++) {
            if (held[i] >= OF_THE_PASSAGE * whole) {
                var document = stored.document(leaf.docBase + candidates.get(i).document, java.util.Set.of(Fields.ID));
                found.add(new Found(UUID.fromString(document.get(Fields.ID)), (float) (held[i] / whole)));
            }
        }
    }

    /** In the order of the documents, so that lists of words are walked through once. */
    private static List<Candidate> candidates(
            LeafReader reader,
            BrandId brand,
            Fields side,
            Language language,
            Map<String, Double> weights,
            int conversations)
            throws IOException {
        var held = new HashMap<Integer, List<String>>();
        for (var word : weights.keySet()) {
            var subject = reader.postings(new Term(side.subject(language), word), PostingsEnum.NONE);
            while (subject != null && subject.nextDoc() != PostingsEnum.NO_MORE_DOCS) {
                held.computeIfAbsent(subject.docID(), document -> new ArrayList<>())
                        .add(word);
            }
        }
        var lengths = reader.getNormValues(side.subject(language));
        var ours = reader.postings(new Term(Fields.BRAND, brand.toString()), PostingsEnum.NONE);
        var open = reader.postings(new Term(Fields.OPEN, "1"), PostingsEnum.NONE);
        var live = reader.getLiveDocs();
        var rare = Math.min(MOST_WEIGHT, Math.log(1 + conversations / RARE));
        var candidates = new ArrayList<Candidate>();
        for (var document : held.keySet().stream().sorted().toList()) {
            var words = held.getOrDefault(document, List.of());
            if (words.size() >= FEWEST_WORDS
                    && (live == null || live.get(document))
                    && share(words, weights, length(lengths, document), rare) >= OF_THE_SUBJECT
                    && isAt(ours, document)
                    && (side == Fields.DESK || isAt(open, document))) {
                candidates.add(new Candidate(document, words));
            }
        }
        return candidates;
    }

    private static double share(List<String> held, Map<String, Double> weights, int length, double rare) {
        var ours = held.stream()
                .mapToDouble(word -> weights.getOrDefault(word, 0.0))
                .sum();
        return ours / (ours + Math.max(0, length - held.size()) * rare);
    }

    private static boolean isAt(@Nullable PostingsEnum postings, int document) throws IOException {
        if (postings == null) {
            return false;
        }
        return (postings.docID() < document ? postings.advance(document) : postings.docID()) == document;
    }

    /** How many words a subject has, as {@link Similarity} keeps it: exact up to forty. */
    private static int length(@Nullable NumericDocValues lengths, int document) throws IOException {
        return lengths != null && lengths.advanceExact(document)
                ? SmallFloat.byte4ToInt((byte) lengths.longValue())
                : Integer.MAX_VALUE;
    }
}
