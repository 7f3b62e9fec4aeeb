package parvis.conversation;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import parvis.database.Columns;
import parvis.database.Rows;
import parvis.privacy.Erasure;
import parvis.privacy.Whom;

/** Takes away what is private of somebody, and what they said in public to which nobody said anything. */
@Component
class TakingAway {
    /** What came in their name, whatever was made of it. */
    static final String RAW_OF_THEIRS = """
             (body ->> 'person' = cast(:person as text)
              or lower(body #>> '{from,email}') = any(:addresses)
              or channel || ' ' || (body #>> '{from,handle}') = any(:handles)
              or id in (select id from conversation.message where person = :person))
            """;

    private static final String ERASED = "message.erased";

    private final JdbcClient db;

    TakingAway(JdbcClient db) {
        this.db = db;
    }

    /** Which conversations go, which stay, and whose messages are about them. */
    void sort(Whom whom, Erasure erasure) {
        db.sql("select id from conversation.conversation where person = ? order by id for update")
                .param(whom.person())
                .query((row, n) -> Rows.uuid(row, "id"))
                .list();
        db.sql("""
                select c.id, c.visibility <> 'private' and c.hidden_at is null and exists (
                           select 1 from conversation.message m
                            where m.brand = c.brand and m.conversation = c.id and m.visibility = 'public' and m.kind <> 'note'
                              and m.state = 'sent' and m.hidden_at is null and m.person is distinct from c.person) as stays
                  from conversation.conversation c where c.person = ?
                """).param(whom.person()).query(row -> {
            var id = Rows.uuid(row, "id");
            (row.getBoolean("stays") ? erasure.keptConversations() : erasure.goneConversations()).add(id);
        });
        db.sql("""
                select distinct m.conversation, m.visibility = 'public' and m.hidden_at is null as stays
                  from conversation.message m join conversation.conversation c on c.brand = m.brand and c.id = m.conversation
                 where m.person = :person and c.person <> :person
                """).param("person", whom.person()).query(row -> {
            var id = Rows.uuid(row, "conversation");
            (row.getBoolean("stays") ? erasure.keptConversations() : erasure.changedConversations()).add(id);
        });
        messages("select id from conversation.message where person = :one", whom.person(), erasure);
        messagesOf(
                "select id from conversation.message where conversation = any(:ids)",
                erasure.goneConversations(),
                erasure);
        messagesOf(
                "select id from conversation.message where conversation = any(:ids) and visibility = 'private'"
                        + " and conversation in (select id from conversation.conversation where person = '"
                        + whom.person()
                        + "')",
                erasure.keptConversations(),
                erasure);
        db.sql("""
                select m.id, m.conversation from conversation.copy c
                  join conversation.message m on m.brand = c.brand and m.id = c.message where c.email = any(?)
                """).param(whom.addressArray()).query(row -> {
            erasure.messages().add(Rows.uuid(row, "id"));
            erasure.changedConversations().add(Rows.uuid(row, "conversation"));
        });
        erasure.changedConversations().removeAll(erasure.goneConversations());
        erasure.changedConversations().removeAll(erasure.keptConversations());
    }

    private void messages(String sql, UUID one, Erasure erasure) {
        db.sql(sql).param("one", one).query(row -> {
            erasure.messages().add(Rows.uuid(row, "id"));
        });
    }

    private void messagesOf(String sql, Collection<UUID> ids, Erasure erasure) {
        db.sql(sql).param("ids", Columns.uuids(ids)).query(row -> {
            erasure.messages().add(Rows.uuid(row, "id"));
        });
    }

    void takeAway(Whom whom, Erasure erasure) {
        var gone = goneMessages(whom, erasure);
        whatCame(whom, erasure, gone);
        messages(gone, erasure.files());
        conversations(erasure.goneConversations());
        own(whom);
        recount(erasure);
    }

