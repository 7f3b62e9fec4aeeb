package parvis.square;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import parvis.brand.Brand;
import parvis.conversation.MessageId;
import parvis.conversation.Moderating;
import parvis.conversation.Moderating.Reason;
import parvis.person.EmailAddress;
import parvis.person.Visitor;
import parvis.square.page.MessagePage;
import parvis.square.page.MessagePage.Chosen;
import parvis.square.page.Problems;
import parvis.text.Clean;
import parvis.web.Missing;
import parvis.web.RateLimits;

/** Telling the house that something public should not be there. Anybody may, and need not say who they are. */
@Controller
class ReportController {
    private static final int MOST_WORDS = 4_000;

    private final PublicMessages messages;
    private final Moderating moderating;
    private final RateLimits limits;
    private final Clock clock;

    ReportController(PublicMessages messages, Moderating moderating, RateLimits limits, Clock clock) {
        this.messages = messages;
        this.moderating = moderating;
        this.limits = limits;
        this.clock = clock;
    }

    @GetMapping("/messages/{message}/reports")
    String form(
            Brand brand,
            Visitor visitor,
            @PathVariable String message,
            @RequestParam(required = false) @Nullable String received,
            Model model) {
        show(find(brand, visitor, message), visitor, Chosen.EMPTY, model);
        return received == null ? "square/report" : "square/reported";
    }

    @PostMapping("/messages/{message}/reports")
    String report(
            Brand brand,
            Visitor visitor,
            @PathVariable String message,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String words,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(required = false) @Nullable String came,
            HttpServletResponse response,
            Model model) {
        limits.require("report", visitor.source(), 20, Duration.ofHours(1));
        var page = find(brand, visitor, message);
        var problems = new Problems.Found();
        var why = reason(reason);
        var said = Clean.text(words, MOST_WORDS);
        var address = Clean.line(email, 254).text();
        if (why.isEmpty()) {
            problems.add("reason", "report.reason.missing");
        } else if (why.get() == Reason.OTHER && said.isBlank()) {
            problems.add("words", "report.words.missing");
        }
        if (!said.fitted()) {
            problems.add("words", "form.text.long");
        }
        if (!address.isEmpty() && !EmailAddress.isPlausible(address)) {
            problems.add("email", "form.email.implausible");
        }
        if (problems.all().any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            show(page, visitor, new Chosen(reason, words, email, problems.all()), model);
            return "square/report";
        }
        var outcome = moderating.report(
                brand,
                new MessageId(page.id()),
                visitor.person() == null ? null : visitor.person().id(),
                whereToTell(visitor, address),
                why.orElseThrow(),
                said.text(),
                CameBy.of(came, visitor),
                clock.instant());
        return switch (outcome) {
            case DONE, UNCHANGED -> "redirect:/messages/" + page.id() + "/reports?received=yes";
            case NOT_ALLOWED, UNKNOWN -> throw new Missing();
        };
    }

    private static @Nullable String whereToTell(Visitor visitor, String address) {
        if (visitor.account() != null) {
            return visitor.account().email();
        }
        return address.isEmpty() ? null : EmailAddress.normal(address);
    }

    private MessagePage find(Brand brand, Visitor visitor, String message) {
        UUID id = QuestionController.id(message).orElseThrow(Missing::new);
        return messages.find(brand, visitor, id).orElseThrow(Missing::new);
    }

    private static void show(MessagePage page, Visitor visitor, Chosen chosen, Model model) {
        model.addAttribute(
                "page",
                page.with(Arrays.stream(Reason.values()).map(Reason::word).toList(), visitor.isSignedIn(), chosen));
    }

    static Optional<Reason> reason(String word) {
        return Arrays.stream(Reason.values()).filter(r -> r.word().equals(word)).findFirst();
    }
}
