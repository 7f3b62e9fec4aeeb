package parvis.mail;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import parvis.database.Columns;
import parvis.privacy.Erasure;
import parvis.privacy.Holder;
import parvis.privacy.Telling;
import parvis.privacy.Whom;

/**
 * Mails as they came. Of those that were theirs, to them, or named them, only that they came is kept, so that the same one is
 * known when a mailbox gives it again.
 */
@Component
@Order(Holder.OF_CONVERSATIONS)
class MailHolder implements Holder {
    private static final String OF_THEM = """
             (lower(sender) = any(:addresses)
              or message in (select id from conversation.message where person = :person)
              or message in (select m.id from conversation.message m
                               join conversation.conversation c on c.brand = m.brand and c.id = m.conversation
                              where c.person = :person and m.visibility = 'private' and m.kind = 'received')
              or encode(raw, 'escape') ilike any(:likes))
            """;

    /** What a colleague noted by mail of somebody else is not theirs to read, even where it names them. */
    private static final String TOLD = OF_THEM + """
             and not exists (select from conversation.message n join conversation.conversation c on c.brand = n.brand and c.id = n.conversation
                              where n.id = received.message and n.kind = 'note' and c.person <> :person)
            """;

    private final JdbcClient db;

    MailHolder(JdbcClient db) {
        this.db = db;
    }

    @Override
    public Set<String> answersFor() {
        return Set.of(
                "mail.received.external_id",
                "mail.received.content",
                "mail.received.sender",
                "mail.received.recipient",
                "mail.received.raw",
                "mail.received.reason",
                "mail.received.message_id",
                "mail.received.peer",
                "mail.received.standing_of",
                "mail.received.judged");
    }

    @Override
    public void tell(Whom whom, Telling telling) {
        telling.rows(
                "mails",
                of(
                        whom,
                        "select to_jsonb(received) - 'brand' - 'raw' from mail.received where bytes > 0 and " + TOLD
                                + " order by received_at, id"));
        telling.contents(
                "mails",
                of(
                        whom,
                        "select id || '.eml', raw from mail.received where raw is not null and " + TOLD
                                + " order by received_at, id"));
        telling.files(
                "mails",
                of(
                        whom,
                        "select id || '.eml', content from mail.received where raw is null and bytes > 0 and " + TOLD
                                + " order by received_at, id"));
    }

    @Override
    public void erase(Whom whom, Erasure erasure) {
        var messages = Columns.uuids(erasure.messages());
        var which = " (message = any(:messages) or conversation = any(:gone) or " + OF_THEM + ")";
        of(whom, "select content from mail.received where raw is null and bytes > 0 and" + which)
                .param("messages", messages)
                .param("gone", Columns.uuids(erasure.goneConversations()))
                .query(row -> {
                    erasure.files().add(row.getString("content"));
                });
        of(whom, """
                update mail.received
                   set content = '', sender = '', bytes = 0, raw = null, message_id = null, peer = null, standing = null,
                       standing_of = null, judged = null, reason = 'erased',
                       recipient = case when recipient ilike any(:likes) then '' else recipient end,
                       state = case when state = 'stored' then state else 'rejected' end,
                       conversation = case when conversation = any(:gone) then null else conversation end,
                       message = case when conversation = any(:gone) then null else message end
                 where """ + which)
                .param("messages", messages)
                .param("gone", Columns.uuids(erasure.goneConversations()))
                .update();
        db.sql("""
                update mail.received set state = 'rejected', conversation = null, message = null
                 where reason = 'erased' and message is not null
                   and not exists (select 1 from conversation.message m where m.brand = received.brand and m.id = received.message)
                """).update();
    }

    @Override
    public Set<String> filesInUse(Collection<String> sha256) {
        return new HashSet<>(
                db.sql("select content from mail.received where content = any(?) and raw is null and bytes > 0")
                        .param(Columns.texts(sha256))
                        .query((row, n) -> row.getString("content"))
                        .list());
    }

    private StatementSpec of(Whom whom, String sql) {
        var likes = whom.addresses().stream()
                .map(address -> "%" + address.replace("_", "\\_").replace("%", "\\%") + "%")
                .toList();
        return db.sql(sql)
                .param("person", whom.person())
                .param("addresses", whom.addressArray())
                .param("likes", Columns.texts(likes));
    }
}
