package parvis.mail;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import parvis.conversation.Accepting.Taken;
import parvis.database.BrandId;
import parvis.database.Rows;
import parvis.postal.Judgement;

/** Mails as PostgreSQL keeps them. Calls belong inside a transaction of the brand. */
@Repository
class Received {
    static final String CHANNEL = "mail";

    /**
     * @param raw its bytes, or null when they lie in the file store under {@code content}
     * @param peer the address that handed it over, or null when that tells nothing
     */
    record Mail(
            UUID id,
            String externalId,
            String content,
            String sender,
            String recipient,
            long bytes,
            byte @Nullable [] raw,
            Instant at,
            int attempts,
            @Nullable String peer) {}

    private static final String COLUMNS =
            "id, external_id, content, sender, recipient, bytes, raw, received_at, attempts, peer";

    private final JdbcClient db;
    private final JdbcTemplate batches;

    Received(JdbcClient db, JdbcTemplate batches) {
        this.db = db;
        this.batches = batches;
    }

    /** All in one round trip; those that are known already stay as they are. */
    void keep(List<Arrived> all) {
        batches.batchUpdate("""
                insert into mail.received (brand, id, channel, external_id, content, sender, recipient, bytes, raw, received_at,
                    state, next_at, peer)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'accepted', ?, ?)
                on conflict (brand, channel, external_id) do nothing
                """, all, all.size(), Received::fill);
    }

    private static void fill(PreparedStatement statement, Arrived mail) throws SQLException {
        statement.setObject(1, mail.brand().value());
        statement.setObject(2, mail.id());
        statement.setString(3, CHANNEL);
        statement.setString(4, mail.externalId());
        statement.setString(5, mail.content());
        statement.setString(6, mail.sender());
        statement.setString(7, mail.recipient());
        statement.setLong(8, mail.bytes());
        statement.setObject(9, mail.raw(), Types.BINARY);
        statement.setObject(10, Rows.time(mail.at()));
        statement.setObject(11, Rows.time(mail.at()));
        statement.setString(12, mail.peer());
    }

    /** The brands that have mail to be read; belongs to no brand. */
    List<BrandId> brandsWithMail(Instant now) {
        return db.sql("select brand from mail.brands_with_mail(?) as waiting(brand)")
                .param(Rows.time(now))
                .query((row, n) -> new BrandId(Rows.uuid(row, "brand")))
                .list();
    }

    /** The oldest that wait, held by nobody: they are read before they are claimed. */
    List<Mail> waiting(Instant now, int most) {
        return db.sql("select " + COLUMNS + """
                  from mail.received where state = 'accepted' and next_at <= ? order by next_at, id limit ?
                """)
                .params(Rows.time(now), most)
                .query((row, n) -> mail(row))
                .list();
    }

    /** Whether it still waits; if so, it is held until the transaction ends and others pass it by. */
    boolean claim(UUID id) {
        return db.sql("select 1 from mail.received where id = ? and state = 'accepted' for update skip locked")
                .param(id)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** Another mail of the same bytes that stands for this one: of two addresses, the one that says more, then the first. */
    Optional<Taken> sameAs(Mail mail) {
        return db.sql("""
                select conversation, message from mail.received
                 where content = ? and id <> ? and message is not null order by received_at, id limit 1
                """)
                .params(mail.content(), mail.id())
                .query((row, n) -> new Taken(
                        new parvis.conversation.ConversationId(Rows.uuid(row, "conversation")),
                        new parvis.conversation.MessageId(Rows.uuid(row, "message"))))
                .optional();
    }

    /** Whether the same mail also came to an address that speaks for a colleague, and still waits. */
    boolean speaksElsewhere(Mail mail) {
        return db.sql("""
                select 1 from mail.received
                 where content = ? and id <> ? and state = 'accepted' and split_part(recipient, '@', 1) like '%+r.%' limit 1
                """)
                .params(mail.content(), mail.id())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** How far it is proved who sent it. */
    void judged(UUID id, Judgement judgement) {
        db.sql("update mail.received set standing = ?, standing_of = ?, judged = ? where id = ?")
                .param(judgement.kept())
                .param(judgement.domain())
                .param(judgement.told())
                .param(id)
                .update();
    }

    void stored(UUID id, Taken taken, @Nullable String messageId, @Nullable String reason) {
        db.sql("""
                update mail.received set state = 'stored', conversation = ?, message = ?, message_id = ?, reason = ? where id = ?
                """)
                .params(taken.conversation().value(), taken.message().value())
                .param(messageId)
                .param(reason)
                .param(id)
                .update();
    }

    /** Kept as it came, and no part of any conversation. */
    void aside(UUID id, @Nullable String messageId, String reason) {
        db.sql("update mail.received set state = 'aside', message_id = ?, reason = ? where id = ?")
                .param(messageId)
                .param(reason)
                .param(id)
                .update();
    }

    void rejected(UUID id, String reason) {
        db.sql("update mail.received set state = 'rejected', reason = ? where id = ?")
                .params(reason, id)
                .update();
    }

    void postponed(UUID id, Instant until, String reason) {
        db.sql("update mail.received set attempts = attempts + 1, next_at = ?, reason = ? where id = ?")
                .params(Rows.time(until), reason, id)
                .update();
    }

    Optional<Mail> ofMessage(UUID message) {
        return db.sql("select " + COLUMNS
                        + " from mail.received where message = ? and bytes > 0 order by received_at, id limit 1")
                .param(message)
                .query((row, n) -> mail(row))
                .optional();
    }

    private static Mail mail(ResultSet row) throws SQLException {
        return new Mail(
                Rows.uuid(row, "id"),
                row.getString("external_id"),
                row.getString("content"),
                row.getString("sender"),
                row.getString("recipient"),
                row.getLong("bytes"),
                row.getBytes("raw"),
                Rows.instant(row, "received_at"),
                row.getInt("attempts"),
                Rows.textOrNull(row, "peer"));
    }
}
