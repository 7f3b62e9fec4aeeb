package parvis.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** How often one source may do something on this node. Bounded in memory: the longest unseen are forgotten first. */
@Component
public class RateLimits {
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(200_000)
            .expireAfterAccess(Duration.ofHours(2))
            .build();
    private final int factor;

    RateLimits(@Value("${parvis.limits.factor:1}") int factor) {
        this.factor = factor;
    }

    /**
     * Takes one from what is left.
     *
     * @return zero when it was there, else how long until there is one again
     */
    public Duration take(String what, String who, int times, Duration per) {
        var bucket = buckets.get(
                what + " " + who,
                key -> Bucket.builder()
                        .addLimit(
                                limit -> limit.capacity((long) times * factor).refillGreedy((long) times * factor, per))
                        .build());
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
    }

    /** As {@link #take}, refused by an exception that becomes a 429 with Retry-After. */
    public void require(String what, String who, int times, Duration per) {
        var wait = take(what, who, times, per);
        if (!wait.isZero()) {
            throw new TooMany(wait);
        }
    }

    public static final class TooMany extends RuntimeException {
        private final Duration wait;

        TooMany(Duration wait) {
            super("too many");
            this.wait = wait;
        }

        public long seconds() {
            return Math.max(1, wait.toSeconds() + 1);
        }
    }
}
