package parvis.desk;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import parvis.conversation.AnswerDraft;
import parvis.conversation.AnswerDrafts;
import parvis.conversation.Beginning;
import parvis.database.Transactions;
import parvis.desk.KeptReader.Place;
import parvis.desk.page.BeginningPage;
import parvis.desk.page.KeptPage;

/** A letter by which the house writes first, kept while it is typed and until it is sent. */
@Component
class LetterDrafts {
    static final Place PLACE = new Place(null, null);

    private final Beginning beginning;
    private final AnswerDrafts drafts;
    private final KeptReader reader;
    private final Transactions transactions;
    private final Clock clock;

    LetterDrafts(Beginning beginning, AnswerDrafts drafts, KeptReader reader, Transactions transactions, Clock clock) {
        this.beginning = beginning;
        this.drafts = drafts;
        this.reader = reader;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @param text as {@link KeptReader#open} has it */
    KeptReader.Found open(Visit visit, @Nullable String text) {
        return transactions.reading(visit.brand().id(), () -> reader.open(visit, PLACE, moments(visit), text));
    }

    KeptPage same(Visit visit) {
        return transactions.reading(visit.brand().id(), () -> reader.same(visit, PLACE, moments(visit)));
    }

    /** What was sent is a draft no more, and what was not sent stays one. */
    Beginning.Outcome begin(Visit visit, Beginning.First first) {
        return transactions.in(visit.brand().id(), () -> {
            var outcome = beginning.begin(visit.brand(), visit.me(), first, clock.instant());
            var draft = KeepingController.uuid(visit.field("draft"));
            if (draft != null && outcome instanceof Beginning.Outcome.Begun) {
                drafts.sent(visit.me().id(), draft);
            }
            return outcome;
        });
    }

    static BeginningPage.Typed typed(AnswerDraft.Typed draft) {
        return new BeginningPage.Typed(
                draft.recipient(), draft.name(), draft.copies(), draft.subject(), draft.text(), draft.language(), "");
    }

    private Moments moments(Visit visit) {
        return new Moments(visit.shell(), visit.brand(), clock.instant());
    }
}
