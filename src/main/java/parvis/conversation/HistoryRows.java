package parvis.conversation;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import parvis.database.BrandId;
import parvis.database.Columns;
import parvis.database.Rows;

/** Messages of the past as PostgreSQL keeps them, whatever they are: one statement, however many rows. */
@Repository
class HistoryRows {

    /** Where something imported stands. */
    record Beginning(UUID message, UUID conversation, Instant opened) {}

    record Message(
            UUID id,
            UUID conversation,
            UUID person,
            @Nullable UUID parent,
            String externalId,
            @Nullable String origin,
            @Nullable String language,
            String text,
            @Nullable String html,
            Instant at) {}

    private final JdbcClient db;

    HistoryRows(JdbcClient db) {
        this.db = db;
    }

    void lock(BrandId brand) {
        db.sql("select pg_advisory_xact_lock(hashtextextended('conversation.history ' || :brand, 0))")
                .param("brand", brand.toString())
                .query(row -> {});
    }

    Map<String, Beginning> messages(Collection<String> externalIds) {
        var found = new HashMap<String, Beginning>();
        db.sql("""
                select m.external_id, m.id, m.conversation, c.opened_at
                  from conversation.message m
                  join conversation.conversation c on c.brand = m.brand and c.id = m.conversation
                 where m.channel = :channel and m.external_id = any(:ids)
                """)
                .param("channel", History.CHANNEL)
                .param("ids", Columns.texts(externalIds))
                .query(row -> {
                    found.put(
                            row.getString("external_id"),
                            new Beginning(
                                    Rows.uuid(row, "id"),
                                    Rows.uuid(row, "conversation"),
                                    Rows.instant(row, "opened_at")));
                });
        return found;
    }

    void insert(BrandId brand, List<Message> all) {
        db.sql("""
                insert into conversation.message (brand, id, conversation, kind, visibility, person, parent, channel, external_id,
                    origin_url, language, text, html, at)
                select :brand, m.id, m.conversation, 'received', 'public', m.person, m.parent, :channel, m.external_id,
                       m.origin, m.language, m.text, m.html, m.at
                  from unnest(:ids, :conversations, :people, :parents, :externals, :origins, :languages, :texts, :htmls, :ats)
                       as m(id, conversation, person, parent, external_id, origin, language, text, html, at)
                """)
                .param("brand", brand.value())
                .param("channel", History.CHANNEL)
                .param("ids", Columns.uuids(all, Message::id))
                .param("conversations", Columns.uuids(all, Message::conversation))
                .param("people", Columns.uuids(all, Message::person))
                .param("parents", Columns.uuids(all, Message::parent))
                .param("externals", Columns.texts(all, Message::externalId))
                .param("origins", Columns.texts(all, Message::origin))
                .param("languages", Columns.texts(all, Message::language))
                .param("texts", Columns.texts(all, Message::text))
                .param("htmls", Columns.texts(all, Message::html))
                .param("ats", Columns.times(all, Message::at))
                .update();
    }
}
