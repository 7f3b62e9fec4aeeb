package parvis.conversation;

import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import parvis.brand.Brands;
import parvis.database.Transactions;
import parvis.jobs.Housekeeping;

/**
 * Drafts that nobody went on with for three months are forgotten, and so is what was thrown away and not put back, pictures of forms
 * that were not sent again, and who had what before their eyes.
 */
@Component
class DraftsSweep implements Housekeeping {
    static final Duration UNTOUCHED = Duration.ofDays(90);

    private final Brands brands;
    private final Transactions transactions;
    private final AnswerDrafts drafts;
    private final HeldPictures held;
    private final Presences presences;

    DraftsSweep(Brands brands, Transactions transactions, AnswerDrafts drafts, HeldPictures held, Presences presences) {
        this.held = held;
        this.brands = brands;
        this.transactions = transactions;
        this.drafts = drafts;
        this.presences = presences;
    }

    @Override
    public String name() {
        return "conversation.drafts-sweep";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void work(Instant now) {
        for (var brand : brands.all()) {
            transactions.run(brand, () -> {
                drafts.sweep(now.minus(UNTOUCHED), now.minus(AnswerDrafts.UNDO));
                held.sweep(now);
                presences.sweep(now);
            });
        }
    }
}
