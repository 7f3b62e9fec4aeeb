package parvis.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.brand.TeammateId;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.conversation.ConversationEvent.HandedOver;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;

/** Giving a conversation to the colleague who knows, with a word for them. */
@Component
public class HandingOver {

    public sealed interface Outcome {
        record Done() implements Outcome {}

        /** They left, or their role does not answer. */
        record CannotTake() implements Outcome {}

        record NotAllowed() implements Outcome {}

        record Unknown() implements Outcome {}
    }

    private final Transactions transactions;
    private final Conversations conversations;
    private final Answering answering;
    private final Team team;
    private final Changes changes;
    private final Ledger ledger;
    private final ApplicationEventPublisher events;

    HandingOver(
            Transactions transactions,
            Conversations conversations,
            Answering answering,
            Team team,
            Changes changes,
            Ledger ledger,
            ApplicationEventPublisher events) {
        this.transactions = transactions;
        this.conversations = conversations;
        this.answering = answering;
        this.team = team;
        this.changes = changes;
        this.ledger = ledger;
        this.events = events;
    }

    /** @param words kept as an internal note, when there are any */
    public Outcome handOver(
            Brand brand, ConversationId id, Teammate by, TeammateId to, @Nullable String words, How how, Instant at) {
        return transactions.in(brand.id(), () -> {
            var conversation = conversations.lock(id);
            if (conversation.isEmpty()) {
                return new Outcome.Unknown();
            }
            if (!by.mayAct(conversation.get().owner())) {
                return new Outcome.NotAllowed();
            }
            var receiver = team.byId(brand.id(), to.value()).filter(t -> t.may(Permission.ANSWER_OWN));
            if (receiver.isEmpty()) {
                return new Outcome.CannotTake();
            }
            conversations.own(id, to.value());
            if (words != null && !words.isBlank()) {
                answering.write(
                        brand,
                        id,
                        by,
                        new Answering.Words(Kind.NOTE, Visibility.PRIVATE, words, null, how, List.of()),
                        at);
            }
            told(brand, id, by, to, how, at);
            if (!by.id().equals(to)) {
                events.publishEvent(new HandedOver(brand.id(), id, by.id(), to, words, at));
            }
            return new Outcome.Done();
        });
    }

    /** One of many, of which its receiver hears at once; they answer people. Tells whether it was theirs to give. */
    boolean give(Brand brand, ConversationId id, Teammate by, TeammateId to, How how, Instant at) {
        var conversation = conversations.lock(id).filter(c -> by.mayAct(c.owner()));
        if (conversation.isEmpty()) {
            return false;
        }
        conversations.own(id, to.value());
        told(brand, id, by, to, how, at);
        return true;
    }

    private void told(Brand brand, ConversationId id, Teammate by, TeammateId to, How how, Instant at) {
        changes.record(brand.id(), Change.Kind.CONVERSATION, id.value());
        ledger.write(new LedgerEvent(
                brand.id(),
                at,
                "conversation.handed-over",
                Actor.teammate(by.id().value()),
                "conversation",
                id.value(),
                id.value(),
                how,
                Map.of("to", to.value().toString())));
    }
}
