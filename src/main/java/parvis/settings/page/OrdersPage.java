package parvis.settings.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the numbers of the house look, and what one more would have stopped.
 *
 * @param full whether there are as many as there may be
 * @param refused why the examples make no shape, or null
 * @param trial what was tried and does not apply yet, or null
 */
public record OrdersPage(
        List<Line> lines,
        boolean full,
        @Nullable String said,
        Typed typed,
        @Nullable String refused,
        @Nullable Trial trial) {

    /**
     * @param words the shape, part by part
     * @param specimen a number that looks like it and is nobody's
     */
    public record Line(String id, String name, String words, String specimen) {}

    /** @param tried words in which such numbers were looked for */
    public record Typed(String name, String examples, String tried) {}

    /**
     * @param shape as it will apply
     * @param tried what was typed, in pieces; empty when nothing was
     * @param read how many public messages were looked through
     * @param stopped how many of them hold such a number
     * @param hits the newest of those
     */
    public record Trial(
            String shape,
            String words,
            String specimen,
            List<Piece> tried,
            boolean found,
            int read,
            int stopped,
            List<Hit> hits) {

        /** How many of them are not shown. */
        public int more() {
            return stopped - hits.size();
        }
    }

    public record Piece(String words, boolean stopped) {}

    /** A message that everybody may read, and the number in it. */
    public record Hit(String href, String subject, String before, String number, String after) {}
}
