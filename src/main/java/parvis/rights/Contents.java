package parvis.rights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brands;
import parvis.database.Columns;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.file.Files;
import parvis.jobs.Housekeeping;
import parvis.privacy.Holder;

/**
 * Contents of the file store whose rows were erased: they go as soon as no row of any brand refers to them. One that somebody put
 * a moment ago waits, since a row may be about to.
 */
@Component
class Contents implements Housekeeping {
    private static final Logger LOG = LoggerFactory.getLogger(Contents.class);
    static final Duration A_MOMENT = Duration.ofMinutes(10);
    private static final int AT_ONCE = 500;

    private final JdbcClient db;
    private final Transactions transactions;
    private final Brands brands;
    private final Files files;
    private final List<Holder> holders;
    private final Clock clock;

    Contents(JdbcClient db, Transactions transactions, Brands brands, Files files, List<Holder> holders, Clock clock) {
        this.db = db;
        this.transactions = transactions;
        this.brands = brands;
        this.files = files;
        this.holders = holders;
        this.clock = clock;
    }

    /** Inside the transaction that takes their rows away. */
    void leave(Collection<String> names, Instant at) {
        db.sql("""
                insert into rights.content (name, at) select n, :at from unnest(:names) as n
                 where n ~ '^[0-9a-f]{64}$' on conflict do nothing
                """)
                .param("at", Rows.time(at))
                .param("names", Columns.texts(names))
                .update();
    }

    /** Without anybody waiting for it; what does not succeed now does so later. */
    void soon() {
        Thread.ofVirtual().name("erased-contents").start(() -> {
            try {
                work(clock.instant());
            } catch (RuntimeException e) {
                LOG.warn("Erased files wait: {}", e.toString());
            }
        });
    }

    @Override
    public String name() {
        return "rights.contents";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(10);
    }

    @Override
    public void work(Instant now) {
        holders.forEach(Holder::tidy);
        var last = "";
        while (true) {
            var some = transactions.shared(next(last));
            if (some.isEmpty()) {
                return;
            }
            remove(some, now.minus(A_MOMENT)).forEach(this::done);
            last = some.getLast();
        }
    }

    private java.util.function.Supplier<List<String>> next(String after) {
        return () -> db.sql("select name from rights.content where name > ? order by name limit ?")
                .params(after, AT_ONCE)
                .query((row, n) -> row.getString("name"))
                .list();
    }

    private void done(String name) {
        transactions.shared(() ->
                db.sql("delete from rights.content where name = ?").param(name).update());
    }

    /** Tells which of them are settled: gone, or referred to. */
    Set<String> remove(Collection<String> names, Instant putBefore) {
        var settled = inUse(names);
        for (var name : names) {
            try {
                if (!settled.contains(name) && files.remove(name, putBefore)) {
                    settled.add(name);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return settled;
    }

    private Set<String> inUse(Collection<String> names) {
        var used = new HashSet<String>();
        for (var brand : brands.all()) {
            transactions.reading(brand, () -> {
                holders.forEach(holder -> used.addAll(holder.filesInUse(names)));
                return true;
            });
        }
        return used;
    }
}
