package parvis.square;

import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import parvis.brand.Brand;
import parvis.brand.Catalogue;
import parvis.square.page.QuestionsPage;
import parvis.square.page.QuestionsPage.Filter;
import parvis.square.page.QuestionsPage.Sort;
import parvis.square.page.QuestionsPage.Which;
import parvis.text.Clean;

/** All questions. What a filter does not know is as if it were not there: addresses come from everywhere. */
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
    String questions(
            Brand brand,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String product,
            @RequestParam(required = false) @Nullable String tag,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String before,
            Model model) {
        var now = clock.instant();
        var filter = new Filter(
                known(Which.values(), state, Which.ALL),
                product == null ? null : catalogue.product(brand.id(), product).orElse(null),
                tag == null || tag.isBlank() ? null : Clean.line(tag, 60).text(),
                known(Sort.values(), sort, Sort.ACTIVITY));
        var slice = questions.slice(brand, filter, Cursor.of(after), Cursor.of(before), now);
        model.addAttribute(
                "page",
                new QuestionsPage(
                        filter,
                        questions.counts(brand, filter),
                        slice.rows(),
                        slice.older(),
                        slice.newer(),
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
