package parvis.person.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When somebody is away, was, and will be.
 *
 * @param path where this page is, and where its forms go
 * @param whose the colleague's name, or null for whoever looks
 * @param colleagues who could stand in
 * @param today the first day that can be said, as a date
 * @param said what was done, or null
 */
public record AbsencesPage(
        String path,
        @Nullable String whose,
        List<Line> lines,
        List<Choice> colleagues,
        Typed typed,
        String today,
        int most,
        @Nullable String said) {

    /**
     * @param days from when to when, in words
     * @param standIn who stands in, in words
     * @param words for colleagues; may be empty
     * @param state whether it holds, comes, is over or was taken back, in words
     * @param style of the state
     * @param takesBack what taking it back does, in words; null when it cannot be any more
     */
    public record Line(
            String id,
            String days,
            String standIn,
            String words,
            String state,
            String style,
            @Nullable String takesBack) {}

    public record Choice(String id, String words) {}

    /** @param problem why it was not kept, or null */
    public record Typed(
            String first,
            String last,
            String standIn,
            String words,
            @Nullable String problem) {
        public static final Typed NOTHING = new Typed("", "", "", "", null);
    }
}
