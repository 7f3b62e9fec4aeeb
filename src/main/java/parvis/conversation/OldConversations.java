package parvis.conversation;

import java.time.Duration;
import java.time.Instant;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.database.Ids;
import parvis.database.Rows;
import parvis.privacy.Kept;
import parvis.privacy.Passing;
import parvis.privacy.Span;

/**
 * Private conversations go whole, so long after their last message, unless an answer is owed. What came along from another program
 * may be older than any period when it comes: nothing goes in the first days here, so that whoever brought it can see what would.
 */
@Component
@Order(1)
class OldConversations implements Kept {
    private static final Duration AT_LEAST_HERE = Duration.ofDays(30);
    private static final String OLD = """
             from conversation.conversation
             where visibility = 'private' and state <> 'open' and last_message_at < :before and id < :made
            """;

    private final JdbcClient db;
    private final TakingAway takingAway;
    private final Changes changes;

    OldConversations(JdbcClient db, TakingAway takingAway, Changes changes) {
        this.db = db;
        this.takingAway = takingAway;
        this.changes = changes;
    }

    @Override
    public Span span() {
        return Span.CONVERSATIONS;
    }

    @Override
    public long due(Instant before, int most) {
        return db.sql("select count(*) from (select 1" + OLD.replace(" and id < :made", "") + " limit :most) old")
                .param("before", Rows.time(before))
                .param("most", most)
                .query(Long.class)
                .single();
    }

    @Override
    public int takeAway(Passing passing) {
        var gone = db.sql("select id" + OLD + " order by last_message_at, id limit :most for update skip locked")
                .param("before", Rows.time(passing.before()))
                .param("made", Ids.first(passing.at().minus(AT_LEAST_HERE)))
                .param("most", passing.most())
                .query((row, n) -> Rows.uuid(row, "id"))
                .list();
        if (gone.isEmpty()) {
            return 0;
        }
        takingAway.whole(gone, passing.files());
        changes.recordAll(passing.brand(), Change.Kind.CONVERSATION, gone);
        // so that no file of the index holds their words
        changes.record(passing.brand(), Change.Kind.ERASURE, gone.getFirst());
        return gone.size();
    }
}
