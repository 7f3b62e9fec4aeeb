package parvis.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import parvis.conversation.Answering;
import parvis.conversation.Approval;
import parvis.conversation.Approvals;
import parvis.conversation.Approving;
import parvis.conversation.MessageId;
import parvis.database.Transactions;
import parvis.desk.page.AnswerFindings;
import parvis.ledger.How;
import parvis.newsroom.Proofreading;
import parvis.newsroom.Settling;
import parvis.newsroom.Told;
import parvis.text.Clean;
import parvis.web.Missing;

/** Answers that leave once somebody approves: let go as they are or in other words, given back with advice, put right. */
@Controller
class ApprovalController {
    private final Approving approving;
    private final Approvals approvals;
    private final ApprovalsReader reader;
    private final AnswerGuard guard;
    private final Transactions transactions;
    private final DeskReader desks;
    private final Panes panes;
    private final Clock clock;

    ApprovalController(
            Approving approving,
            Approvals approvals,
            ApprovalsReader reader,
            AnswerGuard guard,
            Transactions transactions,
            DeskReader desks,
            Panes panes,
            Clock clock) {
        this.approving = approving;
        this.approvals = approvals;
        this.reader = reader;
        this.guard = guard;
        this.transactions = transactions;
        this.desks = desks;
        this.panes = panes;
        this.clock = clock;
    }

    @GetMapping("/desk/approvals")
    String list(Visit visit, Model model) {
        model.addAttribute("room", desks.room(visit));
        model.addAttribute("page", reader.page(visit, clock.instant()));
        return "desk/approvals";
    }

    @PostMapping("/desk/conversations/{number:[0-9]{1,18}}/messages/{message}/approval")
    String approve(
            Visit visit,
            @PathVariable long number,
            @PathVariable String message,
            HttpServletResponse response,
            Model model) {
        var approval = find(visit, message);
        var typed = visit.asked().get("text");
        var text = Clean.text(typed == null ? approval.text() : typed, ComposerReader.MOST);
        var why = Clean.line(visit.field("reason"), Settling.MOST_REASON).text();
        if (text.isBlank() || !text.fitted()) {
            var fault = text.isBlank() ? Unsent.Reason.EMPTY : Unsent.Reason.TOO_LONG;
            return refuse(visit, number, approval, fault, "approval", "", response, model);
        }
        var found =
                guard.leaving(visit.brand(), text.text(), approval.visibility().word(), approval.conversation());
        if (Proofreading.blocks(found) && why.isEmpty()) {
            return refuse(
                    visit,
                    number,
                    approval,
                    Unsent.Reason.GUARDED,
                    "approval",
                    said(visit, found, text.text()),
                    response,
                    model);
        }
        var outcome = approving.approve(
                visit.brand(),
                approval.message(),
                visit.me(),
                visit.field("version"),
                typed == null ? null : text.text(),
                seen(visit),
                How.DESK,
                clock.instant());
        if (outcome instanceof Approving.Outcome.Done) {
            guard.left(visit.brand(), visit.me(), approval.conversation(), found, why, How.DESK, clock.instant());
        }
        return done(outcome, visit, number, approval, "approval", response, model);
    }

    @PostMapping("/desk/conversations/{number:[0-9]{1,18}}/messages/{message}/advice")
    String giveBack(
            Visit visit,
            @PathVariable long number,
            @PathVariable String message,
            HttpServletResponse response,
            Model model) {
        var approval = find(visit, message);
        var advice = Clean.text(visit.field("text"), Approving.MOST_ADVICE);
        if (advice.isBlank() || !advice.fitted()) {
            return refuse(visit, number, approval, Unsent.Reason.NO_ADVICE, "advice", "", response, model);
        }
        var outcome = approving.giveBack(
                visit.brand(),
                approval.message(),
                visit.me(),
                visit.field("version"),
                advice.text(),
                How.DESK,
                clock.instant());
        return done(outcome, visit, number, approval, "advice", response, model);
    }

