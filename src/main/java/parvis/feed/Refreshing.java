package parvis.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.database.BrandId;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.jobs.Housekeeping;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;
import parvis.outbound.Fetcher;

/**
 * Reads the feeds whose time has come: only what has changed is sent (ETag, Last-Modified), and one that fails is asked less and
 * less often. Fetching is outside any transaction; whoever dies in between leaves a feed that is tried again a while later.
 */
@Component
class Refreshing implements Housekeeping {
    private static final Logger LOG = LoggerFactory.getLogger(Refreshing.class);
    private static final int A_TURN = 60;
    private static final int AT_ONCE = 6;
    private static final Duration TAKEN = Duration.ofMinutes(10);
    private static final Duration SELDOM = Duration.ofDays(1);
    private static final Duration GONE = Duration.ofDays(7);
    private static final int DOUBLED = 6;

    private final Transactions transactions;
    private final JdbcClient db;
    private final Fetcher fetcher;
    private final Entries entries;
    private final Changes changes;
    private final Ledger ledger;

    Refreshing(
            Transactions transactions,
            JdbcClient db,
            Fetcher fetcher,
            Entries entries,
            Changes changes,
            Ledger ledger) {
        this.transactions = transactions;
        this.db = db;
        this.fetcher = fetcher;
        this.entries = entries;
        this.changes = changes;
        this.ledger = ledger;
    }

    private record Due(BrandId brand, UUID id) {}

    private record Known(
            String address, @Nullable String etag, @Nullable String lastModified, int failures) {}

    @Override
    public String name() {
        return "feeds";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void work(Instant now) {
        var due = transactions.shared(() -> db.sql("select brand, id from feed.due(?, ?)")
                .params(Rows.time(now), A_TURN)
                .query((row, n) -> new Due(new BrandId(Rows.uuid(row, "brand")), Rows.uuid(row, "id")))
                .list());
        var room = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var reading = new ArrayList<Future<?>>();
            for (var one : due) {
                reading.add(threads.submit(() -> {
                    room.acquire();
                    try {
                        refresh(one.brand(), one.id(), now);
                    } finally {
                        room.release();
                    }
                    return null;
                }));
            }
            waitFor(reading);
        }
    }

    private static void waitFor(List<Future<?>> reading) {
        for (var one : reading) {
            try {
                one.get();
            } catch (ExecutionException e) { // the next one may do better
                LOG.warn("A feed could not be read", e.getCause());
            } catch (InterruptedException stopping) {
                reading.forEach(other -> other.cancel(true));
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    void refresh(BrandId brand, UUID feed, Instant now) {
        var known = transactions.in(brand, () -> take(feed, now));
        if (known.isEmpty()) {
            return;
        }
        var question = Fetched.FEED;
        if (known.get().etag() != null) {
            question = question.with("If-None-Match", known.get().etag());
        }
        if (known.get().lastModified() != null) {
            question = question.with("If-Modified-Since", known.get().lastModified());
        }
        var fetched = Fetched.from(fetcher, known.get().address(), question);
        transactions.run(brand, () -> {
            switch (fetched) {
                case Fetched.Read read -> keep(brand, feed, read, now);
                case Fetched.Unchanged() -> good(feed, now);
                case Fetched.Page page ->
                    bad(
                            feed,
                            new Fetched.Not(Trouble.NO_FEED, false, null),
                            known.get().failures(),
                            now);
                case Fetched.Not not -> bad(feed, not, known.get().failures(), now);
            }
        });
    }

    /** Ours for a while; empty when another node has it, or it is watched no more. */
    private Optional<Known> take(UUID feed, Instant now) {
        return db.sql("""
                update feed.feed set next_at = :later where id = :feed and next_at <= :now
                returning address, etag, last_modified, failures
                """)
                .param("later", Rows.time(now.plus(TAKEN)))
                .param("feed", feed)
                .param("now", Rows.time(now))
                .query((row, n) -> new Known(
                        row.getString("address"),
                        Rows.textOrNull(row, "etag"),
                        Rows.textOrNull(row, "last_modified"),
                        row.getInt("failures")))
                .optional();
    }

    private void keep(BrandId brand, UUID feed, Fetched.Read read, Instant now) {
        if (good(feed, now) == 0) {
            return; // removed meanwhile
        }
        db.sql("""
                update feed.feed f set etag = :etag, last_modified = :modified, home = coalesce(:home, home),
                       address = case when :moved and not exists (
                           select 1 from feed.feed o where o.brand = f.brand and o.address = :address and o.id <> f.id)
                           then :address else address end
                 where id = :feed
                """)
                .param("etag", read.etag())
                .param("modified", read.lastModified())
                .param("home", Watching.home(read.feed().home()))
                .param("moved", read.moved())
                .param("address", read.at().toString())
                .param("feed", feed)
                .update();
        var added = entries.take(brand, feed, read.feed(), now);
        if (added > 0) {
            db.sql("update feed.feed set entry_at = ? where id = ?")
                    .params(Rows.time(now), feed)
                    .update();
            ledger.write(new LedgerEvent(
                    brand,
                    now,
                    "feed.published",
                    Actor.SYSTEM,
                    "feed",
                    feed,
                    null,
                    How.DIRECT,
                    Map.of("entries", added)));
        }
        changes.record(brand, Change.Kind.FEED, feed);
    }

    private int good(UUID feed, Instant now) {
        return db.sql("""
                update feed.feed set since = case when state = 'read' then since else :now end,
                       state = 'read', trouble = null, failures = 0, read_at = :now, next_at = :next
                 where id = :feed
                """)
                .param("now", Rows.time(now))
                .param("next", Rows.time(now.plus(Watching.BETWEEN)))
                .param("feed", feed)
                .update();
    }

    private void bad(UUID feed, Fetched.Not not, int failures, Instant now) {
        var rest = not.gone() ? GONE : Watching.BETWEEN.multipliedBy(1L << Math.min(failures, DOUBLED));
        var next = now.plus(!not.gone() && rest.compareTo(SELDOM) > 0 ? SELDOM : rest);
        var asked = not.retryAt();
        db.sql("""
                update feed.feed set since = case when state = :state and trouble = :trouble then since else :now end,
                       state = :state, trouble = :trouble, failures = failures + 1, next_at = :next
                 where id = :feed
                """)
                .param("state", not.gone() ? "gone" : "failing")
                .param("trouble", not.trouble().word())
                .param("now", Rows.time(now))
                .param("next", Rows.time(asked != null && asked.isAfter(next) ? asked : next))
                .param("feed", feed)
                .update();
    }
}
