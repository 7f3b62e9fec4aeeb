package parvis.notice;

import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import parvis.brand.Brands;
import parvis.database.Transactions;
import parvis.jobs.Housekeeping;

/** Mails are kept for a month, to be found when somebody asks, and no longer. */
@Component
class Forgetting implements Housekeeping {
    private static final Duration KEPT = Duration.ofDays(30);

    private final Mails mails;
    private final Brands brands;
    private final Transactions transactions;
    private final LetterHolder letters;

    Forgetting(Mails mails, Brands brands, Transactions transactions, LetterHolder letters) {
        this.mails = mails;
        this.brands = brands;
        this.transactions = transactions;
        this.letters = letters;
    }

    @Override
    public String name() {
        return "notice.forget";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public void work(Instant now) {
        for (var brand : brands.all()) {
            transactions.run(brand, () -> mails.forget(now.minus(KEPT)));
        }
        letters.tidy();
    }
}
