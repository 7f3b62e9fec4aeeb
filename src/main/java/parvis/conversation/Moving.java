package parvis.conversation;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Audit;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.brand.Place;
import parvis.brand.Teammate;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;

/**
 * A conversation goes to another place, and is read by those who read there. It never goes where more people read than those for whom it was
 * written; only what was moved to fewer goes back, for as long as nobody has written for these.
 */
@Component
public class Moving {

    public enum Outcome {
        DONE,
        /** It is there already. */
        UNCHANGED,
        /** More people would read it than those for whom it was written. */
        WIDER,
        /** The place is not there, or takes nothing new. */
        NO_PLACE,
        NOT_ALLOWED,
        UNKNOWN
    }

    /**
     * Where a conversation stands, and where it may go.
     *
     * @param place null for what is in none
     * @param widest the most people who may read it
     */
    public record Standing(@Nullable UUID place, Visibility visibility, Visibility widest) {
        public boolean mayGoTo(Place other) {
            return !other.closed() && !Visibility.in(other).isWiderThan(widest);
        }
    }

    private final Transactions transactions;
    private final Conversations conversations;
    private final JdbcClient db;
    private final Changes changes;
    private final Ledger ledger;
    private final Audit audit;

    Moving(
            Transactions transactions,
            Conversations conversations,
            JdbcClient db,
            Changes changes,
            Ledger ledger,
            Audit audit) {
        this.transactions = transactions;
        this.conversations = conversations;
        this.db = db;
        this.changes = changes;
        this.ledger = ledger;
        this.audit = audit;
    }

    /** Whoever takes from others what they could read, or gives it back, may do so with what is public anyway. */
    public static boolean mayMove(@Nullable UUID owner, Visibility visibility, Teammate by) {
        return by.mayAct(owner) && (visibility == Visibility.PRIVATE || by.may(Permission.MODERATE));
    }

    /** Inside a transaction of the brand. */
    public Standing standing(ConversationId id) {
        return db.sql("""
                select c.place, c.visibility,
                       -- what waits to be sent was written for those who read here now
                       case when c.narrowed_from is null or exists (
                                 select from conversation.message m
                                  where m.brand = c.brand and m.conversation = c.id and m.visibility = 'public'
                                    and m.state in ('draft', 'waiting'))
                            then c.visibility else c.narrowed_from end as widest
                  from conversation.conversation c where c.id = ?
                """)
                .param(id.value())
                .query((row, n) -> new Standing(
                        Rows.uuidOrNull(row, "place"),
                        Visibility.of(row.getString("visibility")),
                        Visibility.of(row.getString("widest"))))
                .single();
    }

    /** @param origin the network address from which it is done, for the audit trail */
    public Outcome move(
            Brand brand, ConversationId id, UUID place, Teammate by, @Nullable String origin, How how, Instant at) {
        return transactions.in(brand.id(), () -> {
            var found = conversations.lock(id);
            if (found.isEmpty()) {
                return Outcome.UNKNOWN;
            }
            var c = found.get();
            var from = standing(id);
            if (!mayMove(c.owner(), from.widest(), by)) {
                return Outcome.NOT_ALLOWED;
            }
            // held, so that nobody closes it meanwhile
            var to = db.sql("select visibility from brand.place where id = ? and closed_at is null for share")
                    .param(place)
                    .query((row, n) -> Place.Visibility.of(row.getString("visibility")))
                    .optional();
            if (to.isEmpty()) {
                return Outcome.NO_PLACE;
            }
            if (place.equals(from.place())) {
                return Outcome.UNCHANGED;
            }
            var readers = Visibility.of(to.get());
            if (readers.isWiderThan(from.widest())) {
                return Outcome.WIDER;
            }
            store(c, place, readers);
            told(brand, c, place, readers, by, origin, how, at);
            return Outcome.DONE;
        });
    }

    /** Whatever is written for all who read there forgets from where it came ({@link Conversations#wrote}). */
    private void store(Conversation c, UUID place, Visibility readers) {
        db.sql("""
                update conversation.conversation
                   set place = :place, visibility = :readers,
                       narrowed_from = case when :narrower then visibility when visibility = :readers then narrowed_from end
                 where id = :id
                """)
                .param("place", place)
                .param("readers", readers.word())
                .param("narrower", c.visibility().isWiderThan(readers))
                .param("id", c.id().value())
                .update();
    }

    private void told(
            Brand brand,
            Conversation c,
            UUID place,
            Visibility readers,
            Teammate by,
            @Nullable String origin,
            How how,
            Instant at) {
        changes.record(brand.id(), Change.Kind.CONVERSATION, c.id().value());
        // whatever is kept of the square may show what is read by fewer now
        changes.record(brand.id(), Change.Kind.PLACE, place);
        var actor = Actor.teammate(by.id().value());
        var detail = Map.<String, Object>of(
                "to", place.toString(), "from", c.visibility().word(), "readers", readers.word());
        ledger.write(new LedgerEvent(
                brand.id(),
                at,
                "conversation.moved",
                actor,
                "conversation",
                c.id().value(),
                c.id().value(),
                how,
                detail));
        audit.write(brand.id(), at, actor, "conversation.moved", "conversation", c.id().value(), origin, detail);
    }
}
