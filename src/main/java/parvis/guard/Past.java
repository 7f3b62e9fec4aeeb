package parvis.guard;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;

/**
 * What was published, in a Lucene index on disk. Near copies are found by the bands of their {@link Sketch}, the same told
 * otherwise by how much they hold of the draft's rarer words, each weighed as BM25 weighs rarity. Grows one text at a time; what {@link #keep} has returned from survives a kill.
 */
public final class Past implements Published, Closeable {
    private static final double COPY = 0.4;
    private static final double TOLD_OTHERWISE = 0.62;
    private static final int FEWEST_WORDS = 5;
    private static final int LOOKED_AT = 20;
    private static final int RAREST = 14;
    private static final int FEWEST_COMMON = 3;
    private static final int STEM = 6;
    private static final int SHORT = 4;
    private static final int SEGMENTS = 4;

    private final FSDirectory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final List<Used> pictures = new CopyOnWriteArrayList<>();

    private record Used(String id, PictureMark mark) {}

    private Past(FSDirectory directory) throws IOException {
        this.directory = directory;
        // A text is asked for by dozens of terms, each looked up in every segment: few segments are worth more merging.
        this.writer = new IndexWriter(
                directory,
                new IndexWriterConfig(new KeywordAnalyzer())
                        .setRAMBufferSizeMB(64)
                        .setMergePolicy(new TieredMergePolicy().setSegmentsPerTier(SEGMENTS)));
        this.searchers = new SearcherManager(writer, new SearcherFactory());
    }

    /** Opens what is there, or begins. One process at a time. */
    public static Past open(Path directory) throws IOException {
        var files = FSDirectory.open(directory);
        try {
            var past = new Past(files);
            past.readPictures();
            return past;
        } catch (IOException | RuntimeException e) {
            files.close();
            throw e;
        }
    }

    /** Takes a text in; the same id again replaces it. */
    public void add(String id, String text) throws IOException {
        var words = Sketch.words(text);
        var document = new Document();
        document.add(new StringField("id", id, Field.Store.YES));
        document.add(new StoredField("text", text));
        for (var band : bandTerms(Sketch.triples(words))) {
            document.add(new StringField("band", band, Field.Store.NO));
        }
        for (var stem : new HashSet<>(stems(words))) {
            document.add(new StringField("stem", stem, Field.Store.NO));
        }
        writer.updateDocument(new Term("id", id), document);
    }

    /** Takes a picture in, with where it was used. */
    public void addPicture(String id, PictureMark mark) throws IOException {
        var document = new Document();
        document.add(new StringField("picture", id, Field.Store.YES));
        document.add(new StoredField("mark", mark.kept()));
        writer.addDocument(document);
        pictures.add(new Used(id, mark));
    }

    @Override
    public Optional<String> twinOf(PictureMark mark) {
        return pictures.stream()
                .filter(used -> used.mark().isTwin(mark))
                .min(Comparator.comparingInt(used -> used.mark().distance(mark)))
                .map(Used::id);
    }

    /** Pictures are few beside texts: their marks are compared one by one, in memory. */
    private void readPictures() throws IOException {
        var searcher = searchers.acquire();
        try {
            for (var leaf : searcher.getIndexReader().leaves()) {
                var live = leaf.reader().getLiveDocs();
                var with = leaf.reader().terms("picture");
                for (int i = 0; with != null && i < leaf.reader().maxDoc(); i++) {
                    if (live == null || live.get(i)) {
                        var stored = leaf.reader().storedFields().document(i, Set.of("picture", "mark"));
                        var mark = stored.getBinaryValue("mark");
                        if (mark != null) {
                            var bytes =
                                    java.util.Arrays.copyOfRange(mark.bytes, mark.offset, mark.offset + mark.length);
                            pictures.add(new Used(stored.get("picture"), PictureMark.kept(bytes)));
                        }
                    }
                }
            }
        } finally {
            searchers.release(searcher);
        }
    }

    /** Makes what was taken in durable; it is found at once. */
    public void keep() throws IOException {
        writer.commit();
        searchers.maybeRefreshBlocking();
    }

    public int size() {
        return writer.getDocStats().numDocs;
    }

