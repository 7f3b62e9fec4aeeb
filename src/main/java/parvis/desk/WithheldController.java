package parvis.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import parvis.conversation.Answering.Outcome;
import parvis.conversation.Withheld;
import parvis.ledger.How;
import parvis.newsroom.Settling;
import parvis.newsroom.Told;
import parvis.text.Clean;
import parvis.web.Missing;

/** What is done with words that wait for a colleague: they are sent, or put away. */
@Controller
class WithheldController {
    private final Withheld withheld;
    private final AnswerGuard guard;
    private final Panes panes;
    private final Clock clock;

    WithheldController(Withheld withheld, AnswerGuard guard, Panes panes, Clock clock) {
        this.withheld = withheld;
        this.guard = guard;
        this.panes = panes;
        this.clock = clock;
    }

    @PostMapping("/desk/messages/{message}/approval")
    String send(Visit visit, @PathVariable UUID message, HttpServletResponse response, Model model) {
        var brand = visit.brand();
        var waiting = withheld.waiting(brand, message).orElseThrow(Missing::new);
        var privately = visit.field("instead").equals("private");
        var exposed = privately ? List.<Told>of() : guard.exposed(brand, waiting);
        var reason = Clean.line(visit.field("reason"), Settling.MOST_REASON).text();
        if (!exposed.isEmpty() && reason.isEmpty()) {
            return refuse(Unsent.Reason.GUARDED, visit, waiting.number(), response, model);
        }
        var now = clock.instant();
        var outcome = withheld.send(brand, message, visit.me(), privately, now);
        if (outcome instanceof Outcome.Written) {
            guard.left(brand, visit.me(), waiting.conversation(), exposed, reason, How.DESK, now);
        }
        return told(outcome, visit, waiting.number(), response, model);
    }

    @PostMapping("/desk/messages/{message}/dismissal")
    String putAway(Visit visit, @PathVariable UUID message, HttpServletResponse response, Model model) {
        var number = withheld.waiting(visit.brand(), message)
                .orElseThrow(Missing::new)
                .number();
        return told(
                withheld.putAway(visit.brand(), message, visit.me(), clock.instant()), visit, number, response, model);
    }

    private String told(Outcome outcome, Visit visit, long number, HttpServletResponse response, Model model) {
        var reason = switch (outcome) {
            case Outcome.Written(var message) -> {
                yield null;
            }
            case Outcome.NotAllowed ignored -> Unsent.Reason.NOT_ALLOWED;
            case Outcome.Closed ignored -> Unsent.Reason.CLOSED;
            case Outcome.OnlyPrivate ignored -> Unsent.Reason.ONLY_PRIVATE;
            case Outcome.Waits(var message) -> null;
            case Outcome.WaitsAlready ignored -> Unsent.Reason.PROPOSED;
            case Outcome.NoVoice ignored -> Unsent.Reason.NO_VOICE;
            case Outcome.Overtaken ignored -> Unsent.Reason.OVERTAKEN;
            case Outcome.Unknown ignored -> throw new Missing();
        };
        if (reason == null) {
            return panes.done(visit, number, "", model);
        }
        return refuse(reason, visit, number, response, model);
    }

    private String refuse(Unsent.Reason reason, Visit visit, long number, HttpServletResponse response, Model model) {
        response.setStatus(Panes.status(reason).value());
        return panes.show(visit, number, new Unsent(reason, "note", "", null), model);
    }
}
