package parvis.conversation;

import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import parvis.brand.Brands;
import parvis.database.Transactions;
import parvis.jobs.Housekeeping;

/** Links of letters that have expired open nothing: they are forgotten. */
@Component
class LinksSweep implements Housekeeping {
    private final Brands brands;
    private final Transactions transactions;
    private final RatingLinks ratings;
    private final AnswerLinks answers;

    LinksSweep(Brands brands, Transactions transactions, RatingLinks ratings, AnswerLinks answers) {
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
            });
        }
    }
}
