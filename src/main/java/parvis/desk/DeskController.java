package parvis.desk;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import parvis.conversation.Alerts;
import parvis.conversation.Merged;

/** The pages of the desk. */
@Controller
class DeskController {
    private final DeskReader desks;
    private final Panes panes;
    private final Merged merged;
    private final Alerts alerts;
    private final Clock clock;

    DeskController(DeskReader desks, Panes panes, Merged merged, Alerts alerts, Clock clock) {
        this.alerts = alerts;
        this.clock = clock;
        this.merged = merged;
        this.desks = desks;
        this.panes = panes;
    }

    @GetMapping("/desk")
    String desk(Visit visit, Model model) {
        model.addAttribute("page", desks.desk(visit, null, null));
        return "desk/desk";
    }

    /** The queue alone, for a page that stays; of what follows a place in it, only the list. */
    @GetMapping("/desk/queue")
    String queue(Visit visit, @RequestParam(required = false) @Nullable Long open, Model model) {
        model.addAttribute("queue", desks.queue(visit, open));
        return visit.asked().containsKey("after") ? "desk/list" : "desk/queue-again";
    }

    @GetMapping("/desk/conversations/{number:[0-9]{1,18}}")
    String conversation(Visit visit, @PathVariable long number, Model model) {
        alerts.seen(visit.brand().id(), visit.me().id(), number, clock.instant());
        var into = merged.numberAfter(visit.brand().id(), number);
        return into.isPresent() ? panes.done(visit, into.get(), "", model) : panes.show(visit, number, null, model);
    }
}
