package parvis.square;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import parvis.brand.Brand;
import parvis.brand.Catalogue;
import parvis.brand.Place;
import parvis.person.Visitor;
import parvis.square.page.QuestionsPage;
import parvis.square.page.QuestionsPage.Filter;
import parvis.square.page.QuestionsPage.Sort;
import parvis.square.page.QuestionsPage.Which;
import parvis.text.Clean;
import parvis.web.Missing;

/** All questions, and those of one place. What a filter does not know is as if it were not there: addresses come from everywhere. */
@Controller
class QuestionsController {
    private static final int TAGS = 20;

    private final QuestionList questions;
    private final Figures figures;
    private final Catalogue catalogue;
    private final Counters counters;
    private final Clock clock;

    QuestionsController(QuestionList questions, Figures figures, Catalogue catalogue, Counters counters, Clock clock) {
        this.questions = questions;
        this.figures = figures;
        this.catalogue = catalogue;
        this.counters = counters;
        this.clock = clock;
    }

    @GetMapping("/questions")
    String questions(Brand brand, Visitor visitor, @RequestParam Map<String, String> asked, Model model) {
        return list(brand, visitor, null, asked, model);
    }

    /** What is asked in one place, for those who read there; others are not told that it is there. */
    @GetMapping("/places/{place}")
    String place(
            Brand brand,
            Visitor visitor,
            @PathVariable String place,
            @RequestParam Map<String, String> asked,
            Model model) {
        var found = catalogue.place(brand.id(), place).orElseThrow(Missing::new);
        if (found.visibility() == Place.Visibility.MEMBERS && !visitor.isSignedIn()) {
            return "redirect:/signin?back=" + URLEncoder.encode("/places/" + found.slug(), StandardCharsets.UTF_8);
        }
        if (!Readers.reads(found, visitor)) {
            throw new Missing();
        }
        return list(brand, visitor, found, asked, model);
    }

    private String list(Brand brand, Visitor visitor, @Nullable Place place, Map<String, String> asked, Model model) {
        var now = clock.instant();
        var product = asked.get("product");
        var tag = asked.get("tag");
        var filter = new Filter(
                place,
                known(Which.values(), asked.get("state"), Which.ALL),
                product == null ? null : catalogue.product(brand.id(), product).orElse(null),
                tag == null || tag.isBlank() ? null : Clean.line(tag, 60).text(),
                known(Sort.values(), asked.get("sort"), Sort.ACTIVITY));
        var slice = questions.slice(brand, filter, Cursor.of(asked.get("after")), Cursor.of(asked.get("before")), now);
        model.addAttribute(
                "page",
                new QuestionsPage(
                        filter,
                        questions.counts(brand, filter),
                        slice.rows(),
                        slice.older(),
                        slice.newer(),
                        Readers.known(catalogue.places(brand.id()), visitor),
                        place == null || (place.isShared() && !place.closed()),
                        catalogue.products(brand.id()),
                        questions.tags(brand, TAGS),
                        counters.of(brand, now),
                        figures.thisQuarter(brand, now),
                        now));
        return "square/questions";
    }

    private static <E extends Enum<E>> E known(E[] all, @Nullable String word, E otherwise) {
        return Arrays.stream(all)
                .filter(e -> e.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElse(otherwise);
    }
}
