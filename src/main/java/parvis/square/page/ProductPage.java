package parvis.square.page;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parvis.brand.Product;
import parvis.square.page.QuestionPage.Tile;

/**
 * A product and what people ask about it.
 *
 * @param usual how long the house takes to answer about it, most often
 * @param helpful the questions whose answers helped most people
 */
public record ProductPage(
        Tile tile,
        @Nullable Duration usual,
        List<QuestionRow> newest,
        List<Helpful> helpful,
        List<Product> others,
        Instant now) {

    /** @param people who said that an answer there helped them */
    public record Helpful(String path, String subject, String language, long people) {}
}
