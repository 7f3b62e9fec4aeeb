package parvis.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import parvis.brand.TeammateId;
import parvis.conversation.Closing;
import parvis.conversation.ConversationId;
import parvis.conversation.HandingOver;
import parvis.conversation.Merging;
import parvis.conversation.Sight;
import parvis.database.Transactions;
import parvis.ledger.How;
import parvis.text.Clean;
import parvis.web.Missing;

/** What is done with a conversation: it gets another owner, is closed, is reopened. */
@Controller
class GestureController {
    private final HandingOver handingOver;
    private final Closing closing;
    private final Merging merging;
    private final Talks talks;
    private final Transactions transactions;
    private final Panes panes;
    private final Sight sight;
    private final Clock clock;

    GestureController(
            HandingOver handingOver,
            Closing closing,
            Merging merging,
            Talks talks,
            Transactions transactions,
            Panes panes,
            Sight sight,
            Clock clock) {
        this.handingOver = handingOver;
        this.closing = closing;
        this.merging = merging;
        this.talks = talks;
        this.transactions = transactions;
        this.panes = panes;
        this.sight = sight;
        this.clock = clock;
    }

    @PostMapping("/desk/conversations/{number:[0-9]{1,18}}/owner")
    String handOver(Visit visit, @PathVariable long number, HttpServletResponse response, Model model) {
        var id = find(visit, number);
        var typed = visit.field("words");
        var words = Clean.text(typed, ComposerReader.MOST);
        var to = uuid(visit.field("to"));
        if (to == null || !words.fitted()) {
            var reason = to == null ? Unsent.Reason.NO_RECEIVER : Unsent.Reason.TOO_LONG;
            return refuse(visit, number, reason, typed, response, model);
        }
        var outcome = handingOver.handOver(
                visit.brand(), id, visit.me(), new TeammateId(to), words.text(), How.DESK, clock.instant());
        return switch (outcome) {
            // whoever sees only what is theirs has given it away
            case HandingOver.Outcome.Done ignored ->
                visit.fragment() || sight.sees(visit.brand(), visit.me(), number)
                        ? panes.done(visit, number, "", model)
                        : "redirect:/desk" + visit.queue();
            case HandingOver.Outcome.CannotTake ignored ->
                refuse(visit, number, Unsent.Reason.CANNOT_TAKE, typed, response, model);
            case HandingOver.Outcome.NotAllowed ignored ->
                refuse(visit, number, Unsent.Reason.NOT_ALLOWED, typed, response, model);
            case HandingOver.Outcome.Unknown ignored -> throw new Missing();
        };
    }

    @PostMapping("/desk/conversations/{number:[0-9]{1,18}}/closure")
    String close(Visit visit, @PathVariable long number, HttpServletResponse response, Model model) {
        var outcome = closing.close(visit.brand(), find(visit, number), visit.me(), How.DESK, clock.instant());
        return turned(outcome, visit, number, response, model);
    }

    /** Reopening: the closure is taken away. */
    @PostMapping("/desk/conversations/{number:[0-9]{1,18}}/closure/removal")
    String reopen(Visit visit, @PathVariable long number, HttpServletResponse response, Model model) {
        var outcome = closing.reopen(visit.brand(), find(visit, number), visit.me(), How.DESK, clock.instant());
        return turned(outcome, visit, number, response, model);
    }

    /** Its messages go into another conversation of the same person. */
    @PostMapping("/desk/conversations/{number:[0-9]{1,18}}/merger")
    String merge(Visit visit, @PathVariable long number, HttpServletResponse response, Model model) {
        var typed = visit.field("into").strip();
        var wanted = typed.matches("[0-9]{1,18}") ? Long.parseLong(typed) : 0;
        var into = sight.sees(visit.brand(), visit.me(), wanted) ? wanted : 0;
        var outcome = merging.merge(visit.brand(), find(visit, number), into, visit.me(), How.DESK, clock.instant());
        return switch (outcome) {
            case Merging.Outcome.Done(var left) -> panes.done(visit, left, "", model);
            case Merging.Outcome.NoOther ignored -> apart(visit, number, Unsent.Reason.NO_OTHER, response, model);
            case Merging.Outcome.OtherPerson ignored ->
                apart(visit, number, Unsent.Reason.OTHER_PERSON, response, model);
            case Merging.Outcome.WouldHide ignored -> apart(visit, number, Unsent.Reason.WOULD_HIDE, response, model);
            case Merging.Outcome.NotAllowed ignored -> apart(visit, number, Unsent.Reason.NOT_ALLOWED, response, model);
            case Merging.Outcome.Unknown ignored -> throw new Missing();
        };
    }

    private String apart(Visit visit, long number, Unsent.Reason reason, HttpServletResponse response, Model model) {
        response.setStatus(Panes.status(reason).value());
        return panes.show(visit, number, new Unsent(reason, Unsent.TO_ANOTHER, "", null), model);
    }

    private String turned(
            Closing.Outcome outcome, Visit visit, long number, HttpServletResponse response, Model model) {
        return switch (outcome) {
            case DONE, UNCHANGED -> panes.done(visit, number, "", model);
            case NOT_ALLOWED -> refuse(visit, number, Unsent.Reason.NOT_ALLOWED, "", response, model);
            case UNKNOWN -> throw new Missing();
        };
    }

    private String refuse(
            Visit visit, long number, Unsent.Reason reason, String words, HttpServletResponse response, Model model) {
        response.setStatus(Panes.status(reason).value());
        return panes.show(visit, number, new Unsent(reason, Unsent.TO_A_COLLEAGUE, words, null), model);
    }

    private ConversationId find(Visit visit, long number) {
        return transactions
                .reading(visit.brand().id(), () -> talks.byNumber(number))
                .orElseThrow(Missing::new);
    }

    private static @Nullable UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException nobody) {
            return null;
        }
    }
}
