package parvis.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import parvis.brand.Teammate;
import parvis.database.BrandId;
import parvis.database.Rows;

/** Conversations of those who are away, as PostgreSQL keeps them. Calls belong inside a transaction of the brand. */
@Repository
class StandingRows {
    private final JdbcClient db;

    StandingRows(JdbcClient db) {
        this.db = db;
    }

    /** One that has another owner now. */
    record Moved(UUID conversation, @Nullable UUID holder) {}

    /** Everybody of whom somebody else has something. */
    Set<UUID> absent() {
        return db.sql("select distinct absent from conversation.standing_in").query(UUID.class).list().stream()
                .collect(Collectors.toSet());
    }

    /** What a colleague took over by themselves, or handed on, is not kept for anybody; neither is what is closed. */
    void forgetTaken() {
        db.sql("""
                delete from conversation.standing_in s using conversation.conversation c
                 where c.brand = s.brand and c.id = s.conversation
                   and (c.state = 'closed'
                        or c.owner is not null and c.owner is distinct from s.holder and c.owner <> s.absent)
                """).update();
    }

    void forget(UUID absent) {
        db.sql("delete from conversation.standing_in where absent = ?")
                .param(absent)
                .update();
    }

    void forget(ConversationId conversation) {
        db.sql("delete from conversation.standing_in where conversation = ?")
                .param(conversation.value())
                .update();
    }

    /** What is theirs, and what somebody has for them who has it no more, goes to whoever is in charge. */
    List<Moved> place(BrandId brand, UUID absent, @Nullable Teammate inCharge, Instant at) {
        var to = inCharge == null ? null : inCharge.id().value();
        var moved = db.sql("""
                with held as (
                    select c.id from conversation.conversation c
                      left join conversation.standing_in s on s.brand = c.brand and s.conversation = c.id
                     where c.state in ('open', 'waiting')
                       and (c.owner = :absent and (s.absent is null or s.absent = :absent)
                            or s.absent = :absent and c.owner is distinct from cast(:to as uuid))
                     order by c.id for update of c)
                update conversation.conversation c set owner = cast(:to as uuid) from held where c.id = held.id
                returning c.id, c.owner
                """)
                .param("absent", absent)
                .param("to", to)
                .query(StandingRows::moved)
                .list();
        keep(brand, moved.stream().map(Moved::conversation).toList(), absent, to, at);
        return moved;
    }

    void keep(BrandId brand, List<UUID> conversations, UUID absent, @Nullable UUID holder, Instant at) {
        db.sql("""
                insert into conversation.standing_in (brand, conversation, absent, holder, since)
                select :brand, id, :absent, cast(:holder as uuid), :at from unnest(cast(:ids as uuid[])) as moved(id)
                on conflict (brand, conversation) do update
                   set absent = excluded.absent, holder = excluded.holder, since = excluded.since
                """)
                .param("brand", brand.value())
                .param("ids", conversations.toArray(UUID[]::new))
                .param("absent", absent)
                .param("holder", holder)
                .param("at", Rows.time(at))
                .update();
    }

    /** What is not closed is theirs again. */
    List<Moved> giveBack(UUID absent) {
        var moved =
                db.sql("""
                with held as (
                    select c.id from conversation.conversation c
                      join conversation.standing_in s on s.brand = c.brand and s.conversation = c.id
                     where s.absent = :absent and c.state <> 'closed' order by c.id for update of c)
                update conversation.conversation c set owner = :absent from held where c.id = held.id
                returning c.id, c.owner
                """).param("absent", absent).query(StandingRows::moved).list();
        forget(absent);
        return moved;
    }

    /** One conversation that has both is as it was; of two that become one, what is kept for somebody goes along. */
    void merged(ConversationId gone, ConversationId into) {
        db.sql("""
                update conversation.standing_in set conversation = :into
                 where conversation = :gone
                   and (select owner is null from conversation.conversation where id = :into)
                   and not exists (select 1 from conversation.standing_in where conversation = :into)
                """).param("into", into.value()).param("gone", gone.value()).update();
    }

    private static Moved moved(ResultSet row, int n) throws SQLException {
        return new Moved(Rows.uuid(row, "id"), Rows.uuidOrNull(row, "owner"));
    }
}
