package parvis.square;

import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import parvis.brand.Brand;
import parvis.brand.Catalogue;
import parvis.square.page.HomePage.OnShelf;
import parvis.square.page.ProductPage;
import parvis.square.page.ProductsPage;
import parvis.square.page.QuestionsPage.Filter;
import parvis.square.page.QuestionsPage.Sort;
import parvis.square.page.QuestionsPage.Which;
import parvis.web.Missing;

/** The products of a house, and each with what is asked about it. */
@Controller
class ProductController {
    private static final int NEWEST = 6;

    private final Catalogue catalogue;
    private final Tiles tiles;
    private final Figures figures;
    private final QuestionList questions;
    private final HelpfulQuestions helpful;
    private final Clock clock;

    ProductController(
            Catalogue catalogue,
            Tiles tiles,
            Figures figures,
            QuestionList questions,
            HelpfulQuestions helpful,
            Clock clock) {
        this.catalogue = catalogue;
        this.tiles = tiles;
        this.figures = figures;
        this.questions = questions;
        this.helpful = helpful;
        this.clock = clock;
    }

    @GetMapping("/products")
    String products(Brand brand, Model model) {
        var settled = figures.settled(brand);
        model.addAttribute(
                "page",
                new ProductsPage(catalogue.products(brand.id()).stream()
                        .map(p -> new OnShelf(p, settled.getOrDefault(p.id(), 0L)))
                        .toList()));
        return "square/products";
    }

    @GetMapping("/products/{slug}")
    String product(Brand brand, @PathVariable String slug, Model model) {
        var product = catalogue.product(brand.id(), slug).orElseThrow(Missing::new);
        var now = clock.instant();
        var filter = new Filter(null, Which.ALL, product, null, Sort.NEWEST);
        model.addAttribute(
                "page",
                new ProductPage(
                        tiles.of(brand, product),
                        figures.usualAbout(brand, product.id(), now),
                        questions.slice(brand, filter, Optional.empty(), Optional.empty(), now).rows().stream()
                                .limit(NEWEST)
                                .toList(),
                        helpful.about(brand, product.id()),
                        catalogue.products(brand.id()).stream()
                                .filter(p -> !p.id().equals(product.id()))
                                .toList(),
                        now));
        return "square/product";
    }
}
