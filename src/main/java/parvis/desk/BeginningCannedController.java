package parvis.desk;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import parvis.conversation.CannedAnswers;
import parvis.database.Transactions;
import parvis.desk.page.AnswerFindings;
import parvis.desk.page.BeginningPage.Typed;
import parvis.web.Missing;

/** Answers that the house gives often, for a letter by which it writes first. */
@Controller
class BeginningCannedController {
    private static final int FOUND = 12;

    private final CannedAnswers canned;
    private final CannedReader reader;
    private final BeginningPages pages;
    private final LetterDrafts letters;
    private final Transactions transactions;
    private final Clock clock;

    BeginningCannedController(
            CannedAnswers canned,
            CannedReader reader,
            BeginningPages pages,
            LetterDrafts letters,
            Transactions transactions,
            Clock clock) {
        this.canned = canned;
        this.reader = reader;
        this.pages = pages;
        this.letters = letters;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Those that hold the words. */
    @GetMapping("/desk/new/canned")
    String find(Visit visit, Model model) {
        BeginningController.writer(visit);
        model.addAttribute(
                "canned",
                transactions.reading(
                        visit.brand().id(),
                        () -> reader.offeredFirst(BeginningController.language(visit), visit.field("q"), FOUND)));
        return "desk/canned-list";
    }

    /** One is put after what is typed, with what is known of whom it goes to. */
    @PostMapping("/desk/new/canned/{canned}")
    String use(Visit visit, @PathVariable("canned") String id, Model model) {
        BeginningController.writer(visit);
        var typed = BeginningController.typed(visit);
        var which = id(id);
        var text = transactions
                .reading(
                        visit.brand().id(),
                        () -> canned.byId(which)
                                .map(one -> reader.filledFirst(
                                        visit, pages.person(typed.to()), called(typed), typed.language(), one)))
                .orElseThrow(Missing::new);
        canned.used(visit.brand(), visit.me(), which, null, clock.instant());
        var before = typed.text().replace("\r\n", "\n").stripTrailing();
        var whole = before.isEmpty() ? text : before + "\n\n" + text;
        return pages.show(
                visit,
                letters.same(visit),
                new Typed(
                        typed.to(),
                        typed.name(),
                        typed.copies(),
                        typed.subject(),
                        whole,
                        typed.language(),
                        typed.alts()),
                List.of(),
                Map.of(),
                visit.shell().t("desk.refused.canned"),
                AnswerFindings.NONE,
                model);
    }

    /** What the letter itself calls them. */
    private static String called(Typed typed) {
        return typed.name().isBlank()
                ? BeginningPages.address(typed.to()).name()
                : typed.name().strip();
    }

    private static UUID id(String text) {
        var id = KeepingController.uuid(text);
        if (id == null) {
            throw new Missing();
        }
        return id;
    }
}
