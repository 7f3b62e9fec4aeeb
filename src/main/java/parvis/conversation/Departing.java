package parvis.conversation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Brands;
import parvis.brand.Permission;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.brand.TeammateId;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.conversation.Answering.Words;
import parvis.conversation.ConversationEvent.AnswerStopped;
import parvis.conversation.ConversationEvent.MessageArrived;
import parvis.database.BrandId;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.jobs.Worker;
import parvis.jobs.Workers;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;

/**
 * Sends what colleagues write at the desk a moment later, in which they can take it back, or at an hour of their choice. Until
 * then nothing of it shows outside the desk, no letter leaves, and the conversation stands where it stood. Any node lets out
 * what is due, once.
 */
@Component
public class Departing {
    /** Whoever puts an answer off further than this has forgotten about it. */
    public static final Duration FURTHEST = Duration.ofDays(366);

    private static final Logger LOG = LoggerFactory.getLogger(Departing.class);
    private static final int BATCH = 100;

    public enum Outcome {
        DONE,
        /** It has left, or was taken back. */
        TOO_LATE,
        /** Only whoever wrote it says when it leaves. */
        NOT_ALLOWED,
        UNKNOWN
    }

    private final Transactions transactions;
    private final Conversations conversations;
    private final Messages messages;
    private final Answering answering;
    private final Departures departures;
    private final Approvals approvals;
    private final Travelling travelling;
    private final Brands brands;
    private final Team team;
    private final Changes changes;
    private final Ledger ledger;
    private final ApplicationEventPublisher events;
    private final JdbcClient db;
    private final Clock clock;
    private final Worker worker;

    Departing(
            Transactions transactions,
            Conversations conversations,
            Messages messages,
            Answering answering,
            Departures departures,
            Approvals approvals,
            Travelling travelling,
            Brands brands,
            Team team,
            Changes changes,
            Ledger ledger,
            ApplicationEventPublisher events,
            JdbcClient db,
            Clock clock,
            Workers workers) {
        this.transactions = transactions;
        this.conversations = conversations;
        this.messages = messages;
        this.answering = answering;
        this.departures = departures;
        this.approvals = approvals;
        this.travelling = travelling;
        this.brands = brands;
        this.team = team;
        this.changes = changes;
        this.ledger = ledger;
        this.events = events;
        this.db = db;
        this.clock = clock;
        this.worker = workers.employ("departures", 1, this::workOnce);
    }

    /**
     * Takes an answer to the door.
     *
     * @param when it is to leave, of the author's choice; null for at once, which leaves the moment to take it back
     */
    public Answering.Outcome hold(
            Brand brand, ConversationId id, Teammate by, Words words, @Nullable Instant when, Instant at) {
        return transactions.in(brand.id(), () -> {
            var conversation = conversations.lock(id);
            if (conversation.isEmpty()) {
                return new Answering.Outcome.Unknown();
            }
            if (by.proposes()) {
                return answering.propose(brand, conversation.get(), by, words, when, at);
            }
            var refusal = answering.refused(conversation.get(), by, words);
            if (refusal != null) {
                return refusal;
            }
            var message = answering.insert(brand, conversation.get(), by, words, at);
            departures.insert(
                    brand.id(),
                    new Departure(
                            message,
                            id,
                            by.id().value(),
                            when == null ? at.plus(Travelling.WAITS) : when,
                            when != null,
                            null));
            changes.record(brand.id(), Change.Kind.CONVERSATION, id.value());
            if (when != null) {
                told(
                        brand,
                        id,
                        message,
                        "answer.put-off",
                        Actor.teammate(by.id().value()),
                        when,
                        at);
            }
            return new Answering.Outcome.Written(message);
        });
    }

    /** @param when another hour; null for now */
    public Outcome putOff(Brand brand, MessageId message, Teammate by, @Nullable Instant when, Instant at) {
        var outcome = transactions.in(brand.id(), () -> {
            var known = messages.ofTheHouse(message.value());
            if (known.isEmpty()) {
                return Outcome.UNKNOWN;
            }
            conversations.lock(known.get().conversation());
            var departure = departures.byMessage(message);
            var sender = departure.map(Departure::teammate).orElse(known.get().teammate());
            if (!by.active() || !by.id().value().equals(sender)) {
                return Outcome.NOT_ALLOWED;
            }
            if (departure.isEmpty()) {
                return Outcome.TOO_LATE;
            }
            departures.put(message, when == null ? at : when);
            changes.record(
                    brand.id(),
                    Change.Kind.CONVERSATION,
                    known.get().conversation().value());
            if (when != null) {
                var actor = Actor.teammate(by.id().value());
                told(brand, known.get().conversation(), message, "answer.put-off", actor, when, at);
            }
            return Outcome.DONE;
        });
        if (outcome == Outcome.DONE && when == null) {
            worker.wake();
        }
        return outcome;
    }

