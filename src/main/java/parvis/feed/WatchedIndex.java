package parvis.feed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import parvis.brand.Brands;
import parvis.change.Change;
import parvis.change.ChangeListener;
import parvis.database.BrandId;
import parvis.database.Transactions;
import parvis.guard.Past;
import parvis.jobs.Worker;

/**
 * What drafts are compared with: for each brand that watches, an index of what its feeds published. It is small (some hundred
 * entries a feed) and made anew from PostgreSQL when the node starts, so that nothing can be wrong with it for long; from then on
 * it follows the change log. Whether an entry is still kept is asked of PostgreSQL by whoever finds it here.
 */
@Component
class WatchedIndex implements SmartLifecycle, ChangeListener {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedIndex.class);

    private final Path where;
    private final boolean workers;
    private final Brands brands;
    private final Transactions transactions;
    private final JdbcClient db;
    private final Entries entries;
    private final Worker worker = new Worker("watched-index", 1, this::round);
    private final Map<BrandId, Past> open = new ConcurrentHashMap<>();
    /** Of each feed, its entries and what they said when they were taken in. Touched by the worker alone. */
    private final Map<Changed, Map<UUID, Integer>> taken = new HashMap<>();

    private final Set<Changed> waiting = new LinkedHashSet<>();
    private volatile boolean begun;

    private record Changed(BrandId brand, UUID feed) {}

    WatchedIndex(
            @Value("${parvis.data}/watched") Path where,
            @Value("${parvis.workers:true}") boolean workers,
            Brands brands,
            Transactions transactions,
            JdbcClient db,
            Entries entries) {
        this.where = where;
        this.workers = workers;
        this.brands = brands;
        this.transactions = transactions;
        this.db = db;
        this.entries = entries;
    }

    /** Null where a brand watches nobody, or nothing of it was read yet. */
    @Nullable
    Past of(BrandId brand) {
        return open.get(brand);
    }

    @Override
    public void changed(List<Change> changes) {
        synchronized (waiting) {
            for (var change : changes) {
                if (change.kind() == Change.Kind.FEED) {
                    waiting.add(new Changed(change.brand(), change.id()));
                }
            }
        }
        worker.wake();
    }

    /** The log may have been trimmed: everything is looked at again. */
    @Override
    public void interrupted() {
        begun = false;
        worker.wake();
    }

    private boolean round() throws InterruptedException {
        try {
            if (!begun) {
                begun = true; // what changes from here on comes through the log
                levelAll();
                return true;
            }
            var next = next();
            if (next == null) {
                return false;
            }
            level(next);
            return true;
        } catch (IOException e) {
            begun = false;
            LOG.error("What others publish cannot be indexed; drafts are compared with what was there before", e);
            Thread.sleep(5_000);
            return true;
        }
    }

    private void levelAll() throws IOException {
        for (var brand : brands.all()) {
            var feeds = new LinkedHashSet<Changed>();
            feeds(brand).forEach(feed -> feeds.add(new Changed(brand, feed)));
            taken.keySet().stream().filter(known -> known.brand().equals(brand)).forEach(feeds::add);
            for (var feed : feeds) {
                level(feed);
            }
        }
    }

    private @Nullable Changed next() {
        synchronized (waiting) {
            var all = waiting.iterator();
            if (!all.hasNext()) {
                return null;
            }
            var next = all.next();
            all.remove();
            return next;
        }
    }

    private List<UUID> feeds(BrandId brand) {
        return transactions
                .reading(
                        brand,
                        () -> db.sql("select id from feed.feed")
                                .query(UUID.class)
                                .list())
                .stream()
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    /** What is new or says something else is taken in; what is gone is emptied. */
    private void level(Changed changed) throws IOException {
        var now = transactions.reading(changed.brand(), () -> entries.of(changed.feed()));
        var before = taken.computeIfAbsent(changed, any -> new HashMap<>());
        if (now.isEmpty() && before.isEmpty()) {
            taken.remove(changed);
            return;
        }
        var past = opened(changed.brand());
        var there = new HashMap<UUID, Integer>();
        for (var entry : now) {
            var says = entry.words().hashCode();
            there.put(entry.id(), says);
            if (!Integer.valueOf(says).equals(before.get(entry.id()))) {
                past.add(entry.id().toString(), entry.words());
            }
        }
        for (var id : before.keySet()) {
            if (!there.containsKey(id)) {
                past.add(id.toString(), ""); // a text without words is like no other
            }
        }
        past.keep();
        if (there.isEmpty()) {
            taken.remove(changed);
        } else {
            taken.put(changed, there);
        }
    }

    private Past opened(BrandId brand) throws IOException {
        var known = open.get(brand);
        if (known != null) {
            return known;
        }
        var directory = where.resolve(brand.toString());
        FileSystemUtils.deleteRecursively(directory);
        Files.createDirectories(directory);
        var past = Past.open(directory);
        open.put(brand, past);
        return past;
    }

    @Override
    public void start() {
        begun = false;
        worker.start();
    }

    @Override
    public void stop() {
        worker.stop();
        open.forEach((brand, past) -> {
            try {
                past.close();
            } catch (IOException e) {
                LOG.debug("An index that is made anew anyway was not closed well", e);
            }
        });
        open.clear();
        taken.clear();
    }

    @Override
    public boolean isRunning() {
        return worker.isRunning();
    }

    @Override
    public boolean isAutoStartup() {
        return workers;
    }

    /** Before the feed of changes, so that its first word is heard. */
    @Override
    public int getPhase() {
        return -1;
    }
}
