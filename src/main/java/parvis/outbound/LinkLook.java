package parvis.outbound;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import parvis.guard.Check;
import parvis.guard.Finding;
import parvis.guard.Say;
import parvis.guard.Weight;

/**
 * Looks where the links of a draft lead: nowhere, or by way of an address that has moved for good. Links are looked at beside
 * whoever asks, and what was seen is kept for a while: what is known comes at once, the rest for who asks again.
 */
@Component
public class LinkLook implements DisposableBean {
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"»)\\]]+[^\\s<>\"»)\\].,;:!?]");
    private static final int MOST_LINKS = 10;
    private static final int MOST_KEPT = 5_000;
    private static final int MOST_WAITING = 100;
    private static final Duration GOOD = Duration.ofHours(6);
    private static final Duration NOT_GOOD = Duration.ofMinutes(10);
    private static final int ENOUGH = 256 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final Fetcher fetcher;
    private final Semaphore room = new Semaphore(MOST_WAITING);
    private final Cache<String, CompletableFuture<Seen>> known = Caffeine.newBuilder()
            .maximumSize(MOST_KEPT)
            .expireAfter(Expiry.creating((String link, CompletableFuture<Seen> seen) -> GOOD))
            .build();

    /** What stands at the end of a link. */
    private sealed interface Seen {
        /** Or it cannot be known from here: closed to programs, slow, not public. */
        record Nothing() implements Seen {}

        /** @param words which of the cases */
        record Broken(String words, Object detail) implements Seen {}

        record Moved(URI to) implements Seen {}
    }

    public LinkLook(Fetcher fetcher) {
        this.fetcher = fetcher;
    }

    /**
     * What is known, after waiting for links that are being looked at; those that were not yet are looked at meanwhile.
     *
     * @param passed hosts that are not asked, such as the house's own: where it stands it may well be out of its own reach
     * @param patience how long at most
     */
    public List<Finding> within(String text, Set<String> passed, Duration patience) {
        return read(text, passed, patience, this::looked);
    }

    /** What was seen already; nobody is asked, such as while an address is still being typed. */
    public List<Finding> remembered(String text, Set<String> passed) {
        return read(text, passed, Duration.ZERO, known::getIfPresent);
    }

    private List<Finding> read(
            String text,
            Set<String> passed,
            Duration patience,
            Function<String, @Nullable CompletableFuture<Seen>> look) {
        var deadline = System.nanoTime() + patience.toNanos();
        var findings = new ArrayList<Finding>();
        var links = LINK.matcher(text);
        record Written(int start, int end, CompletableFuture<Seen> seen) {}
        var written = new ArrayList<Written>();
        while (links.find() && written.size() < MOST_LINKS) {
            var seen = isAt(links.group(), passed) ? null : look.apply(links.group());
            if (seen != null) {
                written.add(new Written(links.start(), links.end(), seen));
            }
        }
        for (var one : written) {
            var seen = seen(one.seen(), deadline);
            if (seen != null) {
                tell(seen, one.start(), one.end(), findings);
            }
        }
        return List.copyOf(findings);
    }

    private static boolean isAt(String link, Set<String> hosts) {
        try {
            var host = new URI(link).getHost();
            return host != null && hosts.contains(host.toLowerCase(Locale.ROOT));
        } catch (URISyntaxException noLink) {
            return false;
        }
    }

    /** Null when too many wait already. */
    private @Nullable CompletableFuture<Seen> looked(String link) {
        var before = known.getIfPresent(link);
        if (before != null) {
            return before;
        }
        if (!room.tryAcquire()) {
            return null;
        }
        var looking = new CompletableFuture<Seen>();
        var other = known.asMap().putIfAbsent(link, looking);
        if (other != null) {
            room.release();
            return other;
        }
        try {
            Thread.ofVirtual().name("links").start(() -> {
                try {
                    var seen = look(link);
                    looking.complete(seen);
                    if (!(seen instanceof Seen.Nothing)) {
                        forgetSoon(link);
                    }
                } catch (RuntimeException e) {
                    known.invalidate(link);
                    looking.completeExceptionally(e);
                } finally {
                    room.release();
                }
            });
        } catch (RejectedExecutionException stopping) {
            room.release();
        }
        return looking;
    }

    /** Whoever mends what is broken does not wait for hours to be believed. */
    private void forgetSoon(String link) {
        known.policy().expireVariably().ifPresent(expiry -> expiry.setExpiresAfter(link, NOT_GOOD));
    }

    private static @Nullable Seen seen(CompletableFuture<Seen> looking, long deadline) {
        try {
            return looking.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException later) {
            return null;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private static void tell(Seen seen, int start, int end, List<Finding> findings) {
        switch (seen) {
            case Seen.Nothing() -> {}
            case Seen.Broken(var words, var detail) ->
                findings.add(finding(
                        "broken",
                        words.equals("broken-server") ? Weight.LOOK : Weight.FIX,
                        start,
                        end,
                        new Say("guard.honesty." + words + ".why", List.of(detail)),
                        new Say("guard.honesty." + words + ".instead", List.of())));
            case Seen.Moved(var to) ->
                findings.add(finding(
                        "redirect",
                        Weight.LOOK,
                        start,
                        end,
                        new Say("guard.honesty.redirect.why", List.of()),
                        new Say("guard.honesty.redirect.instead", List.of(to.toString()))));
        }
    }

    private static Finding finding(String kind, Weight weight, int start, int end, Say why, Say instead) {
        return new Finding(Check.HONESTY, kind, weight, start, end, why, instead);
    }

    /** The head is enough where it is given; some give it to nobody, or say there what they do not mean. */
    private Seen look(String link) {
        var head = fetcher.ask(link, Question.HEAD.within(PATIENCE));
        if (head instanceof Reply.Got got && got.outcome() == Outcome.DONE) {
            return judged(got);
        }
        if (head instanceof Reply.Failed(var reason, var at, var detail, var retryAt)
                && reason != Reason.BROKEN
                && reason != Reason.UNREADABLE) {
            return judged(reason, at);
        }
        return switch (fetcher.ask(link, Question.GET.atMost(ENOUGH).within(PATIENCE))) {
            case Reply.Got got -> judged(got);
            case Reply.Failed failed -> judged(failed.reason(), failed.at());
        };
    }

    private static Seen judged(Reply.Got got) {
        return switch (got.status()) {
            case 404, 410 -> new Seen.Broken("broken", Integer.toString(got.status()));
            case 500, 502, 504 -> new Seen.Broken("broken-server", Integer.toString(got.status()));
            default ->
                got.outcome() == Outcome.DONE
                                && !got.hops().isEmpty()
                                && got.hops().stream().allMatch(Reply.Hop::permanent)
                        ? new Seen.Moved(got.at())
                        : new Seen.Nothing();
        };
    }

    private static Seen judged(Reason reason, @Nullable URI at) {
        return reason == Reason.NO_SUCH_NAME && at != null
                ? new Seen.Broken("broken-name", at.getHost())
                : new Seen.Nothing();
    }

    @Override
    public void destroy() {
        known.invalidateAll();
    }
}
