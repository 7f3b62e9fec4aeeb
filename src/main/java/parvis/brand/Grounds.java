package parvis.brand;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
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

/** The places of the square: making, naming, putting in order, closing. One that everybody reads is always open. */
@Component
public class Grounds {
    public static final int MOST = 30;

    public record Wish(Brand.LocalText name, Brand.LocalText purpose) {}

    public sealed interface Outcome {
        record Done() implements Outcome {}

        /** Another place has this address. */
        record Taken() implements Outcome {}

        record TooMany() implements Outcome {}

        record Unknown() implements Outcome {}

        /** Somebody changed it since the form was opened; nothing was kept. */
        record Overtaken(Place now) implements Outcome {}

        /** Without it nobody could ask for all to read. */
        record LastPublic() implements Outcome {}
    }

    private final Transactions transactions;
    private final JdbcClient db;
    private final Catalogue catalogue;
    private final Changes changes;
    private final Ledger ledger;
    private final Audit audit;

    Grounds(
            Transactions transactions,
            JdbcClient db,
            Catalogue catalogue,
            Changes changes,
            Ledger ledger,
            Audit audit) {
        this.transactions = transactions;
        this.db = db;
        this.catalogue = catalogue;
        this.changes = changes;
        this.ledger = ledger;
        this.audit = audit;
    }

    /** What a form keeps of a place, to tell later whether it was changed meanwhile. */
    public static String mark(Place place) {
        return HouseSettings.mark(place.name() + "\n" + place.purpose());
    }

    /** @param slug of its address, which it keeps for ever, as it keeps who reads it */
    public Outcome add(
            Brand brand,
            String slug,
            Place.Visibility visibility,
            Wish wish,
            Actor by,
            @Nullable String origin,
            Instant at) {
        return transactions.in(brand.id(), () -> {
            if (order().size() >= MOST) {
                return new Outcome.TooMany();
            }
            var id = Ids.next();
            var added = db.sql("""
                    insert into brand.place (brand, id, slug, name_fr, name_en, purpose_fr, purpose_en, visibility, position)
                    values (:brand, :id, :slug, :nameFr, :nameEn, :purposeFr, :purposeEn, :visibility,
                            (select coalesce(max(position), 0) + 1 from brand.place))
                    on conflict (brand, slug) do nothing
                    """)
                    .param("brand", brand.id().value())
                    .param("id", id)
                    .param("slug", slug)
                    .param("nameFr", wish.name().fr())
                    .param("nameEn", wish.name().en())
                    .param("purposeFr", wish.purpose().fr())
                    .param("purposeEn", wish.purpose().en())
                    .param("visibility", visibility.word())
                    .update();
            if (added == 0) {
                return new Outcome.Taken();
            }
            told(brand, "place.added", id, Map.of("visibility", visibility.word()), by, origin, at);
            return new Outcome.Done();
        });
    }

    /** @param seen the {@link #mark} of what the form showed at first */
    public Outcome change(Brand brand, UUID id, Wish wish, String seen, Actor by, @Nullable String origin, Instant at) {
        return transactions.in(brand.id(), () -> {
            var found = catalogue.lockPlace(id);
            if (found.isEmpty()) {
                return new Outcome.Unknown();
            }
            var now = found.get();
            if (new Wish(now.name(), now.purpose()).equals(wish)) {
                return new Outcome.Done();
            }
            if (!mark(now).equals(seen)) {
                return new Outcome.Overtaken(now);
            }
            db.sql("""
                    update brand.place set name_fr = ?, name_en = ?, purpose_fr = ?, purpose_en = ? where id = ?
                    """)
                    .params(wish.name().fr(), wish.name().en())
                    .params(wish.purpose().fr(), wish.purpose().en(), id)
                    .update();
            told(brand, "place.changed", id, Map.of(), by, origin, at);
            return new Outcome.Done();
        });
    }

    /** One step towards the first, or the last; at the end nothing moves. */
    public Outcome move(Brand brand, UUID id, boolean up, Actor by, @Nullable String origin, Instant at) {
        return transactions.in(brand.id(), () -> {
            var order = order();
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
                db.sql("update brand.place set position = ? where id = ?")
                        .params(i + 1, order.get(i))
                        .update();
            }
            told(brand, "place.moved", id, Map.of(), by, origin, at);
            return new Outcome.Done();
        });
    }

    /** Nothing new comes there; what stands there stays, for those who could read it. */
    public Outcome close(Brand brand, UUID id, Actor by, @Nullable String origin, Instant at) {
        return transactions.in(brand.id(), () -> {
            // the same rows in the same order for everybody who closes one, so that two cannot close the last two
            var open = db.sql("""
                    select id from brand.place where visibility = 'public' and closed_at is null order by id for update
                    """).query((row, n) -> Rows.uuid(row, "id")).list();
            var found = catalogue.lockPlace(id);
            if (found.isEmpty()) {
                return new Outcome.Unknown();
            }
            if (found.get().closed()) {
                return new Outcome.Done();
            }
            if (open.size() == 1 && open.contains(id)) {
                return new Outcome.LastPublic();
            }
            db.sql("update brand.place set closed_at = ? where id = ?")
                    .params(Rows.time(at), id)
                    .update();
            told(brand, "place.closed", id, Map.of(), by, origin, at);
            return new Outcome.Done();
        });
    }

    public Outcome reopen(Brand brand, UUID id, Actor by, @Nullable String origin, Instant at) {
        return transactions.in(brand.id(), () -> {
            var found = catalogue.lockPlace(id);
            if (found.isEmpty()) {
                return new Outcome.Unknown();
            }
            if (found.get().closed()) {
                db.sql("update brand.place set closed_at = null where id = ?")
                        .param(id)
                        .update();
                told(brand, "place.reopened", id, Map.of(), by, origin, at);
            }
            return new Outcome.Done();
        });
    }

    private ArrayList<UUID> order() {
        return new ArrayList<>(db.sql("select id from brand.place order by position, id for update")
                .query((row, n) -> Rows.uuid(row, "id"))
                .list());
    }

    private void told(
            Brand brand,
            String what,
            UUID id,
            Map<String, Object> detail,
            Actor by,
            @Nullable String origin,
            Instant at) {
        changes.record(brand.id(), Change.Kind.PLACE, id);
        ledger.write(new LedgerEvent(brand.id(), at, what, by, "place", id, null, How.DIRECT, detail));
        audit.write(brand.id(), at, by, what, "place", id, origin, detail);
        catalogue.forget(brand.id());
    }
}
