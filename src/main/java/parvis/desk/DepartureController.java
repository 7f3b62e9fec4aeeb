package parvis.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import parvis.conversation.Departing;
import parvis.conversation.MessageId;
import parvis.web.Missing;

/** When an answer leaves that stands at the door: at another hour, or now. */
@Controller
class DepartureController {
    private final Departing departing;
    private final Panes panes;
    private final Clock clock;

    DepartureController(Departing departing, Panes panes, Clock clock) {
        this.departing = departing;
        this.panes = panes;
        this.clock = clock;
    }

    @PostMapping("/desk/conversations/{number:[0-9]{1,18}}/messages/{message}/departure")
    String change(
            Visit visit,
            @PathVariable long number,
            @PathVariable String message,
            HttpServletResponse response,
            Model model) {
        var hour = Hours.chosen(visit, clock.instant());
        if (hour.wrong()) {
            return refuse(visit, number, Unsent.Reason.HOUR, response, model);
        }
        return switch (departing.putOff(visit.brand(), id(message), visit.me(), hour.at(), clock.instant())) {
            case DONE -> panes.done(visit, number, "#m-" + message, model);
            case TOO_LATE -> refuse(visit, number, Unsent.Reason.TOO_LATE, response, model);
            case NOT_ALLOWED -> refuse(visit, number, Unsent.Reason.NOT_ALLOWED, response, model);
            case UNKNOWN -> throw new Missing();
        };
    }

    private String refuse(Visit visit, long number, Unsent.Reason reason, HttpServletResponse response, Model model) {
        response.setStatus(Panes.status(reason).value());
        return panes.show(visit, number, new Unsent(reason, "", "", null), model);
    }

    private static MessageId id(String text) {
        var id = KeepingController.uuid(text);
        if (id == null) {
            throw new Missing();
        }
        return new MessageId(id);
    }
}
