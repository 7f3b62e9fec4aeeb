package parvis.conversation;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import parvis.brand.Brand;
import parvis.brand.Teammate;
import parvis.brand.TeammateId;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.conversation.Many.Account;
import parvis.conversation.Many.Act;
import parvis.conversation.Many.Chosen;
import parvis.database.BrandId;
import parvis.database.Columns;
import parvis.database.Rows;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;

/** What an act on many did to each, as PostgreSQL keeps it. Calls belong inside a transaction of the brand. */
@Repository
class ManyRows {
    /** What an act may have changed of a conversation, and what it is put back to. */
    private static final List<String> COLUMNS = List.of(
            "owner",
            "state",
            "clock_spent_seconds",
            "clock_since",
            "due_at",
            "satisfied_at",
            "closed_at",
            "asleep_until",
            "asleep_by",
            "hidden_at",
            "spam_at",
            "spam_was",
            "spam_hid");

    private final JdbcClient db;
    private final Changes changes;
    private final Ledger ledger;

    ManyRows(JdbcClient db, Changes changes, Ledger ledger) {
        this.db = db;
        this.changes = changes;
        this.ledger = ledger;
    }

    record Held(
            ConversationId id,
            @Nullable UUID last,
            @Nullable UUID seen) {
        /** Somebody wrote since they saw it. */
        boolean isOvertaken() {
            return !Objects.equals(last, seen);
        }
    }

    record Found(UUID id, Act act, Instant at, @Nullable Instant undone) {}

    /** Those that are there, held until the transaction ends. */
    List<Held> lock(List<Chosen> chosen) {
        var seen = new HashMap<Long, @Nullable UUID>();
        chosen.forEach(c -> seen.put(c.number(), c.last()));
        return db.sql("""
                select id, number, last_message from conversation.conversation where number = any(?) order by id for update
                """)
                .param(Columns.numbers(List.copyOf(seen.keySet()), number -> number))
                .query((row, n) -> new Held(
                        new ConversationId(Rows.uuid(row, "id")),
                        Rows.uuidOrNull(row, "last_message"),
                        seen.get(row.getLong("number"))))
                .list();
    }

