package parvis.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import parvis.conversation.ConversationId;
import parvis.conversation.Linking;
import parvis.conversation.Sight;
import parvis.database.Transactions;
import parvis.ledger.How;
import parvis.web.Missing;
import parvis.web.NotAllowed;

/** A conversation names another, or names it no more. */
@Controller
class LinkController {
    private final Linking linking;
    private final Talks talks;
    private final Transactions transactions;
    private final Panes panes;
    private final Sight sight;
    private final Clock clock;

    LinkController(Linking linking, Talks talks, Transactions transactions, Panes panes, Sight sight, Clock clock) {
        this.sight = sight;
        this.linking = linking;
        this.talks = talks;
        this.transactions = transactions;
        this.panes = panes;
        this.clock = clock;
    }

    @PostMapping("/desk/conversations/{number:[0-9]{1,18}}/links")
    String link(Visit visit, @PathVariable long number, HttpServletResponse response, Model model) {
        var again = visit.field("kind").equals("duplicate");
        var outcome = linking.link(
                visit.brand(), find(visit, number), other(visit), again, visit.me(), How.DESK, clock.instant());
        return done(outcome, visit, number, response, model);
    }

    @PostMapping("/desk/conversations/{number:[0-9]{1,18}}/links/removal")
    String unlink(Visit visit, @PathVariable long number, HttpServletResponse response, Model model) {
        var outcome =
                linking.unlink(visit.brand(), find(visit, number), other(visit), visit.me(), How.DESK, clock.instant());
        return done(outcome, visit, number, response, model);
    }

    private String done(Linking.Outcome outcome, Visit visit, long number, HttpServletResponse response, Model model) {
        return switch (outcome) {
            case DONE, UNCHANGED -> panes.done(visit, number, "", model);
            case NO_OTHER -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                var unsent = new Unsent(Unsent.Reason.NO_OTHER, Unsent.TO_A_LINK, visit.field("other"), null);
                yield panes.show(visit, number, unsent, model);
            }
            case NOT_ALLOWED -> throw new NotAllowed();
            case UNKNOWN -> throw new Missing();
        };
    }

    /** Zero where it is none that they see. */
    private long other(Visit visit) {
        var typed = visit.field("other").strip();
        var number = typed.matches("[0-9]{1,18}") ? Long.parseLong(typed) : 0;
        return sight.sees(visit.brand(), visit.me(), number) ? number : 0;
    }

    private ConversationId find(Visit visit, long number) {
        return transactions
                .reading(visit.brand().id(), () -> talks.byNumber(number))
                .orElseThrow(Missing::new);
    }
}
