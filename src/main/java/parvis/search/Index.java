package parvis.search;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.QueryRescorer;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TotalHits;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parvis.database.BrandId;
import parvis.search.Askers.Asker;
import parvis.search.Queries.Asked;
import parvis.search.Queries.Try;

/** The files of the index: written by one thread, searched by all. */
final class Index implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Index.class);
    private static final double MEGABYTES_OF_MEMORY = 32;
    /** So many of each way of finding them are put in order with care, or twice as many: whoever reads on finds the same order. */
    private static final int CANDIDATES = 100;

    private static final Sort NEWEST =
            new Sort(LongField.newSortField(Fields.LAST, true, SortedNumericSelector.Type.MAX));
    /** Who is given so many that hold all of their words does not miss those that hold some. */
    private static final int ENOUGH = 20;

    private final FSDirectory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    /** Written by the following thread alone. */
    private volatile @Nullable Mark mark;

    private volatile long refreshed;
    private boolean forgetting;

    private Index(FSDirectory directory, @Nullable Mark mark) throws IOException {
        this.directory = directory;
        this.mark = mark;
        var config = new IndexWriterConfig(analyzer())
                .setRAMBufferSizeMB(MEGABYTES_OF_MEMORY)
                .setCommitOnClose(false)
                .setUseCompoundFile(false)
                .setMergePolicy(merging());
        config.setOpenMode(mark == null ? IndexWriterConfig.OpenMode.CREATE : IndexWriterConfig.OpenMode.APPEND);
        this.writer = new IndexWriter(directory, config);
        try {
            this.searchers = new SearcherManager(writer, new SearcherFactory());
        } catch (IOException | RuntimeException e) {
            writer.rollback();
            throw e;
        }
    }

    /** What comes while thousands write a second makes many small segments: they wait until they are worth merging. */
    private static TieredMergePolicy merging() {
        var merging = new TieredMergePolicy();
        merging.setForceMergeDeletesPctAllowed(0);
        merging.setFloorSegmentMB(2);
        merging.setNoCFSRatio(0);
        return merging;
    }

    /** Opens what is there if it can be used, else begins an empty one, whose {@link #mark()} is null. */
    static Index open(Path where) throws IOException {
        Files.createDirectories(where);
        var directory = FSDirectory.open(where);
        try {
            var mark = usable(directory);
            if (mark != null) {
                try {
                    return new Index(directory, mark);
                } catch (LockObtainFailedException inUse) {
                    throw inUse;
                } catch (IOException | RuntimeException damaged) {
                    LOG.warn("The search index is damaged and made anew: {}", damaged.toString());
                }
            }
            empty(directory);
            return new Index(directory, null);
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /** Lucene would read what is there before it writes anew, and stumble over the damage. */
    private static void empty(FSDirectory directory) throws IOException {
        try (var ours = directory.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
            ours.ensureValid();
            for (var file : directory.listAll()) {
                if (!file.equals(IndexWriter.WRITE_LOCK_NAME)) {
                    directory.deleteFile(file);
                }
            }
        }
    }

    private static @Nullable Mark usable(FSDirectory directory) {
        try {
            return DirectoryReader.indexExists(directory)
                    ? Mark.of(SegmentInfos.readLatestCommit(directory).getUserData())
                    : null;
        } catch (IOException | RuntimeException damaged) {
            LOG.warn("The search index cannot be read and is made anew: {}", damaged.toString());
            return null;
        }
    }

    static Analyzer analyzer() {
        var fields = new HashMap<String, Analyzer>();
        for (var side : Fields.values()) {
            for (var language : Language.values()) {
                fields.put(side.subject(language), language.analyzer());
                fields.put(side.body(language), language.analyzer());
                fields.put(side.asked(language), language.analyzer());
                fields.put(side.answered(language), language.analyzer());
            }
        }
        return new PerFieldAnalyzerWrapper(Terms.PLAIN, fields);
    }

    @Nullable
    Mark mark() {
        return mark;
    }

    /** Whether everything is read from the database once more. */
    boolean isReadingAnew() {
        var reached = mark;
        return reached != null && reached.reading() != null;
    }

    /** Remembered with the next commit. */
    void mark(Mark reached) {
        mark = reached;
    }

    void put(UUID conversation, Document document) throws IOException {
        writer.updateDocument(new Term(Fields.ID, conversation.toString()), document);
    }

    void remove(UUID conversation) throws IOException {
        writer.deleteDocuments(new Term(Fields.ID, conversation.toString()));
    }

    /** Removes what reading the whole database anew has not met: it is no longer there. */
    void removeOlderThan(long generation) throws IOException {
        writer.deleteDocuments(LongPoint.newRangeQuery(Fields.GENERATION, Long.MIN_VALUE, generation - 1));
    }

    void removeAll() throws IOException {
        writer.deleteAll();
    }

    /** From now on what was put is found. */
    void refresh() throws IOException {
        searchers.maybeRefreshBlocking();
        refreshed++;
    }

    /** Another one after each refresh: what was found in an older one may no longer be so. */
    long refreshed() {
        return refreshed;
    }

    /**
     * What was replaced or removed before is to be gone from the files as well: segments that hold some of it are written anew
     * with the next commit. A commit that is lost to a kill does so again, since the log is read again from the last one.
     */
    void forget() {
        forgetting = true;
    }

    void commit() throws IOException {
        var reached = mark;
        if (reached != null) {
            if (forgetting) {
                writer.forceMergeDeletes(true);
            }
            writer.setLiveCommitData(reached.data().entrySet());
            writer.commit();
            if (forgetting) {
                forgetting = false;
                refresh(); // readers of the old files hold them
                writer.deleteUnusedFiles();
            }
        }
    }

    record Found(UUID conversation, float score) {}

    List<Found> top(Asked asked, int most) throws IOException {
        var searcher = searchers.acquire();
        try {
            var found = new ArrayList<Found>();
            for (var hit : best(searcher, asked, most).scoreDocs) {
                found.add(new Found(id(searcher, hit.doc), hit.score));
            }
            return found;
        } finally {
            searchers.release(searcher);
        }
    }

    private static UUID id(IndexSearcher searcher, int doc) throws IOException {
        var leaves = searcher.getIndexReader().leaves();
        var leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
        var ids = DocValues.getBinary(leaf.reader(), Fields.ID);
        if (!ids.advanceExact(doc - leaf.docBase)) {
            throw new IllegalStateException("A document has no id");
        }
        return Fields.uuid(ids.binaryValue());
    }

    private static TopDocs best(IndexSearcher searcher, Asked asked, int most) throws IOException {
        var candidates = new LinkedHashSet<Integer>();
        for (var attempt : asked.tries()) {
            add(candidates, attempt, searcher, most <= CANDIDATES ? CANDIDATES : Math.max(most, 2 * CANDIDATES));
            if (candidates.size() >= Math.min(most, ENOUGH)) {
                return ranked(searcher, candidates, attempt, most);
            }
        }
        return ranked(searcher, candidates, asked.tries().getLast(), most);
    }

    private static void add(Set<Integer> candidates, Try attempt, IndexSearcher searcher, int most) throws IOException {
        var isAll = true;
        for (var query : attempt.best()) {
            var hits = searcher.search(query, most).scoreDocs;
            isAll &= hits.length < most;
            for (var hit : hits) {
                candidates.add(hit.doc);
            }
        }
        if (attempt.newest() != null && !isAll) {
            for (var hit : searcher.search(attempt.newest(), most, NEWEST).scoreDocs) {
                candidates.add(hit.doc);
            }
        }
    }

    private static TopDocs ranked(IndexSearcher searcher, Set<Integer> candidates, Try attempt, int most)
            throws IOException {
        var hits = candidates.stream().map(doc -> new ScoreDoc(doc, 0)).toArray(ScoreDoc[]::new);
        var found = new TopDocs(new TotalHits(hits.length, TotalHits.Relation.EQUAL_TO), hits);
        return QueryRescorer.rescore(searcher, found, attempt.rank(), 1, most);
    }

    /** Those that ask what a passage says. */
    List<Asker> askers(BrandId brand, Passage passage, Fields side) throws IOException {
        var searcher = searchers.acquire();
        try {
            return Askers.of(searcher, brand, passage, side);
        } finally {
            searchers.release(searcher);
        }
    }

    /** Without committing: that is the follower's to decide. */
    @Override
    public void close() throws IOException {
        try (directory) {
            searchers.close();
            writer.rollback();
        }
    }
}
