package parvis.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.conversation.ConversationEvent.ConfirmationWanted;
import parvis.conversation.RawMessages.RawState;
import parvis.database.BrandId;
import parvis.database.Ids;
import parvis.database.Transactions;
import parvis.person.Secrets;

/**
 * Taking messages from outside: kept durably first, so that what was acknowledged is never lost, then made into a
 * conversation by {@link Processing}.
 */
@Component
public class Accepting {
    public static final Duration CONFIRMATION_VALID = Duration.ofDays(2);

    public sealed interface Outcome {
        /** Kept, now or before. */
        record Accepted(UUID id, boolean isNew) implements Outcome {}

        /** Not kept: something about it is wrong. {@code problem} is a key of words. */
        record Refused(String field, String problem) implements Outcome {}

        /** Not kept: too many wait already. */
        record Busy() implements Outcome {}
    }

    private final Transactions transactions;
    private final RawMessages raw;
    private final Gathering gathering;
    private final Processing processing;
    private final RawWorker worker;
    private final ApplicationEventPublisher events;

    Accepting(
            Transactions transactions,
            RawMessages raw,
            Gathering gathering,
            Processing processing,
            RawWorker worker,
            ApplicationEventPublisher events) {
        this.transactions = transactions;
        this.raw = raw;
        this.gathering = gathering;
        this.processing = processing;
        this.worker = worker;
        this.events = events;
    }

    /** Keeps a message; a worker makes it a conversation, usually within some hundredths of a second. */
    public Outcome accept(Brand brand, Incoming incoming, Instant at) {
        var outcome = gathering.keep(brand.id(), incoming, at);
        worker.wake();
        return outcome;
    }

    /** Keeps a message and makes it a conversation in the same transaction: whoever wrote it is waiting for the page. */
    public Optional<Conversation> acceptNow(Brand brand, Incoming incoming, Instant at) {
        return transactions.in(brand.id(), () -> {
            var id = Ids.next();
            if (!raw.keep(brand.id(), id, incoming, RawState.ACCEPTED, null, at)) {
                var known = raw.idOf(incoming.channel(), incoming.externalId());
                return processing.conversationOf(known);
            }
            return processing.process(brand, raw.claim(id).orElseThrow(), at);
        });
    }

    /** A message that is part of a conversation now. */
    public record Taken(ConversationId conversation, MessageId message) {}

    /**
     * As {@link #acceptNow}, told apart from what was taken before: for whoever keeps what came elsewhere and must know what
     * became of it.
     */
    public Optional<Taken> take(Brand brand, Incoming incoming, Instant at) {
        return transactions.in(brand.id(), () -> {
            var id = Ids.next();
            if (!raw.keep(brand.id(), id, incoming, RawState.ACCEPTED, null, at)) {
                var known = raw.idOf(incoming.channel(), incoming.externalId());
                return processing.conversationOf(known).map(c -> new Taken(c.id(), new MessageId(known)));
            }
            return processing
                    .process(brand, raw.claim(id).orElseThrow(), at)
                    .map(c -> new Taken(c.id(), new MessageId(id)));
        });
    }

    /** Keeps a message of somebody who is not signed in until the link that is sent to them is opened. */
    public void acceptUnconfirmed(Brand brand, Incoming incoming, String language, Instant at) {
        transactions.run(brand.id(), () -> {
            var token = Secrets.next();
            if (raw.keep(brand.id(), Ids.next(), incoming, RawState.UNCONFIRMED, Secrets.hash(token), at)) {
                events.publishEvent(new ConfirmationWanted(
                        brand.id(),
                        java.util.Objects.requireNonNull(incoming.from().email()),
                        java.util.Objects.requireNonNullElse(incoming.from().name(), ""),
                        incoming.subject(),
                        token,
                        language,
                        at));
            }
        });
    }

    /** What waits for this confirmation; empty when the link is spent, too old or not ours. */
    public Optional<Incoming> awaiting(Brand brand, String token, Instant now) {
        return transactions.reading(brand.id(), () -> raw.awaiting(Secrets.hash(token), now.minus(CONFIRMATION_VALID)));
    }

    /** Opens the link: the address is proved, the words appear. A second time leads to the same conversation. */
    public Optional<Conversation> confirm(Brand brand, String token, Instant at) {
        return transactions.in(brand.id(), () -> {
            var hash = Secrets.hash(token);
            var waiting = raw.claimByConfirmation(hash, at.minus(CONFIRMATION_VALID));
            if (waiting.isEmpty()) {
                return raw.conversationConfirmedBy(hash).flatMap(id -> processing.byId(new ConversationId(id)));
            }
            var confirmed = waiting.get().incoming().confirmedByLink();
            raw.confirmed(waiting.get().id(), confirmed);
            return processing.process(brand, raw.claim(waiting.get().id()).orElseThrow(), at);
        });
    }

    public Optional<MessageStatus> status(BrandId brand, UUID id) {
        return transactions.reading(brand, () -> raw.status(id));
    }
}
