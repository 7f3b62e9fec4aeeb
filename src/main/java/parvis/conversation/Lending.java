package parvis.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Audit;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.brand.Teammate;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.database.Ids;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;

/**
 * The brand lends the agency a conversation, or all that stands in a place, until a day that it names; and takes it back before. What is
 * not lent, an agency does not see.
 */
@Component
public class Lending {
    public static final Duration LONGEST = Duration.ofDays(92);

    /** What of a conversation {@code c} is lent at {@code :now}; what was hidden, and spam, never is. */
    static final String LENT = """
             c.hidden_at is null and c.spam_at is null and exists (
                 select from conversation.lent l
                  where l.brand = c.brand and l.until_at > :now and (l.conversation = c.id or l.place = c.place))
            """;

    public enum Outcome {
        DONE,
        /** It was not lent. */
        UNCHANGED,
        /** The day is past, or too far away. */
        NO_DAY,
        NOT_ALLOWED,
        UNKNOWN
    }

    /**
     * Something that is lent now.
     *
     * @param conversation null for all that stands in {@code place}
     */
    public record Loan(
            UUID id,
            @Nullable UUID conversation,
            @Nullable UUID place,
            @Nullable Long number,
            @Nullable String subject,
            UUID by,
            Instant until) {}

    private static final String SELECT = """
            select l.*, c.number, c.subject from conversation.lent l
              left join conversation.conversation c on c.brand = l.brand and c.id = l.conversation
            """;

    private final Transactions transactions;
    private final Conversations conversations;
    private final JdbcClient db;
    private final Changes changes;
    private final Ledger ledger;
    private final Audit audit;

    Lending(
            Transactions transactions,
            Conversations conversations,
            JdbcClient db,
            Changes changes,
            Ledger ledger,
            Audit audit) {
        this.transactions = transactions;
        this.conversations = conversations;
        this.db = db;
        this.changes = changes;
        this.ledger = ledger;
        this.audit = audit;
    }

    /** Inside a transaction of the brand: whether the agency sees it now. */
    public boolean reaches(ConversationId id, Instant now) {
        return db.sql("select exists (select from conversation.conversation c where c.id = :id and" + LENT + ")")
                .param("id", id.value())
                .param("now", Rows.time(now))
                .query(Boolean.class)
                .single();
    }

    /** Inside a transaction of the brand: the conversations that the agency sees now, those with the latest words first. */
    public List<ConversationId> conversations(Instant now, int most) {
        return db.sql("""
                select c.id from conversation.conversation c
                 where c.hidden_at is null and c.spam_at is null and c.id in (
                       select l.conversation from conversation.lent l where l.conversation is not null and l.until_at > :now
                       union all
                       select there.id from conversation.lent l
                        cross join lateral (
                              select t.id from conversation.conversation t
                               where t.brand = l.brand and t.place = l.place and t.hidden_at is null
                               order by t.last_message_at desc, t.id desc limit :most) there
                        where l.place is not null and l.until_at > :now)
                 order by c.last_message_at desc, c.id desc limit :most
                """)
                .param("now", Rows.time(now))
                .param("most", most)
                .query((row, n) -> new ConversationId(Rows.uuid(row, "id")))
                .list();
    }

    /** Inside a transaction of the brand: what is lent now, the first that ends first. */
    public List<Loan> all(Instant now, int most) {
        return db.sql(SELECT + " where l.until_at > ? order by l.until_at, l.id limit ?")
                .params(Rows.time(now), most)
                .query((row, n) -> loan(row))
                .list();
    }

    /** Inside a transaction of the brand: whether this very conversation is lent, apart from its place. */
    public Optional<Loan> of(ConversationId id, Instant now) {
        return db.sql(SELECT + " where l.conversation = ? and l.until_at > ?")
                .params(id.value(), Rows.time(now))
                .query((row, n) -> loan(row))
                .optional();
    }

    /** Once more changes until when. */
    public Outcome lend(
            Brand brand, ConversationId id, Instant until, Teammate by, @Nullable String origin, How how, Instant at) {
        return transactions.in(brand.id(), () -> {
            var found = conversations.lock(id);
            if (found.isEmpty()) {
                return Outcome.UNKNOWN;
            }
            if (!mayLend(found.get().owner(), by)) {
                return Outcome.NOT_ALLOWED;
            }
            if (!isADay(until, at)) {
                return Outcome.NO_DAY;
            }
            keep(brand, id.value(), null, until, by, at);
            told(brand, "conversation.lent", id.value(), null, until, by, origin, how, at);
            return Outcome.DONE;
        });
    }

