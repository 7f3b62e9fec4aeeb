package parvis.conversation;

import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import parvis.brand.Brands;
import parvis.database.Transactions;
import parvis.jobs.Housekeeping;

/** What nobody confirmed is forgotten a day after its link has ended. */
@Component
class UnconfirmedSweep implements Housekeeping {
    private final Brands brands;
    private final Transactions transactions;
    private final RawMessages raw;

    UnconfirmedSweep(Brands brands, Transactions transactions, RawMessages raw) {
        this.brands = brands;
        this.transactions = transactions;
        this.raw = raw;
    }

    @Override
    public String name() {
        return "conversation.unconfirmed-sweep";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public void work(Instant now) {
        var before = now.minus(Accepting.CONFIRMATION_VALID).minus(Duration.ofDays(1));
        for (var brand : brands.all()) {
            transactions.run(brand, () -> raw.forgetUnconfirmed(before));
        }
    }
}
