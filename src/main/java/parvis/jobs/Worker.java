package parvis.jobs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Threads that do what waits to be done, round after round, and rest when there was nothing until they are woken, or for a
 * second at most. A round that fails is told in the log and tried again soon; what it left half done must bear that.
 */
public final class Worker {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** One round; tells whether there was anything to do. */
    @FunctionalInterface
    public interface Round {
        boolean work() throws InterruptedException;
    }

    private final String name;
    private final int atOnce;
    private final Round round;
    private final Semaphore rung = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    /**
     * @param name of its threads, and in the log
     * @param atOnce how many threads do rounds side by side
     */
    public Worker(String name, int atOnce, Round round) {
        this.name = name;
        this.atOnce = atOnce;
        this.round = round;
    }

    /** There is something to do. A wake during a round is answered by another one. */
    public void wake() {
        // Whoever takes a permit still waiting looks after this, so that one for each thread is enough.
        if (rung.availablePermits() < atOnce) {
            rung.release();
        }
    }

    public synchronized void start() {
        running = true;
        for (var i = 0; i < atOnce; i++) {
            threads.add(Thread.ofPlatform().name(name + "-", i).daemon().start(this::work));
        }
    }

    /** Waits for rounds that have begun, but not for long. */
    public synchronized void stop() {
        running = false;
        rung.release(atOnce);
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            for (var thread : threads) {
                thread.join(Duration.ofNanos(deadline - System.nanoTime()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.clear();
    }

    public boolean isRunning() {
        return running;
    }

    private void work() {
        while (running) {
            try {
                if (!tried()) {
                    rung.tryAcquire(1, TimeUnit.SECONDS);
                }
            } catch (InterruptedException stopping) {
                return;
            }
        }
    }

    private boolean tried() throws InterruptedException {
        try {
            return round.work();
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("{} waits: PostgreSQL does not answer ({})", name, e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("{} waits", name, e);
        }
        Thread.sleep(500);
        return true;
    }
}
