package parvis.desk;

import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import parvis.brand.Permission;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.conversation.Spam;
import parvis.database.Transactions;
import parvis.desk.page.BlockedPage;
import parvis.ledger.How;
import parvis.person.Blocking;
import parvis.person.PersonId;
import parvis.person.Visitor;
import parvis.web.Missing;
import parvis.web.NotAllowed;

/** What nobody owes an answer: a conversation goes to spam and comes back, a sender is blocked and let in again. */
@Controller
class SpamController {
    private static final int MOST = 200;

    private final Spam spam;
    private final Blocking blocking;
    private final Talks talks;
    private final Team team;
    private final DeskReader desks;
    private final Panes panes;
    private final Transactions transactions;
    private final Clock clock;

    SpamController(
            Spam spam,
            Blocking blocking,
            Talks talks,
            Team team,
            DeskReader desks,
            Panes panes,
            Transactions transactions,
            Clock clock) {
        this.spam = spam;
        this.blocking = blocking;
        this.talks = talks;
        this.team = team;
        this.desks = desks;
        this.panes = panes;
        this.transactions = transactions;
        this.clock = clock;
    }

    @PostMapping("/desk/conversations/{number:[0-9]{1,18}}/spam")
    String mark(Visit visit, @PathVariable long number, Model model) {
        var id = head(visit, number).id();
        return done(spam.mark(visit.brand(), id, visit.me(), How.DESK, clock.instant()), visit, number, model);
    }

    @PostMapping("/desk/conversations/{number:[0-9]{1,18}}/spam/removal")
    String unmark(Visit visit, @PathVariable long number, Model model) {
        var id = head(visit, number).id();
        return done(spam.unmark(visit.brand(), id, visit.me(), How.DESK, clock.instant()), visit, number, model);
    }

    /** Whoever began it is blocked, and this goes to spam too. */
    @PostMapping("/desk/conversations/{number:[0-9]{1,18}}/block")
    String block(Visit visit, Visitor visitor, @PathVariable long number, Model model) {
        var head = head(visit, number);
        var at = clock.instant();
        var blocked = transactions.in(visit.brand().id(), () -> {
            var outcome = blocking.block(
                    visit.brand(), new PersonId(head.person()), head.id().value(), visitor, at);
            return outcome == Blocking.Outcome.NOT_ALLOWED
                    ? Spam.Outcome.NOT_ALLOWED
                    : spam.mark(visit.brand(), head.id(), visit.me(), How.DESK, at);
        });
        return done(blocked, visit, number, model);
    }

    @PostMapping("/desk/conversations/{number:[0-9]{1,18}}/block/removal")
    String unblock(Visit visit, Visitor visitor, @PathVariable long number, Model model) {
        lift(visit, visitor, new PersonId(head(visit, number).person()));
        return panes.done(visit, number, "", model);
    }

    @GetMapping("/desk/blocked")
    String blocked(Visit visit, Model model) {
        var shell = visit.shell();
        var brand = visit.brand();
        var lines = transactions.reading(brand.id(), () -> blocking.list(MOST)).stream()
                .map(blocked -> new BlockedPage.Line(
                        blocked.person().value().toString(),
                        blocked.name(),
                        "/people/" + blocked.handle(),
                        shell.t(
                                "desk.blocked.since",
                                shell.times().day(blocked.at()),
                                team.byId(brand.id(), blocked.by())
                                        .map(Teammate::firstName)
                                        .orElse(shell.t("desk.the-house")))))
                .toList();
        model.addAttribute("room", desks.room(visit));
        model.addAttribute("page", new BlockedPage(lines, visit.me().may(Permission.MODERATE), MOST));
        return "desk/blocked";
    }

    @PostMapping("/desk/blocked/{person}/removal")
    String letIn(Visit visit, Visitor visitor, @PathVariable String person) {
        try {
            lift(visit, visitor, new PersonId(UUID.fromString(person)));
        } catch (IllegalArgumentException none) {
            throw new Missing();
        }
        return "redirect:/desk/blocked";
    }

    private void lift(Visit visit, Visitor visitor, PersonId person) {
        if (blocking.unblock(visit.brand(), person, visitor, clock.instant()) == Blocking.Outcome.NOT_ALLOWED) {
            throw new NotAllowed();
        }
    }

    private String done(Spam.Outcome outcome, Visit visit, long number, Model model) {
        return switch (outcome) {
            case DONE, UNCHANGED -> panes.done(visit, number, "", model);
            case NOT_ALLOWED -> throw new NotAllowed();
            case UNKNOWN -> throw new Missing();
        };
    }

    private Talks.Head head(Visit visit, long number) {
        return transactions
                .reading(visit.brand().id(), () -> talks.head(number))
                .orElseThrow(Missing::new);
    }
}
