package parvis.conversation;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import parvis.database.BrandId;
import parvis.database.Columns;
import parvis.database.Rows;
import tools.jackson.databind.json.JsonMapper;

/** What came from outside, as it came. Calls belong inside a transaction of the brand. */
@Repository
class RawMessages {
    enum RawState {
        UNCONFIRMED,
        ACCEPTED,
        STORED,
        REJECTED;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** @param body as it is written */
    record Fresh(UUID id, Incoming incoming, String body, Instant at) {}

    record Raw(UUID id, Incoming incoming, Instant receivedAt, int attempts) {}

    private final JdbcClient db;
    private final JsonMapper json;

    RawMessages(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    /** Keeps it unless its (channel, external id) is known; tells whether it was new. */
    boolean keep(
            BrandId brand, UUID id, Incoming incoming, RawState state, byte @Nullable [] confirmation, Instant at) {
        return db.sql("""
                insert into conversation.raw (brand, id, channel, external_id, body, received_at, state, next_at, confirmation)
                values (:brand, :id, :channel, :externalId, :body::jsonb, :at, :state, :at, :confirmation)
                on conflict (brand, channel, external_id) do nothing
                """)
                        .param("brand", brand.value())
                        .param("id", id)
                        .param("channel", incoming.channel())
                        .param("externalId", incoming.externalId())
                        .param("body", json.writeValueAsString(incoming))
                        .param("at", Rows.time(at))
                        .param("state", state.word())
                        .param("confirmation", confirmation, java.sql.Types.BINARY)
                        .update()
                == 1;
    }

    Fresh fresh(UUID id, Incoming incoming, Instant at) {
        return new Fresh(id, incoming, json.writeValueAsString(incoming), at);
    }

    /**
     * What became of each that was to be kept, by the id proposed for it; what is in neither came by a channel that the brand
     * does not have for programs.
     *
     * @param known with the ids that they have had since they came before
     */
    record Kept(Set<UUID> fresh, Map<UUID, UUID> known) {}

    /** Keeps those whose (channel, external id) is not known, in one statement: each journey is waited for by all. */
    Kept keepAll(BrandId brand, List<Fresh> all) {
        var fresh = new HashSet<>(db.sql("""
                insert into conversation.raw (brand, id, channel, external_id, body, received_at, state, next_at)
                select c.brand, f.id, f.channel, f.external_id, f.body::jsonb, f.at, 'accepted', f.at
                  from unnest(:ids, :channels, :externalIds, :bodies, :ats) as f(id, channel, external_id, body, at)
                  join conversation.channel c on c.brand = :brand and c.slug = f.channel and c.kind = 'api'
                on conflict (brand, channel, external_id) do nothing
                returning id
                """)
                .param("brand", brand.value())
                .param("ids", Columns.uuids(all, Fresh::id))
                .param("channels", Columns.texts(all, f -> f.incoming().channel()))
                .param("externalIds", Columns.texts(all, f -> f.incoming().externalId()))
                .param("bodies", Columns.texts(all, Fresh::body))
                .param("ats", Columns.times(all, Fresh::at))
                .query((row, n) -> Rows.uuid(row, "id"))
                .list());
        var others = all.stream().filter(f -> !fresh.contains(f.id())).toList();
        return new Kept(fresh, others.isEmpty() ? Map.of() : known(brand, others));
    }

    private Map<UUID, UUID> known(BrandId brand, List<Fresh> all) {
        var known = new HashMap<UUID, UUID>();
        db.sql("""
                select f.id, r.id as known
                  from unnest(:ids, :channels, :externalIds) as f(id, channel, external_id)
                  join conversation.channel c on c.brand = :brand and c.slug = f.channel and c.kind = 'api'
                  join conversation.raw r on r.brand = :brand and r.channel = f.channel and r.external_id = f.external_id
                """)
                .param("brand", brand.value())
                .param("ids", Columns.uuids(all, Fresh::id))
                .param("channels", Columns.texts(all, f -> f.incoming().channel()))
                .param("externalIds", Columns.texts(all, f -> f.incoming().externalId()))
                .query(row -> {
                    known.put(Rows.uuid(row, "id"), Rows.uuid(row, "known"));
                });
        return known;
    }

    UUID idOf(String channel, String externalId) {
        return db.sql("select id from conversation.raw where channel = ? and external_id = ?")
                .params(channel, externalId)
                .query(UUID.class)
                .single();
    }

    Optional<MessageStatus> status(UUID id) {
        return db.sql("select id, state, conversation, reason from conversation.raw where id = ?")
                .param(id)
                .query((row, n) -> new MessageStatus(
                        Rows.uuid(row, "id"),
                        row.getString("state"),
                        Rows.uuidOrNull(row, "conversation"),
                        Rows.textOrNull(row, "reason")))
                .optional();
    }

    /** The oldest that wait, held by this transaction: another worker passes them by. */
    List<Raw> claim(Instant now, int most) {
        return db.sql("""
                select id, body, received_at, attempts from conversation.raw
                 where state = 'accepted' and next_at <= ?
                 order by next_at, id limit ? for update skip locked
                """)
                .params(Rows.time(now), most)
                .query((row, n) -> raw(row))
                .list();
    }

    Optional<Raw> claim(UUID id) {
        return db.sql(
                        "select id, body, received_at, attempts from conversation.raw where id = ? and state = 'accepted' for update")
                .param(id)
                .query((row, n) -> raw(row))
                .optional();
    }

    Optional<Raw> claimByConfirmation(byte[] hash, Instant notBefore) {
        return db.sql("""
                select id, body, received_at, attempts from conversation.raw
                 where confirmation = ? and state = 'unconfirmed' and received_at > ? for update
                """)
                .params(hash, Rows.time(notBefore))
                .query((row, n) -> raw(row))
                .optional();
    }

    /** Where a confirmation that was already used led to. */
    Optional<UUID> conversationConfirmedBy(byte[] hash) {
        return db.sql("select conversation from conversation.raw where confirmation = ? and state = 'stored'")
                .param(hash)
                .query(UUID.class)
                .optional();
    }

    /** What waits behind a confirmation, to be shown before its button is pressed. */
    Optional<Incoming> awaiting(byte[] hash, Instant notBefore) {
        return db.sql(
                        "select id, body, received_at, attempts from conversation.raw where confirmation = ? and state = 'unconfirmed' and received_at > ?")
                .params(hash, Rows.time(notBefore))
                .query((row, n) -> raw(row).incoming())
                .optional();
    }

    void confirmed(UUID id, Incoming incoming) {
        db.sql("update conversation.raw set state = 'accepted', body = ?::jsonb where id = ?")
                .params(json.writeValueAsString(incoming), id)
                .update();
    }

    void stored(UUID id, ConversationId conversation) {
        db.sql("update conversation.raw set state = 'stored', conversation = ? where id = ?")
                .params(conversation.value(), id)
                .update();
    }

    /** Each in the conversation of the same place in the other list. */
    void storedAll(List<UUID> ids, List<UUID> conversations) {
        db.sql("""
                update conversation.raw r set state = 'stored', conversation = s.conversation
                  from unnest(:ids, :conversations) as s(id, conversation) where r.id = s.id
                """)
                .param("ids", Columns.uuids(ids))
                .param("conversations", Columns.uuids(conversations))
                .update();
    }

    void rejected(UUID id, String reason) {
        db.sql("update conversation.raw set state = 'rejected', reason = ? where id = ?")
                .params(reason, id)
                .update();
    }

    void postponed(UUID id, Instant until, String reason) {
        db.sql("update conversation.raw set attempts = attempts + 1, next_at = ?, reason = ? where id = ?")
                .params(Rows.time(until), reason, id)
                .update();
    }

    /** Questions that nobody confirmed are forgotten with what they say about people. */
    int forgetUnconfirmed(Instant before) {
        return db.sql("delete from conversation.raw where state = 'unconfirmed' and received_at < ?")
                .param(Rows.time(before))
                .update();
    }

    private Raw raw(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Raw(
                Rows.uuid(row, "id"),
                json.readValue(row.getString("body"), Incoming.class),
                Rows.instant(row, "received_at"),
                row.getInt("attempts"));
    }
}
