package parvis.search;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.store.AlreadyClosedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import parvis.database.BrandId;
import parvis.search.Index.Found;

/**
 * How many people asked what a passage of a draft answers. Private conversations may count, and are never named: what is listed is
 * public, and read from PostgreSQL under the brand's wall. Whoever may not see the brand's desk is told the public count alone.
 */
@Component
public class AskedAbout {
    private static final Logger LOG = LoggerFactory.getLogger(AskedAbout.class);

    private final Follower follower;
    private final Results results;

    AskedAbout(Follower follower, Results results) {
        this.follower = follower;
        this.results = results;
    }

    /** Conversations of the brand, private ones among them; a thousand stands for more. */
    public int times(BrandId brand, String passage) {
        return askers(brand, passage, Fields.DESK).size();
    }

    public int timesInPublic(BrandId brand, String passage) {
        return askers(brand, passage, Fields.SQUARE).size();
    }

    /** The public ones that ask it most plainly. */
    public List<Hit> inPublic(BrandId brand, String passage, int most) {
        var found = askers(brand, passage, Fields.SQUARE);
        return results.withoutExcerpts(
                brand, found.stream().limit(Math.clamp(most, 0, 20)).toList());
    }

    private List<Found> askers(BrandId brand, String passage, Fields side) {
        var index = follower.index();
        if (index == null) {
            return List.of();
        }
        try {
            return index.askers(brand, passage, side);
        } catch (IOException | AlreadyClosedException e) {
            LOG.warn("Who asked cannot be counted: {}", e.toString());
            return List.of();
        }
    }
}
