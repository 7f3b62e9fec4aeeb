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
import parvis.brand.Brand.LocalText;
import parvis.conversation.CannedAnswers;
import parvis.conversation.CannedAnswers.Outcome;
import parvis.conversation.CannedAnswers.Wording;
import parvis.database.Transactions;
import parvis.text.Clean;
import parvis.web.Missing;
import parvis.web.NotAllowed;

/** Answers that the house gives often: written and kept right on a page, put into an answer at the desk. */
@Controller
class CannedController {
    private static final int FOUND = 12;

    private final CannedAnswers canned;
    private final CannedReader reader;
    private final DeskReader desks;
    private final Talks talks;
    private final Panes panes;
    private final Transactions transactions;
    private final Clock clock;

    CannedController(
            CannedAnswers canned,
            CannedReader reader,
            DeskReader desks,
            Talks talks,
            Panes panes,
            Transactions transactions,
            Clock clock) {
        this.canned = canned;
        this.reader = reader;
        this.desks = desks;
        this.talks = talks;
        this.panes = panes;
        this.transactions = transactions;
        this.clock = clock;
    }

    @GetMapping("/desk/canned")
    String show(Visit visit, Model model) {
        return page(visit, null, model);
    }

    @PostMapping("/desk/canned")
    String add(Visit visit, HttpServletResponse response, Model model) {
        return done(visit, canned.add(visit.brand(), visit.me(), wording(visit), clock.instant()), response, model);
    }

    @PostMapping("/desk/canned/{canned}")
    String change(Visit visit, @PathVariable("canned") String id, HttpServletResponse response, Model model) {
        var outcome = canned.change(visit.brand(), visit.me(), id(id), wording(visit), clock.instant());
        return done(visit, outcome, response, model);
    }

    @PostMapping("/desk/canned/{canned}/removal")
    String remove(Visit visit, @PathVariable("canned") String id, HttpServletResponse response, Model model) {
        return done(visit, canned.remove(visit.brand(), visit.me(), id(id), clock.instant()), response, model);
    }

    /** Those that hold the words, for somebody who is answering. */
    @GetMapping("/desk/conversations/{number:[0-9]{1,18}}/canned")
    String find(Visit visit, @PathVariable long number, Model model) {
        var head = head(visit, number);
        model.addAttribute(
                "canned",
                transactions.reading(
                        visit.brand().id(),
                        () -> reader.offered(visit, number, head.language(), visit.field("sought"), FOUND)));
        return "desk/canned-list";
    }

    /** One is put after what is typed, with what is known of the person and the product in it. */
    @PostMapping("/desk/conversations/{number:[0-9]{1,18}}/canned/{canned}")
    String use(Visit visit, @PathVariable long number, @PathVariable("canned") String id, Model model) {
        var head = head(visit, number);
        var text = transactions
                .reading(visit.brand().id(), () -> canned.byId(id(id)).map(c -> reader.filled(visit, head, c)))
                .orElseThrow(Missing::new);
        canned.used(visit.brand(), visit.me(), id(id), head.id(), clock.instant());
        var typed = visit.field("text").replace("\r\n", "\n").stripTrailing();
        // the stroke by which it was called is no word of the answer
        var before = typed.equals("/") ? "" : typed;
        return panes.show(
                visit,
                number,
                new Unsent(
                        Unsent.Reason.CANNED,
                        visit.field("to"),
                        before.isEmpty() ? text : before + "\n\n" + text,
                        uuid(visit.field("lastSeen")),
                        visit.asked().get("cc"),
                        ""),
                model);
    }

    private Talks.Head head(Visit visit, long number) {
        return transactions
                .reading(visit.brand().id(), () -> talks.head(number))
                .orElseThrow(Missing::new);
    }

    private static Wording wording(Visit visit) {
        var title = Clean.line(visit.field("title"), CannedAnswers.MOST_TITLE);
        var fr = Clean.text(visit.field("fr"), CannedAnswers.MOST_TEXT);
        var en = Clean.text(visit.field("en"), CannedAnswers.MOST_TEXT);
        var owner = uuid(visit.field("owner"));
        return new Wording(
                title.fitted() && fr.fitted() && en.fitted() ? title.text() : "",
                new LocalText(fr.text(), en.text()),
                owner == null ? visit.me().id().value() : owner);
    }

    private String done(Visit visit, Outcome outcome, HttpServletResponse response, Model model) {
        return switch (outcome) {
            case DONE -> "redirect:/desk/canned";
            case INCOMPLETE, TOO_MANY -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                var shell = visit.shell();
                yield page(
                        visit,
                        outcome == Outcome.TOO_MANY
                                ? shell.t("desk.canned.many", CannedAnswers.MOST)
                                : shell.t("desk.canned.incomplete", CannedAnswers.MOST_TITLE, CannedAnswers.MOST_TEXT),
                        model);
            }
            case NOT_ALLOWED -> throw new NotAllowed();
            case UNKNOWN -> throw new Missing();
        };
    }

    private String page(Visit visit, @Nullable String problem, Model model) {
        model.addAttribute("room", desks.room(visit));
        model.addAttribute("page", transactions.reading(visit.brand().id(), () -> reader.page(visit, problem)));
        return "desk/canned";
    }

    private static UUID id(String text) {
        var id = uuid(text);
        if (id == null) {
            throw new Missing();
        }
        return id;
    }

    private static @Nullable UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }
}