    /**
     * Theirs that are private or were hidden, and in public conversations of theirs what was said to them alone and about them.
     * A hidden one that opened a conversation took it along already.
     */
    private Collection<UUID> goneMessages(Whom whom, Erasure erasure) {
        var gone = new HashSet<UUID>();
        db.sql("""
                select m.id from conversation.message m
                  join conversation.conversation c on c.brand = m.brand and c.id = m.conversation
                 where m.conversation = any(:gone)
                    or m.person = :person and (m.visibility = 'private' or m.hidden_at is not null)
                    or c.person = :person and m.visibility = 'private'
                """)
                .param("gone", Columns.uuids(erasure.goneConversations()))
                .param("person", whom.person())
                .query(row -> {
                    gone.add(Rows.uuid(row, "id"));
                });
        return gone;
    }

    /** As it came: emptied, so that the same is known when it comes once more, and not taken again. */
    private void whatCame(Whom whom, Erasure erasure, Collection<UUID> gone) {
        filesOf("""
                select f #>> '{}' as file from conversation.raw, jsonb_path_query(body, '$.**.file') f where %s
                union select f #>> '{}' from conversation.raw, jsonb_path_query(body, '$.**.thumb') f where %s
                """.formatted(RAW_OF_THEIRS, RAW_OF_THEIRS), whom, erasure);
        theirs("delete from conversation.raw where state = 'unconfirmed' and " + RAW_OF_THEIRS, whom)
                .update();
        theirs("""
                update conversation.raw
                   set body = '{}', confirmation = null, reason = :reason,
                       state = case state when 'stored' then state else 'rejected' end,
                       conversation = case when conversation = any(:gone) then null else conversation end
                 where id = any(:messages) or
                """ + RAW_OF_THEIRS, whom)
                .param("reason", ERASED)
                .param("gone", Columns.uuids(erasure.goneConversations()))
                .param("messages", Columns.uuids(erasure.messages()))
                .update();
        for (var like : erasure.names().likes()) {
            db.sql("""
                    update conversation.raw set external_id = 'sha256:' || encode(sha256(convert_to(external_id, 'UTF8')), 'hex')
                     where reason = ? and external_id ilike ?
                    """).params(ERASED, like).update();
        }
        db.sql("update conversation.raw set state = 'rejected' where id = any(?) and state = 'stored'")
                .param(Columns.uuids(gone))
                .update();
    }

    private void messages(Collection<UUID> gone, Set<String> files) {
        var ids = Columns.uuids(gone);
        db.sql("""
                select file from conversation.attachment where message = any(:gone)
                union select thumb from conversation.attachment where message = any(:gone) and thumb is not null
                """).param("gone", ids).query(row -> {
            files.add(row.getString("file"));
        });
        db.sql("update conversation.conversation set retained = null where retained = any(?)")
                .param(ids)
                .update();
        db.sql("update conversation.conversation set last_message = null where last_message = any(?)")
                .param(ids)
                .update();
        db.sql("update conversation.message set parent = null where parent = any(?)")
                .param(ids)
                .update();
        db.sql("delete from conversation.attachment where message = any(?)")
                .param(ids)
                .update();
        db.sql("delete from conversation.rating where message = any(?)")
                .param(ids)
                .update();
        db.sql("delete from conversation.report where message = any(?)")
                .param(ids)
                .update();
        db.sql("delete from conversation.message where id = any(?)").param(ids).update();
    }

    /** Whole conversations whose time has come, whoever took part; contents of files are named. */
    void whole(Collection<UUID> conversations, Set<String> files) {
        var ids = Columns.uuids(conversations);
        var messages = db.sql("select id from conversation.message where conversation = any(?)")
                .param(ids)
                .query((row, n) -> Rows.uuid(row, "id"))
                .list();
        emptied(
                "(id = any(:messages) or conversation = any(:gone))",
                files,
                spec -> spec.param("messages", Columns.uuids(messages)).param("gone", ids));
        db.sql("update conversation.raw set conversation = null where conversation = any(?)")
                .param(ids)
                .update();
        messages(messages, files);
        conversations(conversations);
    }

