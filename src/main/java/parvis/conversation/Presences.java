package parvis.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.TeammateId;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.database.BrandId;
import parvis.database.Rows;
import parvis.database.Transactions;

/**
 * Who of the house has a conversation before their eyes, on any node. A window says so again and again; one that falls silent is
 * believed for {@link #BELIEVED}. The change log hears of what others see differently then, not of each word that it is still so.
 */
@Component
public class Presences {
    /** So often a window should say that it is there. */
    public static final Duration EVERY = Duration.ofSeconds(10);
    /** So long it is believed to be. */
    static final Duration BELIEVED = Duration.ofSeconds(25);

    private static final int MOST = 50;

    public enum Writing {
        NOTHING,
        ANSWER,
        NOTE;

        String word() {
            return this == NOTHING ? "" : name().toLowerCase(java.util.Locale.ROOT);
        }

        public static Writing of(String word) {
            return switch (word) {
                case "answer" -> ANSWER;
                case "note" -> NOTE;
                default -> NOTHING;
            };
        }
    }

    public record Present(UUID teammate, Writing writing) {}

    private final Transactions transactions;
    private final JdbcClient db;
    private final Changes changes;

    Presences(Transactions transactions, JdbcClient db, Changes changes) {
        this.transactions = transactions;
        this.db = db;
        this.changes = changes;
    }

    /** @param tab tells several windows of theirs apart */
    public void here(
            BrandId brand, ConversationId conversation, TeammateId who, String tab, Writing writing, Instant at) {
        transactions.run(brand, () -> {
            var news = db.sql("""
                    with before as (
                        select writing from conversation.presence
                         where conversation = :conversation and teammate = :who and tab = :tab and seen_at > :believed),
                    said as (
                        insert into conversation.presence (brand, conversation, teammate, tab, writing, seen_at)
                        values (:brand, :conversation, :who, :tab, :writing, :at)
                        on conflict (brand, conversation, teammate, tab)
                        do update set writing = excluded.writing, seen_at = greatest(presence.seen_at, excluded.seen_at))
                    select coalesce((select writing <> :writing from before), true)
                    """)
                    .param("brand", brand.value())
                    .param("conversation", conversation.value())
                    .param("who", who.value())
                    .param("tab", tab)
                    .param("writing", writing.word())
                    .param("at", Rows.time(at))
                    .param("believed", Rows.time(at.minus(BELIEVED)))
                    .query(Boolean.class)
                    .single();
            if (news) {
                changes.record(brand, Change.Kind.PRESENCE, conversation.value());
            }
        });
    }

    public void gone(BrandId brand, ConversationId conversation, TeammateId who, String tab) {
        transactions.run(brand, () -> {
            var left = db.sql("delete from conversation.presence where conversation = ? and teammate = ? and tab = ?")
                    .params(conversation.value(), who.value(), tab)
                    .update();
            if (left > 0) {
                changes.record(brand, Change.Kind.PRESENCE, conversation.value());
            }
        });
    }

    /** Inside a transaction of the brand: the others who are there, whoever writes first. */
    public List<Present> beside(ConversationId conversation, TeammateId me, Instant now) {
        return db.sql("""
                select teammate, min(case writing when 'answer' then 1 when 'note' then 2 else 3 end) as does
                  from conversation.presence
                 where conversation = ? and teammate <> ? and seen_at > ?
                 group by teammate order by does, teammate limit ?
                """)
                .params(conversation.value(), me.value(), Rows.time(now.minus(BELIEVED)), MOST)
                .query((row, n) -> new Present(
                        Rows.uuid(row, "teammate"),
                        switch (row.getInt("does")) {
                            case 1 -> Writing.ANSWER;
                            case 2 -> Writing.NOTE;
                            default -> Writing.NOTHING;
                        }))
                .list();
    }

    /** Inside a transaction of the brand. */
    void sweep(Instant now) {
        db.sql("delete from conversation.presence where seen_at < ?")
                .param(Rows.time(now.minus(BELIEVED.multipliedBy(4))))
                .update();
    }
}
