package parvis.newsroom;

import com.ibm.icu.text.BreakIterator;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How long a text is where it is to stand.
 *
 * @param at where what is too much begins; the text's end when it fits
 */
record Lengths(int count, int most, int at) {
    /** Mastodon counts 500 characters as people see them, 23 for each link, and of a mention only the name before the host. */
    private static final int MASTODON = 500;

    private static final int MASTODON_LINK = 23;
    /** Bluesky counts 300 characters as people see them, links as they are written. */
    private static final int BLUESKY = 300;

    private static final Pattern SHORTENED = Pattern.compile(
            "https?://[^\\s<>\"]+[^\\s<>\".,;:!?)\\]»]|(?<![\\w/])@([\\w.-]*\\w)@[\\w-]+(?:\\.[\\w-]+)+");

    static Lengths mastodon(String text) {
        var counting = new Counting(text, MASTODON);
        int from = 0;
        var found = SHORTENED.matcher(text);
        while (found.find()) {
            counting.characters(from, found.start());
            var name = found.group(1);
            counting.one(found.start(), name == null ? MASTODON_LINK : 1 + graphemes(name));
            from = found.end();
        }
        counting.characters(from, text.length());
        return counting.done();
    }

    static Lengths bluesky(String text) {
        var counting = new Counting(text, BLUESKY);
        counting.characters(0, text.length());
        return counting.done();
    }

    boolean fits() {
        return count <= most;
    }

    /** In characters as people see them. */
    static int graphemes(String text) {
        var counting = new Counting(text, Integer.MAX_VALUE);
        counting.characters(0, text.length());
        return counting.count;
    }

    private static final class Counting {
        private final String text;
        private final int most;
        private final BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        private int count;
        private int at = -1;

        Counting(String text, int most) {
            this.text = text;
            this.most = most;
            characters.setText(text);
        }

        void characters(int from, int to) {
            int begin = from;
            while (begin < to) {
                one(begin, 1);
                var end = characters.following(begin);
                begin = end == BreakIterator.DONE ? to : end;
            }
        }

        void one(int begin, int weight) {
            count += weight;
            if (count > most && at < 0) {
                at = begin;
            }
        }

        Lengths done() {
            return new Lengths(count, most, at < 0 ? text.length() : at);
        }
    }
}