    @PostMapping("/desk/conversations/{number:[0-9]{1,18}}/messages/{message}/revision")
    String revise(
            Visit visit,
            @PathVariable long number,
            @PathVariable String message,
            HttpServletResponse response,
            Model model) {
        var approval = find(visit, message);
        var text = Clean.text(visit.field("text"), ComposerReader.MOST);
        if (text.isBlank() || !text.fitted()) {
            var fault = text.isBlank() ? Unsent.Reason.EMPTY : Unsent.Reason.TOO_LONG;
            return refuse(visit, number, approval, fault, "revision", "", response, model);
        }
        var outcome = approving.revise(
                visit.brand(),
                approval.message(),
                visit.me(),
                visit.field("version"),
                text.text(),
                How.DESK,
                clock.instant());
        return done(outcome, visit, number, approval, "revision", response, model);
    }

    private String done(
            Approving.Outcome outcome,
            Visit visit,
            long number,
            Approval approval,
            String in,
            HttpServletResponse response,
            Model model) {
        return switch (outcome) {
            case Approving.Outcome.Done() ->
                visit.field("back").equals("approvals")
                        ? "redirect:/desk/approvals"
                        : panes.done(visit, number, "#m-" + approval.message().value(), model);
            case Approving.Outcome.Changed() ->
                refuse(visit, number, approval, Unsent.Reason.CHANGED, in, "", response, model);
            case Approving.Outcome.Settled(var by) ->
                refuse(visit, number, approval, Unsent.Reason.SETTLED, in, by.name(), response, model);
            case Approving.Outcome.Refused(var why) ->
                refuse(visit, number, approval, reason(why), in, "", response, model);
            case Approving.Outcome.NotAllowed() ->
                refuse(visit, number, approval, Unsent.Reason.NOT_ALLOWED, in, "", response, model);
            case Approving.Outcome.Unknown() -> throw new Missing();
        };
    }

    private static Unsent.Reason reason(Answering.Outcome why) {
        return switch (why) {
            case Answering.Outcome.Overtaken ignored -> Unsent.Reason.OVERTAKEN;
            case Answering.Outcome.Closed ignored -> Unsent.Reason.CLOSED;
            case Answering.Outcome.OnlyPrivate ignored -> Unsent.Reason.ONLY_PRIVATE;
            case Answering.Outcome.NotAllowed ignored -> Unsent.Reason.NOT_ALLOWED;
            case Answering.Outcome.NoVoice ignored -> Unsent.Reason.NO_VOICE;
            case Answering.Outcome.WaitsAlready ignored -> Unsent.Reason.PROPOSED;
            case Answering.Outcome.Written ignored -> Unsent.Reason.CHANGED;
            case Answering.Outcome.Waits ignored -> Unsent.Reason.CHANGED;
            case Answering.Outcome.Unknown ignored -> throw new Missing();
        };
    }

    /** What blocks it, quoted. */
    private String said(Visit visit, List<Told> found, String text) {
        return guard.shown(found, text, true, "", visit.shell().words()).lines().stream()
                .filter(AnswerFindings.Line::blocks)
                .map(line -> line.passage().isEmpty() ? line.name() : line.name() + " (" + line.passage() + ")")
                .collect(Collectors.joining(", "));
    }

    /** What was typed stays in its field, beside the answer that it is about. */
    private String refuse(
            Visit visit,
            long number,
            Approval approval,
            Unsent.Reason reason,
            String in,
            String about,
            HttpServletResponse response,
            Model model) {
        var typed = visit.field("text");
        var of = new Unsent.OfProposal(approval.message().value(), in, visit.field("reason"));
        var lastSeen = seen(visit);
        response.setStatus(Panes.status(reason).value());
        return panes.show(
                visit,
                number,
                new Unsent(reason, "", typed, lastSeen == null ? null : lastSeen.value(), null, about, of),
                model);
    }

    private Approval find(Visit visit, String message) {
        var id = uuid(message);
        return id == null
                ? missing()
                : transactions
                        .reading(visit.brand().id(), () -> approvals.byMessage(new MessageId(id)))
                        .orElseThrow(Missing::new);
    }

    private static Approval missing() {
        throw new Missing();
    }

    private static @Nullable MessageId seen(Visit visit) {
        var seen = uuid(visit.field("lastSeen"));
        return seen == null ? null : new MessageId(seen);
    }

    private static @Nullable UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }
}
