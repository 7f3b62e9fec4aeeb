package parvis.square;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import parvis.brand.Brand;
import parvis.conversation.Help;
import parvis.conversation.RatingLinks;
import parvis.conversation.RatingLinks.Outcome;
import parvis.person.Visitor;
import parvis.text.Clean;
import parvis.web.RateLimits;
import parvis.web.Shell;

/**
 * The three links in a letter: each opens this page with its choice made and one button. Opening it says nothing, because
 * scanners of mail open links too; it works without signing in.
 */
@Controller
class LetterRatingController {
    private static final int MOST_WORDS = 4_000;

    private final RatingLinks links;
    private final RateReading reading;
    private final RateLimits limits;
    private final Clock clock;

    LetterRatingController(RatingLinks links, RateReading reading, RateLimits limits, Clock clock) {
        this.links = links;
        this.reading = reading;
        this.limits = limits;
        this.clock = clock;
    }

    @GetMapping("/ratings/{token}")
    String show(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @PathVariable String token,
            @RequestParam(defaultValue = "") String helped,
            HttpServletResponse response,
            Model model) {
        limits.require("rate", visitor.source(), 60, Duration.ofHours(1));
        response.setHeader("Cache-Control", "no-store");
        var page = links.find(brand.id(), token, clock.instant())
                .flatMap(link -> reading.page(brand, shell, token, link, help(helped)));
        if (page.isEmpty()) {
            return gone(response);
        }
        model.addAttribute("page", page.get());
        return "square/rate";
    }

    @PostMapping("/ratings/{token}")
    String rate(
            Brand brand,
            Visitor visitor,
            @PathVariable String token,
            @RequestParam(defaultValue = "") String helped,
            @RequestParam(defaultValue = "") String words,
            HttpServletResponse response) {
        limits.require("rate", visitor.source(), 60, Duration.ofHours(1));
        var help = help(helped);
        if (help == null) {
            throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var missing = Clean.text(words, MOST_WORDS).text();
        var said = help == Help.YES || missing.isEmpty() ? null : missing;
        return switch (links.rate(brand, token, help, said, clock.instant())) {
            // A second time shows what was said the first time.
            case Outcome.Rated ignored -> "redirect:/ratings/" + token;
            case Outcome.Spent ignored -> "redirect:/ratings/" + token;
            case Outcome.Unknown ignored -> gone(response);
        };
    }

    private static String gone(HttpServletResponse response) {
        response.setStatus(HttpStatus.GONE.value());
        return "square/rate-gone";
    }

    private static @Nullable Help help(String word) {
        return switch (word) {
            case "yes", "partly", "no" -> Help.of(word);
            default -> null;
        };
    }
}
