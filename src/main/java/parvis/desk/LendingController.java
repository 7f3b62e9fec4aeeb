package parvis.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import parvis.brand.Catalogue;
import parvis.brand.Permission;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.conversation.Lending;
import parvis.conversation.Lending.Loan;
import parvis.conversation.Lending.Outcome;
import parvis.database.Transactions;
import parvis.desk.page.LoansPage;
import parvis.ledger.How;
import parvis.person.Visitor;
import parvis.web.Missing;
import parvis.web.NotAllowed;

/** What the house lends its agency, until when, and how it is taken back. */
@Controller
class LendingController {
    private static final int MOST = 500;
    private static final List<Integer> DAYS = List.of(1, 7, 14, 30, 90);
    private static final int USUAL = 7;

    private final Lending lending;
    private final Catalogue catalogue;
    private final Team team;
    private final Talks talks;
    private final DeskReader desks;
    private final Transactions transactions;
    private final Clock clock;

    LendingController(
            Lending lending,
            Catalogue catalogue,
            Team team,
            Talks talks,
            DeskReader desks,
            Transactions transactions,
            Clock clock) {
        this.lending = lending;
        this.catalogue = catalogue;
        this.team = team;
        this.talks = talks;
        this.desks = desks;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Everything that is lent now. */
    @GetMapping("/desk/lent")
    String all(Visit visit, Model model) {
        return show(lender(visit), null, null, model);
    }

    /** All that stands in a place. */
    @PostMapping("/desk/lent")
    String lendPlace(Visit visit, Visitor visitor, HttpServletResponse response, Model model) {
        var place = uuid(lender(visit).field("ground"));
        if (place == null) {
            throw new Missing();
        }
        var now = clock.instant();
        return done(
                lending.lendPlace(
                        visit.brand(), place, until(visit, now), visit.me(), visitor.address(), How.DESK, now),
                visit,
                null,
                response,
                model);
    }

    @PostMapping("/desk/lent/{loan}/removal")
    String takeBack(Visit visit, Visitor visitor, @PathVariable String loan) {
        var id = uuid(loan);
        lender(visit);
        if (id == null) {
            throw new Missing();
        }
        var outcome = lending.takeBack(visit.brand(), id, visit.me(), visitor.address(), How.DESK, clock.instant());
        if (outcome == Outcome.NOT_ALLOWED) {
            throw new NotAllowed();
        }
        return "redirect:/desk/lent";
    }

    @GetMapping("/desk/conversations/{number:[0-9]{1,18}}/lending")
    String one(Visit visit, @PathVariable long number, Model model) {
        return show(lender(visit), number, null, model);
    }

    @PostMapping("/desk/conversations/{number:[0-9]{1,18}}/lending")
    String lend(Visit visit, Visitor visitor, @PathVariable long number, HttpServletResponse response, Model model) {
        lender(visit);
        var id = transactions
                .reading(visit.brand().id(), () -> talks.byNumber(number))
                .orElseThrow(Missing::new);
        var now = clock.instant();
        return done(
                lending.lend(visit.brand(), id, until(visit, now), visit.me(), visitor.address(), How.DESK, now),
                visit,
                number,
                response,
                model);
    }

    private String done(
            Outcome outcome, Visit visit, @Nullable Long number, HttpServletResponse response, Model model) {
        return switch (outcome) {
            case DONE, UNCHANGED ->
                number == null ? "redirect:/desk/lent" : "redirect:/desk/conversations/" + number + visit.queue();
            case NO_DAY -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                yield show(visit, number, visit.shell().t("desk.lend.no-day"), model);
            }
            case NOT_ALLOWED -> throw new NotAllowed();
            case UNKNOWN -> throw new Missing();
        };
    }

    private String show(Visit visit, @Nullable Long number, @Nullable String refusal, Model model) {
        model.addAttribute("room", desks.room(visit));
        model.addAttribute("page", transactions.reading(visit.brand().id(), () -> page(visit, number, refusal)));
        return "desk/loans";
    }

    private LoansPage page(Visit visit, @Nullable Long number, @Nullable String refusal) {
        var now = clock.instant();
        var moments = new Moments(visit.shell(), visit.brand(), now);
        var head = number == null ? null : talks.head(number).orElseThrow(Missing::new);
        var own = head == null ? null : lending.of(head.id(), now).orElse(null);
        return new LoansPage(
                head == null
                        ? null
                        : new LoansPage.One(
                                head.subject(),
                                "/desk/conversations/" + number + visit.queue(),
                                "/desk/conversations/" + number + "/lending" + visit.queue(),
                                own == null ? null : loan(visit, moments, own),
                                Lending.mayLend(head.owner(), visit.me())),
                head != null
                        ? List.of()
                        : lending.all(now, MOST).stream()
                                .map(loan -> loan(visit, moments, loan))
                                .toList(),
                catalogue.places(visit.brand().id()).stream()
                        .map(place -> new LoansPage.Ground(
                                place.id().toString(),
                                place.name().in(visit.shell().language())))
                        .toList(),
                DAYS,
                USUAL,
                agency(visit),
                refusal);
    }

    private LoansPage.Loan loan(Visit visit, Moments moments, Loan loan) {
        var place = loan.place() == null
                ? null
                : catalogue.place(visit.brand().id(), loan.place()).orElse(null);
        return new LoansPage.Loan(
                loan.id().toString(),
                place != null
                        ? visit.shell()
                                .t(
                                        "desk.lend.place",
                                        place.name().in(visit.shell().language()))
                        : loan.subject() == null ? "?" : loan.subject(),
                loan.number() == null ? null : "/desk/conversations/" + loan.number(),
                visit.shell()
                        .t(
                                "desk.lend.until.by",
                                moments.at(loan.until()),
                                team.byId(visit.brand().id(), loan.by())
                                        .map(Teammate::firstName)
                                        .orElse("?")));
    }

    /** Who would see it. */
    private List<String> agency(Visit visit) {
        return team.of(visit.brand().id()).stream()
                .filter(t -> t.may(Permission.ANSWER_LENT))
                .map(Teammate::name)
                .toList();
    }

    private static Instant until(Visit visit, Instant now) {
        var days = visit.field("days");
        return days.matches("[0-9]{1,3}") ? now.plus(Duration.ofDays(Long.parseLong(days))) : now;
    }

    private static Visit lender(Visit visit) {
        if (!visit.me().may(Permission.LEND)) {
            throw new NotAllowed();
        }
        return visit;
    }

    private static @Nullable UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }
}
