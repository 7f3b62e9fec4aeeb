package parvis.conversation;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Teammate;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.clock.Promise;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;

/** Closing a conversation from which nobody expects anything more, and reopening it. */
@Component
public class Closing {

    public enum Outcome {
        DONE,
        /** It already was. */
        UNCHANGED,
        NOT_ALLOWED,
        UNKNOWN
    }

    private final Transactions transactions;
    private final Conversations conversations;
    private final Spam spam;
    private final Sleeping sleeping;
    private final Changes changes;
    private final Ledger ledger;

    Closing(
            Transactions transactions,
            Conversations conversations,
            Spam spam,
            Sleeping sleeping,
            Changes changes,
            Ledger ledger) {
        this.sleeping = sleeping;
        this.spam = spam;
        this.transactions = transactions;
        this.conversations = conversations;
        this.changes = changes;
        this.ledger = ledger;
    }

    public Outcome close(Brand brand, ConversationId id, Teammate by, How how, Instant at) {
        return turn(brand, id, by, State.CLOSED, how, at);
    }

    public Outcome reopen(Brand brand, ConversationId id, Teammate by, How how, Instant at) {
        return turn(brand, id, by, State.OPEN, how, at);
    }

    private Outcome turn(Brand brand, ConversationId id, Teammate by, State to, How how, Instant at) {
        return transactions.in(brand.id(), () -> {
            var found = conversations.lock(id);
            if (found.isEmpty()) {
                return Outcome.UNKNOWN;
            }
            var c = found.get();
            if (!by.mayAct(c.owner())) {
                return Outcome.NOT_ALLOWED;
            }
            // what is spam comes back by being said to be none
            if (c.state() == to || spam.is(id)) {
                return Outcome.UNCHANGED;
            }
            var promise = Objects.requireNonNullElseGet(c.promise(), () -> Promise.of(brand.promise()));
            conversations.turn(
                    brand, c, to, to == State.OPEN ? promise.resume(at) : promise.pause(at, brand.hours()), at);
            if (to == State.CLOSED) {
                // whoever reopens it has it before their eyes
                sleeping.awake(id);
            }
            changes.record(brand.id(), Change.Kind.CONVERSATION, id.value());
            ledger.write(new LedgerEvent(
                    brand.id(),
                    at,
                    to == State.CLOSED ? "conversation.closed" : "conversation.reopened",
                    Actor.teammate(by.id().value()),
                    "conversation",
                    id.value(),
                    id.value(),
                    how,
                    Map.of("was", c.state().word())));
            return Outcome.DONE;
        });
    }
}
