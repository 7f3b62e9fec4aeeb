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
import parvis.conversation.HistoryHelp.Kept;
import parvis.database.BrandId;
import parvis.database.Columns;
import parvis.database.Rows;

/** Messages of the past as PostgreSQL keeps them, whatever they are: one statement, however many rows. */
@Repository
class HistoryRows {

    /**
     * Where something imported stands.
     *
     * @param unsettled whether nobody has said of its conversation what helped
     */
    record Beginning(UUID message, UUID conversation, Instant opened, UUID asker, boolean unsettled) {}

    /**
     * @param person who wrote, or null when {@code teammate} did
     * @param origin where it stood
     */
    record Message(
            UUID id,
            UUID conversation,
            Visibility visibility,
            @Nullable UUID person,
            @Nullable UUID teammate,
            @Nullable UUID parent,
            String externalId,
            @Nullable String origin,
            @Nullable String language,
            String text,
            @Nullable String html,
            @Nullable String quoted,
            Incoming.Origin speaker,
            int remotePictures,
            Instant at) {

        Kind kind() {
            return teammate == null ? Kind.RECEIVED : Kind.SENT;
        }
    }

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
                select m.external_id, m.id, m.conversation, c.opened_at, c.person,
                       c.channel = :channel and c.state in ('waiting', 'closed') and c.retained is null and c.satisfied_at is null
                           as unsettled
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
                                    Rows.instant(row, "opened_at"),
                                    Rows.uuid(row, "person"),
                                    row.getBoolean("unsettled")));
                });
        return found;
    }

    void insert(BrandId brand, List<Message> all) {
        db.sql("""
                insert into conversation.message (brand, id, conversation, kind, visibility, person, teammate, parent, channel,
                    external_id, origin_url, language, text, html, quoted, origin, remote_pictures, at)
                select :brand, m.id, m.conversation, m.kind, m.visibility, m.person, m.teammate, m.parent, :channel,
                       m.external_id, m.origin, m.language, m.text, m.html, m.quoted, m.speaker, m.remote, m.at
                  from unnest(:ids, :conversations, :kinds, :visibilities, :people, :teammates, :parents, :externals, :origins,
                           :languages, :texts, :htmls, :quoted, :speakers, :remotes, :ats)
                       as m(id, conversation, kind, visibility, person, teammate, parent, external_id, origin,
                            language, text, html, quoted, speaker, remote, at)
                """)
                .param("brand", brand.value())
                .param("channel", History.CHANNEL)
                .param("ids", Columns.uuids(all, Message::id))
                .param("conversations", Columns.uuids(all, Message::conversation))
                .param("kinds", Columns.texts(all, m -> m.kind().word()))
                .param("visibilities", Columns.texts(all, m -> m.visibility().word()))
                .param("people", Columns.uuids(all, Message::person))
                .param("teammates", Columns.uuids(all, Message::teammate))
                .param("parents", Columns.uuids(all, Message::parent))
                .param("externals", Columns.texts(all, Message::externalId))
                .param("origins", Columns.texts(all, Message::origin))
                .param("languages", Columns.texts(all, Message::language))
                .param("texts", Columns.texts(all, Message::text))
                .param("htmls", Columns.texts(all, Message::html))
                .param("quoted", Columns.texts(all, Message::quoted))
                .param("speakers", Columns.texts(all, m -> m.speaker().word()))
                .param("remotes", Columns.numbers(all, m -> (long) m.remotePictures()))
                .param("ats", Columns.times(all, Message::at))
                .update();
    }

    /**
     * The conversations say how many messages they have, which is the last, since when they are, and what was kept as the
     * answer: in one statement, because each change of a row is one of its many indexes, too.
     */
    void count(List<Message> all, List<Kept> kept) {
        if (all.isEmpty() && kept.isEmpty()) {
            return;
        }
        db.sql("""
                update conversation.conversation c
                   set messages = c.messages + coalesce(n.more, 0),
                       public_messages = c.public_messages + coalesce(n.public, 0),
                       narrowed_from = case when coalesce(n.public, 0) = 0 then c.narrowed_from end,
                       answers = c.answers + coalesce(n.answers, 0),
                       opened_at = least(c.opened_at, n.first),
                       last_message = case when n.at >= c.last_message_at then n.newest else c.last_message end,
                       last_message_at = greatest(c.last_message_at, n.at),
                       state = case when n.kept is null or c.state <> 'waiting' then c.state else 'satisfied' end,
                       retained = coalesce(c.retained, n.kept),
                       satisfied_at = coalesce(c.satisfied_at, n.kept_at)
                  from (select coalesce(w.conversation, k.conversation) as conversation, w.more, w.public, w.answers, w.first, w.at,
                               w.newest, k.message as kept, k.at as kept_at
                          from (select conversation, count(*) as more, count(*) filter (where visibility = 'public') as public,
                                       count(*) filter (where kind = 'sent') as answers, min(at) as first, max(at) as at,
                                       (array_agg(id order by at desc))[1] as newest
                                  from unnest(:conversations, :ids, :kinds, :visibilities, :ats)
                                       as m(conversation, id, kind, visibility, at) group by conversation) w
                          full join unnest(:keptIn, :kept, :keptAts) as k(conversation, message, at)
                               on k.conversation = w.conversation) n
                 where c.id = n.conversation
                """)
                .param("conversations", Columns.uuids(all, Message::conversation))
                .param("ids", Columns.uuids(all, Message::id))
                .param("kinds", Columns.texts(all, m -> m.kind().word()))
                .param("visibilities", Columns.texts(all, m -> m.visibility().word()))
                .param("ats", Columns.times(all, Message::at))
                .param("keptIn", Columns.uuids(kept, Kept::conversation))
                .param("kept", Columns.uuids(kept, Kept::message))
                .param("keptAts", Columns.times(kept, Kept::at))
                .update();
    }

    /** The first of so many numbers in a row. */
    long numbers(BrandId brand, int many) {
        return db.sql("""
                insert into conversation.counter (brand, last) values (:brand, :many)
                on conflict (brand) do update set last = counter.last + :many
                returning last - :many + 1
                """)
                .param("brand", brand.value())
                .param("many", many)
                .query(Long.class)
                .single();
    }

    /** Each conversation with the tag beside it. */
    void tag(BrandId brand, List<UUID> conversations, List<String> tags) {
        if (tags.isEmpty()) {
            return;
        }
        db.sql("""
                insert into conversation.tag (brand, conversation, tag)
                select distinct :brand::uuid, t.conversation, t.tag from unnest(:conversations, :tags) as t(conversation, tag)
                """)
                .param("brand", brand.value())
                .param("conversations", Columns.uuids(conversations))
                .param("tags", Columns.texts(tags))
                .update();
    }
}
