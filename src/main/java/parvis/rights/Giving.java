package parvis.rights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import parvis.brand.Audit;
import parvis.brand.Brand;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;
import parvis.privacy.Holder;
import parvis.privacy.Whom;
import parvis.web.RateLimits;
import parvis.web.Words;

/**
 * Somebody takes along all that is held about them. It is written to the disk first, from one moment of the database, so that
 * whoever reads slowly holds nothing up, and removed once it is read.
 */
@Component
class Giving {
    private static final int AT_ONCE = 2;

    private final Transactions transactions;
    private final List<Holder> holders;
    private final parvis.file.Files files;
    private final Changes changes;
    private final Ledger ledger;
    private final Audit audit;
    private final RateLimits limits;
    private final Path directory;
    private final Semaphore writing = new Semaphore(AT_ONCE);

    Giving(
            Transactions transactions,
            List<Holder> holders,
            parvis.file.Files files,
            Changes changes,
            Ledger ledger,
            Audit audit,
            RateLimits limits,
            @Value("${parvis.data}") Path data)
            throws IOException {
        this.transactions = transactions;
        this.holders = holders;
        this.files = files;
        this.changes = changes;
        this.ledger = ledger;
        this.audit = audit;
        this.limits = limits;
        this.directory = data.resolve("given");
        FileSystemUtils.deleteRecursively(directory); // what a kill left
    }

    /**
     * @param others who are one with them, as a colleague decided; each is told in a folder of their own
     * @param reason why somebody of the team gives it; empty when they take it themselves
     */
    record Order(
            Brand brand,
            Whom whom,
            List<Whom> others,
            Actor by,
            How how,
            @Nullable String origin,
            String reason,
            String language) {}

    /** The file, which the caller removes; empty while too many are being written. */
    Optional<Path> write(Order order, Instant at) {
        limits.require("data.archive", order.whom().person().toString(), 10, Duration.ofHours(1));
        if (!writing.tryAcquire()) {
            return Optional.empty();
        }
        try {
            Files.createDirectories(directory);
            var file = Files.createTempFile(directory, "given-", ".zip");
            try {
                fill(order, file, at);
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(file);
                throw e;
            }
            told(order, at);
            return Optional.of(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writing.release();
        }
    }

    private void fill(Order order, Path file, Instant at) throws IOException {
        try (var archive = new Archive(Files.newOutputStream(file), files)) {
            transactions.reading(order.brand().id(), () -> {
                holders.forEach(holder -> holder.tell(order.whom(), archive));
                for (var other : order.others()) {
                    archive.into(Integer.toString(order.others().indexOf(other) + 2));
                    holders.forEach(holder -> holder.tell(other, archive));
                }
                return true;
            });
            var words = Words.in(order.language());
            archive.text(words.t("rights.readme.name"), readme(order, words, archive, at));
        }
    }

    private static String readme(Order order, Words words, Archive archive, Instant at) {
        var text = new StringBuilder(words.t("rights.readme", order.brand().name(), at.toString()));
        for (var kind : archive.kinds()) {
            text.append("\n- ").append(kind).append(".json — ").append(words.t("rights.kind." + kind));
        }
        return text.append("\n").toString();
    }

    private void told(Order order, Instant at) {
        var person = order.whom().person();
        transactions.run(order.brand().id(), () -> {
            changes.record(order.brand().id(), Change.Kind.PERSON, person);
            ledger.write(new LedgerEvent(
                    order.brand().id(),
                    at,
                    "person.data-given",
                    order.by(),
                    "person",
                    person,
                    null,
                    order.how(),
                    Map.of()));
            audit.write(
                    order.brand().id(),
                    at,
                    order.by(),
                    "person.data-given",
                    "person",
                    person,
                    order.origin(),
                    Map.of(),
                    order.reason().isBlank() ? Map.of() : Map.of("reason", order.reason()));
        });
    }
}
