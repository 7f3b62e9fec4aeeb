package parvis.conversation;

import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import parvis.brand.Brand;
import parvis.brand.Teammate;
import parvis.database.BrandId;
import parvis.database.Rows;
import parvis.database.Transactions;

/**
 * Where conversations are that were merged into others. Whatever names one from outside (a mail, a link, an address of a page)
 * asks here; everything inside was moved.
 */
@Repository
public class Merged {
    private final JdbcClient db;
    private final Transactions transactions;
    private final StandingRows standing;

    Merged(JdbcClient db, Transactions transactions, StandingRows standing) {
        this.standing = standing;
        this.db = db;
        this.transactions = transactions;
    }

    /** The conversation that holds the messages of this one: itself when it was never merged. */
    public ConversationId surviving(BrandId brand, ConversationId id) {
        return transactions.reading(
                brand,
                () -> db.sql("select into_conversation from conversation.merged where id = ?")
                        .param(id.value())
                        .query((row, n) -> new ConversationId(Rows.uuid(row, "into_conversation")))
                        .optional()
                        .orElse(id));
    }

    /** The number of the conversation into which that of this number went; empty when it went nowhere. */
    public Optional<Long> numberAfter(BrandId brand, long number) {
        return transactions.reading(
                brand, () -> db.sql("""
                select c.number from conversation.merged m
                  join conversation.conversation c on c.brand = m.brand and c.id = m.into_conversation
                 where m.number = ?
                """).param(number).query(Long.class).optional());
    }

    /** Both are held until the transaction ends. Nothing that names the first is left, but its row here. */
    void move(Brand brand, Conversation gone, ConversationId into, Teammate by, Instant at) {
        for (var table : new String[] {
            "message", "rating", "report", "raw", "reply_token", "answer_link", "alert", "draft", "departure"
        }) {
            db.sql("update conversation." + table + " set conversation = ? where conversation = ?")
                    .params(into.value(), gone.id().value())
                    .update();
        }
        run("""
            insert into conversation.tag (brand, conversation, tag)
            select brand, :into, tag from conversation.tag where conversation = :gone on conflict do nothing
            """, gone, into);
        // more stands there now than was lent
        run("delete from conversation.lent where conversation in (:gone, :into)", gone, into);
        run("delete from conversation.tag where conversation = :gone", gone, into);
        run("""
            insert into conversation.stopped (brand, conversation, person, at)
            select brand, :into, person, at from conversation.stopped where conversation = :gone on conflict do nothing
            """, gone, into);
        run("""
            insert into conversation.link (brand, conversation, other, kind)
            select brand, case conversation when :gone then :into else conversation end,
                   case other when :gone then :into else other end, kind
              from conversation.link
             where :gone in (conversation, other) and :into not in (conversation, other)
            on conflict do nothing
            """, gone, into);
        run("delete from conversation.link where :gone in (conversation, other)", gone, into);
        run("""
            update conversation.conversation set duplicate_of = case id when :into then null else :into end
             where duplicate_of = :gone
            """, gone, into);
        run("update conversation.split set from_conversation = :into where from_conversation = :gone", gone, into);
        run(
                "update conversation.split_message set from_conversation = :into where from_conversation = :gone",
                gone,
                into);
        standing.merged(gone.id(), into);
        run("update conversation.merged set into_conversation = :into where into_conversation = :gone", gone, into);
        run("""
            update conversation.conversation c
               set messages = c.messages + g.messages,
                   public_messages = c.public_messages + g.public_messages,
                   narrowed_from = null,
                   answers = c.answers + g.answers,
                   last_message = case when g.last_message_at > c.last_message_at then g.last_message else c.last_message end,
                   last_message_at = greatest(c.last_message_at, g.last_message_at),
                   opened_at = least(c.opened_at, g.opened_at),
                   product = coalesce(c.product, g.product),
                   owner = coalesce(c.owner, g.owner)
              from conversation.conversation g
             where c.id = :into and g.id = :gone
            """, gone, into);
        run("delete from conversation.conversation where id = :gone", gone, into);
        db.sql("""
                insert into conversation.merged (brand, id, number, subject, into_conversation, by_teammate, at)
                values (?, ?, ?, ?, ?, ?, ?)
                """)
                .params(brand.id().value(), gone.id().value(), gone.number(), gone.subject(), into.value())
                .params(by.id().value(), Rows.time(at))
                .update();
    }

    private void run(String sql, Conversation gone, ConversationId into) {
        db.sql(sql).param("gone", gone.id().value()).param("into", into.value()).update();
    }
}
