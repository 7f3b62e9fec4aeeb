package parvis.newsroom;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import parvis.guard.Check;
import parvis.guard.Days;
import parvis.guard.Moment;
import parvis.guard.Weight;

/**
 * What a brand asks of the guard.
 *
 * @param blocks check and weight that keep a draft from going out, such as {@code bait.fix}
 * @param avoided words that it does not want to read
 * @param dictionary its own words, which are not misspelt
 * @param reasons each names a day and says what the house has to do with it
 */
public record HouseRules(
        Set<String> blocks,
        List<String> avoided,
        List<String> dictionary,
        List<String> reasons,
        Moment.@Nullable Budget budget,
        List<Mourning> mournings) {
    /** What is to be corrected blocks, until the brand says otherwise. */
    static final HouseRules NONE = new HouseRules(
            java.util.Arrays.stream(Check.values())
                    .filter(check -> check != Check.USEFUL)
                    .map(check -> rule(check, Weight.FIX))
                    .collect(Collectors.toUnmodifiableSet()),
            List.of(),
            List.of(),
            List.of(),
            null,
            List.of());

    public record Mourning(UUID id, Moment.Mourning days) {}

    public HouseRules {
        blocks = Set.copyOf(blocks);
        avoided = List.copyOf(avoided);
        dictionary = List.copyOf(dictionary);
        reasons = List.copyOf(reasons);
        mournings = List.copyOf(mournings);
    }

    static String rule(Check check, Weight weight) {
        return check.word() + "." + weight.word();
    }

    boolean block(Check check, Weight weight) {
        return blocks.contains(rule(check, weight));
    }

    /** The days for which a reason is stated, as the guard calls them. */
    Set<String> days() {
        return reasons.stream().flatMap(reason -> Days.named(reason).stream()).collect(Collectors.toUnmodifiableSet());
    }
}
