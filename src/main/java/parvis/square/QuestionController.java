package parvis.square;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import parvis.brand.Brand;
import parvis.conversation.Merged;
import parvis.person.Visitor;
import parvis.square.QuestionPages.Asked;
import parvis.square.page.QuestionPage.Draft;
import parvis.web.Missing;

/** A question's page, at the one address that is its own: {@code /questions/12-the-words-of-its-subject}. */
@Controller
class QuestionController {
    private final QuestionReading reading;
    private final QuestionPages pages;
    private final Merged merged;

    QuestionController(QuestionReading reading, QuestionPages pages, Merged merged) {
        this.merged = merged;
        this.reading = reading;
        this.pages = pages;
    }

    @GetMapping("/questions/{key:[0-9].*}")
    @Nullable
    String question(
            Brand brand,
            Visitor visitor,
            @PathVariable String key,
            @RequestParam(required = false) @Nullable String change,
            @RequestParam(required = false) @Nullable String after,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var number = number(key);
        var found = reading.head(brand, number, visitor)
                .or(() -> merged.numberAfter(brand.id(), number).flatMap(into -> reading.head(brand, into, visitor)));
        if (found.isEmpty() && !visitor.isSignedIn() && reading.isForMembers(brand, number)) {
            return "redirect:/signin?back=" + URLEncoder.encode("/questions/" + number, StandardCharsets.UTF_8);
        }
        var head = found.orElseThrow(Missing::new);
        // The address of what is hidden must not tell its subject.
        if (head.isThereFor(visitor) && !head.path().equals("/questions/" + key)) {
            var query = request.getQueryString();
            response.setStatus(HttpStatus.MOVED_PERMANENTLY.value());
            response.setHeader("Location", head.path() + (query == null ? "" : "?" + query));
            return null;
        }
        return pages.show(
                brand,
                visitor,
                head,
                new Asked(request, id(change).orElse(null), id(after).orElse(null)),
                Draft.EMPTY,
                response,
                model);
    }

    /** The number that a key begins with; its words may be old, or cut off by whoever copied them. */
    static long number(String key) {
        var dash = key.indexOf('-');
        var digits = dash < 0 ? key : key.substring(0, dash);
        if (!digits.matches("[0-9]{1,15}")) {
            throw new Missing();
        }
        return Long.parseLong(digits);
    }

    /** The id that a text says; empty for none, and for what is no id. */
    static Optional<UUID> id(@Nullable String text) {
        try {
            return text == null || text.length() != 36 ? Optional.empty() : Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
