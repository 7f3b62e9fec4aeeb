package parvis.brand;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.database.Ids;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;
import tools.jackson.databind.json.JsonMapper;

/** The products that stand on the square: adding, changing, putting in order, taking away. No conversation ever goes with one. */
@Component
public class Assortment {
    public static final int MOST = 300;

    public record Wish(
            String name, Brand.LocalText tagline, @Nullable Integer since, List<Product.Fact> facts) {}

    public sealed interface Outcome {
        record Done() implements Outcome {}

        /** Another product has this address. */
        record Taken() implements Outcome {}

        record TooMany() implements Outcome {}

        record Unknown() implements Outcome {}

        /** Somebody changed it since the form was opened; nothing was kept. */
        record Overtaken(Product now) implements Outcome {}
    }

    private final Transactions transactions;
    private final JdbcClient db;
    private final JsonMapper json;
    private final Catalogue catalogue;
    private final Changes changes;
    private final Ledger ledger;
    private final Audit audit;

    Assortment(
            Transactions transactions,
            JdbcClient db,
            JsonMapper json,
            Catalogue catalogue,
            Changes changes,
            Ledger ledger,
            Audit audit) {
        this.transactions = transactions;
        this.db = db;
        this.json = json;
        this.catalogue = catalogue;
        this.changes = changes;
        this.ledger = ledger;
        this.audit = audit;
    }

    /** What a form keeps of a product, to tell later whether it was changed meanwhile. */
    public static String mark(Product product) {
        return HouseSettings.mark(
                product.name() + '\n' + product.tagline() + '\n' + product.since() + '\n' + product.facts());
    }

    /** @param slug of its address, which it keeps for ever */
    public Outcome add(Brand brand, String slug, Wish wish, Actor by, @Nullable String origin, Instant at) {
        return transactions.in(brand.id(), () -> {
            var id = Ids.next();
            if (all().size() >= MOST) {
                return new Outcome.TooMany();
            }
            var added = db.sql("""
                    insert into brand.product (brand, id, slug, name, tagline_fr, tagline_en, since, facts, position)
                    values (:brand, :id, :slug, :name, :fr, :en, :since, :facts::jsonb,
                            (select coalesce(max(position), 0) + 1 from brand.product))
                    on conflict (brand, slug) do nothing
                    """)
                    .param("brand", brand.id().value())
                    .param("id", id)
                    .param("slug", slug)
                    .param("name", wish.name())
                    .param("fr", wish.tagline().fr())
                    .param("en", wish.tagline().en())
                    .param("since", wish.since())
                    .param("facts", json.writeValueAsString(wish.facts()))
                    .update();
            if (added == 0) {
                return new Outcome.Taken();
            }
            told(brand, "product.added", id, by, origin, at);
            return new Outcome.Done();
        });
    }

    /** @param seen the {@link #mark} of what the form showed at first */
    public Outcome change(Brand brand, UUID id, Wish wish, String seen, Actor by, @Nullable String origin, Instant at) {
        return transactions.in(brand.id(), () -> {
            var found = catalogue.lock(id);
            if (found.isEmpty()) {
                return new Outcome.Unknown();
            }
            var now = found.get();
            if (new Wish(now.name(), now.tagline(), now.since(), now.facts()).equals(wish)) {
                return new Outcome.Done();
            }
            if (!mark(now).equals(seen)) {
                return new Outcome.Overtaken(now);
            }
            db.sql("""
                    update brand.product set name = :name, tagline_fr = :fr, tagline_en = :en, since = :since, facts = :facts::jsonb
                     where id = :id
                    """)
                    .param("id", id)
                    .param("name", wish.name())
                    .param("fr", wish.tagline().fr())
                    .param("en", wish.tagline().en())
                    .param("since", wish.since())
                    .param("facts", json.writeValueAsString(wish.facts()))
                    .update();
            told(brand, "product.changed", id, by, origin, at);
            return new Outcome.Done();
        });
    }

    /** One place towards the first, or the last; at the end nothing moves. */
    public Outcome move(Brand brand, UUID id, boolean up, Actor by, @Nullable String origin, Instant at) {
        return transactions.in(brand.id(), () -> {
            var order = new ArrayList<>(
                    db.sql("select id from brand.product where archived_at is null order by position, id for update")
                            .query((row, n) -> Rows.uuid(row, "id"))
                            .list());
            var from = order.indexOf(id);
            if (from < 0) {
                return new Outcome.Unknown();
            }
            var to = up ? from - 1 : from + 1;
            if (to < 0 || to == order.size()) {
                return new Outcome.Done();
            }
            Collections.swap(order, from, to);
            for (int i = 0; i < order.size(); i++) {
                db.sql("update brand.product set position = ? where id = ?")
                        .params(i + 1, order.get(i))
                        .update();
            }
            told(brand, "product.moved", id, by, origin, at);
            return new Outcome.Done();
        });
    }

    /** It leaves the square's shelves and lists; its page and all that was asked about it stay. */
    public Outcome archive(Brand brand, UUID id, Actor by, @Nullable String origin, Instant at) {
        return transactions.in(brand.id(), () -> {
            var found = catalogue.lock(id);
            if (found.isEmpty()) {
                return new Outcome.Unknown();
            }
            if (!found.get().archived()) {
                db.sql("update brand.product set archived_at = ? where id = ?")
                        .params(Rows.time(at), id)
                        .update();
                told(brand, "product.archived", id, by, origin, at);
            }
            return new Outcome.Done();
        });
    }

    /** It stands on the square again, last. */
    public Outcome restore(Brand brand, UUID id, Actor by, @Nullable String origin, Instant at) {
        return transactions.in(brand.id(), () -> {
            var found = catalogue.lock(id);
            if (found.isEmpty()) {
                return new Outcome.Unknown();
            }
            if (found.get().archived()) {
                db.sql("""
                        update brand.product
                           set archived_at = null, position = (select coalesce(max(position), 0) + 1 from brand.product)
                         where id = ?
                        """).param(id).update();
                told(brand, "product.restored", id, by, origin, at);
            }
            return new Outcome.Done();
        });
    }

    private List<UUID> all() {
        return db.sql("select id from brand.product")
                .query((row, n) -> Rows.uuid(row, "id"))
                .list();
    }

    private void told(Brand brand, String what, UUID id, Actor by, @Nullable String origin, Instant at) {
        changes.record(brand.id(), Change.Kind.PRODUCT, id);
        ledger.write(new LedgerEvent(brand.id(), at, what, by, "product", id, null, How.DIRECT, Map.of()));
        audit.write(brand.id(), at, by, what, "product", id, origin, Map.of());
        catalogue.forget(brand.id());
    }
}
