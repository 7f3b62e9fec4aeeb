package parvis.square;

import java.time.Clock;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import parvis.brand.Brand;
import parvis.brand.Catalogue;
import parvis.square.page.HomePage;

/** The front of the house. */
@Controller
class HomeController {
    private static final int NEWEST = 6;
    private static final int WAITING = 3;
    private static final int SHELF = 6;

    private final QuestionList questions;
    private final Figures figures;
    private final Catalogue catalogue;
    private final Counters counters;
    private final Clock clock;

    HomeController(QuestionList questions, Figures figures, Catalogue catalogue, Counters counters, Clock clock) {
        this.questions = questions;
        this.figures = figures;
        this.catalogue = catalogue;
        this.counters = counters;
        this.clock = clock;
    }

    @GetMapping("/")
    String home(Brand brand, Locale locale, Model model) {
        var now = clock.instant();
        var settled = figures.settled(brand);
        model.addAttribute(
                "page",
                new HomePage(
                        brand.facade().in(locale),
                        figures.thisQuarter(brand, now),
                        catalogue.products(brand.id()).stream()
                                .limit(SHELF)
                                .map(p -> new HomePage.OnShelf(p, settled.getOrDefault(p.id(), 0L)))
                                .toList(),
                        questions.newest(brand, NEWEST, now),
                        questions.longestWaiting(brand, WAITING, now),
                        counters.of(brand, now),
                        now));
        return "square/home";
    }
}
