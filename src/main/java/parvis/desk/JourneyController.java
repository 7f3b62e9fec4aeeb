package parvis.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import parvis.conversation.Copying;
import parvis.conversation.MessageId;
import parvis.conversation.Resolving;
import parvis.conversation.TakingBack;
import parvis.conversation.Visibility;
import parvis.database.Transactions;
import parvis.desk.page.AnswerFindings;
import parvis.desk.page.BeginningPage.Typed;
import parvis.ledger.How;
import parvis.web.Missing;

/** An answer on its way: it is taken back, said to have arrived, or sent again. */
@Controller
class JourneyController {
    private final TakingBack takingBack;
    private final Resolving resolving;
    private final Talks talks;
    private final Transactions transactions;
    private final BeginningPages beginnings;
    private final LetterDrafts letters;
    private final Panes panes;
    private final Clock clock;

    JourneyController(
            TakingBack takingBack,
            Resolving resolving,
            Talks talks,
            Transactions transactions,
            BeginningPages beginnings,
            LetterDrafts letters,
            Panes panes,
            Clock clock) {
        this.takingBack = takingBack;
        this.resolving = resolving;
        this.talks = talks;
        this.transactions = transactions;
        this.beginnings = beginnings;
        this.letters = letters;
        this.panes = panes;
        this.clock = clock;
    }

    @PostMapping("/desk/conversations/{number:[0-9]{1,18}}/messages/{message}/withdrawal")
    String takeBack(
            Visit visit,
            @PathVariable long number,
            @PathVariable String message,
            HttpServletResponse response,
            Model model) {
        var id = id(message);
        var copies = transactions.reading(visit.brand().id(), () -> talks.copies(List.of(id.value())));
        var outcome = takingBack.takeBack(visit.brand(), id, visit.me(), How.DESK, clock.instant());
        return switch (outcome) {
            case TakingBack.Outcome.TakenBack(var text, var visibility) -> {
                var cc = Copying.written(copies.getOrDefault(id.value(), List.of()).stream()
                        .map(Talks.Copy::email)
                        .toList());
                yield show(
                        visit,
                        number,
                        new Unsent(Unsent.Reason.TAKEN_BACK, to(visibility), text, null, cc, ""),
                        response,
                        model);
            }
            case TakingBack.Outcome.NeverBegun(var to, var cc, var subject, var text, var language) ->
                beginnings.show(
                        visit,
                        letters.open(visit, text).page(),
                        new Typed(to, "", Copying.written(cc), subject, text, language, ""),
                        List.of(),
                        Map.of(),
                        visit.shell().t("desk.new.taken-back"),
                        AnswerFindings.NONE,
                        model);
            case TakingBack.Outcome.WaitsAgain() -> panes.done(visit, number, "#m-" + message, model);
            case TakingBack.Outcome.TooLate() -> show(visit, number, Unsent.Reason.TOO_LATE, "", "", response, model);
            case TakingBack.Outcome.NotAllowed() ->
                show(visit, number, Unsent.Reason.NOT_ALLOWED, "", "", response, model);
            case TakingBack.Outcome.Unknown() -> throw new Missing();
        };
    }

    @PostMapping("/desk/conversations/{number:[0-9]{1,18}}/messages/{message}/arrival")
    String arrived(
            Visit visit,
            @PathVariable long number,
            @PathVariable String message,
            HttpServletResponse response,
            Model model) {
        var outcome = resolving.arrived(visit.brand(), id(message), visit.me(), How.DESK, clock.instant());
        return resolved(outcome, visit, number, message, response, model);
    }

    @PostMapping("/desk/conversations/{number:[0-9]{1,18}}/messages/{message}/sending")
    String sendAgain(
            Visit visit,
            @PathVariable long number,
            @PathVariable String message,
            HttpServletResponse response,
            Model model) {
        var outcome = resolving.sendAgain(visit.brand(), id(message), visit.me(), How.DESK, clock.instant());
        return resolved(outcome, visit, number, message, response, model);
    }

    private String resolved(
            Resolving.Outcome outcome,
            Visit visit,
            long number,
            String message,
            HttpServletResponse response,
            Model model) {
        return switch (outcome) {
            case DONE, UNCHANGED -> panes.done(visit, number, "#m-" + message, model);
            case NOT_ALLOWED -> show(visit, number, Unsent.Reason.NOT_ALLOWED, "", "", response, model);
            case UNKNOWN -> throw new Missing();
        };
    }

    private String show(
            Visit visit,
            long number,
            Unsent.Reason reason,
            String to,
            String text,
            HttpServletResponse response,
            Model model) {
        return show(visit, number, new Unsent(reason, to, text, null), response, model);
    }

    private String show(Visit visit, long number, Unsent unsent, HttpServletResponse response, Model model) {
        response.setStatus(Panes.status(unsent.reason()).value());
        return panes.show(visit, number, unsent, model);
    }

    private static String to(Visibility visibility) {
        return visibility.word();
    }

    private static MessageId id(String text) {
        try {
            return new MessageId(UUID.fromString(text));
        } catch (IllegalArgumentException none) {
            throw new Missing();
        }
    }
}
