package parvis.change;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Component;

/** Wakes this node's reader of the feed. That other nodes must be woken too is remembered until it is done. */
@Component
class Wake {
    private final Semaphore rung = new Semaphore(0);
    private final AtomicBoolean othersToo = new AtomicBoolean();

    /** Something committed on this node. */
    void here() {
        othersToo.set(true);
        rung.release();
    }

    /** Something committed elsewhere. */
    void fromElsewhere() {
        rung.release();
    }

    boolean await(long milliseconds) throws InterruptedException {
        var woken = rung.tryAcquire(milliseconds, TimeUnit.MILLISECONDS);
        rung.drainPermits();
        return woken;
    }

    boolean othersMustHear() {
        return othersToo.getAndSet(false);
    }
}
