package parvis.square;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Catalogue;
import parvis.brand.Product;
import parvis.square.page.QuestionPage.Tile;
import parvis.text.Markdown;

/** What a question is about, in a tile. */
@Component
class Tiles {
    private final Catalogue catalogue;
    private final Figures figures;

    Tiles(Catalogue catalogue, Figures figures) {
        this.catalogue = catalogue;
        this.figures = figures;
    }

    @Nullable
    Tile of(Brand brand, @Nullable UUID product) {
        return product == null
                ? null
                : catalogue.product(brand.id(), product).map(p -> of(brand, p)).orElse(null);
    }

    Tile of(Brand brand, Product product) {
        return new Tile(
                product,
                figures.settled(brand).getOrDefault(product.id(), 0L),
                product.facts().stream()
                        .map(f -> new Tile.Fact(
                                f.label(),
                                new Brand.LocalText(
                                        Markdown.toHtml(f.value().in("fr")),
                                        Markdown.toHtml(f.value().in("en")))))
                        .toList());
    }
}
