package parvis.square;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import parvis.brand.Brand;
import parvis.conversation.StoppingLetters;
import parvis.conversation.StoppingLetters.Held;
import parvis.person.Visitor;
import parvis.web.RateLimits;

/**
 * Going without the letters of a conversation. Opening the link says nothing, because scanners of mail open links too; a press
 * of its button does, and so does a mail program for its reader (RFC 8058), which brings neither a cookie nor an origin: the
 * link alone counts, and everything here is answered without leading elsewhere.
 */
@Controller
class LetterStopController {
    private final StoppingLetters stopping;
    private final RateLimits limits;
    private final Clock clock;

    LetterStopController(StoppingLetters stopping, RateLimits limits, Clock clock) {
        this.stopping = stopping;
        this.limits = limits;
        this.clock = clock;
    }

    @GetMapping("/letters/stop/{token}")
    String show(Brand brand, Visitor visitor, @PathVariable String token, HttpServletResponse response, Model model) {
        bound(visitor);
        return page(stopping.find(brand, token), token, response, model);
    }

    @PostMapping("/letters/stop/{token}")
    String stop(Brand brand, Visitor visitor, @PathVariable String token, HttpServletResponse response, Model model) {
        bound(visitor);
        return page(stopping.stop(brand, token, clock.instant()), token, response, model);
    }

    @PostMapping("/letters/stop/{token}/removal")
    String resume(Brand brand, Visitor visitor, @PathVariable String token, HttpServletResponse response, Model model) {
        bound(visitor);
        return page(stopping.resume(brand, token, clock.instant()), token, response, model);
    }

    /** Wide: one house's mail programs press for all their readers from a few addresses. */
    private void bound(Visitor visitor) {
        limits.require("letters.stop", visitor.address(), 1_000, Duration.ofHours(1));
    }

    private static String page(Optional<Held> held, String token, HttpServletResponse response, Model model) {
        response.setHeader("Cache-Control", "no-store");
        if (held.isEmpty()) {
            response.setStatus(HttpStatus.GONE.value());
            return "square/stop-gone";
        }
        model.addAttribute("token", token);
        model.addAttribute("held", held.get());
        return "square/stop";
    }
}
