package parvis.brand;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;

/** At which hosts a brand answers, and which of them is its own. */
@Component
public class Hosts {
    public static final int MOST = 20;
    private static final Duration TRIAL = Duration.ofMinutes(2);

    public enum Outcome {
        DONE,
        /** It was so already. */
        UNCHANGED,
        /** Another brand answers there. */
        TAKEN,
        TOO_MANY,
        /** Nobody would find the brand any more. */
        LAST
    }

    private final Transactions transactions;
    private final JdbcClient db;
    private final BrandAddresses rows;
    private final Brands brands;
    private final Addresses addresses;
    private final Changes changes;
    private final Ledger ledger;
    private final Audit audit;

    Hosts(
            Transactions transactions,
            JdbcClient db,
            BrandAddresses rows,
            Brands brands,
            Addresses addresses,
            Changes changes,
            Ledger ledger,
            Audit audit) {
        this.transactions = transactions;
        this.db = db;
        this.rows = rows;
        this.brands = brands;
        this.addresses = addresses;
        this.changes = changes;
        this.ledger = ledger;
        this.audit = audit;
    }

    /** The brand's own, when it said which. */
    public Optional<String> main(Brand brand) {
        return brands.hasMain(brand.id()) ? brand.hosts().stream().findFirst() : Optional.empty();
    }

    /** Somebody is about to try whether a host leads here. @param hash of what they will ask for */
    public void expect(byte[] hash, Instant at) {
        db.sql("delete from brand.host_trial where expires_at <= ?")
                .param(Rows.time(at))
                .update();
        db.sql("insert into brand.host_trial (hash, expires_at) values (?, ?)")
                .params(hash, Rows.time(at.plus(TRIAL)))
                .update();
    }

    public boolean expected(byte[] hash, Instant now) {
        return db.sql("select exists (select from brand.host_trial where hash = ? and expires_at > ?)")
                .params(hash, Rows.time(now))
                .query(Boolean.class)
                .single();
    }

    /** Whether it is free for this brand, before anybody tries it. */
    public Outcome check(Brand brand, String host) {
        if (brand.hosts().contains(host)) {
            return Outcome.UNCHANGED;
        }
        if (brand.hosts().size() >= MOST) {
            return Outcome.TOO_MANY;
        }
        // where the house answers that has no host of its own
        var theFirsts = host.equals(addresses.baseHost()) && !addresses.isFirst(brand);
        return theFirsts || brands.isHostOfAnother(brand.id(), host) ? Outcome.TAKEN : Outcome.DONE;
    }

    /** @param host in lower case, in ASCII, found to lead here */
    public Outcome add(Brand brand, String host, Actor by, @Nullable String origin, Instant at) {
        var checked = check(brand, host);
        if (checked != Outcome.DONE) {
            return checked;
        }
        try {
            return transactions.in(brand.id(), () -> {
                if (!rows.add(brand.id(), "host", host, MOST)) {
                    return Outcome.TOO_MANY;
                }
                told(brand, "brand.host-added", host, by, origin, at);
                return Outcome.DONE;
            });
        } catch (DuplicateKeyException another) {
            return Outcome.TAKEN;
        }
    }

    /** Its pages are there no more. A brand that is not the first keeps one at least. */
    public Outcome remove(Brand brand, String host, Actor by, @Nullable String origin, Instant at) {
        return transactions.in(brand.id(), () -> {
            var left = db.sql("select value from brand.address where kind = 'host' and brand = ? for update")
                    .param(brand.id().value())
                    .query((row, n) -> row.getString("value"))
                    .list();
            if (!left.contains(host)) {
                return Outcome.UNCHANGED;
            }
            if (left.size() == 1 && !addresses.isFirst(brand)) {
                return Outcome.LAST;
            }
            db.sql("delete from brand.address where kind = 'host' and value = ? and brand = ?")
                    .params(host, brand.id().value())
                    .update();
            told(brand, "brand.host-removed", host, by, origin, at);
            return Outcome.DONE;
        });
    }

    /** The others lead to it from now on. */
    public Outcome choose(Brand brand, String host, Actor by, @Nullable String origin, Instant at) {
        return transactions.in(brand.id(), () -> {
            var all = db.sql("select value from brand.address where kind = 'host' and brand = ? for update")
                    .param(brand.id().value())
                    .query((row, n) -> row.getString("value"))
                    .list();
            if (!all.contains(host)) {
                return Outcome.UNCHANGED;
            }
            db.sql("update brand.address set main = false where kind = 'host' and brand = ? and value <> ? and main")
                    .params(brand.id().value(), host)
                    .update();
            var chosen = db.sql(
                            "update brand.address set main = true where kind = 'host' and brand = ? and value = ? and not main")
                    .params(brand.id().value(), host)
                    .update();
            if (chosen == 0) {
                return Outcome.UNCHANGED;
            }
            told(brand, "brand.host-chosen", host, by, origin, at);
            return Outcome.DONE;
        });
    }

    private void told(Brand brand, String what, String host, Actor by, @Nullable String origin, Instant at) {
        var id = brand.id().value();
        var facts = Map.<String, Object>of("host", host);
        changes.record(brand.id(), Change.Kind.BRAND, id);
        ledger.write(new LedgerEvent(brand.id(), at, what, by, "brand", id, null, How.DIRECT, facts));
        audit.write(brand.id(), at, by, what, "brand", id, origin, facts);
        Transactions.afterCommit(brands::forget);
    }
}
