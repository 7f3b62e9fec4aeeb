package parvis.rights;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import parvis.brand.Audit;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.database.Transactions;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;
import parvis.person.Visitor;
import parvis.privacy.Kept;
import parvis.privacy.Span;

/** Saying how long a house keeps what, and looking at what would go before it does. */
@Component
class SettingPeriods {
    /** Further than that nobody counts. */
    static final int COUNTED = 100_000;

    sealed interface Outcome {
        record Done() implements Outcome {}

        /** Something would go that does not come back, and nobody said that they know. */
        record Unsure() implements Outcome {}

        /** Somebody set them since the form was opened. */
        record Overtaken() implements Outcome {}

        record NotAllowed() implements Outcome {}
    }

    private final Transactions transactions;
    private final Periods periods;
    private final List<Kept> kept;
    private final Ledger ledger;
    private final Audit audit;

    SettingPeriods(Transactions transactions, Periods periods, List<Kept> kept, Ledger ledger, Audit audit) {
        this.transactions = transactions;
        this.periods = periods;
        this.kept = kept;
        this.ledger = ledger;
        this.audit = audit;
    }

    /** Of a house whose owner has not said yet: empty. */
    Map<Span, Integer> standing(Brand brand) {
        return transactions.reading(brand.id(), periods::of);
    }

    /** How many of each kind would go, counted to {@link #COUNTED}. */
    Map<Span, Long> due(Brand brand, Map<Span, Integer> lengths, Instant now) {
        return transactions.reading(brand.id(), () -> {
            var due = new EnumMap<Span, Long>(Span.class);
            for (var one : kept) {
                var length = lengths.get(one.span());
                if (length != null) {
                    due.merge(one.span(), one.due(one.span().before(length, now, brand.zone()), COUNTED), Long::sum);
                }
            }
            return due;
        });
    }

    /**
     * All kinds at once.
     *
     * @param seen what stood there when the form was opened
     * @param sure whether they know that what goes does not come back
     */
    Outcome set(Brand brand, Map<Span, Integer> wanted, Map<Span, Integer> seen, boolean sure, Visitor by, Instant at) {
        if (!by.may(Permission.SET_HOUSE)) {
            return new Outcome.NotAllowed();
        }
        wanted.forEach((span, length) -> {
            if (!span.takes(length)) {
                throw new IllegalArgumentException(span + " cannot be " + length);
            }
        });
        return transactions.in(brand.id(), () -> {
            periods.hold();
            var standing = periods.of();
            if (standing.equals(wanted)) {
                return new Outcome.Done();
            }
            if (!standing.equals(seen)) {
                return new Outcome.Overtaken();
            }
            if (!sure && due(brand, wanted, at).values().stream().anyMatch(n -> n > 0)) {
                return new Outcome.Unsure();
            }
            periods.set(brand.id(), wanted, at);
            var said = new TreeMap<String, Object>();
            wanted.forEach((span, length) -> {
                if (!length.equals(standing.get(span))) {
                    said.put(span.word(), length);
                }
            });
            var id = brand.id().value();
            ledger.write(new LedgerEvent(brand.id(), at, "periods.set", by.actor(), "brand", id, null, by.how(), said));
            audit.write(brand.id(), at, by.actor(), "periods.set", "brand", id, by.address(), said);
            return new Outcome.Done();
        });
    }
}
