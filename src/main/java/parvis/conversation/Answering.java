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
import parvis.conversation.ConversationEvent.ConversationAnswered;
import parvis.database.Ids;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;

/** The house writes: an answer, public or private, or a note for itself. */
@Component
public class Answering {

    public sealed interface Outcome {
        record Written(MessageId message) implements Outcome {}

        /** It leaves once somebody approves. */
        record Waits(MessageId message) implements Outcome {}

        /** One of theirs waits here already: they change that one. Nothing was stored. */
        record WaitsAlready() implements Outcome {}

        /** It does not say in whose name it is written, or that colleague may not answer here. */
        record NoVoice() implements Outcome {}

        /** Somebody wrote in between: it must be read first. Nothing was stored. */
        record Overtaken(MessageId newer) implements Outcome {}

        /** A closed conversation takes notes only; whoever wants to answer reopens it. */
        record Closed() implements Outcome {}

        /** A private conversation has no public side. */
        record OnlyPrivate() implements Outcome {}

        record NotAllowed() implements Outcome {}

        record Unknown() implements Outcome {}
    }

    /**
     * @param lastSeen the newest message that the writer had before their eyes; null when they do not care
     * @param how {@link How#DESK}, {@link How#API} or whence else it was written
     * @param copies who else gets the letter of a private answer; nothing else has any
     * @param voice for whom somebody writes who writes for others; null where there is one alone
     */
    public record Words(
            Kind kind,
            Visibility visibility,
            String text,
            @Nullable MessageId lastSeen,
            How how,
            List<Picture> pictures,
            List<Attached> files,
            List<Copied> copies,
            @Nullable TeammateId voice) {

        public Words(
                Kind kind,
                Visibility visibility,
                String text,
                @Nullable MessageId lastSeen,
                How how,
                List<Picture> pictures,
                List<Attached> files,
                List<Copied> copies) {
            this(kind, visibility, text, lastSeen, how, pictures, files, copies, null);
        }

        public Words(
                Kind kind,
                Visibility visibility,
                String text,
                @Nullable MessageId lastSeen,
                How how,
                List<Picture> pictures,
                List<Attached> files) {
            this(kind, visibility, text, lastSeen, how, pictures, files, List.of());
        }

        public Words(
                Kind kind,
                Visibility visibility,
                String text,
                @Nullable MessageId lastSeen,
                How how,
                List<Picture> pictures) {
            this(kind, visibility, text, lastSeen, how, pictures, List.of());
        }
    }

    private final Transactions transactions;
    private final Conversations conversations;
    private final Messages messages;
    private final Departures departures;
    private final Copies copies;
    private final Approvals approvals;
    private final Lending lending;
    private final Team team;
    private final Alerts alerts;
    private final Changes changes;
    private final Ledger ledger;
    private final ApplicationEventPublisher events;

    Answering(
            Transactions transactions,
            Conversations conversations,
            Messages messages,
            Departures departures,
            Copies copies,
            Approvals approvals,
            Lending lending,
            Team team,
            Alerts alerts,
            Changes changes,
            Ledger ledger,
            ApplicationEventPublisher events) {
        this.transactions = transactions;
        this.conversations = conversations;
        this.messages = messages;
        this.departures = departures;
        this.copies = copies;
        this.approvals = approvals;
        this.lending = lending;
        this.team = team;
        this.alerts = alerts;
        this.changes = changes;
        this.ledger = ledger;
        this.events = events;
    }

    public Outcome write(Brand brand, ConversationId id, Teammate by, Words words, Instant at) {
        return transactions.in(brand.id(), () -> {
            var conversation = conversations.lock(id);
            if (conversation.isEmpty()) {
                return new Outcome.Unknown();
            }
            if (words.kind() == Kind.SENT && by.proposes()) {
                return propose(brand, conversation.get(), by, words, null, at);
            }
            var refusal = refused(conversation.get(), by, words);
            return refusal != null ? refusal : store(brand, conversation.get(), by, words, at);
        });
    }

    static @Nullable Outcome refusal(Conversation c, Teammate by, Words words) {
        var note = words.kind() == Kind.NOTE;
        if (note ? !by.may(Permission.NOTE) : !by.mayAct(c.owner())) {
            return new Outcome.NotAllowed();
        }
        return unfit(c, words);
    }

    private static @Nullable Outcome unfit(Conversation c, Words words) {
        var note = words.kind() == Kind.NOTE;
        if (!note && c.state() == State.CLOSED) {
            return new Outcome.Closed();
        }
        if (!note && words.visibility() == Visibility.PUBLIC && c.visibility() == Visibility.PRIVATE) {
            return new Outcome.OnlyPrivate();
        }
        return null;
    }

    /** Also when somebody wrote after what they had seen, though it may not have left yet. */
    @Nullable
    Outcome refused(Conversation c, Teammate by, Words words) {
        var refusal = refusal(c, by, words);
        return refusal != null ? refusal : overtaken(c, words);
    }

    private @Nullable Outcome overtaken(Conversation c, Words words) {
        if (words.lastSeen() == null) {
            return null;
        }
        var last = departures.leaving(c.id()).orElse(c.lastMessage());
        return last == null || words.lastSeen().equals(last) ? null : new Outcome.Overtaken(last);
    }

