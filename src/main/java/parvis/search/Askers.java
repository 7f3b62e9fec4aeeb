package parvis.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import parvis.database.BrandId;
import parvis.text.LanguageGuess;

/**
 * The conversations that ask what a passage says, by the words of what was asked and of what was answered there. Every word of the
 * passage is looked up once; what a conversation holds of it is weighed by {@link Evidence} (docs/guard.md).
 */
final class Askers {
    /** From here on a conversation asks it: eight of ten then do, on the year that the words were weighed by. */
    static final double LIKELY = 0.7;

    private static final int FEWEST_WORDS = 2;
    /** Of the rarity of a word that a single conversation holds: less is not looked at more closely. */
    private static final double LEAST = 0.5;

    /** The most that are looked at closely, by what they hold: "over a thousand" says enough. */
    private static final int MOST = 1_000;

    /** @param person who asked, by their id */
    record Asker(UUID conversation, String person, float score) {}

    private Askers() {}

    /** The best first; those of the square alone, or all that the house has. */
    static List<Asker> of(IndexSearcher searcher, BrandId brand, Passage passage, Fields side) throws IOException {
        var found = new ArrayList<Asker>();
        for (var language : languages(passage)) {
            var sought = PassageWords.of(searcher, passage, side, language);
            if (sought.words().size() >= FEWEST_WORDS) {
                for (var leaf : searcher.getIndexReader().leaves()) {
                    inLeaf(searcher, leaf, brand, sought, found);
                }
            }
        }
        found.sort(Comparator.comparing(Asker::score).reversed());
        return found;
    }

    static List<Language> languages(Passage passage) {
        return LanguageGuess.of(passage.before() + " " + passage.text())
                .map(Locale::getLanguage)
                .map(code -> List.of(Language.of(code)))
                .orElse(List.of(Language.values()));
    }

    private static void inLeaf(
            IndexSearcher searcher, LeafReaderContext leaf, BrandId brand, PassageWords sought, List<Asker> found)
            throws IOException {
        var documents = candidates(leaf, brand, sought);
        if (documents.length == 0) {
            return;
        }
        var evidence = Evidence.of(leaf.reader(), documents, sought);
        var stored = searcher.storedFields();
        for (int i = 0; i < documents.length; i++) {
            var likely = evidence[i].likelihood();
            if (likely >= LIKELY) {
                var document = stored.document(leaf.docBase + documents[i], Set.of(Fields.ID, Fields.ASKER));
                var id = document.get(Fields.ID);
                var person = document.get(Fields.ASKER);
                found.add(new Asker(UUID.fromString(id), person == null ? id : person, (float) likely));
            }
        }
    }

    /** In the order of the documents, so that lists of words are walked through once. */
    static int[] candidates(LeafReaderContext leaf, BrandId brand, PassageWords sought) throws IOException {
        var reader = leaf.reader();
        var held = new float[reader.maxDoc()];
        var count = new byte[reader.maxDoc()];
        for (var word : sought.words().entrySet()) {
            var asked = reader.postings(sought.asked(word.getKey()), PostingsEnum.NONE);
            var answered = reader.postings(sought.answered(word.getKey()), PostingsEnum.NONE);
            var inAsked = asked == null ? PostingsEnum.NO_MORE_DOCS : asked.nextDoc();
            var inAnswered = answered == null ? PostingsEnum.NO_MORE_DOCS : answered.nextDoc();
            while (inAsked != PostingsEnum.NO_MORE_DOCS || inAnswered != PostingsEnum.NO_MORE_DOCS) {
                var document = Math.min(inAsked, inAnswered);
                held[document] += word.getValue().floatValue();
                count[document]++;
                inAsked = asked != null && inAsked == document ? asked.nextDoc() : inAsked;
                inAnswered = answered != null && inAnswered == document ? answered.nextDoc() : inAnswered;
            }
        }
        var live = reader.getLiveDocs();
        var least = (float) (LEAST * sought.rarest());
        var candidates = new ArrayList<Integer>();
        var ours = reader.postings(new Term(Fields.BRAND, brand.toString()), PostingsEnum.NONE);
        var open = reader.postings(new Term(Fields.OPEN, "1"), PostingsEnum.NONE);
        for (int document = 0; document < held.length; document++) {
            if (count[document] >= FEWEST_WORDS
                    && held[document] >= least
                    && (live == null || live.get(document))
                    && Evidence.isAt(ours, document)
                    && (sought.side() == Fields.DESK || Evidence.isAt(open, document))) {
                candidates.add(document);
            }
        }
        if (candidates.size() > MOST) {
            candidates.sort(Comparator.comparingDouble((Integer document) -> held[document])
                    .reversed());
        }
        var documents =
                candidates.stream().limit(MOST).mapToInt(document -> document).toArray();
        Arrays.sort(documents);
        return documents;
    }
}
