package parvis.importer;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Brands;
import parvis.database.BrandId;
import parvis.database.Transactions;
import parvis.importer.Run.State;
import parvis.importer.Run.Trouble;
import parvis.importer.Runs.Due;
import parvis.importer.Runs.LeftLine;
import parvis.importer.Summary.Reason;
import parvis.jobs.Worker;
import parvis.jobs.Workers;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;

/** Does the imports that owners began, one after the other; one that was cut off is taken up again when its lease has run out. */
@Component
class Running {
    private static final Logger LOG = LoggerFactory.getLogger(Running.class);
    private static final Duration TOLD = Duration.ofSeconds(1);
    private static final int LONGEST_LIST = 100_000;
    private static final int LONGEST_PLACE = 500;

    /** Ends an import between two batches. */
    private static final class Halted extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final Runs runs;
    private final SentFiles uploads;
    private final Imports imports;
    private final Brands brands;
    private final Transactions transactions;
    private final Ledger ledger;
    private final Clock clock;
    private final Worker worker;

    Running(
            Runs runs,
            SentFiles uploads,
            Imports imports,
            Brands brands,
            Transactions transactions,
            Ledger ledger,
            Clock clock,
            Workers workers) {
        this.runs = runs;
        this.uploads = uploads;
        this.imports = imports;
        this.brands = brands;
        this.transactions = transactions;
        this.ledger = ledger;
        this.clock = clock;
        this.worker = workers.employ("importer", 1, this::workOnce);
    }

    void wake() {
        worker.wake();
    }

    private boolean workOnce() {
        for (var due : runs.due(clock.instant())) {
            if (isHere(due)) {
                var run = runs.claim(due, clock.instant());
                if (run.isPresent()) {
                    bring(brands.require(due.brand()), run.get());
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isHere(Due due) {
        return due.file() == null || uploads.find(due.file()).isPresent();
    }

    private void bring(Brand brand, Run run) {
        var telling = new Telling(brand.id(), run);
        try {
            var summary = imports.bring(brand, order(run), telling);
            telling.rest();
            end(brand, run, State.DONE, summary, null);
            if (run.file() != null) {
                uploads.forget(run.file());
            }
        } catch (Halted halted) {
            end(brand, run, State.HALTED, null, null);
        } catch (DumpRefused refused) {
            var file = run.file() == null ? refused.file() : run.name();
            end(brand, run, State.FAILED, null, new Trouble(refused.reason().word(), file, refused.detail()));
        } catch (RuntimeException broken) {
            LOG.error("Import {} failed", run.id(), broken);
            end(
                    brand,
                    run,
                    State.FAILED,
                    null,
                    new Trouble("broken", run.name(), run.id().toString()));
        }
    }

    private Order order(Run run) {
        var order = run.order();
        return run.file() == null
                ? order
                : new Order(
                        order.kind(),
                        uploads.find(run.file()).map(Path::toString).orElseThrow(),
                        order.site(),
                        order.own(),
                        order.key(),
                        order.user(),
                        order.mapping(),
                        order.called());
    }

    private void end(Brand brand, Run run, State state, @Nullable Summary summary, @Nullable Trouble trouble) {
        var now = clock.instant();
        transactions.run(brand.id(), () -> {
            runs.end(run, state, summary, trouble, now);
            ledger.write(new LedgerEvent(
                    brand.id(),
                    now,
                    "import.ended",
                    Actor.SYSTEM,
                    "import",
                    run.id(),
                    null,
                    How.IMPORT,
                    Map.of("kind", run.order().kind().word(), "state", state.word())));
        });
    }

    /** Keeps the lease and tells how far it is, once a second; hears whether it is to go on. */
    private final class Telling implements Listener {
        private final BrandId brand;
        private final UUID id;
        private final String file;
        private final List<LeftLine> left = new ArrayList<>();
        private long told;
        private Instant last = Instant.EPOCH;
        private Progress latest = Progress.reading();

        Telling(BrandId brand, Run run) {
            this.brand = brand;
            this.id = run.id();
            this.file = run.file() + ":";
        }

        @Override
        public void progress(Progress progress) {
            latest = progress;
            var now = clock.instant();
            if (Duration.between(last, now).compareTo(TOLD) >= 0) {
                last = now;
                rest();
            }
        }

        @Override
        public void leftOut(Reason reason, String where) {
            if (told + left.size() < LONGEST_LIST) {
                // what the upload is called here says nothing to whoever sent it
                var place = where.startsWith(file) ? where.substring(file.length()) : where;
                left.add(new LeftLine(
                        reason.word(), place.length() > LONGEST_PLACE ? place.substring(0, LONGEST_PLACE) : place));
            }
        }

        void rest() {
            var goesOn = runs.tell(brand, id, latest, left, told, clock.instant());
            told += left.size();
            left.clear();
            if (!goesOn) {
                throw new Halted();
            }
        }
    }
}
