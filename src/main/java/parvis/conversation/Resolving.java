package parvis.conversation;

import java.time.Instant;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Teammate;
import parvis.brand.TeammateId;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.conversation.ConversationEvent.AnswerSentAgain;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;

/** A person decides about an answer of which nobody knows whether it arrived, or which did not: it did, or it is sent again. */
@Component
public class Resolving {

    public enum Outcome {
        DONE,
        /** Somebody else did, or it arrived after all. */
        UNCHANGED,
        NOT_ALLOWED,
        UNKNOWN
    }

    private final Transactions transactions;
    private final JdbcClient db;
    private final Conversations conversations;
    private final Messages messages;
    private final Copies copies;
    private final Travelling travelling;
    private final Changes changes;
    private final Ledger ledger;
    private final ApplicationEventPublisher events;

    Resolving(
            Transactions transactions,
            JdbcClient db,
            Conversations conversations,
            Messages messages,
            Copies copies,
            Travelling travelling,
            Changes changes,
            Ledger ledger,
            ApplicationEventPublisher events) {
        this.transactions = transactions;
        this.db = db;
        this.conversations = conversations;
        this.messages = messages;
        this.copies = copies;
        this.travelling = travelling;
        this.changes = changes;
        this.ledger = ledger;
        this.events = events;
    }

    /** The person has it: they said so, or somebody looked. */
    public Outcome arrived(Brand brand, MessageId id, Teammate by, How how, Instant at) {
        return resolve(brand, id, by, "sent", "answer.arrived", how, at);
    }

    /** One more letter. Whoever decides so accepts that it may come twice. */
    public Outcome sendAgain(Brand brand, MessageId id, Teammate by, How how, Instant at) {
        return resolve(brand, id, by, "sending", "answer.sent-again", how, at);
    }

    private Outcome resolve(Brand brand, MessageId id, Teammate by, String state, String what, How how, Instant at) {
        return transactions.in(brand.id(), () -> {
            var message = messages.ofTheHouse(id.value());
            if (message.isEmpty()) {
                return Outcome.UNKNOWN;
            }
            var conversation = conversations.lock(message.get().conversation()).orElseThrow();
            if (!by.mayAct(conversation.owner())) {
                return Outcome.NOT_ALLOWED;
            }
            var resolved = db.sql(
                            "update conversation.message set state = ? where id = ? and withheld is null and state in ('unconfirmed', 'failed')")
                    .params(state, id.value())
                    .update();
            var letter = db.sql("update conversation.message set letter = null where id = ? and letter is not null")
                    .param(id.value())
                    .update();
            if (resolved + letter == 0) {
                return Outcome.UNCHANGED;
            }
            travelling.answered(brand, conversation, id, at);
            changes.record(
                    brand.id(), Change.Kind.CONVERSATION, conversation.id().value());
            ledger.write(new LedgerEvent(
                    brand.id(),
                    at,
                    what,
                    Actor.teammate(by.id().value()),
                    "message",
                    id.value(),
                    conversation.id().value(),
                    how,
                    Map.of()));
            if (state.equals("sending")) {
                copies.hopeful(id.value());
                var author = message.get().teammate();
                events.publishEvent(new AnswerSentAgain(
                        brand.id(),
                        conversation.id(),
                        id,
                        message.get().visibility(),
                        author == null ? by.id() : new TeammateId(author),
                        at));
            }
            return Outcome.DONE;
        });
    }
}
