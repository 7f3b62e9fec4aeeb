package parvis.conversation;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.clock.Promise;
import parvis.conversation.ConversationEvent.HelpRated;
import parvis.database.Ids;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;
import parvis.person.PersonId;

/**
 * Saying whether a message helped. Anybody may; what the asker says decides where the conversation stands: yes ends the
 * clock and keeps the message as the answer, no starts it again, partly does so when words say what is missing.
 */
@Component
public class RatingHelp {

    /** Who rates: somebody known, or a reader told from others by a random value that their browser keeps. */
    public sealed interface Rater {
        record Known(PersonId person) implements Rater {}

        record Reader(byte[] secretHash) implements Rater {}
    }

    public sealed interface Outcome {
        /** @param conversation as it stands now */
        record Rated(Conversation conversation, boolean byAsker) implements Outcome {}

        /** Nobody rates their own words, or a question, or a note. */
        record NotToRate() implements Outcome {}

        record Unknown() implements Outcome {}
    }

    private final Transactions transactions;
    private final Conversations conversations;
    private final Messages messages;
    private final JdbcClient db;
    private final Changes changes;
    private final Ledger ledger;
    private final ApplicationEventPublisher events;

    RatingHelp(
            Transactions transactions,
            Conversations conversations,
            Messages messages,
            JdbcClient db,
            Changes changes,
            Ledger ledger,
            ApplicationEventPublisher events) {
        this.transactions = transactions;
        this.conversations = conversations;
        this.messages = messages;
        this.db = db;
        this.changes = changes;
        this.ledger = ledger;
        this.events = events;
    }

    /** @param words what is missing, kept with the rating and shown at the desk; they say no more to the public */
    public Outcome rate(
            Brand brand, MessageId id, Rater rater, Help help, @Nullable String words, How how, Instant at) {
        return transactions.in(brand.id(), () -> {
            var message = messages.byId(id.value());
            if (message.isEmpty() || message.get().hidden()) {
                return new Outcome.Unknown();
            }
            var conversation = conversations.lock(message.get().conversation()).orElseThrow();
            var byAsker = rater instanceof Rater.Known(var person) && person.equals(conversation.person());
            if (!mayRead(message.get(), conversation, rater, byAsker)) {
                return new Outcome.Unknown();
            }
            if (!canBeRated(message.get(), rater)) {
                return new Outcome.NotToRate();
            }
            store(brand, conversation, id, rater, help, words, at);
            if (byAsker) {
                turn(brand, conversation, id, help, words, at);
            }
            changes.record(
                    brand.id(), Change.Kind.CONVERSATION, conversation.id().value());
            ledger.write(new LedgerEvent(
                    brand.id(),
                    at,
                    "help.rated",
                    rater instanceof Rater.Known(var person) ? Actor.person(person.value()) : Actor.READER,
                    "message",
                    id.value(),
                    conversation.id().value(),
                    how,
                    Map.of("help", help.word(), "asker", byAsker)));
            events.publishEvent(new HelpRated(brand.id(), conversation.id(), id, help, byAsker, at));
            return new Outcome.Rated(conversations.byId(conversation.id()).orElseThrow(), byAsker);
        });
    }

    private static boolean mayRead(Messages.Known message, Conversation c, Rater rater, boolean byAsker) {
        return message.kind() != Kind.NOTE
                && (byAsker
                        || ((c.visibility() == Visibility.PUBLIC
                                        || (c.visibility() == Visibility.MEMBERS && rater instanceof Rater.Known))
                                && message.visibility() == Visibility.PUBLIC
                                && !c.hidden()));
    }

    private boolean canBeRated(Messages.Known message, Rater rater) {
        var own = rater instanceof Rater.Known(var person) && person.value().equals(message.person());
        return !own && (message.kind() == Kind.SENT || !messages.opens(message));
    }

    private void store(
            Brand brand, Conversation c, MessageId id, Rater rater, Help help, @Nullable String words, Instant at) {
        var person = rater instanceof Rater.Known(var known) ? known.value() : null;
        var reader = rater instanceof Rater.Reader(var hash) ? hash : null;
        db.sql("""
                insert into conversation.rating (brand, id, conversation, message, person, reader, help, words, at)
                values (:brand, :id, :conversation, :message, :person, :reader, :help, :words, :at)
                on conflict %s do update set help = excluded.help, words = excluded.words, at = excluded.at
                """.formatted(
                                person == null
                                        ? "(brand, message, reader) where reader is not null"
                                        : "(brand, message, person) where person is not null"))
                .param("brand", brand.id().value())
                .param("id", Ids.next())
                .param("conversation", c.id().value())
                .param("message", id.value())
                .param("person", person)
                .param("reader", reader, java.sql.Types.BINARY)
                .param("help", help.word())
                .param("words", words)
                .param("at", Rows.time(at))
                .update();
    }

    private void turn(Brand brand, Conversation c, MessageId message, Help help, @Nullable String words, Instant at) {
        var promise = Objects.requireNonNullElseGet(c.promise(), () -> Promise.of(brand.promise()));
        var missing = words != null && !words.isBlank();
        switch (help) {
            case YES -> {
                conversations.retain(c.id(), message);
                conversations.turn(brand, c, State.SATISFIED, promise.pause(at, brand.hours()), at);
            }
            case PARTLY -> {
                unretain(c, message);
                if (missing || c.state() == State.SATISFIED) {
                    conversations.turn(
                            brand,
                            c,
                            missing ? State.OPEN : State.WAITING,
                            missing ? promise.resume(at) : promise.pause(at, brand.hours()),
                            at);
                }
            }
            case NO -> {
                unretain(c, message);
                conversations.turn(brand, c, State.OPEN, promise.resume(at), at);
            }
        }
    }

    private void unretain(Conversation c, MessageId message) {
        if (message.equals(c.retained())) {
            conversations.retain(c.id(), null);
        }
    }
}