    /** What was put off answered something else than what the person says now: its author looks at it again. */
    @EventListener
    void stop(MessageArrived arrived) {
        if (arrived.opens()) {
            return;
        }
        var authors = departures.stop(arrived.conversation(), arrived.message(), arrived.at());
        for (var author : authors) {
            ledger.write(new LedgerEvent(
                    arrived.brand(),
                    arrived.at(),
                    "answer.stopped",
                    Actor.SYSTEM,
                    "conversation",
                    arrived.conversation().value(),
                    arrived.conversation().value(),
                    How.DIRECT,
                    Map.of("to", author.toString())));
            events.publishEvent(new AnswerStopped(
                    arrived.brand(), arrived.conversation(), new TeammateId(author), arrived.message(), arrived.at()));
        }
    }

    private boolean workOnce() {
        var any = false;
        var now = clock.instant();
        var leaving = db.sql("select brand from conversation.brands_with_departures(?) as leaving(brand)")
                .param(Rows.time(now))
                .query((row, n) -> new BrandId(Rows.uuid(row, "brand")))
                .list();
        for (var id : leaving) {
            var brand = brands.require(id);
            var due = transactions.reading(id, () -> departures.due(now, BATCH));
            for (var departure : due) {
                any |= tryToDepart(brand, departure, now);
            }
        }
        return any;
    }

    /** One that cannot leave holds up no other. */
    private boolean tryToDepart(Brand brand, Departure departure, Instant now) {
        try {
            return transactions.in(brand.id(), () -> depart(brand, departure, now));
        } catch (TransientDataAccessException later) {
            LOG.info("An answer leaves a little later: {}", later.getMessage());
            return false;
        } catch (RuntimeException e) {
            LOG.error("An answer cannot leave: {}", departure.message().value(), e);
            return false;
        }
    }

    /** Behind the lock of its conversation: whoever takes it back, and another node, come before or after. */
    private boolean depart(Brand brand, Departure departure, Instant now) {
        var conversation = conversations
                .ofMessage(departure.message().value())
                .flatMap(conversations::lock)
                .orElse(null);
        if (conversation == null || !departures.take(departure.message(), now)) {
            return false;
        }
        var known = messages.ofTheHouse(departure.message().value()).orElseThrow();
        var by = team.byId(brand.id(), departure.teammate()).orElseThrow();
        var words = new Words(known.kind(), known.visibility(), "", null, How.DESK, List.of());
        var approval = approvals.byMessage(departure.message());
        var other = approval.filter(a -> !a.version().equals(a.approved())).isPresent();
        if (other || !by.active() || Answering.refusal(conversation, by, words) != null) {
            messages.withhold(
                    departure.message(),
                    approval.isPresent() ? Withheld.Why.APPROVAL : Withheld.Why.STOPPED,
                    by.name());
            approval.ifPresent(a -> approvals.waitAgain(a.message()));
            changes.record(
                    brand.id(), Change.Kind.CONVERSATION, conversation.id().value());
            told(brand, conversation.id(), departure.message(), "answer.withheld", Actor.SYSTEM, now, now);
            return true;
        }
        // Whoever wrote while it stood at the door has not been answered by it.
        var asked = travelling
                .lastWord(conversation.id())
                .filter(last -> !last.equals(departure.message().value()))
                .flatMap(messages::byId)
                .filter(last -> last.kind() == Kind.RECEIVED && last.at().isAfter(known.at()))
                .isPresent();
        messages.release(departure.message(), now);
        var name =
                team.byId(brand.id(), Objects.requireNonNull(known.teammate())).orElse(by);
        if (conversation.owner() == null && !name.may(Permission.ANSWER_OWN)) {
            // whoever lets a trainee answer what was nobody's has it
            conversations.own(conversation.id(), by.id().value());
            conversation = conversations.byId(conversation.id()).orElseThrow();
        }
        answering.left(brand, conversation, name, Actor.teammate(by.id().value()), departure.message(), words, now);
        if (asked && !departure.later()) {
            conversations.byId(conversation.id()).ifPresent(c -> travelling.owedAgain(brand, c, now));
        }
        return true;
    }

    private void told(
            Brand brand, ConversationId id, MessageId message, String what, Actor actor, Instant when, Instant at) {
        ledger.write(new LedgerEvent(
                brand.id(),
                at,
                what,
                actor,
                "message",
                message.value(),
                id.value(),
                How.DESK,
                Map.of("when", when.toString())));
    }
}
