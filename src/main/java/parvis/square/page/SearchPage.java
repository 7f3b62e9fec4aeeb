package parvis.square.page;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found for some words.
 *
 * @param canonical whole address of the search itself: what was sought is nothing for search engines
 * @param usual how long the house takes to answer, most often
 */
public record SearchPage(
        String query,
        String canonical,
        List<Found> found,
        long solved,
        @Nullable Duration usual,
        Instant now) {

    /** @param excerpt the words around what was sought */
    public record Found(QuestionRow question, String excerpt) {}
}
