package parvis.conversation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Teammate;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.conversation.ConversationEvent.MessageArrived;
import parvis.database.BrandId;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.jobs.Workers;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;

/**
 * Putting a conversation to sleep: it leaves the queue until an hour, or until somebody writes. What was promised to the person
 * stays promised.
 */
@Component
public class Sleeping {
    public static final Duration LONGEST = Duration.ofDays(366);

    private static final int BATCH = 500;

    public enum Outcome {
        DONE,
        /** It was awake already. */
        UNCHANGED,
        NOT_ALLOWED,
        /** Nobody expects anything in a closed conversation. */
        CLOSED,
        UNKNOWN
    }

    private final Transactions transactions;
    private final Conversations conversations;
    private final Changes changes;
    private final Ledger ledger;
    private final JdbcClient db;
    private final Clock clock;

    Sleeping(
            Transactions transactions,
            Conversations conversations,
            Changes changes,
            Ledger ledger,
            JdbcClient db,
            Clock clock,
            Workers workers) {
        this.transactions = transactions;
        this.conversations = conversations;
        this.changes = changes;
        this.ledger = ledger;
        this.db = db;
        this.clock = clock;
        workers.employ("waking", 1, this::workOnce);
    }

    public Outcome sleep(Brand brand, ConversationId id, Teammate by, Instant until, How how, Instant at) {
        return transactions.in(brand.id(), () -> {
            var c = conversations.lock(id);
            if (c.isEmpty()) {
                return Outcome.UNKNOWN;
            }
            if (!by.mayAct(c.get().owner())) {
                return Outcome.NOT_ALLOWED;
            }
            if (c.get().state() == State.CLOSED) {
                return Outcome.CLOSED;
            }
            db.sql("update conversation.conversation set asleep_until = ?, asleep_by = ? where id = ?")
                    .params(Rows.time(until), by.id().value(), id.value())
                    .update();
            var actor = Actor.teammate(by.id().value());
            told(
                    brand.id(),
                    List.of(id.value()),
                    "conversation.put-to-sleep",
                    actor,
                    how,
                    Map.of("when", until.toString()),
                    at);
            return Outcome.DONE;
        });
    }

    public Outcome wake(Brand brand, ConversationId id, Teammate by, How how, Instant at) {
        return transactions.in(brand.id(), () -> {
            var c = conversations.lock(id);
            if (c.isEmpty()) {
                return Outcome.UNKNOWN;
            }
            if (!by.mayAct(c.get().owner())) {
                return Outcome.NOT_ALLOWED;
            }
            if (!awake(id)) {
                return Outcome.UNCHANGED;
            }
            var actor = Actor.teammate(by.id().value());
            told(brand.id(), List.of(id.value()), "conversation.woken", actor, how, Map.of(), at);
            return Outcome.DONE;
        });
    }

    /** Whoever writes wakes it, unless a machine does. */
    @EventListener
    void wake(MessageArrived arrived) {
        if (arrived.opens()) {
            return;
        }
        var woken = db.sql("""
                update conversation.conversation set asleep_until = null, asleep_by = null
                 where id = ? and asleep_until is not null
                   and exists (select 1 from conversation.message m where m.id = ? and m.origin = 'person')
                """)
                .params(arrived.conversation().value(), arrived.message().value())
                .update();
        if (woken > 0) {
            told(
                    arrived.brand(),
                    List.of(arrived.conversation().value()),
                    "conversation.woken",
                    Actor.SYSTEM,
                    How.DIRECT,
                    Map.of("why", "message"),
                    arrived.at());
        }
    }

    /** Whether it slept. Inside a transaction of the brand that says what became of it. */
    boolean awake(ConversationId id) {
        return db.sql("""
                update conversation.conversation set asleep_until = null, asleep_by = null
                 where id = ? and asleep_until is not null
                """).param(id.value()).update() > 0;
    }

    private boolean workOnce() {
        var now = clock.instant();
        var any = false;
        for (var brand : db.sql("select brand from conversation.brands_to_wake(?) as asleep(brand)")
                .param(Rows.time(now))
                .query((row, n) -> new BrandId(Rows.uuid(row, "brand")))
                .list()) {
            any |= transactions.in(brand, () -> wakeDue(brand, now));
        }
        return any;
    }

    private boolean wakeDue(BrandId brand, Instant now) {
        var woken = db.sql("""
                update conversation.conversation set asleep_until = null, asleep_by = null
                 where id in (select id from conversation.conversation where asleep_until <= :now
                               order by asleep_until, id limit :most for update skip locked)
                returning id
                """)
                .param("now", Rows.time(now))
                .param("most", BATCH)
                .query((row, n) -> Rows.uuid(row, "id"))
                .list();
        told(brand, woken, "conversation.woken", Actor.SYSTEM, How.DIRECT, Map.of("why", "hour"), now);
        return !woken.isEmpty();
    }

    private void told(
            BrandId brand, List<UUID> ids, String what, Actor actor, How how, Map<String, String> detail, Instant at) {
        changes.recordAll(brand, Change.Kind.CONVERSATION, ids);
        for (var id : ids) {
            ledger.write(new LedgerEvent(
                    brand, at, what, actor, "conversation", id, id, how, Map.<String, Object>copyOf(detail)));
        }
    }
}
