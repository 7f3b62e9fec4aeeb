package parvis.desk.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers that the house gives often.
 *
 * @param searched the words that they hold, or empty
 * @param may whether they may write one
 * @param me who would keep a new one
 * @param problem why what was typed is not kept, or null
 */
public record CannedPage(
        String searched,
        boolean may,
        String me,
        List<Colleague> colleagues,
        @Nullable String problem,
        Typed typed,
        List<Line> lines) {

    public record Colleague(String id, String name) {}

    public record Typed(String title, String fr, String en) {}

    /** @param used how often and when last, in words */
    public record Line(
            String id, String title, String fr, String en, String owner, String keeper, String used, boolean mine) {}

    /** Those that somebody who is answering can take. */
    public record Offers(List<Offer> all) {}

    /** One that somebody who is answering can take. */
    public record Offer(String action, String title, String excerpt) {}
}
