package parvis.desk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import parvis.brand.Permission;
import parvis.brand.TeammateId;
import parvis.conversation.Many;
import parvis.conversation.Many.Act;
import parvis.conversation.Many.Chosen;
import parvis.conversation.Sight;
import parvis.web.Missing;

/** What is done with several conversations at once, and undone as a whole. */
@Controller
class ManyController {
    private final Many many;
    private final DeskReader desks;
    private final Sight sight;
    private final Clock clock;

    ManyController(Many many, DeskReader desks, Sight sight, Clock clock) {
        this.sight = sight;
        this.many = many;
        this.desks = desks;
        this.clock = clock;
    }

    @PostMapping("/desk/bulk")
    String act(Visit visit, HttpServletRequest request, HttpServletResponse response, Model model) {
        var act = Stream.of(Act.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(visit.field("act")))
                .findFirst()
                .orElseThrow(Missing::new);
        var to = uuid(visit.field("to"));
        var wish = new Many.Wish(act, to == null ? null : new TeammateId(to), visit.field("word"));
        var outcome = many.act(visit.brand(), theirs(visit, chosen(request)), wish, visit.me(), clock.instant());
        return switch (outcome) {
            case Many.Outcome.Done(var bulk) -> done(visit, bulk, model);
            case Many.Outcome.NotSoMany() -> refuse(visit, "number", response, model);
            case Many.Outcome.CannotTake() -> refuse(visit, "nobody", response, model);
            case Many.Outcome.NoTag() -> refuse(visit, "no-tag", response, model);
        };
    }

    /** Undoing: the act is taken away. */
    @PostMapping("/desk/bulk/{bulk}/removal")
    String undo(Visit visit, @PathVariable String bulk, HttpServletResponse response, Model model) {
        var id = uuid(bulk);
        if (id == null) {
            throw new Missing();
        }
        return switch (many.undo(visit.brand(), id, visit.me(), clock.instant())) {
            case DONE -> done(visit, id, model);
            case TOO_LATE -> refuse(visit, "too-late", response, model);
            case UNKNOWN -> throw new Missing();
        };
    }

    private String done(Visit visit, UUID bulk, Model model) {
        visit.asked().put("done", bulk.toString());
        if (visit.fragment()) {
            model.addAttribute("queue", desks.queue(visit, null));
            return "desk/queue-again";
        }
        var query = visit.queue();
        return "redirect:/desk" + query + (query.isEmpty() ? "?" : "&") + "done=" + bulk;
    }

    private String refuse(Visit visit, String why, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        visit.asked().put("refused", why);
        if (visit.fragment()) {
            model.addAttribute("queue", desks.queue(visit, null));
            return "desk/queue-again";
        }
        model.addAttribute("page", desks.desk(visit, null, null));
        return "desk/desk";
    }

    /** What they do not see is not there. */
    private List<Chosen> theirs(Visit visit, List<Chosen> chosen) {
        return chosen.size() > Many.MOST || visit.me().may(Permission.SEE_ALL)
                ? chosen
                : chosen.stream()
                        .filter(one -> sight.sees(visit.brand(), visit.me(), one.number()))
                        .toList();
    }

    /** Each as "number_last message"; what is none of these is nothing. */
    private static List<Chosen> chosen(HttpServletRequest request) {
        var values = request.getParameterValues("chosen");
        return values == null
                ? List.of()
                : Stream.of(values)
                        .limit(Many.MOST + 1L)
                        .filter(value -> value.matches("[0-9]{1,18}_[0-9a-f-]{0,36}"))
                        .map(value -> new Chosen(
                                Long.parseLong(value.substring(0, value.indexOf('_'))),
                                uuid(value.substring(value.indexOf('_') + 1))))
                        .toList();
    }

    private static @Nullable UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }
}
