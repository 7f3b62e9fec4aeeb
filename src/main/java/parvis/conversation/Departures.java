package parvis.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import parvis.brand.TeammateId;
import parvis.database.BrandId;
import parvis.database.Rows;

/** Answers at the door as PostgreSQL keeps them. Calls belong inside a transaction of the brand. */
@Repository
public class Departures {
    private final JdbcClient db;

    Departures(JdbcClient db) {
        this.db = db;
    }

    /** Those of a conversation. */
    public List<Departure> of(ConversationId conversation) {
        return db.sql("select * from conversation.departure where conversation = ? order by message")
                .param(conversation.value())
                .query(Departures::departure)
                .list();
    }

    /** The numbers of the conversations in which an answer of theirs was stopped. */
    public Set<Long> stopped(TeammateId by) {
        return Set.copyOf(db.sql("""
                select distinct c.number from conversation.departure d
                  join conversation.conversation c on c.brand = d.brand and c.id = d.conversation
                 where d.teammate = ? and d.stopped_at is not null limit 300
                """).param(by.value()).query(Long.class).list());
    }

    /** The numbers of the conversations from which an answer is about to leave. */
    public Set<Long> leaving() {
        return Set.copyOf(db.sql("""
                select distinct c.number from conversation.departure d
                  join conversation.conversation c on c.brand = d.brand and c.id = d.conversation
                 where not d.later limit 300
                """).query(Long.class).list());
    }

    /** The newest answer that is about to leave, when nothing newer stands there: whoever answers should have it before their eyes. */
    Optional<MessageId> leaving(ConversationId conversation) {
        return db.sql("""
                select d.message from conversation.departure d
                  join conversation.message m on m.brand = d.brand and m.id = d.message
                  join conversation.conversation c on c.brand = d.brand and c.id = d.conversation
                  left join conversation.message l on l.brand = c.brand and l.id = c.last_message
                 where d.conversation = ? and not d.later and m.stored_at > coalesce(l.stored_at, '-infinity')
                 order by m.stored_at desc, d.message desc limit 1
                """)
                .param(conversation.value())
                .query((row, n) -> new MessageId(Rows.uuid(row, "message")))
                .optional();
    }

    Optional<Departure> byMessage(MessageId message) {
        return db.sql("select * from conversation.departure where message = ?")
                .param(message.value())
                .query(Departures::departure)
                .optional();
    }

    void insert(BrandId brand, Departure departure) {
        db.sql("""
                insert into conversation.departure (brand, message, conversation, teammate, departs_at, later)
                values (:brand, :message, :conversation, :teammate, :at, :later)
                """)
                .param("brand", brand.value())
                .param("message", departure.message().value())
                .param("conversation", departure.conversation().value())
                .param("teammate", departure.teammate())
                .param("at", Rows.timeOrNull(departure.at()))
                .param("later", departure.later())
                .update();
        db.sql("update conversation.message set state = 'waiting' where id = ?")
                .param(departure.message().value())
                .update();
    }

    /** Another hour, also for one that was stopped. */
    void put(MessageId message, Instant at) {
        db.sql("update conversation.departure set departs_at = ?, stopped_at = null, later = true where message = ?")
                .params(Rows.time(at), message.value())
                .update();
    }

    /** Those whose time has come, of all conversations. */
    List<Departure> due(Instant now, int most) {
        return db.sql("select * from conversation.departure where departs_at <= ? order by departs_at limit ?")
                .params(Rows.time(now), most)
                .query(Departures::departure)
                .list();
    }

    /** It leaves: false when it was taken back, put off, or has left. */
    boolean take(MessageId message, @Nullable Instant dueBy) {
        return dueBy == null
                ? db.sql("delete from conversation.departure where message = ?")
                                .param(message.value())
                                .update()
                        > 0
                : db.sql("delete from conversation.departure where message = ? and departs_at <= ?")
                                .params(message.value(), Rows.time(dueBy))
                                .update()
                        > 0;
    }

    /** Those that were put off stop when a person writes, and not when a machine does; who wrote them. */
    List<UUID> stop(ConversationId conversation, MessageId arrived, Instant at) {
        return db.sql("""
                update conversation.departure set departs_at = null, stopped_at = ?
                 where conversation = ? and later and departs_at is not null
                   and exists (select 1 from conversation.message m where m.id = ? and m.origin = 'person')
                returning teammate
                """)
                .params(Rows.time(at), conversation.value(), arrived.value())
                .query((row, n) -> Rows.uuid(row, "teammate"))
                .list();
    }

    private static Departure departure(ResultSet row, int n) throws SQLException {
        return new Departure(
                new MessageId(Rows.uuid(row, "message")),
                new ConversationId(Rows.uuid(row, "conversation")),
                Rows.uuid(row, "teammate"),
                Rows.instantOrNull(row, "departs_at"),
                row.getBoolean("later"),
                Rows.instantOrNull(row, "stopped_at"));
    }
}
