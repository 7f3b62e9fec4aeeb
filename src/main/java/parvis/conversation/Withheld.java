package parvis.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.conversation.Answering.Words;
import parvis.conversation.ConversationEvent.AnswerKeptBack;
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
        /** Everybody would read something of somebody in them, and nobody said that it is meant. */
        EXPOSED,
        /** Its author's answers leave once somebody approves: {@link Approving}. */
        APPROVAL;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Words that wait, as they would be sent. */
    public record Waiting(ConversationId conversation, long number, String text, Kind kind, Visibility visibility) {}

    private final Transactions transactions;
    private final Conversations conversations;
    private final Messages messages;
    private final Answering answering;
    private final Team team;
    private final Changes changes;
    private final Ledger ledger;
    private final ApplicationEventPublisher events;

    Withheld(
            Transactions transactions,
            Conversations conversations,
            Messages messages,
            Answering answering,
            Team team,
            Changes changes,
            Ledger ledger,
            ApplicationEventPublisher events) {
        this.events = events;
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
            if (why == Why.EXPOSED) {
                events.publishEvent(new AnswerKeptBack(brand.id(), id, message, name.id(), at));
            }
            return message;
        });
    }

    /**
     * Sends them, in the name of the teammate in whose name they came.
     *
     * @param privately whether to the person alone, wherever they were to go
     */
    public Answering.Outcome send(Brand brand, UUID message, Teammate by, boolean privately, Instant at) {
        return transactions.in(brand.id(), () -> {
            var found = find(message);
            if (found.isEmpty()) {
                return new Answering.Outcome.Unknown();
            }
            var waiting = found.get().message();
            var visibility = privately ? Visibility.PRIVATE : waiting.visibility();
            var words = new Words(waiting.kind(), visibility, "", null, How.DESK, List.of());
            var refusal = Answering.refusal(found.get().conversation(), by, words);
            if (refusal != null || !by.mayAct(found.get().conversation().owner())) {
                return refusal != null ? refusal : new Answering.Outcome.NotAllowed();
            }
            var name = team.byId(brand.id(), java.util.Objects.requireNonNull(waiting.teammate()))
                    .orElseThrow();
            messages.readBy(waiting.id(), visibility);
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

    /** Their author sends them after all: as they are, in other words, or to other readers. */
    Answering.Outcome sendAs(Brand brand, MessageId message, Teammate by, Words words, Instant at) {
        return transactions.in(brand.id(), () -> {
            var found = find(message.value());
            if (found.isEmpty()) {
                return new Answering.Outcome.Unknown();
            }
            var conversation = found.get().conversation();
            var refusal = answering.refused(conversation, by, words);
            if (refusal != null) {
                return refusal;
            }
            var note = words.kind() == Kind.NOTE;
            messages.reword(message, words.kind(), note ? Visibility.PRIVATE : words.visibility(), words.text());
            messages.release(message, at);
            answering.written(brand, conversation, by, Actor.teammate(by.id().value()), message, words, at);
            return new Answering.Outcome.Written(message);
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

    /** Empty once they wait no more. */
    public Optional<Waiting> waiting(Brand brand, UUID message) {
        return transactions.in(
                brand.id(),
                () -> find(message)
                        .map(found -> new Waiting(
                                found.conversation().id(),
                                found.conversation().number(),
                                messages.text(found.message().id()),
                                found.message().kind(),
                                found.message().visibility())));
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
