package parvis.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import parvis.conversation.Answering.Outcome;
import parvis.conversation.Withheld;
import parvis.web.Missing;

/** What is done with words that wait for a colleague: they are sent, or put away. */
@Controller
class WithheldController {
    private final Withheld withheld;
    private final Panes panes;
    private final Clock clock;

    WithheldController(Withheld withheld, Panes panes, Clock clock) {
        this.withheld = withheld;
        this.panes = panes;
        this.clock = clock;
    }

    @PostMapping("/desk/messages/{message}/approval")
    String send(Visit visit, @PathVariable UUID message, HttpServletResponse response, Model model) {
        var number = withheld.conversationOf(visit.brand(), message).orElseThrow(Missing::new);
        return told(withheld.send(visit.brand(), message, visit.me(), clock.instant()), visit, number, response, model);
    }

    @PostMapping("/desk/messages/{message}/dismissal")
    String putAway(Visit visit, @PathVariable UUID message, HttpServletResponse response, Model model) {
        var number = withheld.conversationOf(visit.brand(), message).orElseThrow(Missing::new);
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
        response.setStatus(Panes.status(reason).value());
        return panes.show(visit, number, new Unsent(reason, "note", "", null), model);
    }
}
