package parvis.search;

import java.io.IOException;
import java.nio.file.Path;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.change.Change.Position;
import parvis.change.ChangeFeed;

/**
 * Opens the index and decides from where it goes on: from its own position in the change log, or by reading everything anew
 * when there is nothing to go on from (no index, a damaged one, a log trimmed past it, another database).
 */
@Component
class Opening {
    private final ChangeFeed feed;
    private final JdbcClient db;

    Opening(ChangeFeed feed, JdbcClient db) {
        this.feed = feed;
        this.db = db;
    }

    /** The index, ready to be searched, with a mark. */
    Index open(Path where) throws IOException {
        var opened = Index.open(where);
        try {
            var known = opened.mark();
            var database = database();
            var bounds = feed.bounds();
            if (known == null || !known.database().equals(database)) {
                opened.removeAll();
                opened.mark(Mark.fresh(database, bounds.newest()));
                // What belonged to another database must be gone even if we are killed now.
                opened.commit();
            } else if (!canGoOn(known.position(), bounds)) {
                opened.mark(known.anew(bounds.newest()));
            }
            opened.refresh();
            return opened;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** Nothing after the position was trimmed, and the log has not gone back behind it as a restored one does. */
    private static boolean canGoOn(Position reached, ChangeFeed.Bounds bounds) {
        return reached.compareTo(bounds.oldest()) >= 0 && reached.compareTo(bounds.newest()) <= 0;
    }

    /** Which database the index belongs to: positions of another one's log mean nothing here. */
    private String database() {
        var maySeeCluster = db.sql("select has_function_privilege('pg_control_system()', 'execute')")
                .query(Boolean.class)
                .single();
        var cluster = maySeeCluster ? "(select system_identifier::text from pg_control_system())" : "'unknown'";
        return db.sql("select " + cluster + " || '/' || oid from pg_database where datname = current_database()")
                .query(String.class)
                .single();
    }
}
