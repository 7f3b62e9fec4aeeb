package parvis.square;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import parvis.brand.Brand;
import parvis.conversation.Help;
import parvis.conversation.MessageId;
import parvis.conversation.RatingHelp;
import parvis.conversation.RatingHelp.Outcome;
import parvis.conversation.RatingHelp.Rater;
import parvis.person.Visitor;
import parvis.text.Clean;
import parvis.web.Missing;
import parvis.web.NotAllowed;
import parvis.web.RateLimits;

/** "Did this help?": whoever reads may say so, and only then does a reader's browser get a cookie. */
@Controller
class RatingController {
    private static final int MOST_WORDS = 4_000;

    private final RatingHelp rating;
    private final RateLimits limits;
    private final Clock clock;

    RatingController(RatingHelp rating, RateLimits limits, Clock clock) {
        this.rating = rating;
        this.limits = limits;
        this.clock = clock;
    }

    @PostMapping("/messages/{message}/ratings")
    String rate(
            Brand brand,
            Visitor visitor,
            @PathVariable String message,
            @RequestParam(defaultValue = "") String helped,
            @RequestParam(defaultValue = "") String words,
            @RequestParam(required = false) @Nullable String came,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (visitor.isTeam()) {
            throw new NotAllowed();
        }
        limits.require("rate", visitor.source(), 60, Duration.ofHours(1));
        var id = new MessageId(QuestionController.id(message).orElseThrow(Missing::new));
        var missing = Clean.text(words, MOST_WORDS).text();
        var rater = visitor.person() != null
                ? new Rater.Known(visitor.person().id())
                : new Rater.Reader(ReaderCookie.ofOrNew(request, response));
        var outcome = rating.rate(
                brand,
                id,
                rater,
                help(helped),
                missing.isEmpty() ? null : missing,
                CameBy.of(came, visitor),
                clock.instant());
        return switch (outcome) {
            case Outcome.Rated(var conversation, var byAsker) -> "redirect:" + conversation.path() + "#m-" + id.value();
            case Outcome.NotToRate() -> throw new NotAllowed();
            case Outcome.Unknown() -> throw new Missing();
        };
    }

    private static Help help(String word) {
        return switch (word) {
            case "yes", "partly", "no" -> Help.valueOf(word.toUpperCase(Locale.ROOT));
            default -> throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT);
        };
    }
}