    /**
     * Kept at the desk until somebody approves. Behind the lock of the conversation, so that two presses make one.
     *
     * @param when it is to leave, of the author's choice; null for at once
     */
    Outcome propose(Brand brand, Conversation c, Teammate by, Words words, @Nullable Instant when, Instant at) {
        if (by.may(Permission.ANSWER_LENT) && !lending.reaches(c.id(), at)) {
            return new Outcome.NotAllowed();
        }
        var voice = voice(brand, c, by, words);
        if (voice == null) {
            return new Outcome.NoVoice();
        }
        var refusal = unfit(c, words) instanceof Outcome unfit ? unfit : overtaken(c, words);
        if (refusal != null) {
            return refusal;
        }
        if (approvals.isWaiting(c.id(), by.id())) {
            return new Outcome.WaitsAlready();
        }
        var message = insert(brand, c, voice, words, at);
        messages.withhold(message, Withheld.Why.APPROVAL, "");
        approvals.insert(brand.id(), message, by.id(), when, at);
        alerts.proposed(brand, c, message, by, voice, at);
        changes.record(brand.id(), Change.Kind.CONVERSATION, c.id().value());
        ledger.write(new LedgerEvent(
                brand.id(),
                at,
                "answer.proposed",
                Actor.teammate(by.id().value()),
                "message",
                message.value(),
                c.id().value(),
                words.how(),
                Map.of(
                        "visibility",
                        words.visibility().word(),
                        "voice",
                        voice.id().value().toString())));
        return new Outcome.Waits(message);
    }

    /** Somebody who writes for others says for whom, unless there is one alone; who is named could answer here themselves. */
    private @Nullable Teammate voice(Brand brand, Conversation c, Teammate by, Words words) {
        if (!by.may(Permission.WRITE_FOR)) {
            return by;
        }
        var written = team.writtenFor(brand.id()).stream()
                .filter(t -> t.mayAct(c.owner()))
                .toList();
        var named = words.voice();
        return named == null
                ? written.size() == 1 ? written.getFirst() : null
                : written.stream().filter(t -> t.id().equals(named)).findFirst().orElse(null);
    }

    private Outcome store(Brand brand, Conversation c, Teammate by, Words words, Instant at) {
        var message = insert(brand, c, by, words, at);
        written(brand, c, by, Actor.teammate(by.id().value()), message, words, at);
        return new Outcome.Written(message);
    }

    MessageId insert(Brand brand, Conversation c, Teammate by, Words words, Instant at) {
        var message = new MessageId(Ids.next());
        messages.insert(
                brand.id(),
                new Messages.New(
                        message,
                        c.id(),
                        words.kind(),
                        visibilityOf(words),
                        null,
                        by.id().value(),
                        null,
                        c.channel(),
                        null,
                        c.language(),
                        words.text(),
                        null,
                        at));
        messages.attach(brand.id(), message, words.pictures());
        messages.attachFiles(brand.id(), message, words.pictures().size(), words.files());
        if (words.kind() == Kind.SENT && words.visibility() == Visibility.PRIVATE) {
            copies.keep(brand.id(), message, words.copies());
        }
        return message;
    }

    /** An answer has left the door at which it stood: its letter waits no more. */
    void left(Brand brand, Conversation c, Teammate by, Actor actor, MessageId message, Words words, Instant at) {
        written(brand, c, by, actor, message, words, true, at);
    }

    /** Everything that follows from words of the house that can be read now. */
    void written(Brand brand, Conversation c, Teammate by, Actor actor, MessageId message, Words words, Instant at) {
        written(brand, c, by, actor, message, words, false, at);
    }

    private void written(
            Brand brand,
            Conversation c,
            Teammate by,
            Actor actor,
            MessageId message,
            Words words,
            boolean waited,
            Instant at) {
        var visibility = visibilityOf(words);
        conversations.wrote(c.id(), message, at, words.kind(), visibility);
        if (words.kind() == Kind.NOTE) {
            alerts.noted(brand, c.id(), message, by, words.text(), at);
        }
        if (words.kind() == Kind.SENT) {
            answered(brand, c, by, message, visibility, waited, at);
        }
        changes.record(brand.id(), Change.Kind.CONVERSATION, c.id().value());
        ledger.write(new LedgerEvent(
                brand.id(),
                at,
                words.kind() == Kind.NOTE ? "note.written" : "answer.sent",
                actor,
                "message",
                message.value(),
                c.id().value(),
                words.how(),
                Map.of("visibility", visibility.word())));
    }

    private static Visibility visibilityOf(Words words) {
        return words.kind() == Kind.NOTE ? Visibility.PRIVATE : words.visibility();
    }

    /** Whoever answers what was nobody's owns it; the clock waits for the person now. */
    private void answered(
            Brand brand,
            Conversation c,
            Teammate by,
            MessageId message,
            Visibility visibility,
            boolean waited,
            Instant at) {
        if (c.owner() == null) {
            conversations.own(c.id(), by.id().value());
        }
        if (c.state() == State.OPEN) {
            var promise = c.promise();
            conversations.turn(brand, c, State.WAITING, promise == null ? null : promise.pause(at, brand.hours()), at);
        }
        events.publishEvent(new ConversationAnswered(brand.id(), c.id(), message, visibility, by.id(), waited, at));
    }
}
