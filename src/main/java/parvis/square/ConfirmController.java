package parvis.square;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import parvis.brand.Brand;
import parvis.conversation.Accepting;
import parvis.conversation.Incoming;
import parvis.ledger.How;
import parvis.person.Accounts;
import parvis.person.SessionCookie;
import parvis.person.SignIn;
import parvis.person.Visitor;
import parvis.square.page.ConfirmPage;
import parvis.text.Markdown;
import parvis.web.RateLimits;

/**
 * The link in a letter: it shows what will appear, and one button. Opening it changes nothing, because scanners of mail
 * open links too.
 */
@Controller
class ConfirmController {
    private final Accepting accepting;
    private final Accounts accounts;
    private final SignIn signIn;
    private final AlikeQuestions alike;
    private final QuestionSubjects subjects;
    private final RateLimits limits;
    private final Clock clock;

    ConfirmController(
            Accepting accepting,
            Accounts accounts,
            SignIn signIn,
            AlikeQuestions alike,
            QuestionSubjects subjects,
            RateLimits limits,
            Clock clock) {
        this.accepting = accepting;
        this.accounts = accounts;
        this.signIn = signIn;
        this.alike = alike;
        this.subjects = subjects;
        this.limits = limits;
        this.clock = clock;
    }

    @GetMapping("/confirm/{token}")
    String preview(
            Brand brand, Visitor visitor, @PathVariable String token, HttpServletResponse response, Model model) {
        limits.require("confirm", visitor.address(), 60, Duration.ofHours(1));
        var now = clock.instant();
        response.setHeader("Cache-Control", "no-store");
        var waiting = accepting.awaiting(brand, token, now);
        if (waiting.isEmpty()) {
            response.setStatus(HttpStatus.GONE.value());
            return "square/confirm-spent";
        }
        var incoming = waiting.get();
        var reply = incoming.conversation() != null;
        model.addAttribute(
                "page",
                new ConfirmPage(
                        token,
                        Objects.requireNonNullElse(incoming.from().name(), ""),
                        reply
                                ? subjects.of(brand, Objects.requireNonNull(incoming.conversation()))
                                : incoming.subject(),
                        Markdown.toHtml(incoming.text()),
                        incoming.language(),
                        incoming.pictures().size(),
                        reply,
                        reply ? java.util.List.of() : alike.satisfied(brand, incoming.subject(), now)));
        return "square/confirm";
    }

    @PostMapping("/confirm/{token}")
    String confirm(
            Brand brand,
            Visitor visitor,
            @PathVariable String token,
            HttpServletRequest request,
            HttpServletResponse response) {
        limits.require("confirm", visitor.address(), 60, Duration.ofHours(1));
        var now = clock.instant();
        // Whoever comes a second time is led to the page, and is not let in once more.
        var waiting = accepting.awaiting(brand, token, now);
        var conversation = accepting.confirm(brand, token, now);
        if (conversation.isEmpty()) {
            response.setStatus(HttpStatus.GONE.value());
            return "square/confirm-spent";
        }
        if (!visitor.isSignedIn()) {
            waiting.ifPresent(incoming -> enter(brand, visitor, incoming, request, response));
        }
        return "redirect:" + conversation.get().path();
    }

    private void enter(
            Brand brand, Visitor visitor, Incoming incoming, HttpServletRequest request, HttpServletResponse response) {
        var email = Objects.requireNonNull(incoming.from().email());
        var now = clock.instant();
        accounts.of(email, Objects.requireNonNullElse(incoming.from().name(), email), incoming.language(), now);
        var agent = Objects.requireNonNullElse(request.getHeader("User-Agent"), "");
        var session = signIn.enter(brand, email, agent, new How(incoming.how()), visitor.address(), now);
        SessionCookie.set(request, response, session);
    }
}
