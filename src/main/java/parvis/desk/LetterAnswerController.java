package parvis.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
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
import parvis.conversation.AnswerLinks;
import parvis.conversation.Answering;
import parvis.conversation.Kind;
import parvis.conversation.MessageId;
import parvis.conversation.Visibility;
import parvis.ledger.How;
import parvis.newsroom.Proofreading;
import parvis.newsroom.Settling;
import parvis.person.Visitor;
import parvis.text.Clean;
import parvis.web.RateLimits;
import parvis.web.Shell;

/** The link in a colleague's letter: they read the conversation on their phone and answer it once, without signing in. */
@Controller
class LetterAnswerController {
    private final AnswerLinks links;
    private final LetterAnswerReading reading;
    private final AnswerGuard guard;
    private final RateLimits limits;
    private final Clock clock;

    LetterAnswerController(
            AnswerLinks links, LetterAnswerReading reading, AnswerGuard guard, RateLimits limits, Clock clock) {
        this.guard = guard;
        this.links = links;
        this.reading = reading;
        this.limits = limits;
        this.clock = clock;
    }

    @GetMapping("/answer/{token}")
    String show(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @PathVariable String token,
            HttpServletResponse response,
            Model model) {
        limits.require("answer-link", visitor.source(), 60, Duration.ofHours(1));
        return page(brand, shell, token, null, "", response, model);
    }

    /** What blocks is asked about first, as at the desk. */
    @PostMapping("/answer/{token}")
    String write(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @PathVariable String token,
            @RequestParam(name = "to", defaultValue = "") String chosen,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String lastSeen,
            @RequestParam(defaultValue = "") String instead,
            @RequestParam(name = "reason", defaultValue = "") String why,
            HttpServletResponse response,
            Model model) {
        limits.require("answer-link", visitor.source(), 60, Duration.ofHours(1));
        response.setHeader("Cache-Control", "no-store");
        var seen = uuid(lastSeen);
        var to = instead.equals("private") ? instead : chosen;
        var reason = Clean.line(why, Settling.MOST_REASON).text();
        var cleaned = Clean.text(text, ComposerReader.MOST);
        if (cleaned.isBlank() || !cleaned.fitted()) {
            var fault = cleaned.isBlank() ? Unsent.Reason.EMPTY : Unsent.Reason.TOO_LONG;
            return refuse(brand, shell, token, new Unsent(fault, to, text, seen), reason, response, model);
        }
        var now = clock.instant();
        var link = links.find(brand.id(), token, now);
        if (link.isEmpty()) {
            return gone(response);
        }
        var found = guard.leaving(brand, cleaned.text(), to, link.get().conversation());
        if (instead.equals("blank")) {
            var blanked = AnswerGuard.blanked(cleaned.text(), found);
            return refuse(
                    brand, shell, token, new Unsent(Unsent.Reason.BLANKED, to, blanked, seen), "", response, model);
        }
        if (Proofreading.blocks(found) && reason.isEmpty()) {
            return refuse(brand, shell, token, new Unsent(Unsent.Reason.GUARDED, to, text, seen), "", response, model);
        }
        // Whatever is neither public nor a note is for the person alone: a mistyped form must not publish anything.
        var words = new Answering.Words(
                to.equals("note") ? Kind.NOTE : Kind.SENT,
                to.equals("public") ? Visibility.PUBLIC : Visibility.PRIVATE,
                cleaned.text(),
                seen == null ? null : new MessageId(seen),
                How.MAIL,
                List.of());
        var outcome = links.write(brand, token, words, now);
        if (outcome instanceof AnswerLinks.Outcome.Tried(var tried)
                && (tried instanceof Answering.Outcome.Written || tried instanceof Answering.Outcome.Waits)) {
            guard.left(brand, link.get().teammate(), link.get().conversation(), found, reason, How.MAIL, now);
        }
        if (outcome instanceof AnswerLinks.Outcome.Tried(Answering.Outcome.Written ignored)) {
            model.addAttribute(
                    "to",
                    words.kind() == Kind.NOTE ? "note" : words.visibility().word());
            return "desk/answer-sent";
        }
        if (outcome instanceof AnswerLinks.Outcome.Tried(Answering.Outcome.Waits ignored)) {
            model.addAttribute("to", "approval");
            return "desk/answer-sent";
        }
        var refused = outcome instanceof AnswerLinks.Outcome.Tried(var tried) ? reason(tried) : null;
        return refused == null
                ? gone(response)
                : refuse(brand, shell, token, new Unsent(refused, to, text, seen), reason, response, model);
    }

    private static Unsent.@Nullable Reason reason(Answering.Outcome outcome) {
        return switch (outcome) {
            case Answering.Outcome.Overtaken ignored -> Unsent.Reason.OVERTAKEN;
            case Answering.Outcome.Closed ignored -> Unsent.Reason.CLOSED;
            case Answering.Outcome.OnlyPrivate ignored -> Unsent.Reason.ONLY_PRIVATE;
            case Answering.Outcome.NotAllowed ignored -> Unsent.Reason.NOT_ALLOWED;
            case Answering.Outcome.WaitsAlready ignored -> Unsent.Reason.PROPOSED;
            case Answering.Outcome.NoVoice ignored -> Unsent.Reason.NO_VOICE;
            case Answering.Outcome.Written ignored -> null;
            case Answering.Outcome.Waits ignored -> null;
            case Answering.Outcome.Unknown ignored -> null;
        };
    }

    private String refuse(
            Brand brand,
            Shell shell,
            String token,
            Unsent unsent,
            String reason,
            HttpServletResponse response,
            Model model) {
        response.setStatus(Panes.status(unsent.reason()).value());
        return page(brand, shell, token, unsent, reason, response, model);
    }

    private String page(
            Brand brand,
            Shell shell,
            String token,
            @Nullable Unsent unsent,
            String reason,
            HttpServletResponse response,
            Model model) {
        response.setHeader("Cache-Control", "no-store");
        var now = clock.instant();
        var page = links.find(brand.id(), token, now)
                .flatMap(link -> reading.page(brand, shell, token, link, unsent, reason, now));
        if (page.isEmpty()) {
            return gone(response);
        }
        model.addAttribute("page", page.get());
        return "desk/answer";
    }

    private static String gone(HttpServletResponse response) {
        response.setStatus(HttpStatus.GONE.value());
        return "desk/answer-gone";
    }

    private static @Nullable UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }
}
