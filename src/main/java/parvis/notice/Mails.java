package parvis.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import parvis.database.BrandId;
import parvis.database.Rows;

/** Mails as PostgreSQL keeps them. Calls belong inside a transaction of the brand. */
@Repository
class Mails {
    /**
     * A mail that is to be sent.
     *
     * @param awaited whether somebody waits for it before their screen
     * @param sender the colleague who speaks, or null
     * @param message the answer that it carries, or null
     * @param messageId its name, null for one that is older than names
     * @param earlier names of those before it in its thread, the oldest first
     * @param copies addresses beside the recipient's
     * @param remaining the addresses that it has still to reach, when it reached others already; null for all
     * @param stop where its reader stops the letters of this conversation, or null
     */
    record Mail(
            UUID id,
            String recipient,
            String subject,
            String plain,
            String html,
            String language,
            String kind,
            Instant createdAt,
            int attempts,
            boolean awaited,
            @Nullable String sender,
            @Nullable UUID message,
            @Nullable String replyTo,
            @Nullable String messageId,
            List<String> earlier,
            List<String> copies,
            @Nullable List<String> remaining,
            @Nullable String stop) {

        /** Every address that it has still to reach, its recipient's first. */
        List<String> envelope() {
            return remaining != null
                    ? remaining
                    : Stream.concat(Stream.of(recipient), copies.stream()).toList();
        }

        boolean reaches(String address) {
            return envelope().stream().anyMatch(address::equalsIgnoreCase);
        }

        /** Nobody waits for this very one, and it carries no answer: a notice, or one of a round. */
        boolean isOneOfMany() {
            return !awaited && message == null;
        }

        Mail reaching(List<String> addresses) {
            return new Mail(
                    id, recipient, subject, plain, html, language, kind, createdAt, attempts, awaited, sender, message,
                    replyTo, messageId, earlier, copies, addresses, stop);
        }
    }

    /** The same words twice. */
    record Written(String subject, String plain, String html) {}

    record Thread(String name, List<String> earlier) {}

    /** A picture that travels with an answer. */
    record Enclosed(String name, String type, long bytes, String file) {}

    private static final String COLUMNS =
            "id, recipient, subject, plain, html, language, kind, created_at, attempts, awaited, sender, message, reply_to, message_id, earlier, copies, remaining, stop";

    private final JdbcClient db;

    Mails(JdbcClient db) {
        this.db = db;
    }

    /** @param leaves before which it is not sent */
    void insert(UUID id, Letter letter, Written written, Thread thread, Instant now, Instant leaves) {
        db.sql("""
                insert into notice.mail (brand, id, recipient, subject, plain, html, language, kind, awaited, conversation,
                                         created_at, state, next_at, sender, message, reply_to, message_id, earlier, copies, stop)
                values (:brand, :id, :recipient, :subject, :plain, :html, :language, :kind, :awaited, :conversation,
                        :now, 'waiting', :leaves, :sender, :message, :replyTo, :name, :earlier, :copies, :stop)
                """)
                .param("brand", letter.brand().id().value())
                .param("id", id)
                .param("recipient", letter.recipient())
                .param("subject", written.subject())
                .param("plain", written.plain())
                .param("html", written.html())
                .param("language", letter.language())
                .param("kind", letter.kind().word())
                .param("awaited", letter.kind().isAwaited())
                .param("conversation", letter.conversation())
                .param("now", Rows.time(now))
                .param("leaves", Rows.time(leaves))
                .param("sender", letter.sender())
                .param("message", letter.message())
                .param("replyTo", letter.replyTo())
                .param("name", thread.name())
                .param("earlier", thread.earlier().toArray(String[]::new))
                .param("copies", letter.more().copies().toArray(String[]::new))
                .param("stop", letter.more().stop())
                .update();
    }

    /** What travels with an answer, in its order. */
    List<Enclosed> enclosed(UUID message) {
        return db.sql("select name, type, bytes, file from conversation.attachment where message = ? order by position")
                .param(message)
                .query((row, n) -> new Enclosed(
                        row.getString("name"), row.getString("type"), row.getLong("bytes"), row.getString("file")))
                .list();
    }

    /** The brands that have a mail to send, or one of which nobody knows what became. */
    List<BrandId> brandsWithMail(Instant now) {
        return db.sql("select brand from notice.brands_with_mail(?) as waiting(brand)")
                .param(Rows.time(now))
                .query((row, n) -> new BrandId(Rows.uuid(row, "brand")))
                .list();
    }

