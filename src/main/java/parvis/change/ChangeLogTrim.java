package parvis.change;

import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.database.Rows;
import parvis.jobs.Housekeeping;

/** Keeps a week of the change log: a node that was away longer builds its caches anew. */
@Component
class ChangeLogTrim implements Housekeeping {
    private static final Duration KEPT = Duration.ofDays(7);

    private final JdbcClient db;

    ChangeLogTrim(JdbcClient db) {
        this.db = db;
    }

    @Override
    public String name() {
        return "change.trim";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void work(Instant now) {
        db.sql("select change.trim_before(?)")
                .param(Rows.time(now.minus(KEPT)))
                .query(Long.class)
                .single();
    }
}
