package parvis.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import parvis.conversation.History.Question;
import parvis.conversation.History.Reply;
import parvis.database.BrandId;
import parvis.database.Columns;
import parvis.database.Ids;
import parvis.database.Rows;
import parvis.person.PersonId;

/** The past as PostgreSQL keeps it: one statement a table, however many rows. */
@Repository
class HistoryRows {

    /** Where something imported stands. */
    record Beginning(UUID message, UUID conversation, Instant opened) {}

    record Opened(
            UUID conversation,
            UUID message,
            Question question,
            String slug,
            String language,
            @Nullable UUID product) {}

    record Replied(
            UUID message,
            UUID conversation,
            @Nullable UUID parent,
            Reply reply,
            @Nullable String language,
            Instant at) {}

    record Kept(UUID conversation, UUID message, Instant at) {}

    record Linked(UUID conversation, UUID other, boolean duplicate) {}

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

    void open(BrandId brand, @Nullable UUID place, List<Opened> all) {
        var first = numbers(brand, all.size());
        var numbers = new HashMap<UUID, Long>();
        for (var i = 0; i < all.size(); i++) {
            numbers.put(all.get(i).conversation(), first + i);
        }
        db.sql("""
                insert into conversation.conversation (brand, id, number, slug, subject, language, state, visibility, channel, place,
                    product, person, opened_at, messages, public_messages, last_message, last_message_at, closed_at, origin_url)
                select :brand, o.id, o.number, o.slug, o.subject, o.language, case when o.closed is null then 'waiting' else 'closed' end,
                       'public', :channel, :place, o.product, o.person, o.at, 1, 1, o.message, o.at, o.closed, o.origin
                  from unnest(:ids, :numbers, :slugs, :subjects, :languages, :products, :people, :ats, :messages, :closed, :origins)
                       as o(id, number, slug, subject, language, product, person, at, message, closed, origin)
                """)
                .param("brand", brand.value())
                .param("channel", History.CHANNEL)
                .param("place", place)
                .param("ids", Columns.uuids(all, Opened::conversation))
                .param(
                        "numbers",
                        Columns.numbers(all, o -> java.util.Objects.requireNonNull(numbers.get(o.conversation()))))
                .param("slugs", Columns.texts(all, Opened::slug))
                .param("subjects", Columns.texts(all, o -> o.question().subject()))
                .param("languages", Columns.texts(all, Opened::language))
                .param("products", Columns.uuids(all, Opened::product))
                .param("people", Columns.uuids(all, o -> o.question().author().value()))
                .param("ats", Columns.times(all, o -> o.question().at()))
                .param("messages", Columns.uuids(all, Opened::message))
                .param("closed", Columns.times(all, o -> o.question().closed()))
                .param("origins", Columns.texts(all, o -> o.question().originUrl()))
                .update();
        insert(brand, all.stream().map(HistoryRows::opening).toList());
        tag(brand, all);
    }

    void reply(BrandId brand, List<Replied> all) {
        insert(brand, all.stream().map(HistoryRows::message).toList());
        db.sql("""
                update conversation.conversation c
                   set messages = c.messages + n.more,
                       public_messages = c.public_messages + n.more,
                       last_message = case when n.at >= c.last_message_at then n.newest else c.last_message end,
                       last_message_at = greatest(c.last_message_at, n.at)
                  from (select conversation, count(*) as more, max(at) as at, (array_agg(id order by at desc))[1] as newest
                          from unnest(:conversations, :ids, :ats) as m(conversation, id, at) group by conversation) n
                 where c.id = n.conversation
                """)
                .param("conversations", Columns.uuids(all, Replied::conversation))
                .param("ids", Columns.uuids(all, Replied::message))
                .param("ats", Columns.times(all, Replied::at))
                .update();
    }

