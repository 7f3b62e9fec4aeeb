package parvis.conversation;

import java.time.Instant;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.database.Rows;
import parvis.privacy.Kept;
import parvis.privacy.Passing;
import parvis.privacy.Span;

/** What somebody reported goes so long after it was decided; what is hidden stays hidden. */
@Component
@Order(4)
class OldReports implements Kept {
    private static final String OLD = " from conversation.report where state <> 'open' and decided_at < :before";

    private final JdbcClient db;

    OldReports(JdbcClient db) {
        this.db = db;
    }

    @Override
    public Span span() {
        return Span.REPORTS;
    }

    @Override
    public long due(Instant before, int most) {
        return db.sql("select count(*) from (select 1" + OLD + " limit :most) old")
                .param("before", Rows.time(before))
                .param("most", most)
                .query(Long.class)
                .single();
    }

    @Override
    public int takeAway(Passing passing) {
        return db.sql("delete from conversation.report where id in (select id" + OLD
                        + " order by decided_at limit :most)")
                .param("before", Rows.time(passing.before()))
                .param("most", passing.most())
                .update();
    }
}
