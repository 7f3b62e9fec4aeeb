package parvis.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import parvis.brand.Absences;
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
 * Somebody who could send an answer themselves lets a colleague's go, as it is or in other words, or gives it back with a word of
 * advice. They say which version they read: another is not let go. What speaks for somebody is let go by that person alone, and
 * nobody lets their own go. From there it leaves through the same door as all answers of the desk.
 */
@Component
public class Approving {
    /** In UTF-16 units. */
    public static final int MOST_ADVICE = 2_000;

    public sealed interface Outcome {
        record Done() implements Outcome {}

        /** It says something else by now, or was given back: whoever decides reads it again. */
        record Changed() implements Outcome {}

        /** @param by who approved it before them */
        record Settled(Teammate by) implements Outcome {}

        /** Why no answer can be sent, theirs neither. */
        record Refused(Answering.Outcome why) implements Outcome {}

        record NotAllowed() implements Outcome {}

        record Unknown() implements Outcome {}
    }

    private record Found(Conversation conversation, Approval approval) {}

    private final Transactions transactions;
    private final Conversations conversations;
    private final Answering answering;
    private final Approvals approvals;
    private final Departures departures;
    private final Alerts alerts;
    private final Absences absences;
    private final StandingIn standing;
    private final Team team;
    private final Lending lending;
    private final Changes changes;
    private final Ledger ledger;

    Approving(
            Transactions transactions,
            Conversations conversations,
            Answering answering,
            Approvals approvals,
            Departures departures,
            Alerts alerts,
            Absences absences,
            StandingIn standing,
            Team team,
            Lending lending,
            Changes changes,
            Ledger ledger) {
        this.transactions = transactions;
        this.conversations = conversations;
        this.answering = answering;
        this.approvals = approvals;
        this.departures = departures;
        this.alerts = alerts;
        this.absences = absences;
        this.standing = standing;
        this.team = team;
        this.lending = lending;
        this.changes = changes;
        this.ledger = ledger;
    }

    /**
     * @param version that they read
     * @param text other words, which are theirs then; null for those of the drafter
     * @param lastSeen the newest message that they had before their eyes; null when they do not care
     */
    public Outcome approve(
            Brand brand,
            MessageId message,
            Teammate by,
            String version,
            @Nullable String text,
            @Nullable MessageId lastSeen,
            How how,
            Instant at) {
        return transactions.in(brand.id(), () -> {
            var found = find(message).orElse(null);
            var covered = absences.away(brand, at).coveredBy(by);
            var refusal = refusal(brand, found, by, covered, version);
            if (refusal != null || found == null) {
                return refusal == null ? new Outcome.Unknown() : refusal;
            }
            found = heldBy(brand, found, by, covered, at);
            var words = new Words(Kind.SENT, found.approval().visibility(), "", lastSeen, how, List.of());
            var why = answering.refused(found.conversation(), by, words);
            if (why != null) {
                return new Outcome.Refused(why);
            }
            letGo(brand, found.approval(), by, text, how, at);
            return new Outcome.Done();
        });
    }

    /** What is still held by somebody who is away is with whoever decides for them, until they are back. */
    private Found heldBy(Brand brand, Found found, Teammate by, Set<UUID> covered, Instant at) {
        var owner = found.conversation().owner();
        if (owner == null || !covered.contains(owner) || by.mayAct(owner)) {
            return found;
        }
        standing.take(brand, found.conversation(), owner, by, at);
        return new Found(conversations.byId(found.conversation().id()).orElseThrow(), found.approval());
    }

    private void letGo(Brand brand, Approval read, Teammate by, @Nullable String text, How how, Instant at) {
        var approval = text == null || text.equals(read.text()) ? read : reworded(read, text);
        var edited = approval != read;
        approvals.approve(approval, by.id(), edited, at);
        var wanted = approval.wanted();
        var later = wanted != null && wanted.isAfter(at.plus(Travelling.WAITS));
        departures.insert(
                brand.id(),
                new Departure(
                        approval.message(),
                        approval.conversation(),
                        by.id().value(),
                        later ? wanted : at.plus(Travelling.WAITS),
                        later,
                        null));
        alerts.decided(brand, approval, Alerts.About.APPROVED, by, at);
        told(brand, approval, edited ? "answer.approved-edited" : "answer.approved", by, how, at);
    }

