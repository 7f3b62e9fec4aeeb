package parvis.brand;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.change.Change;
import parvis.change.ChangeListener;
import parvis.change.Changes;
import parvis.database.BrandId;
import parvis.database.Ids;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;
import parvis.text.NumberShape;

/** How the numbers of a house look, by which its customers are known: of orders, invoices, customers. Kept per node until the change log says otherwise. */
@Component
public class HouseNumbers implements ChangeListener {
    public static final int MOST = 20;
    /** In characters, as people count them. */
    public static final int MOST_NAME = 60;

    /** @param name what the house calls such numbers */
    public record Numbers(UUID id, String name, NumberShape shape) {}

    public enum Outcome {
        DONE,
        /** It has no name, or too long a one. */
        NAMELESS,
        /** There is one like it already. */
        UNCHANGED,
        TOO_MANY
    }

    private final Transactions transactions;
    private final JdbcClient db;
    private final Changes changes;
    private final Ledger ledger;
    private final Audit audit;
    private final Cache<BrandId, List<Numbers>> known =
            Caffeine.newBuilder().maximumSize(1_000).build();

    HouseNumbers(Transactions transactions, JdbcClient db, Changes changes, Ledger ledger, Audit audit) {
        this.transactions = transactions;
        this.db = db;
        this.changes = changes;
        this.ledger = ledger;
        this.audit = audit;
    }

    public List<Numbers> of(BrandId brand) {
        return known.get(brand, this::read);
    }

    public List<NumberShape.Named> named(BrandId brand) {
        return of(brand).stream()
                .map(numbers -> new NumberShape.Named(numbers.name(), numbers.shape()))
                .toList();
    }

    public Outcome add(Brand brand, String name, NumberShape shape, Actor by, @Nullable String origin, Instant at) {
        if (name.isBlank() || name.codePointCount(0, name.length()) > MOST_NAME) {
            return Outcome.NAMELESS;
        }
        return transactions.in(brand.id(), () -> {
            // whoever adds at the same time waits, so that two do not add one too many
            db.sql("select brand from brand.brand for update").query().singleRow();
            var there = db.sql("select shape from brand.number_shape")
                    .query((row, n) -> row.getString("shape"))
                    .list();
            if (there.contains(shape.notation())) {
                return Outcome.UNCHANGED;
            }
            if (there.size() >= MOST) {
                return Outcome.TOO_MANY;
            }
            var id = Ids.next();
            db.sql("insert into brand.number_shape (brand, id, name, shape, added_at) values (?, ?, ?, ?, ?)")
                    .params(brand.id().value(), id, name, shape.notation(), Rows.time(at))
                    .update();
            told(brand, "brand.number-added", id, shape.notation(), by, origin, at);
            return Outcome.DONE;
        });
    }

    /** Whether it was there. */
    public boolean remove(Brand brand, UUID id, Actor by, @Nullable String origin, Instant at) {
        return transactions.in(brand.id(), () -> {
            var removed = db.sql("delete from brand.number_shape where id = ? returning shape")
                    .param(id)
                    .query((row, n) -> row.getString("shape"))
                    .optional();
            removed.ifPresent(shape -> told(brand, "brand.number-removed", id, shape, by, origin, at));
            return removed.isPresent();
        });
    }

    @Override
    public void changed(List<Change> changes) {
        for (var change : changes) {
            if (change.kind() == Change.Kind.BRAND) {
                known.invalidate(change.brand());
            }
        }
    }

    @Override
    public void interrupted() {
        known.invalidateAll();
    }

    private List<Numbers> read(BrandId brand) {
        return transactions.reading(
                brand,
                () -> db
                        .sql("select id, name, shape from brand.number_shape order by added_at, id")
                        .query(HouseNumbers::numbers)
                        .list()
                        .stream()
                        .flatMap(Optional::stream)
                        .toList());
    }

    private static Optional<Numbers> numbers(ResultSet row, int n) throws SQLException {
        var id = Rows.uuid(row, "id");
        var name = row.getString("name");
        return NumberShape.of(row.getString("shape")).map(shape -> new Numbers(id, name, shape));
    }

    private void told(Brand brand, String what, UUID id, String shape, Actor by, @Nullable String origin, Instant at) {
        var facts = Map.<String, Object>of("shape", shape);
        changes.record(brand.id(), Change.Kind.BRAND, brand.id().value());
        ledger.write(new LedgerEvent(brand.id(), at, what, by, "number-shape", id, null, How.DIRECT, facts));
        audit.write(brand.id(), at, by, what, "number-shape", id, origin, facts);
        Transactions.afterCommit(() -> known.invalidate(brand.id()));
    }
}
