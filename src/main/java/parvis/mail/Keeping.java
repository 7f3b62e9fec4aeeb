package parvis.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import parvis.database.Transactions;

/**
 * Keeps mails durably before anybody is told that they were taken. Whoever delivers at the same time shares a commit: while
 * one is written to the disk, the next ones gather.
 */
@Component
class Keeping {
    private static final Logger LOG = LoggerFactory.getLogger(Keeping.class);
    /** With a quarter of a megabyte each at most. */
    private static final int TOGETHER = 128;

    private final Transactions transactions;
    private final Received received;
    private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private @Nullable Thread writer;

    Keeping(Transactions transactions, Received received) {
        this.transactions = transactions;
        this.received = received;
    }

    private record Waiting(Arrived mail, CompletableFuture<@Nullable Void> kept) {}

    /** Done once it is on the disk; fails when it is not. */
    CompletableFuture<@Nullable Void> keep(Arrived mail) {
        var kept = new CompletableFuture<@Nullable Void>();
        queue.add(new Waiting(mail, kept));
        return kept;
    }

    synchronized void start() {
        if (writer == null) {
            writer = Thread.ofPlatform().name("mail-writer").daemon().start(this::work);
        }
    }

    /** What still waits is refused: nobody was told yet that it was taken. */
    synchronized void stop() {
        if (writer != null) {
            writer.interrupt();
        }
        writer = null;
        refuse(new ArrayList<>(queue), new IllegalStateException("stopping"));
        queue.clear();
    }

    private void work() {
        var together = new ArrayList<Waiting>(TOGETHER);
        try {
            while (!Thread.currentThread().isInterrupted()) {
                together.add(queue.take());
                queue.drainTo(together, TOGETHER - 1);
                together.stream()
                        .collect(Collectors.groupingBy(waiting -> waiting.mail().brand()))
                        .forEach((brand, mails) -> write(mails));
                together.clear();
            }
        } catch (InterruptedException stopping) {
            refuse(together, new IllegalStateException(stopping));
        }
    }

    /** One that cannot be kept does not take the others with it. */
    private void write(List<Waiting> mails) {
        try {
            commit(mails);
            mails.forEach(waiting -> waiting.kept().complete(null));
        } catch (DataAccessException | TransactionException e) {
            if (mails.size() == 1) {
                LOG.warn("A mail could not be kept, its sender is told to come again: {}", e.getMessage());
                refuse(mails, e);
            } else {
                mails.forEach(waiting -> write(List.of(waiting)));
            }
        } catch (RuntimeException e) {
            LOG.error("Mails could not be kept, their senders are told to come again", e);
            refuse(mails, e);
        }
    }

    private void commit(List<Waiting> mails) {
        transactions.run(
                mails.getFirst().mail().brand(),
                () -> received.keep(mails.stream().map(Waiting::mail).toList()));
    }

    private static void refuse(List<Waiting> mails, RuntimeException why) {
        mails.forEach(waiting -> waiting.kept().completeExceptionally(why));
    }
}
