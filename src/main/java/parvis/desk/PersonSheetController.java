package parvis.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import parvis.brand.Permission;
import parvis.database.Transactions;
import parvis.person.Manner;
import parvis.person.Manners;
import parvis.person.OnePerson;
import parvis.person.PersonId;
import parvis.person.Visitor;
import parvis.text.Clean;
import parvis.web.Missing;
import parvis.web.NotAllowed;

/** Somebody's page at the desk: under what the house knows them, with whom they are one, how they wish to be addressed. */
@Controller
class PersonSheetController {
    private final PersonSheetReader reader;
    private final OnePerson onePerson;
    private final Manners manners;
    private final DeskReader desks;
    private final Transactions transactions;
    private final Clock clock;

    PersonSheetController(
            PersonSheetReader reader,
            OnePerson onePerson,
            Manners manners,
            DeskReader desks,
            Transactions transactions,
            Clock clock) {
        this.reader = reader;
        this.onePerson = onePerson;
        this.manners = manners;
        this.desks = desks;
        this.transactions = transactions;
        this.clock = clock;
    }

    @GetMapping("/desk/people/{person}")
    String show(Visit visit, @PathVariable String person, Model model) {
        return page(visit, id(person), null, null, model);
    }

    @GetMapping("/desk/alike")
    String alike(Visit visit, Model model) {
        if (!visit.me().may(Permission.SEE_ALL)) {
            throw new NotAllowed();
        }
        model.addAttribute("room", desks.room(visit));
        model.addAttribute("page", transactions.reading(visit.brand().id(), () -> reader.alike(visit, moments(visit))));
        return "desk/alike";
    }

    /** Another becomes one with them. */
    @PostMapping("/desk/people/{person}/merger")
    String merge(Visit visit, Visitor visitor, @PathVariable String person) {
        return done(
                onePerson.merge(visit.brand(), id(person), other(visit), visitor, clock.instant()), visit, id(person));
    }

    /** They come apart from whom they were merged into. */
    @PostMapping("/desk/people/{person}/merger/removal")
    String split(Visit visit, Visitor visitor, @PathVariable String person) {
        return done(onePerson.split(visit.brand(), id(person), visitor, clock.instant()), visit, id(person));
    }

    /** Another is somebody else. */
    @PostMapping("/desk/people/{person}/distinction")
    String distinguish(Visit visit, Visitor visitor, @PathVariable String person) {
        return done(
                onePerson.distinguish(visit.brand(), id(person), other(visit), visitor, clock.instant()),
                visit,
                id(person));
    }

    @PostMapping("/desk/people/{person}/distinction/removal")
    String forget(Visit visit, Visitor visitor, @PathVariable String person) {
        return done(
                onePerson.forgetDistinction(visit.brand(), id(person), other(visit), visitor, clock.instant()),
                visit,
                id(person));
    }

    @PostMapping("/desk/people/{person}/manner")
    String address(
            Visit visit, Visitor visitor, @PathVariable String person, HttpServletResponse response, Model model) {
        var hours = Clean.line(visit.field("hours"), Manner.MOST_HOURS);
        var typed = new Manner(visit.field("title"), visit.field("address"), hours.text());
        var outcome = hours.fitted()
                ? manners.set(visit.brand(), id(person), typed, visit.field("language"), visitor, clock.instant())
                : Manners.Outcome.UNREADABLE;
        return switch (outcome) {
            case DONE -> "redirect:/desk/people/" + id(person).value();
            case UNREADABLE -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                yield page(
                        visit, id(person), typed, visit.shell().t("desk.manner.unreadable", Manner.MOST_HOURS), model);
            }
            case NOT_ALLOWED -> throw new NotAllowed();
            case UNKNOWN -> throw new Missing();
        };
    }

    private String done(OnePerson.Outcome outcome, Visit visit, PersonId person) {
        return switch (outcome) {
            case DONE, UNCHANGED, SAME ->
                visit.field("back").equals("alike")
                        ? "redirect:/desk/alike"
                        : "redirect:/desk/people/" + person.value();
            case NOT_ALLOWED -> throw new NotAllowed();
            case UNKNOWN -> throw new Missing();
        };
    }

    private String page(Visit visit, PersonId person, @Nullable Manner typed, @Nullable String problem, Model model) {
        model.addAttribute("room", desks.room(visit));
        model.addAttribute(
                "page",
                transactions.reading(
                        visit.brand().id(), () -> reader.read(visit, person, moments(visit), typed, problem)));
        return "desk/person";
    }

    private Moments moments(Visit visit) {
        return new Moments(visit.shell(), visit.brand(), clock.instant());
    }

    private static PersonId other(Visit visit) {
        return id(visit.field("other"));
    }

    private static PersonId id(String text) {
        try {
            return new PersonId(UUID.fromString(text));
        } catch (IllegalArgumentException none) {
            throw new Missing();
        }
    }
}