    private Approval reworded(Approval read, String text) {
        approvals.words(read.message(), text);
        return approvals.byMessage(read.message()).orElseThrow();
    }

    /** @param advice what its drafter is told with it */
    public Outcome giveBack(
            Brand brand, MessageId message, Teammate by, String version, String advice, How how, Instant at) {
        return transactions.in(brand.id(), () -> {
            var found = find(message).orElse(null);
            var covered = absences.away(brand, at).coveredBy(by);
            var refusal = refusal(brand, found, by, covered, version);
            if (refusal != null || found == null) {
                return refusal == null ? new Outcome.Unknown() : refusal;
            }
            approvals.giveBack(message, by.id(), advice, at);
            alerts.decided(brand, found.approval(), Alerts.About.RETURNED, by, at);
            told(brand, found.approval(), "answer.returned", by, how, at);
            return new Outcome.Done();
        });
    }

    /** Its drafter puts it into other words; whoever decides reads it again. */
    public Outcome revise(
            Brand brand, MessageId message, Teammate by, String version, String text, How how, Instant at) {
        return transactions.in(brand.id(), () -> {
            var found = find(message).orElse(null);
            if (found == null) {
                return new Outcome.Unknown();
            }
            var approval = found.approval();
            if (!by.proposes()
                    || !by.id().value().equals(approval.drafter())
                    || (by.may(Permission.ANSWER_LENT) && !lending.reaches(approval.conversation(), at))) {
                return new Outcome.NotAllowed();
            }
            if (approval.state() == Approval.State.APPROVED) {
                return settled(brand, approval);
            }
            if (!approval.version().equals(version)) {
                return new Outcome.Changed();
            }
            approvals.reword(message, text);
            alerts.settled(message);
            var voice = team.byId(brand.id(), approval.voice()).orElse(by);
            alerts.proposed(brand, found.conversation(), message, by, voice, at);
            told(brand, approval, "answer.revised", by, how, at);
            return new Outcome.Done();
        });
    }

    /**
     * Whether it is theirs to decide on, as far as the roles go.
     *
     * @param covered those who are away and for whom they decide
     */
    public static boolean mayDecide(Approval approval, @Nullable UUID owner, Teammate by, Set<UUID> covered) {
        return by.mayAct(owner != null && covered.contains(owner) ? null : owner)
                && !by.id().value().equals(approval.drafter())
                && (!approval.isForAnother()
                        || by.id().value().equals(approval.voice())
                        || covered.contains(approval.voice()));
    }

    private @Nullable Outcome refusal(
            Brand brand, @Nullable Found found, Teammate by, Set<UUID> covered, String version) {
        if (found == null) {
            return new Outcome.Unknown();
        }
        var approval = found.approval();
        if (!mayDecide(approval, found.conversation().owner(), by, covered)) {
            return new Outcome.NotAllowed();
        }
        if (approval.state() == Approval.State.APPROVED) {
            return settled(brand, approval);
        }
        return approval.state() == Approval.State.RETURNED
                        || !approval.version().equals(version)
                ? new Outcome.Changed()
                : null;
    }

    private Outcome settled(Brand brand, Approval approval) {
        return Optional.ofNullable(approval.decidedBy())
                .flatMap(id -> team.byId(brand.id(), id))
                .<Outcome>map(Outcome.Settled::new)
                .orElseGet(Outcome.Changed::new);
    }

    /** Behind the lock of its conversation: of two who decide at once, one does. */
    private Optional<Found> find(MessageId message) {
        return conversations
                .ofMessage(message.value())
                .flatMap(conversations::lock)
                .flatMap(c -> approvals.byMessage(message).map(approval -> new Found(c, approval)));
    }

    private void told(Brand brand, Approval approval, String what, Teammate by, How how, Instant at) {
        changes.record(
                brand.id(), Change.Kind.CONVERSATION, approval.conversation().value());
        ledger.write(new LedgerEvent(
                brand.id(),
                at,
                what,
                Actor.teammate(by.id().value()),
                "message",
                approval.message().value(),
                approval.conversation().value(),
                how,
                Map.of("drafter", approval.drafter().toString())));
    }
}
