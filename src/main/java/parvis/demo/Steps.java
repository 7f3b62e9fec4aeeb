package parvis.demo;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import parvis.conversation.ConversationId;
import parvis.conversation.MessageId;
import parvis.database.BrandId;
import parvis.database.Rows;
import parvis.database.Transactions;

/** How far the scenes have been played, as PostgreSQL keeps it. */
@Repository
@ConditionalOnProperty("parvis.demo")
class Steps {
    /** @param message that the step wrote, or null */
    record Played(ConversationId conversation, @Nullable MessageId message) {}

    record Place(String scene, int index) {}

    private final JdbcClient db;
    private final Transactions transactions;

    Steps(JdbcClient db, Transactions transactions) {
        this.db = db;
        this.transactions = transactions;
    }

    /** The present of the demo: this one, unless an earlier start chose another. */
    Instant opening(Instant wanted) {
        db.sql("insert into demo.opening (at) values (?) on conflict do nothing")
                .param(Rows.time(wanted))
                .update();
        return db.sql("select at from demo.opening")
                .query((row, n) -> Rows.instant(row, "at"))
                .single();
    }

    Map<Place, Played> of(BrandId brand) {
        var played = new HashMap<Place, Played>();
        transactions
                .reading(
                        brand,
                        () -> db.sql("select scene, turn, conversation, message from demo.step")
                                .query((row, n) -> {
                                    var message = Rows.uuidOrNull(row, "message");
                                    return Map.entry(
                                            new Place(row.getString("scene"), row.getInt("turn")),
                                            new Played(
                                                    new ConversationId(row.getObject("conversation", UUID.class)),
                                                    message == null ? null : new MessageId(message)));
                                })
                                .list())
                .forEach(step -> played.put(step.getKey(), step.getValue()));
        return played;
    }

    /** Inside the transaction that plays it. */
    void record(BrandId brand, Place place, Played played) {
        db.sql("insert into demo.step (brand, scene, turn, conversation, message) values (?, ?, ?, ?, ?)")
                .params(
                        brand.value(),
                        place.scene(),
                        place.index(),
                        played.conversation().value())
                .param(played.message() == null ? null : played.message().value())
                .update();
    }
}
