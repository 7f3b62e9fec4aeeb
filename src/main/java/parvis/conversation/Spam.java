package parvis.conversation;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.brand.Teammate;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.clock.Promise;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;
import parvis.web.Words;

/** Conversations that nobody owes an answer: out of every queue, kept, and back again when somebody was wrong. */
@Component
public class Spam {

    public enum Outcome {
        DONE,
        /** It already is, or is not. */
        UNCHANGED,
        /** Not theirs to close; or public, and not theirs to hide. */
        NOT_ALLOWED,
        UNKNOWN
    }

    private final Transactions transactions;
    private final Conversations conversations;
    private final JdbcClient db;
    private final Changes changes;
    private final Ledger ledger;

    Spam(Transactions transactions, Conversations conversations, JdbcClient db, Changes changes, Ledger ledger) {
        this.transactions = transactions;
        this.conversations = conversations;
        this.db = db;
        this.changes = changes;
        this.ledger = ledger;
    }

    public Outcome mark(Brand brand, ConversationId id, Teammate by, How how, Instant at) {
        return transactions.in(brand.id(), () -> {
            var found = conversations.lock(id);
            if (found.isEmpty()) {
                return Outcome.UNKNOWN;
            }
            var c = found.get();
            if (!mayMark(c, by)) {
                return Outcome.NOT_ALLOWED;
            }
            if (is(id)) {
                return Outcome.UNCHANGED;
            }
            fall(brand, c, by.id().value(), at);
            told(brand, id, "conversation.spam", Actor.teammate(by.id().value()), how, at);
            return Outcome.DONE;
        });
    }

    /** Where it stood before; a promise that ran runs on. */
    public Outcome unmark(Brand brand, ConversationId id, Teammate by, How how, Instant at) {
        return transactions.in(brand.id(), () -> {
            var found = conversations.lock(id);
            if (found.isEmpty()) {
                return Outcome.UNKNOWN;
            }
            var c = found.get();
            if (!mayMark(c, by)) {
                return Outcome.NOT_ALLOWED;
            }
            if (!is(id)) {
                return Outcome.UNCHANGED;
            }
            rise(brand, c, at);
            told(brand, id, "conversation.not-spam", Actor.teammate(by.id().value()), how, at);
            return Outcome.DONE;
        });
    }

    static boolean mayMark(Conversation c, Teammate by) {
        return by.mayAct(c.owner()) && (c.visibility() == Visibility.PRIVATE || by.may(Permission.MODERATE));
    }

    /** What a blocked person writes. Inside the transaction that stores it. */
    void fallOnArrival(Brand brand, ConversationId id, UUID blockedBy, Instant at) {
        conversations.lock(id).filter(c -> !is(id)).ifPresent(c -> {
            fall(brand, c, blockedBy, at);
            told(brand, id, "conversation.spam", Actor.SYSTEM, new How("blocked"), at);
        });
    }

    boolean is(ConversationId id) {
        return db.sql("select spam_at is not null from conversation.conversation where id = ?")
                .param(id.value())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    private void fall(Brand brand, Conversation c, UUID by, Instant at) {
        var hides = c.visibility().isShared() && !c.hidden();
        if (c.state() != State.CLOSED) {
            conversations.turn(brand, c, State.CLOSED, promise(brand, c).pause(at, brand.hours()), at);
        }
        if (hides) {
            conversations.hide(c.id(), at);
            db.sql("""
                    update conversation.message set hidden_at = ?, hidden_by = ?, hidden_reason = ?
                     where id = (select id from conversation.message where conversation = ? order by at, id limit 1)
                       and hidden_at is null
                    """)
                    .params(Rows.time(at), by, Words.in(brand.language()).t("desk.spam.reason"), c.id().value())
                    .update();
        }
        db.sql("update conversation.conversation set spam_at = ?, spam_was = ?, spam_hid = ? where id = ?")
                .params(Rows.time(at), c.state().word(), hides, c.id().value())
                .update();
    }

    private void rise(Brand brand, Conversation c, Instant at) {
        var was = db.sql("select spam_was, spam_hid from conversation.conversation where id = ?")
                .param(c.id().value())
                .query((row, n) -> Map.entry(State.of(row.getString("spam_was")), row.getBoolean("spam_hid")))
                .single();
        db.sql("""
                update conversation.conversation set spam_at = null, spam_was = null, spam_hid = false where id = ?
                """).param(c.id().value()).update();
        if (was.getValue()) {
            conversations.hide(c.id(), null);
            db.sql("""
                    update conversation.message set hidden_at = null, hidden_by = null, hidden_reason = null
                     where id = (select id from conversation.message where conversation = ? order by at, id limit 1)
                    """).param(c.id().value()).update();
        }
        if (was.getKey() != State.CLOSED) {
            @Nullable
            Promise promise = was.getKey() == State.OPEN ? promise(brand, c).resume(at) : c.promise();
            conversations.turn(brand, c, was.getKey(), promise, at);
        }
    }

    private static Promise promise(Brand brand, Conversation c) {
        return Objects.requireNonNullElseGet(c.promise(), () -> Promise.of(brand.promise()));
    }

    private void told(Brand brand, ConversationId id, String what, Actor by, How how, Instant at) {
        changes.record(brand.id(), Change.Kind.CONVERSATION, id.value());
        ledger.write(new LedgerEvent(brand.id(), at, what, by, "conversation", id.value(), id.value(), how, Map.of()));
    }
}
