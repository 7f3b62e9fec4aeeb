package parvis.conversation;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.brand.Teammate;
import parvis.database.Ids;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;
import parvis.privacy.Names;

/** Parts of the queue that have a name: a colleague's own, or everybody's at the desk. */
@Component
public class SavedFilters {
    /** In characters, as people count them. */
    public static final int MOST_NAME = 40;
    /** Of one colleague, and of everybody. */
    public static final int MOST = 20;

    private static final int MOST_QUERY = 1_000;

    /** @param query of the address of the queue: begins with a question mark, or is empty */
    public record Saved(UUID id, UUID teammate, boolean shared, String name, String query) {}

    public enum Outcome {
        DONE,
        NAMELESS,
        TOO_MANY,
        /** Only who answers everything says what everybody sees; nobody changes another's own. */
        NOT_ALLOWED,
        UNKNOWN
    }

    private final Transactions transactions;
    private final JdbcClient db;
    private final Ledger ledger;

    SavedFilters(Transactions transactions, JdbcClient db, Ledger ledger) {
        this.transactions = transactions;
        this.db = db;
        this.ledger = ledger;
    }

    /** Their own and everybody's, by name. Belongs inside a transaction of the brand. */
    public List<Saved> of(Teammate teammate) {
        return db.sql("""
                select id, teammate, shared, name, query from conversation.saved_filter where shared or teammate = ?
                 order by shared desc, name collate "fr-x-icu", id limit 40
                """)
                .param(teammate.id().value())
                .query(SavedFilters::saved)
                .list();
    }

    public Outcome save(Brand brand, Teammate by, String name, boolean shared, String query, Instant at) {
        if (!by.may(Permission.SEE_DESK) || shared && !by.may(Permission.ANSWER_ANY)) {
            return Outcome.NOT_ALLOWED;
        }
        if (name.isBlank() || query.length() > MOST_QUERY) {
            return Outcome.NAMELESS;
        }
        return transactions.in(brand.id(), () -> {
            if (isFull(by, shared)) {
                return Outcome.TOO_MANY;
            }
            var id = Ids.next();
            db.sql("""
                    insert into conversation.saved_filter (brand, id, teammate, shared, name, query, created_at)
                    values (?, ?, ?, ?, ?, ?, ?)
                    """)
                    .params(brand.id().value(), id, by.id().value(), shared, name, query, Rows.time(at))
                    .update();
            write(brand, by, id, "filter.saved", shared, at);
            return Outcome.DONE;
        });
    }

    public Outcome change(Brand brand, Teammate by, UUID id, String name, boolean shared, Instant at) {
        return transactions.in(brand.id(), () -> {
            var found = lock(id, by);
            if (found.isEmpty()) {
                return Outcome.UNKNOWN;
            }
            if (name.isBlank()) {
                return Outcome.NAMELESS;
            }
            var filter = found.getFirst();
            if (!mayChange(by, filter) || shared && !by.may(Permission.ANSWER_ANY)) {
                return Outcome.NOT_ALLOWED;
            }
            if (shared != filter.shared() && isFull(by, shared)) {
                return Outcome.TOO_MANY;
            }
            // what is everybody's no more becomes that of whoever says so
            db.sql("update conversation.saved_filter set name = ?, shared = ?, teammate = ? where id = ?")
                    .params(name, shared, shared ? filter.teammate() : by.id().value(), id)
                    .update();
            write(brand, by, id, "filter.changed", shared, at);
            return Outcome.DONE;
        });
    }

    public Outcome remove(Brand brand, Teammate by, UUID id, Instant at) {
        return transactions.in(brand.id(), () -> {
            var found = lock(id, by);
            if (found.isEmpty()) {
                return Outcome.UNKNOWN;
            }
            if (!mayChange(by, found.getFirst())) {
                return Outcome.NOT_ALLOWED;
            }
            db.sql("delete from conversation.saved_filter where id = ?")
                    .param(id)
                    .update();
            write(brand, by, id, "filter.removed", found.getFirst().shared(), at);
            return Outcome.DONE;
        });
    }

    /** Those of the brand that name somebody in what they look for go with the one they name. */
    void forget(Names names) {
        db
                .sql("select id, teammate, shared, name, query from conversation.saved_filter")
                .query(SavedFilters::saved)
                .list()
                .stream()
                .filter(saved -> {
                    var said = saved.name() + "\n" + URLDecoder.decode(saved.query(), StandardCharsets.UTF_8);
                    return !Objects.equals(names.anywhere(said), said);
                })
                .forEach(saved -> db.sql("delete from conversation.saved_filter where id = ?")
                        .param(saved.id())
                        .update());
    }

    /** Another's own is as if it were not there. */
    private List<Saved> lock(UUID id, Teammate by) {
        return db.sql("""
                select id, teammate, shared, name, query from conversation.saved_filter
                 where id = ? and (shared or teammate = ?) for update
                """)
                .params(id, by.id().value())
                .query(SavedFilters::saved)
                .list();
    }

    private static boolean mayChange(Teammate by, Saved filter) {
        return filter.shared() ? by.may(Permission.ANSWER_ANY) : by.id().value().equals(filter.teammate());
    }

    private boolean isFull(Teammate by, boolean shared) {
        return db.sql(
                                "select count(*) from conversation.saved_filter where shared = :shared and (shared or teammate = :me)")
                        .param("shared", shared)
                        .param("me", by.id().value())
                        .query(Integer.class)
                        .single()
                >= MOST;
    }

    private void write(Brand brand, Teammate by, UUID id, String what, boolean shared, Instant at) {
        ledger.write(new LedgerEvent(
                brand.id(),
                at,
                what,
                Actor.teammate(by.id().value()),
                "filter",
                id,
                null,
                How.DESK,
                Map.of("shared", shared)));
    }

    private static Saved saved(ResultSet row, int n) throws SQLException {
        return new Saved(
                Rows.uuid(row, "id"),
                Rows.uuid(row, "teammate"),
                row.getBoolean("shared"),
                row.getString("name"),
                row.getString("query"));
    }
}
