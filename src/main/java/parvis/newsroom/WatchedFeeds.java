package parvis.newsroom;

import java.util.List;
import parvis.database.BrandId;
import parvis.guard.Context;

/** What others publish whom the brand watches. */
public interface WatchedFeeds {
    List<Context.Watched> of(BrandId brand);
}
