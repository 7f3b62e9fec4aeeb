package parvis.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import parvis.conversation.ConversationId;
import parvis.conversation.Sleeping;
import parvis.database.Transactions;
import parvis.ledger.How;
import parvis.web.Missing;

/** A conversation is put to sleep until an hour, and woken. */
@Controller
class SleepController {
    private final Sleeping sleeping;
    private final Talks talks;
    private final Transactions transactions;
    private final Panes panes;
    private final Clock clock;

    SleepController(Sleeping sleeping, Talks talks, Transactions transactions, Panes panes, Clock clock) {
        this.sleeping = sleeping;
        this.talks = talks;
        this.transactions = transactions;
        this.panes = panes;
        this.clock = clock;
    }

    @PostMapping("/desk/conversations/{number:[0-9]{1,18}}/sleep")
    String sleep(Visit visit, @PathVariable long number, HttpServletResponse response, Model model) {
        var id = find(visit, number);
        var until = Hours.chosen(visit, clock.instant()).at();
        if (until == null) {
            return refuse(visit, number, Unsent.Reason.SLEEP_HOUR, response, model);
        }
        return done(
                sleeping.sleep(visit.brand(), id, visit.me(), until, How.DESK, clock.instant()),
                visit,
                number,
                response,
                model);
    }

    @PostMapping("/desk/conversations/{number:[0-9]{1,18}}/sleep/removal")
    String wake(Visit visit, @PathVariable long number, HttpServletResponse response, Model model) {
        var outcome = sleeping.wake(visit.brand(), find(visit, number), visit.me(), How.DESK, clock.instant());
        return done(outcome, visit, number, response, model);
    }

    private String done(Sleeping.Outcome outcome, Visit visit, long number, HttpServletResponse response, Model model) {
        return switch (outcome) {
            case DONE, UNCHANGED -> panes.done(visit, number, "", model);
            case NOT_ALLOWED -> refuse(visit, number, Unsent.Reason.NOT_ALLOWED, response, model);
            case CLOSED -> refuse(visit, number, Unsent.Reason.CLOSED, response, model);
            case UNKNOWN -> throw new Missing();
        };
    }

    private String refuse(Visit visit, long number, Unsent.Reason reason, HttpServletResponse response, Model model) {
        response.setStatus(Panes.status(reason).value());
        return panes.show(visit, number, new Unsent(reason, "", "", null), model);
    }

    private ConversationId find(Visit visit, long number) {
        return transactions
                .reading(visit.brand().id(), () -> talks.byNumber(number))
                .orElseThrow(Missing::new);
    }
}
