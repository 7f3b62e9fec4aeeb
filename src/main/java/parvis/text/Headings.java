package parvis.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Headings in what people write, under the one heading of a page: the highest they used becomes h2, and none is more than one
 * level below the one it belongs to, so that whoever goes from heading to heading misses no level.
 */
public final class Headings {

    private static final Pattern TAG = Pattern.compile("<(/?)h([1-6])>");
    private static final int FIRST = 2;
    private static final int LAST = 6;

    private Headings() {}

    /** @param safe what {@link Markdown} or {@link SafeHtml} gave: headings without attributes, each of them closed */
    public static String ordered(String safe) {
        return safe.contains("<h") ? new Outline().ordered(safe) : safe;
    }

    private static final class Outline {
        /** Levels as they were written, of the heading last met and of those above it. */
        private final Deque<Integer> above = new ArrayDeque<>();

        private final Deque<Integer> open = new ArrayDeque<>();

        String ordered(String html) {
            return TAG.matcher(html).replaceAll(this::tag);
        }

        private String tag(MatchResult tag) {
            if (!tag.group(1).isEmpty()) {
                return open.isEmpty() ? "" : "</h" + open.pop() + ">";
            }
            var written = Integer.parseInt(tag.group(2));
            while (!above.isEmpty() && above.peek() >= written) {
                above.pop();
            }
            var level = Math.min(FIRST + above.size(), LAST);
            above.push(written);
            open.push(level);
            return "<h" + level + ">";
        }
    }
}