    /**
     * Takes the next mail, for this worker alone: it is on its way once the transaction has committed.
     *
     * @param lost when nobody knows any more what became of it
     */
    Optional<Mail> claim(Instant now, Instant lost) {
        return db.sql("""
                update notice.mail set state = 'sending', attempts = attempts + 1, claimed_at = :now, next_at = :lost
                 where id = (select id from notice.mail where state = 'waiting' and next_at <= :now
                              order by awaited desc, next_at, id limit 1 for update skip locked)
                returning %s
                """.formatted(COLUMNS))
                .param("now", Rows.time(now))
                .param("lost", Rows.time(lost))
                .query(Mails::mail)
                .optional();
    }

    /** Takes more of those that are each one of many. */
    List<Mail> claimOfMany(Instant now, Instant lost, int most) {
        return db.sql("""
                update notice.mail set state = 'sending', attempts = attempts + 1, claimed_at = :now, next_at = :lost
                 where id = any(array(
                        select id from notice.mail
                         where state = 'waiting' and next_at <= :now and not awaited and message is null
                         order by awaited desc, next_at, id limit :most for update skip locked))
                returning %s
                """.formatted(COLUMNS))
                .param("now", Rows.time(now))
                .param("lost", Rows.time(lost))
                .param("most", most)
                .query(Mails::mail)
                .list();
    }

    /** Those that a worker took and of which it told nothing since, because it died. Held by this transaction. */
    List<Mail> lost(Instant now) {
        return db.sql("select " + COLUMNS
                        + " from notice.mail where state = 'sending' and next_at <= ? for update skip locked")
                .param(Rows.time(now))
                .query(Mails::mail)
                .list();
    }

    void sent(List<UUID> ids, Instant now) {
        turn(ids, "sent", now, null, now);
    }

    void unconfirmed(UUID id, String why, Instant now) {
        turn(List.of(id), "unconfirmed", null, why, now);
    }

    void failed(UUID id, String why, Instant now) {
        turn(List.of(id), "failed", null, why, now);
    }

    void again(UUID id, String why, Instant later) {
        turn(List.of(id), "waiting", null, why, later);
    }

    /** As if it had not been claimed. */
    void untouched(UUID id, Instant now) {
        db.sql("update notice.mail set attempts = attempts - 1 where id = ? and state = 'sending'")
                .param(id)
                .update();
        turn(List.of(id), "waiting", null, null, now);
    }

    /** Those others have it. */
    void againTo(UUID id, List<String> remaining, String why, Instant later) {
        db.sql("update notice.mail set remaining = ? where id = ?")
                .params(remaining.toArray(String[]::new), id)
                .update();
        again(id, why, later);
    }

    /** What it would have told was taken back. */
    void drop(UUID id) {
        db.sql("delete from notice.mail where id = ?").param(id).update();
    }

    /** Forgets mails that are done with, and the links in them. */
    int forget(Instant before) {
        return db.sql("delete from notice.mail where created_at < ? and state in ('sent', 'failed', 'unconfirmed')")
                .param(Rows.time(before))
                .update();
    }

    private void turn(List<UUID> ids, String state, @Nullable Instant sentAt, @Nullable String why, Instant nextAt) {
        // A worker that was thought lost may still come back and tell: better known late than not at all.
        db.sql("""
                update notice.mail set state = ?, sent_at = ?, error = ?, next_at = ?
                 where id = any(?) and state in ('sending', 'unconfirmed')
                """)
                .param(state)
                .param(Rows.timeOrNull(sentAt))
                .param(why)
                .param(Rows.time(nextAt))
                .param(ids.toArray(UUID[]::new))
                .update();
    }

    private static Mail mail(ResultSet row, int n) throws SQLException {
        return new Mail(
                Rows.uuid(row, "id"),
                row.getString("recipient"),
                row.getString("subject"),
                row.getString("plain"),
                row.getString("html"),
                row.getString("language"),
                row.getString("kind"),
                Rows.instant(row, "created_at"),
                row.getInt("attempts"),
                row.getBoolean("awaited"),
                Rows.textOrNull(row, "sender"),
                Rows.uuidOrNull(row, "message"),
                Rows.textOrNull(row, "reply_to"),
                Rows.textOrNull(row, "message_id"),
                texts(row, "earlier"),
                texts(row, "copies"),
                row.getArray("remaining") == null ? null : texts(row, "remaining"),
                Rows.textOrNull(row, "stop"));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