    /** Only where nobody has said anything about it here; gives who asked. */
    Map<UUID, PersonId> keep(List<Kept> all) {
        var asked = new HashMap<UUID, PersonId>();
        db.sql("""
                update conversation.conversation c
                   set state = case c.state when 'closed' then 'closed' else 'satisfied' end,
                       retained = k.message, satisfied_at = k.at
                  from unnest(:conversations, :messages, :ats) as k(conversation, message, at)
                 where c.id = k.conversation and c.channel = :channel and c.state in ('waiting', 'closed')
                   and c.retained is null and c.satisfied_at is null
                   and not exists (select 1 from conversation.rating r where r.brand = c.brand and r.conversation = c.id)
                returning c.id, c.person
                """)
                .param("channel", History.CHANNEL)
                .param("conversations", Columns.uuids(all, Kept::conversation))
                .param("messages", Columns.uuids(all, Kept::message))
                .param("ats", Columns.times(all, Kept::at))
                .query(row -> {
                    asked.put(Rows.uuid(row, "id"), new PersonId(Rows.uuid(row, "person")));
                });
        return asked;
    }

    /** Whoever kept another's answer said that it helped; gives the messages that were not their own. */
    Set<UUID> rate(BrandId brand, List<Kept> kept) {
        return new HashSet<>(db.sql("""
                insert into conversation.rating (brand, id, conversation, message, person, help, at)
                select :brand, k.id, k.conversation, k.message, c.person, 'yes', k.at
                  from unnest(:ids, :conversations, :messages, :ats) as k(id, conversation, message, at)
                  join conversation.conversation c on c.id = k.conversation
                  join conversation.message m on m.brand = c.brand and m.id = k.message and m.person is distinct from c.person
                on conflict do nothing returning message
                """)
                .param("brand", brand.value())
                .param("ids", Columns.uuids(kept, k -> Ids.next()))
                .param("conversations", Columns.uuids(kept, Kept::conversation))
                .param("messages", Columns.uuids(kept, Kept::message))
                .param("ats", Columns.times(kept, Kept::at))
                .query((row, n) -> Rows.uuid(row, "message"))
                .list());
    }

    /** Gives the conversations that got a link which they did not have. */
    List<UUID> link(BrandId brand, List<Linked> all) {
        var added = db.sql("""
                insert into conversation.link (brand, conversation, other, kind)
                select distinct :brand::uuid, l.conversation, l.other, l.kind
                  from unnest(:conversations, :others, :kinds) as l(conversation, other, kind)
                on conflict do nothing returning conversation
                """)
                .param("brand", brand.value())
                .param("conversations", Columns.uuids(all, Linked::conversation))
                .param("others", Columns.uuids(all, Linked::other))
                .param("kinds", Columns.texts(all, l -> l.duplicate() ? "duplicate" : "related"))
                .query((row, n) -> Rows.uuid(row, "conversation"))
                .list();
        var duplicates = all.stream().filter(Linked::duplicate).toList();
        db.sql("""
                update conversation.conversation c set duplicate_of = d.other
                  from (select distinct on (conversation) conversation, other
                          from unnest(:conversations, :others) with ordinality as l(conversation, other, n)
                         order by conversation, n) d
                 where c.id = d.conversation and c.duplicate_of is null and c.channel = :channel
                """)
                .param("channel", History.CHANNEL)
                .param("conversations", Columns.uuids(duplicates, Linked::conversation))
                .param("others", Columns.uuids(duplicates, Linked::other))
                .update();
        return added;
    }

    /** The first of so many numbers in a row. */
    private long numbers(BrandId brand, int many) {
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

    private record Message(
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

    private static Message opening(Opened o) {
        var q = o.question();
        return new Message(
                o.message(),
                o.conversation(),
                q.author().value(),
                null,
                q.externalId(),
                q.originUrl(),
                o.language(),
                q.text(),
                q.html(),
                q.at());
    }

    private static Message message(Replied r) {
        var reply = r.reply();
        return new Message(
                r.message(),
                r.conversation(),
                reply.author().value(),
                r.parent(),
                reply.externalId(),
                reply.originUrl(),
                r.language(),
                reply.text(),
                reply.html(),
                r.at());
    }

    private void insert(BrandId brand, List<Message> all) {
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

    private void tag(BrandId brand, List<Opened> all) {
        var conversations = new ArrayList<UUID>();
        var tags = new ArrayList<String>();
        for (var opened : all) {
            for (var tag : opened.question().tags()) {
                conversations.add(opened.conversation());
                tags.add(tag);
            }
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
