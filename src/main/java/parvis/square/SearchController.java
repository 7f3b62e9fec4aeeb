package parvis.square;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import parvis.brand.Addresses;
import parvis.brand.Brand;
import parvis.person.Visitor;
import parvis.search.Hit;
import parvis.search.Search;
import parvis.square.page.SearchPage;
import parvis.square.page.SearchPage.Found;
import parvis.text.Clean;
import parvis.web.RateLimits;

/** Looking for an answer that is there already. */
@Controller
class SearchController {
    private static final int MOST = 30;
    private static final int MOST_QUERY = 200;
    private static final int LEAST_TO_COMPARE = 4;

    private final Search search;
    private final QuestionList questions;
    private final AlikeQuestions alike;
    private final Figures figures;
    private final Addresses addresses;
    private final RateLimits limits;
    private final Clock clock;

    SearchController(
            Search search,
            QuestionList questions,
            AlikeQuestions alike,
            Figures figures,
            Addresses addresses,
            RateLimits limits,
            Clock clock) {
        this.search = search;
        this.questions = questions;
        this.alike = alike;
        this.figures = figures;
        this.addresses = addresses;
        this.limits = limits;
        this.clock = clock;
    }

    @GetMapping("/search")
    String search(Brand brand, Visitor visitor, @RequestParam(defaultValue = "") String q, Model model) {
        limits.require("search", visitor.source(), 120, Duration.ofMinutes(1));
        var now = clock.instant();
        var query = Clean.line(q, MOST_QUERY).text();
        var found = new ArrayList<Found>();
        if (!query.isEmpty()) {
            var hits = search.search(brand, query, MOST).stream()
                    .collect(Collectors.toMap(
                            Hit::conversation, Hit::excerpt, (a, b) -> a, java.util.LinkedHashMap::new));
            for (var row : questions.byIds(brand, new ArrayList<>(hits.keySet()), now)) {
                found.add(new Found(row, hits.getOrDefault(row.id(), "")));
            }
        }
        var solved = found.stream().filter(f -> f.question().outcome().solved()).count();
        model.addAttribute(
                "page",
                new SearchPage(
                        query,
                        addresses.of(brand, "/search"),
                        found,
                        solved,
                        figures.thisQuarter(brand, now).usual(),
                        now));
        return "square/search";
    }

    /** A piece of the form by which a question is asked, fetched while its title is typed. */
    @GetMapping("/questions/neighbours")
    String neighbours(
            Brand brand,
            Visitor visitor,
            @RequestParam(defaultValue = "") String title,
            @RequestParam(defaultValue = "") String q,
            Model model) {
        limits.require("neighbours", visitor.source(), 120, Duration.ofMinutes(1));
        var words = Clean.line(title.isEmpty() ? q : title, MOST_QUERY).text();
        model.addAttribute(
                "rows",
                words.length() < LEAST_TO_COMPARE
                        ? java.util.List.of()
                        : alike.satisfied(brand, words, clock.instant()));
        return "square/neighbours";
    }
}
