package parvis.rights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import parvis.brand.Brands;
import parvis.database.Transactions;
import parvis.file.Files;
import parvis.jobs.Housekeeping;

/** Contents to which nothing refers go after some days, whatever they were left by, and so do links that are long spent. */
@Component
class Sweep implements Housekeeping {
    private static final Duration KEPT = Duration.ofDays(3);
    private static final int AT_ONCE = 1_000;

    private final Files files;
    private final Contents contents;
    private final DataLinks links;
    private final Brands brands;
    private final Transactions transactions;

    Sweep(Files files, Contents contents, DataLinks links, Brands brands, Transactions transactions) {
        this.files = files;
        this.contents = contents;
        this.links = links;
        this.brands = brands;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return "rights.sweep";
    }

    @Override
    public Duration every() {
        return Duration.ofDays(1);
    }

    @Override
    public void work(Instant now) {
        for (var brand : brands.all()) {
            transactions.run(brand, () -> links.sweep(now.minus(KEPT)));
        }
        var before = now.minus(KEPT);
        try {
            files.each(before, AT_ONCE, names -> contents.remove(names, before));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
