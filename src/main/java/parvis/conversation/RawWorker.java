package parvis.conversation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Brands;
import parvis.database.BrandId;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.jobs.Worker;
import parvis.jobs.Workers;

/**
 * Makes raw messages conversations, in batches, each batch in one transaction. It may die at any instant: what it had not
 * committed is still raw. A batch that fails is tried again message by message, so that one bad message holds up nobody.
 */
@Component
class RawWorker {
    private static final Logger LOG = LoggerFactory.getLogger(RawWorker.class);
    private static final int BATCH = 500;
    /**
     * After a round of a few, more are let come together: a round of five hundred costs little more than one of five, and whoever
     * waits for an acknowledgement has the machine meanwhile.
     */
    private static final Duration GATHERING = Duration.ofMillis(50);

    private static final int MOST_ATTEMPTS = 8;

    private final Transactions transactions;
    private final RawMessages raw;
    private final Processing processing;
    private final Openings openings;
    private final Brands brands;
    private final JdbcClient db;
    private final Clock clock;
    private final Worker worker;

    RawWorker(
            Transactions transactions,
            RawMessages raw,
            @Lazy Processing processing,
            Openings openings,
            Brands brands,
            JdbcClient db,
            Clock clock,
            Workers workers) {
        this.transactions = transactions;
        this.raw = raw;
        this.processing = processing;
        this.openings = openings;
        this.brands = brands;
        this.db = db;
        this.clock = clock;
        this.worker = workers.employ("raw-worker", 1, this::workOnce);
    }

    void wake() {
        worker.wake();
    }

    /** One round over the brands that have something waiting; tells whether there was anything. */
    private boolean workOnce() throws InterruptedException {
        var most = 0;
        var waiting = db.sql("select brand from conversation.brands_with_raw_messages(?) as waiting(brand)")
                .param(Rows.time(clock.instant()))
                .query((row, n) -> new BrandId(Rows.uuid(row, "brand")))
                .list();
        for (var brand : waiting) {
            most = Math.max(most, workFor(brands.require(brand)));
        }
        if (most > 0 && most < BATCH) {
            Thread.sleep(GATHERING);
        }
        return most > 0;
    }

    private int workFor(Brand brand) {
        try {
            return transactions.in(brand.id(), () -> {
                var batch = raw.claim(clock.instant(), BATCH);
                openings.open(brand, batch.stream().filter(Openings::opens).toList());
                batch.stream()
                        .filter(message -> !Openings.opens(message))
                        .forEach(message -> processing.process(brand, message, message.receivedAt()));
                return batch.size();
            });
        } catch (RuntimeException oneOfThem) {
            return oneByOne(brand);
        }
    }

    private int oneByOne(Brand brand) {
        var ids = transactions.in(
                brand.id(),
                () -> raw.claim(clock.instant(), BATCH).stream()
                        .map(RawMessages.Raw::id)
                        .toList());
        ids.forEach(id -> tryOne(brand, id));
        return ids.size();
    }

    private void tryOne(Brand brand, UUID id) {
        try {
            transactions.run(
                    brand.id(), () -> raw.claim(id).ifPresent(m -> processing.process(brand, m, m.receivedAt())));
        } catch (TransientDataAccessException e) {
            postpone(brand, id, "again later", true);
        } catch (RuntimeException e) {
            LOG.error("A message could not be made a conversation: {}", id, e);
            postpone(brand, id, e.getClass().getSimpleName(), false);
        }
    }

    /** Tried again with growing pauses; what fails for good is rejected, stays readable as it came, and says why. */
    private void postpone(Brand brand, UUID id, String reason, boolean mayPass) {
        transactions.run(
                brand.id(),
                () -> raw.claim(id).ifPresent(message -> {
                    if (!mayPass && message.attempts() + 1 >= MOST_ATTEMPTS) {
                        raw.rejected(id, reason);
                    } else {
                        raw.postponed(id, later(message.attempts()), reason);
                    }
                }));
    }

    private Instant later(int attempts) {
        return clock.instant().plusSeconds(1L << Math.min(attempts, 8));
    }
}
