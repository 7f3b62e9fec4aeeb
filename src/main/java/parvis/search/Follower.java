package parvis.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import parvis.brand.Brands;
import parvis.change.Change;
import parvis.change.Change.Position;
import parvis.change.ChangeFeed;
import parvis.change.ChangeListener;
import parvis.database.BrandId;
import parvis.search.Mark.Cursor;
import parvis.web.Readiness;

/**
 * Keeps the index level with PostgreSQL. It reads the change log from its own position, which each commit of the index
 * carries: what a kill takes from the index, the log gives again. The feed only wakes it.
 *
 * <p>When there is nothing to go on from (no index, a damaged one, a log trimmed past it, another database) it reads all
 * conversations in small steps and follows the log between them, so that what is said meanwhile is found at once.
 */
@Component
class Follower implements SmartLifecycle, ChangeListener {
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final String READY = "search";
    private static final int CHANGES = 1_000;
    private static final int STEP = 250;
    private static final Duration BETWEEN_COMMITS = Duration.ofSeconds(5);
    /** A small index is read before the node calls itself ready; nobody waits longer than this for a large one. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path where;
    private final boolean workers;
    private final ChangeFeed feed;
    private final Documents documents;
    private final Brands brands;
    private final JdbcClient db;
    private final Readiness readiness;
    private final Semaphore rung = new Semaphore(0);
    private volatile boolean running;
    private volatile @Nullable Index index;
    private @Nullable Thread thread;
    private long committed;
    private boolean dirty;
    private long began;
    private boolean ready;

    Follower(
            @Value("${parvis.data}/search") Path where,
            @Value("${parvis.workers:true}") boolean workers,
            ChangeFeed feed,
            Documents documents,
            Brands brands,
            JdbcClient db,
            Readiness readiness) {
        this.where = where;
        this.workers = workers;
        this.feed = feed;
        this.documents = documents;
        this.brands = brands;
        this.db = db;
        this.readiness = readiness;
    }

    /** What can be searched now; null while it is being opened. */
    @Nullable
    Index index() {
        return index;
    }

    /** Ends the work of the last commit unwritten, as a kill does. */
    void abandon() throws IOException {
        running = false;
        join();
        release();
    }

    @Override
    public void changed(List<Change> changes) {
        rung.release();
    }

    @Override
    public void start() {
        running = true;
        ready = false;
        readiness.await(READY);
        thread = Thread.ofPlatform().name("search-index").daemon().start(this::work);
    }

