package parvis.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import parvis.brand.Catalogue;
import parvis.conversation.Accepting.Outcome;
import parvis.conversation.RawMessages.Fresh;
import parvis.conversation.RawMessages.Kept;
import parvis.database.BrandId;
import parvis.database.Ids;
import parvis.database.Transactions;

/**
 * Keeping messages that many send at once. Those that come while a transaction runs are kept by the next one, together: what
 * a transaction costs, and above all the wait for the disk, is shared. Each message gets its own answer, once it is durable,
 * and what is wrong with one spoils no other.
 */
@Component
class Gathering {
    /** More than so many that wait for the disk are told to come again: each is somebody's thread and memory. */
    static final int MOST_WAITING = 1_000;

    private static final int MOST_TOGETHER = 200;
    /** One composes what it keeps while the other waits for the disk. */
    private static final int WRITERS = 2;

    private record Wanted(BrandId brand, Fresh message, CompletableFuture<Outcome> answer) {
        Incoming incoming() {
            return message.incoming();
        }
    }

    private final Transactions transactions;
    private final RawMessages raw;
    private final Catalogue catalogue;
    private final BlockingQueue<Wanted> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Semaphore writers = new Semaphore(WRITERS);

    Gathering(Transactions transactions, RawMessages raw, Catalogue catalogue) {
        this.transactions = transactions;
        this.raw = raw;
        this.catalogue = catalogue;
    }

    /** Returns when the message is durable, or is not to be. */
    Outcome keep(BrandId brand, Incoming incoming, Instant at) {
        var wanted = new Wanted(brand, raw.fresh(Ids.next(), incoming, at), new CompletableFuture<>());
        if (!waiting.offer(wanted)) {
            return new Outcome.Busy();
        }
        employ();
        try {
            return wanted.answer().join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException why ? why : failed;
        }
    }

    private void employ() {
        if (writers.tryAcquire()) {
            Thread.ofVirtual().name("gathering").start(this::write);
        }
    }

    private void write() {
        try {
            for (var some = next(); !some.isEmpty(); some = next()) {
                some.stream().collect(Collectors.groupingBy(Wanted::brand)).forEach(this::keepOrTell);
            }
        } finally {
            writers.release();
        }
        if (!waiting.isEmpty()) { // it came between the last look and the release
            employ();
        }
    }

    private List<Wanted> next() {
        var some = new ArrayList<Wanted>();
        waiting.drainTo(some, MOST_TOGETHER);
        return some;
    }

    private void keepOrTell(BrandId brand, List<Wanted> some) {
        try {
            keepTogether(brand, some);
        } catch (TransientDataAccessException | NonTransientDataAccessResourceException | TransactionException down) {
            some.forEach(wanted -> wanted.answer().completeExceptionally(down));
        } catch (DataAccessException oneOfThem) {
            oneByOne(brand, some, oneOfThem);
        } catch (RuntimeException | Error bug) {
            some.forEach(wanted -> wanted.answer().completeExceptionally(bug));
        }
    }

    private void oneByOne(BrandId brand, List<Wanted> some, DataAccessException why) {
        if (some.size() == 1) {
            some.getFirst().answer().completeExceptionally(why);
        } else {
            some.forEach(wanted -> keepOrTell(brand, List.of(wanted)));
        }
    }

    private void keepTogether(BrandId brand, List<Wanted> some) {
        // In one order, so that nobody who keeps some of the same waits for us while we wait for them.
        var good = some.stream()
                .filter(wanted -> placeTrouble(wanted) == null)
                .map(Wanted::message)
                .sorted(Comparator.comparing((Fresh f) -> f.incoming().channel())
                        .thenComparing(f -> f.incoming().externalId()))
                .toList();
        var kept = transactions.in(brand, () -> raw.keepAll(brand, good));
        some.forEach(wanted -> wanted.answer().complete(outcome(wanted, kept)));
    }

    /** What continues a conversation comes in where nothing new begins. */
    private @Nullable String placeTrouble(Wanted wanted) {
        var incoming = wanted.incoming();
        if (incoming.place() == null) {
            return null;
        }
        var place = catalogue.place(wanted.brand(), incoming.place());
        if (place.isEmpty()) {
            return "message.place.unknown";
        }
        var continues = incoming.inReplyTo() != null || incoming.conversation() != null;
        return place.get().closed() && !continues ? "message.place.closed" : null;
    }

    private Outcome outcome(Wanted wanted, Kept kept) {
        var id = wanted.message().id();
        if (kept.fresh().contains(id)) {
            return new Outcome.Accepted(id, true);
        }
        var known = kept.known().get(id);
        if (known != null) {
            return new Outcome.Accepted(known, false);
        }
        var trouble = placeTrouble(wanted);
        return trouble == null
                ? new Outcome.Refused("channel", "message.channel.unknown")
                : new Outcome.Refused("place", trouble);
    }
}
