package parvis.square;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What is computed over everything that a house ever said. In most houses that is done each time; what took long is kept a hundred
 * times as long as it took, and then computed anew by one, while everybody gets what was there.
 */
@Component
class LongView {
    private static final Logger LOG = LoggerFactory.getLogger(LongView.class);
    private static final int TIMES = 100;
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private record Seen(Object what, long until) {}

    private final Cache<Object, Seen> kept = Caffeine.newBuilder()
            .maximumSize(5_000)
            .expireAfterAccess(Duration.ofHours(1))
            .build();
    private final Set<Object> underWay = ConcurrentHashMap.newKeySet();
    private final Duration isLong;

    /** @param isLong from when on what a look took is long */
    LongView(@Value("${parvis.long-view:50ms}") Duration isLong) {
        this.isLong = isLong;
    }

    /**
     * @param key a record that says of which house and what
     * @param look opens a transaction of its own: it may happen on another thread
     */
    @SuppressWarnings("unchecked") // a key stands for one kind of thing
    <T> T of(Record key, Supplier<T> look) {
        var seen = kept.getIfPresent(key);
        if (seen == null) {
            // Nobody waits for another who looks: they may hold the connection that the other needs.
            seen = kept(key, look);
        } else if (System.nanoTime() - seen.until() > 0 && underWay.add(key)) {
            Thread.ofVirtual().name("long-view").start(() -> again(key, look));
        }
        return (T) seen.what();
    }

    private void again(Record key, Supplier<?> look) {
        try {
            kept(key, look);
        } catch (RuntimeException e) {
            LOG.warn("What is kept stays as it was: {}", e.toString());
        } finally {
            underWay.remove(key);
        }
    }

    /** Kept when it took long; else it is looked at each time again. */
    private Seen kept(Record key, Supplier<?> look) {
        var began = System.nanoTime();
        var what = look.get();
        var took = System.nanoTime() - began;
        var seen = new Seen(what, System.nanoTime() + Math.min(took * TIMES, LONGEST.toNanos()));
        if (took > isLong.toNanos()) {
            kept.put(key, seen);
        } else {
            kept.invalidate(key);
        }
        return seen;
    }
}
