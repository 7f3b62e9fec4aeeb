package parvis.conversation;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.brand.Teammate;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.database.Ids;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;
import parvis.text.Clean;

/** Words that colleagues put on a conversation, to find it among others. Whoever may leave a note may put one. */
@Component
public class Tagging {
    /** In characters, as people count them. */
    public static final int LONGEST = 40;
    /** On one conversation. */
    public static final int MOST = 20;

    public enum Outcome {
        DONE,
        /** It carries it already, or did not. */
        UNCHANGED,
        /** It says nothing, or too much. */
        NO_TAG,
        TOO_MANY,
        NOT_ALLOWED,
        UNKNOWN
    }

    private final Transactions transactions;
    private final Conversations conversations;
    private final JdbcClient db;
    private final Changes changes;
    private final Ledger ledger;

    Tagging(Transactions transactions, Conversations conversations, JdbcClient db, Changes changes, Ledger ledger) {
        this.transactions = transactions;
        this.conversations = conversations;
        this.db = db;
        this.changes = changes;
        this.ledger = ledger;
    }

    public Outcome tag(Brand brand, ConversationId id, String typed, Teammate by, How how, Instant at) {
        var tag = clean(typed);
        if (tag.isEmpty()) {
            return Outcome.NO_TAG;
        }
        return change(brand, id, tag, by, "conversation.tagged", how, at, () -> {
            var carried = db.sql("select count(*) from conversation.tag where conversation = ?")
                    .param(id.value())
                    .query(Integer.class)
                    .single();
            if (carried >= MOST) {
                return Outcome.TOO_MANY;
            }
            return changed(db.sql(
                            "insert into conversation.tag (brand, conversation, tag) values (?, ?, ?) on conflict do nothing")
                    .params(brand.id().value(), id.value(), tag)
                    .update());
        });
    }

    /** @param tag as it stands there, which an import may have written otherwise than colleagues do */
    public Outcome untag(Brand brand, ConversationId id, String tag, Teammate by, How how, Instant at) {
        return change(
                brand,
                id,
                tag,
                by,
                "conversation.untagged",
                how,
                at,
                () -> changed(db.sql("delete from conversation.tag where conversation = ? and tag = ?")
                        .params(id.value(), tag)
                        .update()));
    }

    /** As it would be kept; empty when it cannot be. The same word in capitals is the same tag. */
    public static String clean(String typed) {
        var cleaned = Clean.line(typed, LONGEST);
        return cleaned.fitted() ? cleaned.text().toLowerCase(Locale.ROOT) : "";
    }

    private static Outcome changed(int rows) {
        return rows == 0 ? Outcome.UNCHANGED : Outcome.DONE;
    }

    private Outcome change(
            Brand brand,
            ConversationId id,
            String tag,
            Teammate by,
            String what,
            How how,
            Instant at,
            Supplier<Outcome> work) {
        return transactions.in(brand.id(), () -> {
            if (conversations.lock(id).isEmpty()) {
                return Outcome.UNKNOWN;
            }
            if (!by.may(Permission.NOTE)) {
                return Outcome.NOT_ALLOWED;
            }
            var outcome = work.get();
            if (outcome == Outcome.DONE) {
                changes.record(brand.id(), Change.Kind.CONVERSATION, id.value());
                ledger.write(new LedgerEvent(
                        brand.id(),
                        at,
                        what,
                        Actor.teammate(by.id().value()),
                        "conversation",
                        id.value(),
                        id.value(),
                        how,
                        Map.of("tag", word(brand, id, tag))));
            }
            return outcome;
        });
    }

    /** The ledger names the word by an id: words can be somebody's, and are taken away where they are. */
    private UUID word(Brand brand, ConversationId conversation, String tag) {
        var id = Ids.next();
        db.sql("insert into conversation.tagging (brand, id, conversation, tag) values (?, ?, ?, ?)")
                .params(brand.id().value(), id, conversation.value(), tag)
                .update();
        return id;
    }
}
