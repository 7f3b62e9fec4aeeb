package parvis.square.page;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the house did this quarter, for one sentence.
 *
 * @param people who said that an answer helped them, or whose question was settled
 * @param usual opening time until the house's first public answer, the median; null when there are too few to tell
 */
public record Served(long people, @Nullable Duration usual) {}
