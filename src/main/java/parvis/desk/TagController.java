package parvis.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import parvis.conversation.ConversationId;
import parvis.conversation.Tagging;
import parvis.database.Transactions;
import parvis.ledger.How;
import parvis.web.Missing;
import parvis.web.NotAllowed;

/** Words on a conversation: put there, taken away. */
@Controller
class TagController {
    private final Tagging tagging;
    private final Talks talks;
    private final Transactions transactions;
    private final Panes panes;
    private final Clock clock;

    TagController(Tagging tagging, Talks talks, Transactions transactions, Panes panes, Clock clock) {
        this.tagging = tagging;
        this.talks = talks;
        this.transactions = transactions;
        this.panes = panes;
        this.clock = clock;
    }

    @PostMapping("/desk/conversations/{number:[0-9]{1,18}}/tags")
    String tag(Visit visit, @PathVariable long number, HttpServletResponse response, Model model) {
        var outcome = tagging.tag(
                visit.brand(), find(visit, number), visit.field("word"), visit.me(), How.DESK, clock.instant());
        return done(outcome, visit, number, response, model);
    }

    @PostMapping("/desk/conversations/{number:[0-9]{1,18}}/tags/removal")
    String untag(Visit visit, @PathVariable long number, HttpServletResponse response, Model model) {
        var outcome = tagging.untag(
                visit.brand(), find(visit, number), visit.field("word"), visit.me(), How.DESK, clock.instant());
        return done(outcome, visit, number, response, model);
    }

    private String done(Tagging.Outcome outcome, Visit visit, long number, HttpServletResponse response, Model model) {
        return switch (outcome) {
            case DONE, UNCHANGED -> panes.done(visit, number, "", model);
            case NO_TAG, TOO_MANY -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                var reason = outcome == Tagging.Outcome.NO_TAG ? Unsent.Reason.NO_TAG : Unsent.Reason.TAGS_MANY;
                yield panes.show(visit, number, new Unsent(reason, Unsent.TO_A_TAG, visit.field("word"), null), model);
            }
            case NOT_ALLOWED -> throw new NotAllowed();
            case UNKNOWN -> throw new Missing();
        };
    }

    private ConversationId find(Visit visit, long number) {
        return transactions
                .reading(visit.brand().id(), () -> talks.byNumber(number))
                .orElseThrow(Missing::new);
    }
}
