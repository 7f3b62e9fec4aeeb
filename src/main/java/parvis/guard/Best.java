package parvis.guard;

import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import java.util.PriorityQueue;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;

/**
 * The few best documents of those that reach a bound. Lucene's own collector learns what is good enough only from what it has
 * found; told from the start, it passes over nearly everything.
 */
final class Best implements Collector {
    private record Found(int document, float score) {}

    private final PriorityQueue<Found> found = new PriorityQueue<>(Comparator.comparingDouble(Found::score));
    private final int most;
    private float bound;

    private Best(int most, float bound) {
        this.most = most;
        this.bound = bound;
    }

    /** The best first. */
    static int[] of(IndexSearcher searcher, Query query, int most, float bound) throws IOException {
        var best = new Best(most, bound);
        searcher.search(query, new CollectorManager<Best, Best>() {
            @Override
            public Best newCollector() {
                return best;
            }

            @Override
            public Best reduce(Collection<Best> all) {
                return best;
            }
        });
        var documents = new int[best.found.size()];
        for (int i = documents.length - 1; i >= 0; i--) {
            documents[i] = Objects.requireNonNull(best.found.poll()).document;
        }
        return documents;
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.TOP_SCORES;
    }

    @Override
    public LeafCollector getLeafCollector(LeafReaderContext leaf) {
        return new LeafCollector() {
            private Scorable scorer = new Scorable() {
                @Override
                public float score() {
                    return 0;
                }
            };

            @Override
            public void setScorer(Scorable scorer) throws IOException {
                this.scorer = scorer;
                scorer.setMinCompetitiveScore(bound);
            }

            @Override
            public void collect(int document) throws IOException {
                var score = scorer.score();
                if (score < bound) {
                    return;
                }
                found.add(new Found(leaf.docBase + document, score));
                if (found.size() > most) {
                    found.poll();
                    bound = Math.nextUp(Objects.requireNonNull(found.peek()).score);
                    scorer.setMinCompetitiveScore(bound);
                }
            }
        };
    }
}
