package parvis.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import parvis.change.Change;
import parvis.change.ChangeListener;
import parvis.jobs.Worker;
import parvis.web.Readiness;

/**
 * Keeps the index level with PostgreSQL. It reads the change log from its own position, which each commit of the index
 * carries: what a kill takes from the index, the log gives again. The feed only wakes it.
 */
@Component
class Follower implements SmartLifecycle, ChangeListener {
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final String READY = "search";
    private static final Duration BETWEEN_COMMITS = Duration.ofSeconds(5);
    /**
     * What changes one after the other is put into the index some at a time: each time makes files, which are merged again. Where very
     * much changes, as long again as putting it there took.
     */
    private static final Duration GATHERING = Duration.ofMillis(100);

    private static final Duration LONGEST_GATHERING = Duration.ofMillis(500);
    /** A small index is read before the node calls itself ready; nobody waits longer than this for a large one. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path where;
    private final boolean workers;
    private final Opening opening;
    private final CatchingUp catchingUp;
    private final Readiness readiness;
    private final Worker worker = new Worker("search-index", 1, this::round);
    private volatile @Nullable Index index;
    private long committed;
    private boolean dirty;
    private long began;
    private boolean ready;

    Follower(
            @Value("${parvis.data}/search") Path where,
            @Value("${parvis.workers:true}") boolean workers,
            Opening opening,
            CatchingUp catchingUp,
            Readiness readiness) {
        this.where = where;
        this.workers = workers;
        this.opening = opening;
        this.catchingUp = catchingUp;
        this.readiness = readiness;
    }

    /** What can be searched now; null while it is being opened. */
    @Nullable
    Index index() {
        return index;
    }

    /** Ends the work of the last commit unwritten, as a kill does. */
    void abandon() throws IOException {
        worker.stop();
        release();
    }

    @Override
    public void changed(List<Change> changes) {
        worker.wake();
    }

    @Override
    public void start() {
        ready = false;
        readiness.await(READY);
        began = System.nanoTime();
        worker.start();
    }

    @Override
    public void stop() {
        worker.stop();
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
        return worker.isRunning();
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

    private boolean round() throws InterruptedException {
        try {
            var open = index;
            if (open == null) {
                open = opening.open(where);
                index = open;
            }
            var step = System.nanoTime();
            var moved = catchingUp.step(open);
            var took = Duration.ofNanos(System.nanoTime() - step);
            dirty |= moved;
            commitWhenDue(open);
            ready(!moved);
            if (moved && !open.isReadingAnew()) {
                Thread.sleep(gathering(took));
            }
            return moved;
        } catch (LockObtainFailedException e) {
            LOG.error("Search waits: another program writes to {}", where);
            Thread.sleep(5_000);
        } catch (IOException | UncheckedIOException | AlreadyClosedException e) {
            LOG.error("The search index cannot be written; opening it again", e);
            releaseQuietly();
            Thread.sleep(2_000);
        }
        return true;
    }

    private static Duration gathering(Duration took) {
        return took.compareTo(GATHERING) < 0
                ? GATHERING
                : took.compareTo(LONGEST_GATHERING) > 0 ? LONGEST_GATHERING : took;
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
}