    /** All that stands in a place, and what comes there until then. */
    public Outcome lendPlace(
            Brand brand, UUID place, Instant until, Teammate by, @Nullable String origin, How how, Instant at) {
        return transactions.in(brand.id(), () -> {
            if (!by.may(Permission.LEND)) {
                return Outcome.NOT_ALLOWED;
            }
            var known = db.sql("select exists (select from brand.place where id = ?)")
                    .param(place)
                    .query(Boolean.class)
                    .single();
            if (!known) {
                return Outcome.UNKNOWN;
            }
            if (!isADay(until, at)) {
                return Outcome.NO_DAY;
            }
            keep(brand, null, place, until, by, at);
            told(brand, "place.lent", null, place, until, by, origin, how, at);
            return Outcome.DONE;
        });
    }

    /** Whatever it was: the agency sees it no more, from this moment. */
    public Outcome takeBack(Brand brand, UUID loan, Teammate by, @Nullable String origin, How how, Instant at) {
        return transactions.in(brand.id(), () -> {
            if (!by.may(Permission.LEND)) {
                return Outcome.NOT_ALLOWED;
            }
            var found = db.sql(SELECT + " where l.id = ? for update of l")
                    .param(loan)
                    .query((row, n) -> loan(row))
                    .optional();
            if (found.isEmpty()) {
                return Outcome.UNCHANGED;
            }
            db.sql("delete from conversation.lent where id = ?").param(loan).update();
            var conversation = found.get().conversation();
            var what = conversation == null ? "place.taken-back" : "conversation.taken-back";
            told(brand, what, conversation, found.get().place(), at, by, origin, how, at);
            return Outcome.DONE;
        });
    }

    /** @param owner of the conversation */
    public static boolean mayLend(@Nullable UUID owner, Teammate by) {
        return by.may(Permission.LEND) && by.mayAct(owner);
    }

    private static boolean isADay(Instant until, Instant at) {
        return until.isAfter(at) && !until.isAfter(at.plus(LONGEST));
    }

    private void keep(
            Brand brand, @Nullable UUID conversation, @Nullable UUID place, Instant until, Teammate by, Instant at) {
        db.sql("delete from conversation.lent where conversation = :conversation or place = :place")
                .param("conversation", conversation, Types.OTHER)
                .param("place", place, Types.OTHER)
                .update();
        db.sql("""
                insert into conversation.lent (brand, id, conversation, place, until_at, by_teammate, at)
                values (:brand, :id, :conversation, :place, :until, :by, :at)
                """)
                .param("brand", brand.id().value())
                .param("id", Ids.next())
                .param("conversation", conversation, Types.OTHER)
                .param("place", place, Types.OTHER)
                .param("until", Rows.time(until))
                .param("by", by.id().value())
                .param("at", Rows.time(at))
                .update();
    }

    private void told(
            Brand brand,
            String what,
            @Nullable UUID conversation,
            @Nullable UUID place,
            Instant until,
            Teammate by,
            @Nullable String origin,
            How how,
            Instant at) {
        var subject = Objects.requireNonNull(conversation == null ? place : conversation);
        var kind = conversation == null ? "place" : "conversation";
        var actor = Actor.teammate(by.id().value());
        var detail = Map.<String, Object>of("when", until.toString());
        if (conversation != null) {
            changes.record(brand.id(), Change.Kind.CONVERSATION, conversation);
        }
        ledger.write(new LedgerEvent(brand.id(), at, what, actor, kind, subject, conversation, how, detail));
        audit.write(brand.id(), at, actor, what, kind, subject, origin, detail);
    }

    private static Loan loan(ResultSet row) throws SQLException {
        return new Loan(
                Rows.uuid(row, "id"),
                Rows.uuidOrNull(row, "conversation"),
                Rows.uuidOrNull(row, "place"),
                row.getObject("number", Long.class),
                Rows.textOrNull(row, "subject"),
                Rows.uuid(row, "by_teammate"),
                Rows.instant(row, "until_at"));
    }
}
