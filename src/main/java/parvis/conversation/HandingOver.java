package parvis.conversation;

import java.time.Instant;
import java.util.HashMap;
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
    private final StandingIn standing;
    private final Team team;
    private final Changes changes;
    private final Ledger ledger;
    private final ApplicationEventPublisher events;

    HandingOver(
            Transactions transactions,
            Conversations conversations,
            Answering answering,
            StandingIn standing,
            Team team,
            Changes changes,
            Ledger ledger,
            ApplicationEventPublisher events) {
        this.transactions = transactions;
        this.conversations = conversations;
        this.answering = answering;
        this.standing = standing;
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
            var holder = standing.give(brand, id, to, at);
            if (words != null && !words.isBlank()) {
                answering.write(
                        brand,
                        id,
                        by,
                        new Answering.Words(Kind.NOTE, Visibility.PRIVATE, words, null, how, List.of()),
                        at);
            }
            told(brand, id, by, to, holder, how, at);
            if (holder != null && !by.id().equals(holder.id())) {
                var absent = holder.id().equals(to) ? null : to;
                events.publishEvent(new HandedOver(brand.id(), id, by.id(), holder.id(), absent, words, at));
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
        told(brand, id, by, to, standing.give(brand, id, to, at), how, at);
        return true;
    }

    /** @param holder who has it now, in place of somebody who is away; null for nobody in particular */
    private void told(
            Brand brand,
            ConversationId id,
            Teammate by,
            TeammateId to,
            @Nullable Teammate holder,
            How how,
            Instant at) {
        var detail = new HashMap<String, Object>();
        detail.put("to", to.value().toString());
        if (holder == null || !holder.id().equals(to)) {
            detail.put("with", holder == null ? "" : holder.id().value().toString());
        }
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
                Map.copyOf(detail)));
    }
}