    boolean isOwnedBy(ConversationId id, TeammateId teammate) {
        return db.sql("select count(*) from conversation.conversation where id = ? and owner = ?")
                        .params(id.value(), teammate.value())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    void begin(BrandId brand, UUID bulk, TeammateId by, Act act, Instant at) {
        db.sql("insert into conversation.bulk (brand, id, teammate, act, at) values (?, ?, ?, ?, ?)")
                .params(brand.value(), bulk, by.value(), act.word(), Rows.time(at))
                .update();
    }

    /** As JSON: its columns, and the tags it carries. */
    String before(ConversationId id) {
        return db.sql("""
                select to_jsonb(c) || jsonb_build_object('tags',
                           (select coalesce(jsonb_agg(t.tag), '[]') from conversation.tag t where t.conversation = c.id))
                  from conversation.conversation c where id = ?
                """).param(id.value()).query(String.class).single();
    }

    void done(BrandId brand, UUID bulk, Conversation c, String before) {
        db.sql("""
                insert into conversation.bulk_row (brand, bulk, conversation, number, stamp, before)
                select :brand, :bulk, c.id, c.number, hash_record_extended(c, 0), cast(:before as jsonb) - 'subject' - 'slug' - 'origin_url'
                  from conversation.conversation c where c.id = :id
                """)
                .param("brand", brand.value())
                .param("bulk", bulk)
                .param("before", before)
                .param("id", c.id().value())
                .update();
    }

    void left(BrandId brand, UUID bulk, Conversation c, String why) {
        db.sql("""
                insert into conversation.bulk_row (brand, bulk, conversation, number, left_because) values (?, ?, ?, ?, ?)
                """).params(brand.value(), bulk, c.id().value(), c.number(), why).update();
    }

    Optional<Found> find(UUID bulk, TeammateId by) {
        return db.sql("select id, act, at, undone_at from conversation.bulk where id = ? and teammate = ?")
                .params(bulk, by.value())
                .query((row, n) -> new Found(
                        Rows.uuid(row, "id"),
                        Act.valueOf(row.getString("act").toUpperCase(Locale.ROOT)),
                        Rows.instant(row, "at"),
                        Rows.instantOrNull(row, "undone_at")))
                .optional();
    }

    Account account(Found found) {
        var left = new TreeMap<String, List<Long>>();
        var done = db.sql("select count(*) from conversation.bulk_row where bulk = ? and left_because is null")
                .param(found.id())
                .query(Integer.class)
                .single();
        db.sql("""
                select left_because, array_agg(number order by number) as numbers from conversation.bulk_row
                 where bulk = ? and left_because is not null group by left_because
                """).param(found.id()).query(row -> {
            left.put(row.getString("left_because"), List.of((Long[])
                    row.getArray("numbers").getArray()));
        });
        return new Account(found.id(), found.act(), found.at(), found.undone(), done, left);
    }

    void undo(Brand brand, UUID bulk, Act act, Teammate by, Instant at) {
        db.sql("update conversation.bulk set undone_at = ? where id = ?")
                .params(Rows.time(at), bulk)
                .update();
        db.sql("""
                select id from conversation.conversation
                 where id in (select conversation from conversation.bulk_row where bulk = ?) order by id for update
                """).param(bulk).query(UUID.class).list();
        db.sql("""
                update conversation.bulk_row r set left_because = 'changed'
                  from conversation.conversation c
                 where r.bulk = ? and r.left_because is null and c.id = r.conversation and hash_record_extended(c, 0) <> r.stamp
                """).param(bulk).update();
        if (act == Act.TAG) {
            untag(bulk);
        } else {
            putBack(bulk, act);
        }
        db.sql("""
                delete from conversation.standing_in s using conversation.bulk_row r, conversation.bulk b
                 where r.bulk = ? and r.left_because is null and b.id = r.bulk and s.conversation = r.conversation and s.since >= b.at
                """).param(bulk).update();
        var undone = db.sql("select conversation from conversation.bulk_row where bulk = ? and left_because is null")
                .param(bulk)
                .query((row, n) -> Rows.uuid(row, "conversation"))
                .list();
        changes.recordAll(brand.id(), Change.Kind.CONVERSATION, undone);
        ledger.writeAll(
                brand.id(),
                undone.stream()
                        .map(id -> new LedgerEvent(
                                brand.id(),
                                at,
                                "conversation.undone",
                                Actor.teammate(by.id().value()),
                                "conversation",
                                id,
                                id,
                                How.DESK,
                                Map.of("act", act.word())))
                        .toList());
    }

    private void untag(UUID bulk) {
        db.sql("""
                delete from conversation.tag t using conversation.bulk_row r
                 where r.bulk = ? and r.left_because is null and t.conversation = r.conversation
                   and not r.before -> 'tags' @> to_jsonb(t.tag)
                """).param(bulk).update();
    }

    private void putBack(UUID bulk, Act act) {
        var set = COLUMNS.stream().map(column -> column + " = b." + column).collect(Collectors.joining(", "));
        if (act == Act.SPAM) {
            db.sql("""
                    update conversation.message m set hidden_at = null, hidden_by = null, hidden_reason = null
                      from conversation.bulk_row r join conversation.conversation c on c.brand = r.brand and c.id = r.conversation
                     where r.bulk = ? and r.left_because is null and c.spam_hid
                       and m.id = (select first.id from conversation.message first
                                    where first.conversation = c.id order by first.at, first.id limit 1)
                    """).param(bulk).update();
        }
        db.sql("update conversation.conversation c set " + set + """
                  from conversation.bulk_row r, jsonb_populate_record(null::conversation.conversation, r.before) b
                 where r.bulk = ? and r.left_because is null and c.id = r.conversation
                """)
                .param(bulk)
                .update();
    }

    /** What can be undone no more needs not be kept. */
    void forget(Instant before) {
        db.sql("delete from conversation.bulk where at < ?")
                .param(Rows.time(before))
                .update();
    }
}
