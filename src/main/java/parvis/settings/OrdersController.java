package parvis.settings;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
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
import parvis.brand.HouseNumbers;
import parvis.brand.Permission;
import parvis.person.Visitor;
import parvis.settings.page.OrdersPage;
import parvis.settings.page.OrdersPage.Trial;
import parvis.settings.page.OrdersPage.Typed;
import parvis.text.Clean;
import parvis.text.NumberExamples;
import parvis.text.NumberExamples.Found;
import parvis.text.NumberShape;
import parvis.web.Missing;
import parvis.web.NotAllowed;
import parvis.web.RateLimits;
import parvis.web.Shell;

/** The page of the settings about the numbers by which customers are known to the house: described by examples, and tried first. */
@Controller
class OrdersController {
    private static final int MOST_EXAMPLES = 600;
    private static final int MOST_TRIED = 8_000;
    private static final int MOST_SHAPE = 400;

    private final HouseNumbers numbers;
    private final OrdersTrial trial;
    private final RateLimits limits;
    private final Clock clock;

    OrdersController(HouseNumbers numbers, OrdersTrial trial, RateLimits limits, Clock clock) {
        this.numbers = numbers;
        this.trial = trial;
        this.limits = limits;
        this.clock = clock;
    }

    @GetMapping("/settings/orders")
    String orders(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @RequestParam(required = false) @Nullable String done,
            Model model) {
        allowed(visitor);
        var said = done != null && done.matches("added|removed") ? shell.t("orders.done." + done) : null;
        return show(brand, shell, said, new Typed("", "", ""), null, null, model);
    }

    /** What would be stopped; nothing is kept. */
    @PostMapping("/settings/orders/trial")
    String attempt(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String examples,
            @RequestParam(defaultValue = "") String tried,
            HttpServletResponse response,
            Model model) {
        allowed(visitor);
        limits.require("orders", visitor.source(), 120, Duration.ofMinutes(10));
        var typed = typed(name, examples, tried);
        return switch (NumberExamples.shape(OrdersWords.lines(typed.examples()))) {
            case Found.Shape(var shape) ->
                show(brand, shell, null, typed, null, trial.of(brand, shape, typed.tried(), shell.words()), model);
            case Found.Refused(var fault, var example) -> {
                var key = "orders.refused." + fault.name().toLowerCase(Locale.ROOT);
                yield refuse(brand, shell, typed, shell.t(key, example, NumberExamples.MOST), null, response, model);
            }
        };
    }

    /** What was tried applies: the shape itself is sent, so that it is the very one. */
    @PostMapping("/settings/orders")
    String add(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String shape,
            HttpServletResponse response,
            Model model) {
        allowed(visitor);
        var typed = typed(name, "", "");
        var read = NumberShape.of(shape.length() > MOST_SHAPE ? "" : shape).orElse(null);
        if (read == null) {
            return refuse(brand, shell, typed, shell.t("orders.refused.none"), null, response, model);
        }
        var outcome = numbers.add(brand, typed.name(), read, visitor.actor(), visitor.address(), clock.instant());
        return switch (outcome) {
            case DONE, UNCHANGED -> "redirect:/settings/orders?done=added";
            case NAMELESS, TOO_MANY -> {
                var key = "orders.refused."
                        + outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
                var again = trial.of(brand, read, "", shell.words());
                yield refuse(brand, shell, typed, shell.t(key, HouseNumbers.MOST), again, response, model);
            }
        };
    }

    @PostMapping("/settings/orders/{shape}/removal")
    String remove(Brand brand, Visitor visitor, @PathVariable String shape) {
        allowed(visitor);
        if (!numbers.remove(brand, id(shape), visitor.actor(), visitor.address(), clock.instant())) {
            throw new Missing();
        }
        return "redirect:/settings/orders?done=removed";
    }

    private String refuse(
            Brand brand,
            Shell shell,
            Typed typed,
            String why,
            @Nullable Trial again,
            HttpServletResponse response,
            Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(brand, shell, null, typed, why, again, model);
    }

    private String show(
            Brand brand,
            Shell shell,
            @Nullable String said,
            Typed typed,
            @Nullable String refused,
            @Nullable Trial tried,
            Model model) {
        var lines = numbers.of(brand.id()).stream()
                .map(line -> new OrdersPage.Line(
                        line.id().toString(),
                        line.name(),
                        OrdersWords.of(line.shape(), shell.words()),
                        line.shape().specimen()))
                .toList();
        model.addAttribute(
                "page", new OrdersPage(lines, lines.size() >= HouseNumbers.MOST, said, typed, refused, tried));
        return "settings/orders";
    }

    private static Typed typed(String name, String examples, String tried) {
        return new Typed(
                Clean.line(name, HouseNumbers.MOST_NAME).text(),
                Clean.text(examples, MOST_EXAMPLES).text(),
                Clean.text(tried, MOST_TRIED).text());
    }

    private static void allowed(Visitor visitor) {
        if (!visitor.may(Permission.SET_GUARD)) {
            throw new NotAllowed();
        }
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            throw new Missing();
        }
    }
}
