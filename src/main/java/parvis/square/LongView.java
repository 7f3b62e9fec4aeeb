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

    private record Seen(Object what, boolean tookLong, long until) {}

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
     * @param look outside any transaction: it may happen on another thread
     */
    @SuppressWarnings("unchecked") // a key stands for one kind of thing
    <T> T of(Record key, Supplier<T> look) {
        var seen = kept.get(key, of -> look(look));
        if (!seen.tookLong()) {
            kept.asMap().remove(key, seen);
        } else if (System.nanoTime() - seen.until() > 0 && underWay.add(key)) {
            Thread.ofVirtual().name("long-view").start(() -> again(key, look));
        }
        return (T) seen.what();
    }

    private void again(Record key, Supplier<?> look) {
        try {
            kept.put(key, look(look));
        } catch (RuntimeException e) {
            LOG.warn("What is kept stays as it was: {}", e.toString());
        } finally {
            underWay.remove(key);
        }
    }

    private Seen look(Supplier<?> look) {
        var began = System.nanoTime();
        var what = look.get();
        var took = System.nanoTime() - began;
        return new Seen(what, took > isLong.toNanos(), System.nanoTime() + Math.min(took * TIMES, LONGEST.toNanos()));
    }
}
