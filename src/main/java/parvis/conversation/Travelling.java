package parvis.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.clock.Promise;
import parvis.database.BrandId;
import parvis.database.Rows;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;

/**
 * What becomes of an answer that leaves the house by a letter, told by whoever carries it. Calls belong inside a transaction of
 * the brand. A public answer stands on its page in any case; a private one is answered only once it has arrived.
 */
@Component
public class Travelling {
    /** For so long an answer waits at the door, and can be taken back. */
    public static final Duration WAITS = Duration.ofSeconds(10);

    public enum End {
        SENT,
        /** It may have arrived: a person decides. */
        UNCONFIRMED,
        /** It did not, and will not. */
        FAILED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final JdbcClient db;
    private final Conversations conversations;
    private final Copies copies;
    private final Changes changes;
    private final Ledger ledger;

    Travelling(JdbcClient db, Conversations conversations, Copies copies, Changes changes, Ledger ledger) {
        this.db = db;
        this.conversations = conversations;
        this.copies = copies;
        this.changes = changes;
        this.ledger = ledger;
    }

    /** A letter carries this answer and leaves then; whoever it is for does not read it before. */
    public void waits(MessageId message, Instant until) {
        db.sql("""
                update conversation.message
                   set leaves_at = ?, state = case visibility when 'private' then 'waiting' else state end
                 where id = ? and state = 'sent'
                """).params(Rows.time(until), message.value()).update();
    }

    /** The letter leaves now; false when its answer was taken back. The same row decides on both, so that only one happens. */
    public boolean leaves(BrandId brand, MessageId message) {
        var conversation = db.sql("""
                update conversation.message
                   set leaves_at = null, state = case state when 'waiting' then 'sending' else state end
                 where id = ? and leaves_at is not null
                returning conversation
                """)
                .param(message.value())
                .query((row, n) -> Rows.uuid(row, "conversation"))
                .optional();
        conversation.ifPresent(id -> changes.record(brand, Change.Kind.CONVERSATION, id));
        return conversation.isPresent()
                || conversations.ofMessage(message.value()).isPresent();
    }

    /** What became of it. A private answer that did not surely arrive is owed again. */
    public void ended(Brand brand, MessageId message, End end, Instant at) {
        end(brand, message, end, "state in ('waiting', 'sending', 'unconfirmed')", at);
    }

    /** It came back after it had left, or was thought to have arrived. */
    public void cameBack(Brand brand, MessageId message, Instant at) {
        end(brand, message, End.FAILED, "state in ('sending', 'unconfirmed', 'sent')", at);
    }

    /** It reached its person, or will; this one beside them it did not. */
    public void missed(BrandId brand, MessageId message, String email, String why, Instant at) {
        if (!copies.failed(message.value(), email, why)) {
            return;
        }
        var conversation = conversations.ofMessage(message.value()).orElseThrow();
        changes.record(brand, Change.Kind.CONVERSATION, conversation.value());
        ledger.write(new LedgerEvent(
                brand,
                at,
                "copy.failed",
                Actor.SYSTEM,
                "message",
                message.value(),
                conversation.value(),
                How.MAIL,
                Map.of()));
    }

    private void end(Brand brand, MessageId message, End end, String from, Instant at) {
        var conversation = conversations.ofMessage(message.value()).flatMap(conversations::lock);
        if (conversation.isEmpty()) {
            return;
        }
        var changed = db.sql("""
                update conversation.message set state = ?
                 where id = ? and kind = 'sent' and visibility = 'private'
                   and %s and state <> ?
                """.formatted(from))
                .params(end.word(), message.value(), end.word())
                .update();
        // A public answer is there; only its letter may be missing.
        var told = db.sql("""
                update conversation.message set letter = :letter
                 where id = :id and kind = 'sent' and visibility = 'public' and letter is distinct from :letter
                """)
                .param("letter", end == End.SENT ? null : end.word(), java.sql.Types.VARCHAR)
                .param("id", message.value())
                .update();
        if (changed + told == 0) {
            return;
        }
        if (changed > 0 && end != End.SENT) {
            owedAgain(brand, conversation.get(), at);
        }
        changes.record(
                brand.id(), Change.Kind.CONVERSATION, conversation.get().id().value());
        ledger.write(new LedgerEvent(
                brand.id(),
                at,
                switch (end) {
                    case SENT -> "answer.delivered";
                    case UNCONFIRMED -> told > 0 ? "letter.unconfirmed" : "answer.unconfirmed";
                    case FAILED -> told > 0 ? "letter.failed" : "answer.failed";
                },
                Actor.SYSTEM,
                "message",
                message.value(),
                conversation.get().id().value(),
                How.MAIL,
                Map.of()));
    }

    void owedAgain(Brand brand, Conversation c, Instant at) {
        if (c.state() == State.WAITING) {
            conversations.turn(brand, c, State.OPEN, promise(brand, c).resume(at), at);
        }
    }

    /** The person has the house's last word: the clock waits for them. */
    void answered(Brand brand, Conversation c, MessageId message, Instant at) {
        if (c.state() == State.OPEN
                && lastWord(c.id()).filter(message.value()::equals).isPresent()) {
            conversations.turn(brand, c, State.WAITING, promise(brand, c).pause(at, brand.hours()), at);
        }
    }

    /** The newest message that is no note. */
    Optional<UUID> lastWord(ConversationId conversation) {
        return db.sql(
                        "select id from conversation.message where conversation = ? and kind <> 'note' order by at desc, id desc limit 1")
                .param(conversation.value())
                .query(UUID.class)
                .optional();
    }

    private static Promise promise(Brand brand, Conversation c) {
        return Objects.requireNonNullElseGet(c.promise(), () -> Promise.of(brand.promise()));
    }
}
