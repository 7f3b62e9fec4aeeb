package parvis.conversation;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.database.Columns;
import parvis.privacy.Erasure;
import parvis.privacy.Holder;
import parvis.privacy.Telling;
import parvis.privacy.Whom;

/**
 * What people said and what was said to them. What is private goes, with the conversations that it makes up; what is public stays
 * without the name where somebody else said something to it.
 */
@Component
@Order(Holder.CONVERSATIONS)
class ConversationHolder implements Holder {
    private final JdbcClient db;
    private final TakingAway takingAway;
    private final WithoutName withoutName;
    private final SavedFilters savedFilters;
    private final Changes changes;

    ConversationHolder(
            JdbcClient db, TakingAway takingAway, WithoutName withoutName, SavedFilters savedFilters, Changes changes) {
        this.savedFilters = savedFilters;
        this.db = db;
        this.takingAway = takingAway;
        this.withoutName = withoutName;
        this.changes = changes;
    }

    @Override
    public Set<String> answersFor() {
        var columns = new HashSet<String>();
        add(columns, "conversation", "slug", "subject", "person", "origin_url");
        add(
                columns,
                "message",
                "person",
                "external_id",
                "origin_url",
                "text",
                "html",
                "quoted",
                "written_from",
                "hidden_reason");
        add(columns, "approval", "advice");
        add(columns, "attachment", "name", "file", "thumb", "alt");
        add(columns, "copy", "name", "email", "failed");
        add(columns, "held_picture", "name", "file", "thumb", "alt");
        add(columns, "draft", "text", "recipient", "name", "copies", "subject");
        add(columns, "merged", "subject");
        add(columns, "rating", "person", "words");
        add(columns, "rating_link", "person");
        add(columns, "raw", "external_id", "body", "reason", "confirmation");
        add(columns, "report", "reporter", "reporter_email", "words", "decision");
        add(columns, "saved_filter", "name", "query");
        add(columns, "stopped", "person");
        add(columns, "tag", "tag");
        add(columns, "tagging", "tag");
        return columns;
    }

    private static void add(Set<String> columns, String table, String... names) {
        for (var name : names) {
            columns.add("conversation." + table + "." + name);
        }
    }

    @Override
    public void tell(Whom whom, Telling telling) {
        telling.rows("conversations", of(whom, """
                select to_jsonb(c) - 'brand' - 'owner' - 'begun_by' - 'last_message' - 'retained' || jsonb_build_object(
                           'tags', (select coalesce(jsonb_agg(t.tag), '[]') from conversation.tag t
                                     where t.brand = c.brand and t.conversation = c.id),
                           'tagsThatCameAndWent', (select coalesce(jsonb_agg(distinct t.tag), '[]') from conversation.tagging t
                                     where t.brand = c.brand and t.conversation = c.id))
                  from conversation.conversation c where person = :person order by opened_at, id
                """));
        telling.rows("messages", of(whom, """
                select to_jsonb(m) - 'brand' - 'hidden_by' - 'teammate' || jsonb_build_object(
                           'by', case when m.person = :person then 'you' when m.teammate is not null then 'the house' else 'somebody else' end,
                           'number', c.number)
                  from conversation.message m join conversation.conversation c on c.brand = m.brand and c.id = m.conversation
                 where (m.person = :person or c.person = :person) and m.state <> 'waiting'
                 order by m.at, m.id
                """));
        telling.rows("attachments", of(whom, """
                select to_jsonb(a) - 'brand' - 'thumb' from conversation.attachment a
                  join conversation.message m on m.brand = a.brand and m.id = a.message
                  join conversation.conversation c on c.brand = m.brand and c.id = m.conversation
                 where m.person = :person or c.person = :person and m.kind <> 'note' order by m.at, a.position
                """));
        telling.files("attachments", of(whom, """
                select a.name, a.file from conversation.attachment a
                  join conversation.message m on m.brand = a.brand and m.id = a.message
                  join conversation.conversation c on c.brand = m.brand and c.id = m.conversation
                 where m.person = :person or c.person = :person and m.kind <> 'note' order by m.at, a.position
                """));
        telling.rows("ratings", of(whom, """
                select to_jsonb(r) - 'brand' - 'reader' - 'person' from conversation.rating r where person = :person order by at
                """));
        telling.rows("reports", of(whom, """
                select to_jsonb(r) - 'brand' - 'decided_by' from conversation.report r
                 where reporter = :person or lower(reporter_email) = any(:addresses) order by at
                """));
        telling.rows("copies", of(whom, """
                select to_jsonb(c) - 'brand' from conversation.copy c where email = any(:addresses) order by message
                """));
        telling.rows("letters-stopped", of(whom, """
                select to_jsonb(s) - 'brand' - 'person' from conversation.stopped s where person = :person order by at
                """));
        telling.rows(
                "received",
                of(
                        whom,
                        "select to_jsonb(r) - 'brand' - 'confirmation' from conversation.raw r where "
                                + TakingAway.RAW_OF_THEIRS + " order by received_at, id"));
    }

    @Override
    public void erase(Whom whom, Erasure erasure) {
        takingAway.sort(whom, erasure);
        takingAway.takeAway(whom, erasure);
        withoutName.stay(whom, erasure);
        savedFilters.forget(erasure.names());
        for (var gone : erasure.conversations()) {
            changes.record(whom.brand(), Change.Kind.CONVERSATION, gone);
        }
    }

    @Override
    public Set<String> filesInUse(Collection<String> sha256) {
        var used = new HashSet<String>();
        db.sql("""
                select file as name from conversation.attachment where file = any(:names)
                union select thumb from conversation.attachment where thumb = any(:names)
                union select file from conversation.held_picture where file = any(:names)
                union select thumb from conversation.held_picture where thumb = any(:names)
                union select f #>> '{}' from conversation.raw r,
                       jsonb_path_query(r.body, '$.**.file') f where r.state in ('unconfirmed', 'accepted') and f #>> '{}' = any(:names)
                union select f #>> '{}' from conversation.raw r,
                       jsonb_path_query(r.body, '$.**.thumb') f where r.state in ('unconfirmed', 'accepted') and f #>> '{}' = any(:names)
                """).param("names", Columns.texts(sha256)).query(row -> {
            used.add(row.getString("name"));
        });
        return used;
    }

    private StatementSpec of(Whom whom, String sql) {
        var spec = db.sql(sql);
        if (sql.contains(":person")) {
            spec = spec.param("person", whom.person());
        }
        if (sql.contains(":addresses")) {
            spec = spec.param("addresses", whom.addressArray());
        }
        if (sql.contains(":handles")) {
            spec = spec.param("handles", Columns.texts(whom.handles(), h -> h.channel() + " " + h.handle()));
        }
        return spec;
    }
}
