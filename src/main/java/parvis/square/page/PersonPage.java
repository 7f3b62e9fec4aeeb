package parvis.square.page;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parvis.brand.Product;

/**
 * Somebody on the square, and only what they did there in public.
 *
 * @param hours of a teammate; null when not said
 * @param helped how many people said that something they wrote helped
 * @param own whether it is their page who look at it
 */
public record PersonPage(
        Author author,
        Counter.@Nullable Hours hours,
        long helped,
        boolean own,
        List<QuestionRow> asked,
        List<Answered> answered,
        List<Product> products,
        Instant now) {

    /** @param excerpt the beginning of what they answered */
    public record Answered(QuestionRow question, String excerpt) {}
}
