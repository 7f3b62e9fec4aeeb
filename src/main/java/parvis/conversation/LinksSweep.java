package parvis.conversation;

import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import parvis.brand.Brands;
import parvis.database.Transactions;
import parvis.jobs.Housekeeping;

/** Links of letters that have expired open nothing, and acts on many that are done stay so: they are forgotten. */
@Component
class LinksSweep implements Housekeeping {
    private static final Duration UNDONE_NO_MORE = Duration.ofHours(1);
    private static final Duration TOLD_LONG_AGO = Duration.ofDays(90);

    private final Brands brands;
    private final Transactions transactions;
    private final RatingLinks ratings;
    private final AnswerLinks answers;
    private final ManyRows many;
    private final Alerts alerts;

    LinksSweep(
            Brands brands,
            Transactions transactions,
            RatingLinks ratings,
            AnswerLinks answers,
            ManyRows many,
            Alerts alerts) {
        this.many = many;
        this.alerts = alerts;
        this.brands = brands;
        this.transactions = transactions;
        this.ratings = ratings;
        this.answers = answers;
    }

    @Override
    public String name() {
        return "conversation.links-sweep";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(12);
    }

    @Override
    public void work(Instant now) {
        for (var brand : brands.all()) {
            transactions.run(brand, () -> {
                ratings.forget(now);
                answers.forget(now);
                many.forget(now.minus(UNDONE_NO_MORE));
                alerts.forget(now.minus(TOLD_LONG_AGO));
            });
        }
    }
}
