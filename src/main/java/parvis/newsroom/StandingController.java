package parvis.newsroom;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** How far a draft has come, and who sees it. */
@Controller
class StandingController {
    private final Drafting drafting;
    private final DraftReading reading;
    private final Editing editing;
    private final Clock clock;

    StandingController(Drafting drafting, DraftReading reading, Editing editing, Clock clock) {
        this.drafting = drafting;
        this.reading = reading;
        this.editing = editing;
        this.clock = clock;
    }

    @PostMapping("/newsroom/drafts/{number:[0-9]{1,18}}/readiness")
    String ready(Writer writer, @PathVariable long number, HttpServletResponse response, Model model) {
        var refusal = editing.keep(writer, number, false);
        if (refusal == null) {
            var seen = reading.find(writer, number).version();
            refusal =
                    editing.refusal(writer, drafting.ready(writer.brand(), writer.me(), number, seen, clock.instant()));
        }
        return after(writer, number, refusal, response, model);
    }

    @PostMapping("/newsroom/drafts/{number:[0-9]{1,18}}/readiness/removal")
    String reopen(Writer writer, @PathVariable long number, HttpServletResponse response, Model model) {
        var outcome = drafting.reopen(writer.brand(), writer.me(), number, clock.instant());
        return after(writer, number, editing.refusal(writer, outcome), response, model);
    }

    @PostMapping("/newsroom/drafts/{number:[0-9]{1,18}}/publication")
    String publish(Writer writer, @PathVariable long number, HttpServletResponse response, Model model) {
        var at = clock.instant();
        LocalDate on;
        try {
            on = LocalDate.parse(writer.form().field("publishedOn"));
        } catch (DateTimeException none) {
            return after(writer, number, editing.refused(writer, "newsroom.refused.day"), response, model);
        }
        if (on.isAfter(at.atZone(writer.brand().zone()).toLocalDate()) || on.getYear() < 2000) {
            return after(writer, number, editing.refused(writer, "newsroom.refused.day"), response, model);
        }
        var outcome = drafting.publish(writer.brand(), writer.me(), number, on, at);
        return after(writer, number, editing.refusal(writer, outcome), response, model);
    }

    /** The agency sees the draft, and what was written in it before. */
    @PostMapping("/newsroom/drafts/{number:[0-9]{1,18}}/agency")
    String open(Writer writer, @PathVariable long number, HttpServletResponse response, Model model) {
        return share(writer, number, true, response, model);
    }

    @PostMapping("/newsroom/drafts/{number:[0-9]{1,18}}/agency/removal")
    String close(Writer writer, @PathVariable long number, HttpServletResponse response, Model model) {
        return share(writer, number, false, response, model);
    }

    private String share(Writer writer, long number, boolean open, HttpServletResponse response, Model model) {
        var refusal = reading.find(writer, number).isOpen() ? editing.keep(writer, number, false) : null;
        if (refusal == null) {
            refusal =
                    editing.refusal(writer, drafting.open(writer.brand(), writer.me(), number, open, clock.instant()));
        }
        return after(writer, number, refusal, response, model);
    }

    private String after(
            Writer writer,
            long number,
            Editing.@org.jspecify.annotations.Nullable Refusal refusal,
            HttpServletResponse response,
            Model model) {
        return refusal == null
                ? editing.done(writer, number, "", model)
                : editing.refuse(writer, number, refusal, response, model);
    }
}