    @Override
    public List<Alike> like(String text, int most) {
        var words = Sketch.words(text);
        if (words.size() < FEWEST_WORDS) {
            return List.of();
        }
        try {
            searchers.maybeRefreshBlocking(); // what was taken in a moment ago counts too
            var searcher = searchers.acquire();
            try {
                var triples = Sketch.triples(words);
                var alike = copies(searcher, triples);
                if (alike.isEmpty()) {
                    alike = toldOtherwise(searcher, words);
                }
                alike.sort(Comparator.comparingDouble(Alike::share).reversed());
                return alike.stream().limit(most).toList();
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Alike> copies(IndexSearcher searcher, Set<Long> triples) throws IOException {
        var query = new BooleanQuery.Builder();
        for (var band : bandTerms(triples)) {
            query.add(new ConstantScoreQuery(new TermQuery(new Term("band", band))), BooleanClause.Occur.SHOULD);
        }
        var alike = new ArrayList<Alike>();
        for (var found : Best.of(searcher, query.build(), LOOKED_AT, 1)) {
            var stored = searcher.storedFields().document(found);
            var share = Sketch.share(triples, Sketch.triples(Sketch.words(stored.get("text"))));
            if (share >= COPY) {
                alike.add(new Alike(stored.get("id"), stored.get("text"), share, true));
            }
        }
        return alike;
    }

    private record Rare(Term term, TermStates states, double weight) {}

    /**
     * What a text holds of the draft's rarer words is the sum of constants, so that texts which cannot reach the bound are
     * passed over without being looked at.
     */
    private static List<Alike> toldOtherwise(IndexSearcher searcher, List<String> words) throws IOException {
        var rare = rarest(searcher, words);
        if (rare.size() < FEWEST_WORDS) {
            return new ArrayList<>();
        }
        var query = new BooleanQuery.Builder();
        double whole = 0;
        for (var one : rare) {
            query.add(
                    new BoostQuery(new ConstantScoreQuery(new TermQuery(one.term, one.states)), (float) one.weight),
                    BooleanClause.Occur.SHOULD);
            whole += one.weight;
        }
        var alike = new ArrayList<Alike>();
        for (var found : Best.of(searcher, query.build(), LOOKED_AT, (float) (TOLD_OTHERWISE * whole))) {
            var stored = searcher.storedFields().document(found);
            var theirs = new HashSet<>(stems(Sketch.words(stored.get("text"))));
            var common = rare.stream()
                    .filter(one -> theirs.contains(one.term.text()))
                    .toList();
            var held = common.stream().mapToDouble(Rare::weight).sum();
            if (held / whole >= TOLD_OTHERWISE && common.size() >= Math.max(FEWEST_COMMON, rare.size() / 3)) {
                alike.add(new Alike(stored.get("id"), stored.get("text"), held / whole, false));
            }
        }
        return alike;
    }

    /** The draft's rarest stems, each with what BM25 gives for its rarity. */
    private static List<Rare> rarest(IndexSearcher searcher, List<String> words) throws IOException {
        var all = searcher.getIndexReader().numDocs() + 1.0;
        var rare = new ArrayList<Rare>();
        for (var stem : new HashSet<>(stems(words))) {
            var term = new Term("stem", stem);
            var states = TermStates.build(searcher, term, true);
            var frequency = states.docFreq();
            rare.add(new Rare(term, states, Math.log(1 + Math.max(0.5, all - frequency + 0.5) / (frequency + 0.5))));
        }
        rare.sort(Comparator.comparingDouble(Rare::weight).reversed());
        return rare.subList(0, Math.min(RAREST, rare.size()));
    }

    /** Words of four letters and more, by their first six. */
    private static List<String> stems(List<String> words) {
        return words.stream()
                .filter(word -> word.length() >= SHORT)
                .map(word -> word.length() > STEM ? word.substring(0, STEM) : word)
                .toList();
    }

    private static List<BytesRef> bandTerms(Set<Long> triples) {
        var bands = Sketch.bands(triples);
        var terms = new ArrayList<BytesRef>(bands.length);
        for (int band = 0; band < bands.length; band++) {
            terms.add(new BytesRef(
                    ByteBuffer.allocate(9).put((byte) band).putLong(bands[band]).array()));
        }
        return terms;
    }

    @Override
    public void close() throws IOException {
        searchers.close();
        writer.close();
        directory.close();
    }
}
