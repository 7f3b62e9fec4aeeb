package parvis.rights;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import parvis.brand.Audit;
import parvis.brand.Brand;
import parvis.brand.Brands;
import parvis.database.Transactions;
import parvis.jobs.Housekeeping;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;
import parvis.privacy.Kept;
import parvis.privacy.Passing;
import parvis.privacy.Span;

/**
 * What has had its time goes at night, some in each transaction, which tells the ledger and the audit trail: whoever is interrupted
 * goes on where they were. In one night no more goes than a house bears; the rest goes in the next.
 */
@Component
class Sweeping implements Housekeeping {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeping.class);
    private static final int NIGHT_BEGINS = 1;
    private static final int NIGHT_ENDS = 5;
    /** Transactions for each kind in one go; there are some in a night. */
    private static final int MOST = 100;

    private final Transactions transactions;
    private final Periods periods;
    private final List<Kept> kept;
    private final Contents contents;
    private final Brands brands;
    private final Ledger ledger;
    private final Audit audit;

    Sweeping(
            Transactions transactions,
            Periods periods,
            List<Kept> kept,
            Contents contents,
            Brands brands,
            Ledger ledger,
            Audit audit) {
        this.transactions = transactions;
        this.periods = periods;
        this.kept = kept.stream()
                .sorted(Comparator.comparing(Kept::span)) // a stable sort: those of one kind stay in their order
                .toList();
        this.contents = contents;
        this.brands = brands;
        this.ledger = ledger;
        this.audit = audit;
    }

    @Override
    public String name() {
        return "rights.periods";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void work(Instant now) {
        for (var id : brands.all()) {
            var brand = brands.require(id);
            var hour = now.atZone(brand.zone()).getHour();
            if (hour >= NIGHT_BEGINS && hour < NIGHT_ENDS) {
                sweep(brand, now);
            }
        }
    }

    /** Tells how many of each kind went. What fails is told in the log, and keeps nothing else from going. */
    Map<Span, Integer> sweep(Brand brand, Instant now) {
        var lengths = transactions.reading(brand.id(), periods::of);
        var gone = new EnumMap<Span, Integer>(Span.class);
        for (var one : kept) {
            var length = lengths.get(one.span());
            if (length != null) {
                try {
                    var before = one.span().before(length, now, brand.zone());
                    gone.merge(one.span(), sweep(brand, one, before, now), Integer::sum);
                } catch (RuntimeException e) {
                    LOG.error("What had its time stays at {}: {}", brand.slug(), one.span(), e);
                }
            }
        }
        if (gone.values().stream().anyMatch(n -> n > 0)) {
            contents.soon();
        }
        return gone;
    }

    private int sweep(Brand brand, Kept one, Instant before, Instant now) {
        var gone = 0;
        for (var n = 0; n < MOST; n++) {
            var some = transactions.in(brand.id(), () -> some(brand, one, before, now));
            gone += some;
            if (some < one.atOnce()) {
                break;
            }
        }
        return gone;
    }

    private int some(Brand brand, Kept one, Instant before, Instant now) {
        var passing = new Passing(brand.id(), before, now, one.atOnce());
        var gone = one.takeAway(passing);
        if (gone == 0) {
            return 0;
        }
        contents.leave(passing.files(), now);
        var told = Map.<String, Object>of("span", one.span().word(), "count", gone);
        var id = brand.id().value();
        ledger.write(new LedgerEvent(brand.id(), now, "period.over", Actor.SYSTEM, "brand", id, null, How.TIME, told));
        audit.write(brand.id(), now, Actor.SYSTEM, "period.over", "brand", id, null, told);
        return gone;
    }
}