    @Override
    public void stop() {
        running = false;
        rung.release();
        join();
        try {
            var open = index;
            if (open != null && dirty) {
                open.commit();
            }
            release();
        } catch (IOException | AlreadyClosedException e) {
            LOG.warn(
                    "The search index was not written to its end; the change log will bring it up to date: {}",
                    e.toString());
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public boolean isAutoStartup() {
        return workers;
    }

    /** Before the feed, so that its first word is heard. */
    @Override
    public int getPhase() {
        return -1;
    }

    private void join() {
        var working = thread;
        if (working != null) {
            try {
                working.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void work() {
        began = System.nanoTime();
        while (running) {
            try {
                var open = index;
                if (open == null) {
                    open = open();
                    index = open;
                }
                var moved = step(open);
                commitWhenDue(open);
                ready(!moved);
                if (!moved) {
                    rung.tryAcquire(500, TimeUnit.MILLISECONDS);
                    rung.drainPermits();
                }
            } catch (InterruptedException stopping) {
                return;
            } catch (DataAccessException | TransactionException e) {
                LOG.warn("Search waits: PostgreSQL does not answer ({})", e.getMessage());
                pause(500);
            } catch (LockObtainFailedException e) {
                LOG.error("Search waits: another program writes to {}", where);
                pause(5_000);
            } catch (IOException | UncheckedIOException | AlreadyClosedException e) {
                LOG.error("The search index cannot be written; opening it again", e);
                releaseQuietly();
                pause(2_000);
            }
        }
    }

    private Index open() throws IOException {
        var opened = Index.open(where);
        try {
            var known = opened.mark();
            var database = database();
            var bounds = feed.bounds();
            if (known == null || !known.database().equals(database)) {
                opened.removeAll();
                opened.mark(Mark.fresh(database, bounds.newest()));
                // What belonged to another database must be gone even if we are killed now.
                opened.commit();
            } else if (!canGoOn(known.position(), bounds)) {
                opened.mark(known.anew(bounds.newest()));
            }
            opened.refresh();
            return opened;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** Nothing after the position was trimmed, and the log has not gone back behind it as a restored one does. */
    private static boolean canGoOn(Position reached, ChangeFeed.Bounds bounds) {
        return reached.compareTo(bounds.oldest()) >= 0 && reached.compareTo(bounds.newest()) <= 0;
    }

    /** One round; tells whether there was anything to do. */
    private boolean step(Index open) throws IOException {
        var mark = java.util.Objects.requireNonNull(open.mark());
        var changes = feed.after(mark.position(), CHANGES);
        if (!changes.isEmpty()) {
            apply(changes, mark, open);
            mark = mark.at(changes.getLast().position());
            open.mark(mark);
            dirty = true;
        }
        var cursor = mark.reading();
        if (cursor != null) {
            open.mark(mark.reading(readOn(cursor, mark, open)));
            dirty = true;
        }
        if (!changes.isEmpty() || cursor != null) {
            open.refresh();
            return true;
        }
        return false;
    }

    private void apply(List<Change> changes, Mark mark, Index open) {
        var byBrand = new LinkedHashMap<BrandId, Map<Change.Kind, Set<UUID>>>();
        for (var change : changes) {
            byBrand.computeIfAbsent(change.brand(), b -> new LinkedHashMap<>())
                    .computeIfAbsent(change.kind(), k -> new LinkedHashSet<>())
                    .add(change.id());
        }
        byBrand.forEach((brand, ids) -> {
            var conversations = new LinkedHashSet<>(ids.getOrDefault(Change.Kind.CONVERSATION, Set.of()));
            conversations.addAll(documents.ofPeople(brand, ids.getOrDefault(Change.Kind.PERSON, Set.of())));
            conversations.addAll(documents.ofProducts(brand, ids.getOrDefault(Change.Kind.PRODUCT, Set.of())));
            inSteps(brand, new ArrayList<>(conversations), mark, open);
        });
    }

    private void inSteps(BrandId brand, List<UUID> conversations, Mark mark, Index open) {
        for (var from = 0; from < conversations.size(); from += STEP) {
            put(brand, conversations.subList(from, Math.min(from + STEP, conversations.size())), mark, open);
        }
    }

    /** One conversation that cannot be indexed must not keep the others from being found. */
    private void put(BrandId brand, List<UUID> conversations, Mark mark, Index open) {
        try {
            documents.index(brand, conversations, mark.generation(), open);
        } catch (IllegalArgumentException one) {
            if (conversations.size() == 1) {
                LOG.error("Conversation {} cannot be indexed", conversations.getFirst(), one);
                return;
            }
            conversations.forEach(conversation -> put(brand, List.of(conversation), mark, open));
        }
    }

    /** The next conversations, brand after brand; null once all are read and what was not met is removed. */
    private @Nullable Cursor readOn(Cursor cursor, Mark mark, Index open) throws IOException {
        var found = brandsFrom(cursor);
        if (found.isEmpty()) {
            open.removeOlderThan(mark.generation());
            return null;
        }
        var brand = found.getFirst();
        var here =
                brand.value().equals(cursor.brand()) ? cursor : new Cursor(brand.value(), Cursor.START.conversation());
        var conversations = documents.after(here, STEP);
        if (!conversations.isEmpty()) {
            put(brand, conversations, mark, open);
            return new Cursor(brand.value(), conversations.getLast());
        }
        return found.size() == 1
                ? new Cursor(new UUID(-1, -1), Cursor.START.conversation())
                : new Cursor(found.get(1).value(), Cursor.START.conversation());
    }

    private List<BrandId> brandsFrom(Cursor cursor) {
        var byId = Comparator.comparing(BrandId::toString);
        return brands.all().stream()
                .filter(brand -> brand.toString().compareTo(cursor.brand().toString()) >= 0)
                .sorted(byId)
                .toList();
    }

    private void commitWhenDue(Index open) throws IOException {
        var now = System.nanoTime();
        if (dirty && now - committed >= BETWEEN_COMMITS.toNanos()) {
            open.commit();
            committed = now;
            dirty = false;
        }
    }

    private void ready(boolean level) {
        if (!ready && (level || System.nanoTime() - began > PATIENCE.toNanos())) {
            ready = true;
            readiness.done(READY);
        }
    }

    /** Which database the index belongs to: positions of another one's log mean nothing here. */
    private String database() {
        var maySeeCluster = db.sql("select has_function_privilege('pg_control_system()', 'execute')")
                .query(Boolean.class)
                .single();
        var cluster = maySeeCluster ? "(select system_identifier::text from pg_control_system())" : "'unknown'";
        return db.sql("select " + cluster + " || '/' || oid from pg_database where datname = current_database()")
                .query(String.class)
                .single();
    }

    private void release() throws IOException {
        var open = index;
        index = null;
        dirty = false;
        if (open != null) {
            open.close();
        }
    }

    private void releaseQuietly() {
        try {
            release();
        } catch (IOException | AlreadyClosedException ignored) {
            // it was broken: that is why it is opened again
        }
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
