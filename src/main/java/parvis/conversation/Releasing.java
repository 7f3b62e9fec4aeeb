package parvis.conversation;

import java.util.Map;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Staffing.AnswersNoMore;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.database.Rows;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;

/** What somebody held who answers no more goes back to the queue, in the transaction in which they stop. */
@Component
class Releasing {
    private final JdbcClient db;
    private final Changes changes;
    private final Ledger ledger;

    Releasing(JdbcClient db, Changes changes, Ledger ledger) {
        this.db = db;
        this.changes = changes;
        this.ledger = ledger;
    }

    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void release(AnswersNoMore who) {
        var released = db.sql("update conversation.conversation set owner = null where owner = ? returning id")
                .param(who.teammate().value())
                .query((row, n) -> Rows.uuid(row, "id"))
                .list();
        changes.recordAll(who.brand(), Change.Kind.CONVERSATION, released);
        for (UUID conversation : released) {
            ledger.write(new LedgerEvent(
                    who.brand(),
                    who.at(),
                    "conversation.released",
                    who.by(),
                    "conversation",
                    conversation,
                    conversation,
                    How.DIRECT,
                    Map.of("from", who.teammate().value().toString())));
        }
    }
}
