package parvis.conversation;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

/**
 * Two conversations of one person become one: its messages move into the other, which is owed an answer as soon as either was.
 * What is said to the first from then on, by mail or by a link, joins the second.
 */
@Component
public class Merging {

    public sealed interface Outcome {
        /** @param number of the one that is left */
        record Done(long number) implements Outcome {}

        /** No other conversation has this number. */
        record NoOther() implements Outcome {}

        /** Whoever began the other one would read what is none of theirs. */
        record OtherPerson() implements Outcome {}

        /** What is public would not be any more. */
        record WouldHide() implements Outcome {}

        record NotAllowed() implements Outcome {}

        record Unknown() implements Outcome {}
    }

    private final Transactions transactions;
    private final Conversations conversations;
    private final Merged merged;
    private final Spam spam;
    private final Changes changes;
    private final Ledger ledger;

    Merging(
            Transactions transactions,
            Conversations conversations,
            Merged merged,
            Spam spam,
            Changes changes,
            Ledger ledger) {
        this.spam = spam;
        this.transactions = transactions;
        this.conversations = conversations;
        this.merged = merged;
        this.changes = changes;
        this.ledger = ledger;
    }

    public Outcome merge(Brand brand, ConversationId id, long into, Teammate by, How how, Instant at) {
        return transactions.in(brand.id(), () -> {
            var other = conversations.byNumber(into).map(Conversation::id);
            // In one order, so that two who merge crosswise wait for each other only once.
            Stream.concat(Stream.of(id), other.stream())
                    .sorted((one, two) -> one.value().compareTo(two.value()))
                    .forEach(conversations::lock);
            var gone = conversations.byId(id);
            if (gone.isEmpty()) {
                return new Outcome.Unknown();
            }
            if (!by.mayAct(gone.get().owner())) {
                return new Outcome.NotAllowed();
            }
            return other.flatMap(conversations::byId)
                    .filter(found -> !found.id().equals(id) && !spam.is(id) && !spam.is(found.id()))
                    .map(found -> merge(brand, gone.get(), found, by, how, at))
                    .orElseGet(Outcome.NoOther::new);
        });
    }

    private Outcome merge(Brand brand, Conversation gone, Conversation into, Teammate by, How how, Instant at) {
        if (!by.mayAct(into.owner())) {
            return new Outcome.NotAllowed();
        }
        if (!gone.person().equals(into.person())) {
            return new Outcome.OtherPerson();
        }
        // what was said to those who read here is not read by fewer afterwards, nor by more
        if (gone.visibility() != into.visibility()
                && (gone.visibility().isShared() || conversations.saysToOthers(gone.id()))) {
            return new Outcome.WouldHide();
        }
        merged.move(brand, gone, into.id(), by, at);
        if (gone.state() == State.OPEN) {
            conversations.turn(brand, into, State.OPEN, owed(brand, gone, into).orElse(null), at);
        }
        changes.record(brand.id(), Change.Kind.CONVERSATION, gone.id().value());
        changes.record(brand.id(), Change.Kind.CONVERSATION, into.id().value());
        ledger.write(new LedgerEvent(
                brand.id(),
                at,
                "conversation.merged",
                Actor.teammate(by.id().value()),
                "conversation",
                gone.id().value(),
                into.id().value(),
                how,
                Map.of("number", gone.number(), "into", into.number())));
        return new Outcome.Done(into.number());
    }

    /** What was promised sooner holds. */
    private static Optional<Promise> owed(Brand brand, Conversation gone, Conversation into) {
        var promised = Optional.ofNullable(gone.promise());
        if (into.state() != State.OPEN) {
            return promised;
        }
        return Stream.of(promised, Optional.ofNullable(into.promise()))
                .flatMap(Optional::stream)
                .min((one, two) -> due(brand, one).compareTo(due(brand, two)));
    }

    private static Instant due(Brand brand, Promise promise) {
        @Nullable Instant due = promise.due(brand.hours());
        return due == null ? Instant.MAX : due;
    }
}
