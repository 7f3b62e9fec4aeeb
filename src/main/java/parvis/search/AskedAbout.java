package parvis.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.ToIntFunction;
import org.apache.lucene.store.AlreadyClosedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import parvis.database.BrandId;
import parvis.search.Askers.Asker;
import parvis.search.Index.Found;

/**
 * How many people asked what a passage of a draft answers. Private conversations may count, and are never named: what is listed is
 * public, and read from PostgreSQL under the brand's wall. Whoever may not see the brand's desk is told the public count alone.
 */
@Component
public class AskedAbout implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(AskedAbout.class);

    private final Follower follower;
    private final Results results;
    /** While somebody writes, one passage changes and the others are asked about again. */
    private final Cache<Asking, List<Asker>> known =
            Caffeine.newBuilder().maximumSize(2_000).build();

    private final Counting counting = new Counting();

    private record Asking(BrandId brand, Passage passage, Fields side, Index index, long refreshed) {}

    AskedAbout(Follower follower, Results results) {
        this.follower = follower;
        this.results = results;
    }

    /** Each person once, those who asked in private among them; a thousand stands for more. */
    public int people(BrandId brand, Passage passage) {
        return people(askers(brand, passage, Fields.DESK));
    }

    public int peopleInPublic(BrandId brand, Passage passage) {
        return people(askers(brand, passage, Fields.SQUARE));
    }

    /**
     * Counts the passages of one draft as long as the patience lasts. What is late is nobody for now, and known to whoever asks again.
     *
     * @param inPublic whether private conversations are left out
     */
    public ToIntFunction<Passage> within(BrandId brand, boolean inPublic, Duration patience) {
        var until = System.nanoTime() + patience.toNanos();
        return passage -> {
            var index = follower.index();
            if (index == null) {
                return 0;
            }
            var side = inPublic ? Fields.SQUARE : Fields.DESK;
            var before = known.getIfPresent(new Asking(brand, passage, side, index, index.refreshed()));
            var found = before != null
                    ? before
                    : counting.within(Duration.ofNanos(until - System.nanoTime()), () -> askers(brand, passage, side));
            return found == null ? 0 : people(found);
        };
    }

    @Override
    public void destroy() {
        counting.stop();
    }

    /** The public ones that ask it most plainly. */
    public List<Hit> inPublic(BrandId brand, Passage passage, int most) {
        var found = askers(brand, passage, Fields.SQUARE);
        return results.withoutExcerpts(
                brand,
                found.stream()
                        .limit(Math.clamp(most, 0, 20))
                        .map(asker -> new Found(asker.conversation(), asker.score()))
                        .toList());
    }

    private static int people(List<Asker> askers) {
        return (int) askers.stream().map(Asker::person).distinct().count();
    }

    private List<Asker> askers(BrandId brand, Passage passage, Fields side) {
        var index = follower.index();
        if (index == null) {
            return List.of();
        }
        var asking = new Asking(brand, passage, side, index, index.refreshed());
        var before = known.getIfPresent(asking);
        if (before != null) {
            return before;
        }
        try {
            var askers = index.askers(brand, passage, side);
            known.put(asking, askers);
            return askers;
        } catch (IOException | AlreadyClosedException e) {
            LOG.warn("Who asked cannot be counted: {}", e.toString());
            return List.of();
        }
    }
}
