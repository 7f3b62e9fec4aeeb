package parvis.square;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.brand.Teammate;
import parvis.conversation.MessageId;
import parvis.conversation.Moderating;
import parvis.conversation.Moderating.Outcome;
import parvis.conversation.Moderating.Reason;
import parvis.person.Visitor;
import parvis.square.page.MessagePage;
import parvis.square.page.MessagePage.Chosen;
import parvis.square.page.Problems;
import parvis.text.Clean;
import parvis.web.Missing;
import parvis.web.NotAllowed;
import parvis.web.Redirects;
import parvis.web.Words;

/** Hiding something public, with a reason that everybody reads and its author is told, and showing it again. */
@Controller
class ConcealmentController {
    private static final int MOST_WORDS = 1_000;

    private final PublicMessages messages;
    private final Moderating moderating;
    private final MessagePaths paths;
    private final Clock clock;

    ConcealmentController(PublicMessages messages, Moderating moderating, MessagePaths paths, Clock clock) {
        this.messages = messages;
        this.moderating = moderating;
        this.paths = paths;
        this.clock = clock;
    }

    @GetMapping("/messages/{message}/concealment")
    String form(
            Brand brand,
            Visitor visitor,
            @PathVariable String message,
            @RequestParam(defaultValue = "") String back,
            Model model) {
        moderator(visitor);
        show(messages.find(brand, visitor, id(message)).orElseThrow(Missing::new), Chosen.EMPTY, back, model);
        return "square/conceal";
    }

    @PostMapping("/messages/{message}/concealment")
    String conceal(
            Brand brand,
            Visitor visitor,
            @PathVariable String message,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String words,
            @RequestParam(defaultValue = "") String back,
            HttpServletResponse response,
            Model model) {
        var by = moderator(visitor);
        var page = messages.find(brand, visitor, id(message)).orElseThrow(Missing::new);
        var problems = new Problems.Found();
        var why = ReportController.reason(reason);
        var said = Clean.line(words, MOST_WORDS);
        if (why.isEmpty()) {
            problems.add("reason", "conceal.reason.missing");
        } else if (why.get() == Reason.OTHER && said.isBlank()) {
            problems.add("words", "conceal.words.missing");
        }
        if (!said.fitted()) {
            problems.add("words", "form.text.long");
        }
        if (problems.all().any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            show(page, new Chosen(reason, words, "", problems.all()), back, model);
            return "square/conceal";
        }
        var outcome = moderating.hide(
                brand,
                new MessageId(page.id()),
                by,
                reason(brand, why.orElseThrow(), said.text()),
                visitor.address(),
                visitor.how(),
                clock.instant());
        return done(outcome, returning(back).orElseGet(() -> page.path() + "#m-" + page.id()));
    }

    @PostMapping("/messages/{message}/concealment/removal")
    String show(
            Brand brand, Visitor visitor, @PathVariable String message, @RequestParam(defaultValue = "") String back) {
        var by = moderator(visitor);
        var id = id(message);
        var outcome = moderating.show(brand, new MessageId(id), by, visitor.address(), visitor.how(), clock.instant());
        return done(outcome, returning(back).or(() -> paths.of(brand, id)).orElse("/questions"));
    }

    /** The reason as it is shown and told: in the language of the house, with what the moderator adds. */
    private static String reason(Brand brand, Reason reason, String words) {
        var given = Words.in(brand.language());
        if (reason == Reason.OTHER) {
            return words;
        }
        var named = given.t("conceal.reason." + reason.word());
        return words.isEmpty() ? named : given.t("conceal.reason.with", named, words);
    }

    /** Where they came from, when that is a page of ours and not the message's own. */
    private static Optional<String> returning(String back) {
        return back.isEmpty() ? Optional.empty() : Optional.of(Redirects.local(back));
    }

    private static String done(Outcome outcome, String back) {
        return switch (outcome) {
            case DONE, UNCHANGED -> "redirect:" + back;
            case NOT_ALLOWED -> throw new NotAllowed();
            case UNKNOWN -> throw new Missing();
        };
    }

    private static Teammate moderator(Visitor visitor) {
        var teammate = visitor.teammate();
        if (teammate == null || !teammate.may(Permission.MODERATE)) {
            throw new NotAllowed();
        }
        return teammate;
    }

    private static UUID id(String message) {
        return QuestionController.id(message).orElseThrow(Missing::new);
    }

    private static void show(MessagePage page, Chosen chosen, String back, Model model) {
        model.addAttribute("back", returning(back).orElse(""));
        model.addAttribute(
                "page",
                page.with(Arrays.stream(Reason.values()).map(Reason::word).toList(), true, chosen));
    }
}
