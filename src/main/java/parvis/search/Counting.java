package parvis.search;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import parvis.search.Askers.Asker;

/**
 * Counts who asked beside whoever wants to know, so that nobody waits longer than they said. What is late is counted nevertheless,
 * for whoever asks again. Its threads end when nothing was asked for a while.
 */
final class Counting {
    private static final int THREADS = 2;
    /** More than one long draft has passages. */
    private static final int WAITING = 200;

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.MINUTES,
            new NewestFirst(),
            Thread.ofPlatform().daemon().name("asked-about-", 0).factory());

    /** What somebody waits for now comes before what was late; too much of that is forgotten. */
    private static final class NewestFirst extends LinkedBlockingDeque<Runnable> {
        private static final long serialVersionUID = 1;

        NewestFirst() {
            super(WAITING);
        }

        @Override
        public boolean offer(Runnable counting) {
            while (!offerFirst(counting)) {
                pollLast();
            }
            return true;
        }
    }

    Counting() {
        threads.allowCoreThreadTimeOut(true);
    }

    /** Null when it is not there in time. */
    @Nullable
    List<Asker> within(Duration patience, Supplier<List<Asker>> counted) {
        try {
            return CompletableFuture.supplyAsync(counted, threads)
                    .get(Math.max(0, patience.toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | RejectedExecutionException | ExecutionException later) {
            return null;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    void stop() {
        threads.getQueue().clear();
        threads.shutdown();
    }
}
