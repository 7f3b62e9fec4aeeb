package parvis.mail;

import java.time.Instant;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import parvis.database.Columns;
import parvis.database.Rows;
import parvis.privacy.Kept;
import parvis.privacy.Passing;
import parvis.privacy.Span;

/**
 * Mails as they came: of old ones, and of those whose message is no more, only that they came is kept, so that the same one is known
 * when a mailbox gives it again.
 */
@Component
@Order(3)
class OldMails implements Kept {
    private static final String OLD = """
             from mail.received
             where state <> 'accepted' and bytes > 0 and (received_at < :before
                   or message is not null and not exists (select from conversation.message m where m.brand = received.brand and m.id = received.message))
            """;

    private final JdbcClient db;

    OldMails(JdbcClient db) {
        this.db = db;
    }

    @Override
    public Span span() {
        return Span.AS_IT_CAME;
    }

    @Override
    public long due(Instant before, int most) {
        return of("select count(*) from (select 1" + OLD + " limit :most) old", before, most)
                .query(Long.class)
                .single();
    }

    @Override
    public int takeAway(Passing passing) {
        var old = Columns.uuids(of(
                        "select id" + OLD + " order by id limit :most for update skip locked",
                        passing.before(),
                        passing.most())
                .query((row, n) -> Rows.uuid(row, "id"))
                .list());
        db.sql("select content from mail.received where id = any(?) and raw is null and bytes > 0")
                .param(old)
                .query(row -> {
                    passing.files().add(row.getString("content"));
                });
        return db.sql("""
                update mail.received
                   set content = '', sender = '', bytes = 0, raw = null, message_id = null, peer = null, standing = null,
                       standing_of = null, judged = null,
                       conversation = (select m.conversation from conversation.message m where m.brand = received.brand and m.id = received.message),
                       message = (select m.id from conversation.message m where m.brand = received.brand and m.id = received.message)
                 where id = any(?)
                """).param(old).update();
    }

    private StatementSpec of(String sql, Instant before, int most) {
        return db.sql(sql).param("before", Rows.time(before)).param("most", most);
    }
}