    /** What came, as it came: emptied, so that the same is known when it comes once more. */
    int emptied(String which, Set<String> files, UnaryOperator<StatementSpec> filled) {
        filled.apply(db.sql("""
                select f #>> '{}' as file from conversation.raw, jsonb_path_query(body, '$.**.file') f where %s
                union select f #>> '{}' from conversation.raw, jsonb_path_query(body, '$.**.thumb') f where %s
                """.formatted(which, which))).query(row -> {
            files.add(row.getString("file"));
        });
        return filled.apply(db.sql(
                        "update conversation.raw set body = '{}', confirmation = null where body <> '{}' and " + which))
                .update();
    }

    private void conversations(Collection<UUID> conversations) {
        var gone = Columns.uuids(conversations);
        db.sql("delete from conversation.tag where conversation = any(?)")
                .param(gone)
                .update();
        db.sql("delete from conversation.link where conversation = any(:gone) or other = any(:gone)")
                .param("gone", gone)
                .update();
        db.sql("delete from conversation.rating where conversation = any(?)")
                .param(gone)
                .update();
        db.sql("delete from conversation.report where conversation = any(?)")
                .param(gone)
                .update();
        db.sql("delete from conversation.reply_token where conversation = any(?)")
                .param(gone)
                .update();
        db.sql("delete from conversation.answer_link where conversation = any(?)")
                .param(gone)
                .update();
        db.sql("delete from conversation.merged where into_conversation = any(?)")
                .param(gone)
                .update();
        db.sql("update conversation.conversation set duplicate_of = null where duplicate_of = any(?)")
                .param(gone)
                .update();
        db.sql("delete from conversation.conversation where id = any(?)")
                .param(gone)
                .update();
    }

    /** What they said of others' words, and what let them say it. */
    private void own(Whom whom) {
        db.sql("update conversation.rating set words = null where person = ?")
                .param(whom.person())
                .update();
        db.sql("delete from conversation.rating_link where person = ?")
                .param(whom.person())
                .update();
        db.sql("delete from conversation.stopped where person = ?")
                .param(whom.person())
                .update();
        db.sql("delete from conversation.copy where email = any(?)")
                .param(whom.addressArray())
                .update();
        db.sql("""
                delete from conversation.draft d
                 where d.conversation in (select c.id from conversation.conversation c where c.person = :person)
                    or exists (select 1 from unnest(:addresses) address
                                where position(address in lower(d.recipient || ' ' || d.copies || ' ' || d.text)) > 0)
                """)
                .param("person", whom.person())
                .param("addresses", whom.addressArray())
                .update();
        db.sql("""
                update conversation.report set reporter = null, reporter_email = null, words = ''
                 where reporter = :person or lower(reporter_email) = any(:addresses)
                """)
                .param("person", whom.person())
                .param("addresses", whom.addressArray())
                .update();
    }

    /** What stays of conversations of which something went. Nobody waits for an answer any more in those that were theirs. */
    private void recount(Erasure erasure) {
        db.sql("""
                update conversation.conversation c
                   set messages = s.messages, public_messages = s.public_messages, answers = s.answers,
                       last_message = s.last_message, last_message_at = coalesce(s.last_message_at, c.last_message_at)
                  from (select k.id,
                               count(m.id) as messages,
                               count(m.id) filter (where m.visibility = 'public') as public_messages,
                               count(m.id) filter (where m.kind = 'sent') as answers,
                               (array_agg(m.id order by m.at desc, m.id desc))[1] as last_message,
                               max(m.at) as last_message_at
                          from unnest(:ids) as k(id)
                          left join conversation.message m on m.conversation = k.id
                         group by k.id) s
                 where c.id = s.id
                """).param("ids", Columns.uuids(erasure.conversations())).update();
    }

    private void filesOf(String sql, Whom whom, Erasure erasure) {
        theirs(sql, whom).query(row -> {
            erasure.files().add(row.getString("file"));
        });
    }

    private StatementSpec theirs(String sql, Whom whom) {
        return db.sql(sql)
                .param("person", whom.person())
                .param("addresses", whom.addressArray())
                .param("handles", Columns.texts(whom.handles(), handle -> handle.channel() + " " + handle.handle()));
    }
}
