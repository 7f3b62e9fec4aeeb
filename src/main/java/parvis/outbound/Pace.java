package parvis.outbound;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How much we ask of one host: one thing at a time, and nothing for as long as it says so. */
final class Pace {
    private static final int MOST_HOSTS = 10_000;
    private static final Duration LONGEST_REST = Duration.ofDays(1);
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    private final Clock clock;
    private final Cache<String, Semaphore> turns = Caffeine.newBuilder()
            .maximumSize(MOST_HOSTS)
            .expireAfterAccess(FORGOTTEN)
            .build();
    private final Cache<String, Instant> resting = Caffeine.newBuilder()
            .maximumSize(MOST_HOSTS)
            .expireAfterWrite(LONGEST_REST)
            .build();

    Pace(Clock clock) {
        this.clock = clock;
    }

    /** A turn at a host, until it is closed; null when it was not ours in time. */
    @Nullable
    Turn turn(String host, long nanos) throws InterruptedException {
        var turn = turns.get(host, any -> new Semaphore(1));
        return turn.tryAcquire(nanos, TimeUnit.NANOSECONDS) ? turn::release : null;
    }

    interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    /** Until when a host wants to be left alone; null when it does not. */
    @Nullable
    Instant restsUntil(String host) {
        var until = resting.getIfPresent(host);
        return until != null && until.isAfter(clock.instant()) ? until : null;
    }

    /** @param retryAfter seconds or a date of HTTP (RFC 9110, 10.2.3); what is neither counts as nothing */
    @Nullable
    Instant askedToRest(String host, String retryAfter) {
        var now = clock.instant();
        var until = read(retryAfter.strip(), now);
        if (until == null || !until.isAfter(now)) {
            return null;
        }
        var bounded = until.isAfter(now.plus(LONGEST_REST)) ? now.plus(LONGEST_REST) : until;
        resting.put(host, bounded);
        return bounded;
    }

    private static @Nullable Instant read(String retryAfter, Instant now) {
        if (retryAfter.matches("\\d{1,9}")) {
            return now.plusSeconds(Long.parseLong(retryAfter));
        }
        try {
            return ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException neither) {
            return null;
        }
    }
}
