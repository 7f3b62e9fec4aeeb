package parvis.conversation;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Teammate;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;

/** A conversation names another that it goes with, or whose question it asks again. Both stay what they are. */
@Component
public class Linking {
    public enum Outcome {
        DONE,
        UNCHANGED,
        /** No other conversation has this number. */
        NO_OTHER,
        NOT_ALLOWED,
        UNKNOWN
    }

    private final Transactions transactions;
    private final Conversations conversations;
    private final JdbcClient db;
    private final Changes changes;
    private final Ledger ledger;

    Linking(Transactions transactions, Conversations conversations, JdbcClient db, Changes changes, Ledger ledger) {
        this.transactions = transactions;
        this.conversations = conversations;
        this.db = db;
        this.changes = changes;
        this.ledger = ledger;
    }

    /** @param again whether it asks the other's question once more: on the square its page then leads there */
    public Outcome link(Brand brand, ConversationId id, long other, boolean again, Teammate by, How how, Instant at) {
        return both(brand, id, other, by, (one, two) -> {
            var kind = again ? "duplicate" : "related";
            var made = db.sql("""
                    insert into conversation.link (brand, conversation, other, kind) values (?, ?, ?, ?) on conflict do nothing
                    """)
                    .params(brand.id().value(), one.id().value(), two.id().value(), kind)
                    .update();
            if (made == 0) {
                return Outcome.UNCHANGED;
            }
            if (again && one.visibility() == Visibility.PUBLIC && two.visibility() == Visibility.PUBLIC) {
                // never in a ring: what is asked again is the first of them
                db.sql("""
                        update conversation.conversation set duplicate_of = :two
                         where id = :one and not exists (select from conversation.conversation t where t.id = :two and t.duplicate_of is not null)
                        """)
                        .param("one", one.id().value())
                        .param("two", two.id().value())
                        .update();
            }
            told(brand, one, two, again ? "conversation.duplicate" : "conversation.linked", by, how, at);
            return Outcome.DONE;
        });
    }

    public Outcome unlink(Brand brand, ConversationId id, long other, Teammate by, How how, Instant at) {
        return both(brand, id, other, by, (one, two) -> {
            var gone = db.sql("""
                    delete from conversation.link
                     where conversation = :one and other = :two or conversation = :two and other = :one
                    """)
                    .param("one", one.id().value())
                    .param("two", two.id().value())
                    .update();
            db.sql("""
                    update conversation.conversation set duplicate_of = null
                     where id = :one and duplicate_of = :two or id = :two and duplicate_of = :one
                    """)
                    .param("one", one.id().value())
                    .param("two", two.id().value())
                    .update();
            if (gone == 0) {
                return Outcome.UNCHANGED;
            }
            told(brand, one, two, "conversation.unlinked", by, how, at);
            return Outcome.DONE;
        });
    }

    private interface Work {
        Outcome of(Conversation one, Conversation two);
    }

    private Outcome both(Brand brand, ConversationId id, long other, Teammate by, Work work) {
        return transactions.in(brand.id(), () -> {
            var second = conversations.byNumber(other).map(Conversation::id);
            // in one order, so that two who link crosswise wait for each other only once
            Stream.concat(Stream.of(id), second.stream())
                    .sorted((one, two) -> one.value().compareTo(two.value()))
                    .forEach(conversations::lock);
            Optional<Conversation> first = conversations.byId(id);
            if (first.isEmpty()) {
                return Outcome.UNKNOWN;
            }
            if (!by.mayAct(first.get().owner())) {
                return Outcome.NOT_ALLOWED;
            }
            return second.filter(found -> !found.equals(id))
                    .flatMap(conversations::byId)
                    .map(found -> work.of(first.get(), found))
                    .orElse(Outcome.NO_OTHER);
        });
    }

    private void told(Brand brand, Conversation one, Conversation two, String what, Teammate by, How how, Instant at) {
        changes.record(brand.id(), Change.Kind.CONVERSATION, one.id().value());
        changes.record(brand.id(), Change.Kind.CONVERSATION, two.id().value());
        ledger.write(new LedgerEvent(
                brand.id(),
                at,
                what,
                Actor.teammate(by.id().value()),
                "conversation",
                one.id().value(),
                one.id().value(),
                how,
                Map.of("number", two.number())));
    }
}
