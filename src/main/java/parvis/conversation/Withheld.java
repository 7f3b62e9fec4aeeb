package parvis.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.conversation.Answering.Words;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;

/**
 * Words that came in the name of a teammate without what proves it, or that they could not send: kept where the desk sees
 * them and nobody else, until somebody who may answer sends them or puts them away.
 */
@Component
public class Withheld {
    public enum Why {
        /** The address at which they were written had expired. */
        EXPIRED,
        /** They came from another address than the teammate's. */
        SOMEBODY_ELSE,
        /** They pretend to come from the teammate's address, and what its domain publishes speaks against it. */
        UNPROVED,
        /** The conversation is closed, or another's by now. */
        REFUSED,
        /** It was to leave at an hour at which its author may not answer here any more. */
        STOPPED,
        /** Its author's answers leave once somebody approves: {@link Approving}. */
        APPROVAL;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Transactions transactions;
    private final Conversations conversations;
    private final Messages messages;
    private final Answering answering;
    private final Team team;
    private final Changes changes;
    private final Ledger ledger;

    Withheld(
            Transactions transactions,
            Conversations conversations,
            Messages messages,
            Answering answering,
            Team team,
            Changes changes,
            Ledger ledger) {
        this.transactions = transactions;
        this.conversations = conversations;
        this.messages = messages;
        this.answering = answering;
        this.team = team;
        this.changes = changes;
        this.ledger = ledger;
    }

    /**
     * @param name the teammate in whose name they came
     * @param from the address they came from
     */
    public MessageId keep(
            Brand brand, ConversationId id, Teammate name, Words words, Why why, String from, Instant at) {
        return transactions.in(brand.id(), () -> {
            var conversation = conversations.lock(id).orElseThrow();
            var message = answering.insert(brand, conversation, name, words, at);
            messages.withhold(message, why, from);
            told(brand, conversation, message, "answer.withheld", Actor.SYSTEM, words.how(), why.word(), at);
            return message;
        });
    }

    /** Sends them, in the name of the teammate in whose name they came. */
    public Answering.Outcome send(Brand brand, UUID message, Teammate by, Instant at) {
        return transactions.in(brand.id(), () -> {
            var found = find(message);
            if (found.isEmpty()) {
                return new Answering.Outcome.Unknown();
            }
            var waiting = found.get().message();
            var words = new Words(waiting.kind(), waiting.visibility(), "", null, How.DESK, List.of());
            var refusal = Answering.refusal(found.get().conversation(), by, words);
            if (refusal != null || !by.mayAct(found.get().conversation().owner())) {
                return refusal != null ? refusal : new Answering.Outcome.NotAllowed();
            }
            var name = team.byId(brand.id(), java.util.Objects.requireNonNull(waiting.teammate()))
                    .orElseThrow();
            messages.release(waiting.id(), at);
            answering.written(
                    brand,
                    found.get().conversation(),
                    name,
                    Actor.teammate(by.id().value()),
                    waiting.id(),
                    words,
                    at);
            return new Answering.Outcome.Written(waiting.id());
        });
    }

    /** Puts them away: they stay at the desk as what was not sent. */
    public Answering.Outcome putAway(Brand brand, UUID message, Teammate by, Instant at) {
        return transactions.in(brand.id(), () -> {
            var found = find(message);
            if (found.isEmpty()) {
                return new Answering.Outcome.Unknown();
            }
            var conversation = found.get().conversation();
            if (!by.may(Permission.SEE_DESK) || !by.mayAct(conversation.owner())) {
                return new Answering.Outcome.NotAllowed();
            }
            var waiting = found.get().message();
            messages.dismiss(waiting.id());
            var actor = Actor.teammate(by.id().value());
            told(brand, conversation, waiting.id(), "answer.dismissed", actor, How.DESK, "", at);
            return new Answering.Outcome.Written(waiting.id());
        });
    }

    /** The number of its conversation, while it waits. */
    public Optional<Long> conversationOf(Brand brand, UUID message) {
        return transactions.in(
                brand.id(),
                () -> find(message).map(found -> found.conversation().number()));
    }

    private record Found(Messages.Known message, Conversation conversation) {}

    /** The conversation first, as everywhere: whoever writes to it does so alone. */
    private Optional<Found> find(UUID message) {
        return conversations
                .ofMessage(message)
                .flatMap(conversations::lock)
                .flatMap(c -> messages.waiting(message).map(m -> new Found(m, c)));
    }

    private void told(
            Brand brand, Conversation c, MessageId message, String what, Actor actor, How how, String why, Instant at) {
        changes.record(brand.id(), Change.Kind.CONVERSATION, c.id().value());
        ledger.write(new LedgerEvent(
                brand.id(),
                at,
                what,
                actor,
                "message",
                message.value(),
                c.id().value(),
                how,
                why.isEmpty() ? Map.of() : Map.of("why", why)));
    }
}
