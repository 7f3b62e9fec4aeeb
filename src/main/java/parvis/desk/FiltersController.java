package parvis.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;
import parvis.brand.Permission;
import parvis.conversation.SavedFilters;
import parvis.conversation.SavedFilters.Outcome;
import parvis.database.Transactions;
import parvis.desk.page.FiltersPage;
import parvis.text.Clean;
import parvis.web.Missing;
import parvis.web.NotAllowed;

/** The parts of the queue that get a name, in the rail of whoever named them or of everybody. */
@Controller
class FiltersController {
    private final SavedFilters filters;
    private final DeskReader desks;
    private final Transactions transactions;
    private final Clock clock;

    FiltersController(SavedFilters filters, DeskReader desks, Transactions transactions, Clock clock) {
        this.filters = filters;
        this.desks = desks;
        this.transactions = transactions;
        this.clock = clock;
    }

    @GetMapping("/desk/filters")
    String show(Visit visit, Model model) {
        return page(visit, visit.asked().get("query"), "", null, model);
    }

    @PostMapping("/desk/filters")
    String save(Visit visit, HttpServletResponse response, Model model) {
        var query = canonical(visit.field("query"));
        var name = Clean.line(visit.field("name"), SavedFilters.MOST_NAME);
        var outcome = filters.save(
                visit.brand(),
                visit.me(),
                name.fitted() ? name.text() : "",
                visit.asked().containsKey("shared"),
                query,
                clock.instant());
        return switch (outcome) {
            case DONE -> "redirect:/desk" + query;
            default -> refused(visit, outcome, query, response, model);
        };
    }

    @PostMapping("/desk/filters/{filter}")
    String change(Visit visit, @PathVariable String filter, HttpServletResponse response, Model model) {
        var name = Clean.line(visit.field("name"), SavedFilters.MOST_NAME);
        return done(
                visit,
                filters.change(
                        visit.brand(),
                        visit.me(),
                        id(filter),
                        name.fitted() ? name.text() : "",
                        visit.asked().containsKey("shared"),
                        clock.instant()),
                response,
                model);
    }

    @PostMapping("/desk/filters/{filter}/removal")
    String remove(Visit visit, @PathVariable String filter, HttpServletResponse response, Model model) {
        return done(visit, filters.remove(visit.brand(), visit.me(), id(filter), clock.instant()), response, model);
    }

    private String done(Visit visit, Outcome outcome, HttpServletResponse response, Model model) {
        return outcome == Outcome.DONE ? "redirect:/desk/filters" : refused(visit, outcome, null, response, model);
    }

    private String refused(
            Visit visit, Outcome outcome, @Nullable String query, HttpServletResponse response, Model model) {
        if (outcome == Outcome.UNKNOWN) {
            throw new Missing();
        }
        if (outcome == Outcome.NOT_ALLOWED) {
            throw new NotAllowed();
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        var problem = outcome == Outcome.TOO_MANY
                ? visit.shell().t("desk.filters.many", SavedFilters.MOST)
                : visit.shell().t("desk.filters.nameless", SavedFilters.MOST_NAME);
        return page(visit, query, visit.field("name"), problem, model);
    }

    private String page(Visit visit, @Nullable String query, String typed, @Nullable String problem, Model model) {
        var shares = visit.me().may(Permission.ANSWER_ANY);
        var me = visit.me().id().value();
        var lines = transactions.reading(visit.brand().id(), () -> filters.of(visit.me())).stream()
                .map(saved -> new FiltersPage.Line(
                        saved.id().toString(),
                        saved.name(),
                        "/desk" + saved.query(),
                        saved.shared(),
                        saved.shared() ? shares : saved.teammate().equals(me)))
                .toList();
        model.addAttribute("room", desks.room(visit));
        model.addAttribute(
                "page",
                new FiltersPage(
                        query == null ? null : canonical(query),
                        typed,
                        SavedFilters.MOST_NAME,
                        shares,
                        problem,
                        lines));
        return "desk/filters";
    }

    /** As the queue itself writes it: nothing else is kept, and no words that somebody searched. */
    private static String canonical(String query) {
        return QueueWish.of(parameters(query)).after(null).query();
    }

    private static Map<String, String> parameters(String query) {
        var parameters = new LinkedHashMap<String, String>();
        try {
            UriComponentsBuilder.newInstance()
                    .query(query.startsWith("?") ? query.substring(1) : query)
                    .build()
                    .getQueryParams()
                    .forEach((name, values) -> {
                        var value = values.getFirst();
                        if (value != null && !name.equals("q")) {
                            parameters.put(name, UriUtils.decode(value.replace('+', ' '), StandardCharsets.UTF_8));
                        }
                    });
        } catch (IllegalArgumentException mistyped) {
            return Map.of();
        }
        return parameters;
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            throw new Missing();
        }
    }
}
