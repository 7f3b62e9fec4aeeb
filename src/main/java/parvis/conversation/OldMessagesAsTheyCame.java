package parvis.conversation;

import java.time.Instant;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.database.Columns;
import parvis.database.Rows;
import parvis.privacy.Kept;
import parvis.privacy.Passing;
import parvis.privacy.Span;

/** Messages as they came: of those that were stored or refused long ago, only that they came is kept. */
@Component
@Order(2)
class OldMessagesAsTheyCame implements Kept {
    private static final String OLD =
            " from conversation.raw where state in ('stored', 'rejected') and body <> '{}' and received_at < :before";

    private final JdbcClient db;
    private final TakingAway takingAway;

    OldMessagesAsTheyCame(JdbcClient db, TakingAway takingAway) {
        this.db = db;
        this.takingAway = takingAway;
    }

    @Override
    public Span span() {
        return Span.AS_IT_CAME;
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
        var old = db.sql("select id" + OLD + " order by id limit :most for update skip locked")
                .param("before", Rows.time(passing.before()))
                .param("most", passing.most())
                .query((row, n) -> Rows.uuid(row, "id"))
                .list();
        return takingAway.emptied("id = any(:ids)", passing.files(), spec -> spec.param("ids", Columns.uuids(old)));
    }
}
