package parvis.guard;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What answers a question that people ask: not a fault, and told with how many asked. A sentence answers, or two that follow
 * each other where the pair meets more questions than either alone.
 */
final class Useful {
    /** One person who asks is answered in a conversation; from here on a publication serves. */
    static final int FEWEST = 2;

    static final int MOST = 3;

    /** Posts are shorter: only the beginning of a long article is asked about. */
    private static final int MOST_SENTENCES = 40;

    private static final int FEWEST_WORDS = 5;
    /** What a reader has in mind when they come to a passage: these sentences, and the first of all. */
    private static final int BEFORE = 2;
    /** By how much a pair must be asked for more than its better half. */
    private static final double PAIR_GAINS = 1.25;

    private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");

    private record Passage(int first, int last, int people) {}

    private Useful() {}

    static void read(Reading reading, List<Finding> findings) {
        var asked = reading.context().asked();
        if (asked == null) {
            return;
        }
        var text = reading.folded().text();
        var sentences = new Sentences(text).all();
        var count = Math.min(sentences.size(), MOST_SENTENCES);
        var people = new int[count];
        var passages = new ArrayList<Passage>();
        for (int i = 0; i < count; i++) {
            people[i] = people(asked, reading, sentences, i, i);
            passages.add(new Passage(i, i, people[i]));
        }
        for (int i = 0; i + 1 < count; i++) {
            var either = Math.max(people[i], people[i + 1]);
            if (either < FEWEST && !isQuestion(text, sentences.get(i + 1))) {
                var pair = people(asked, reading, sentences, i, i + 1);
                if (pair > either * PAIR_GAINS) {
                    passages.add(new Passage(i, i + 1, pair));
                }
            }
        }
        passages.sort(Comparator.comparingInt(Passage::people).reversed());
        var taken = new BitSet();
        int told = 0;
        for (var passage : passages) {
            if (passage.people() < FEWEST || told == MOST) {
                break;
            }
            if (taken.get(passage.first()) || taken.get(passage.last())) {
                continue;
            }
            taken.set(passage.first(), passage.last() + 1);
            told++;
            findings.add(new Finding(
                    Check.USEFUL,
                    "answers",
                    Weight.USEFUL,
                    reading.folded().start(sentences.get(passage.first()).start()),
                    reading.folded().end(sentences.get(passage.last()).end()),
                    Say.of("guard.useful.answers.why", passage.people()),
                    null));
        }
    }

    /** A question answers none, nor does what is too short to say something. */
    private static int people(Context.Asked asked, Reading reading, List<Sentences.Span> sentences, int from, int to) {
        var text = reading.folded().text();
        var first = sentences.get(from);
        var last = sentences.get(to);
        if (isQuestion(text, first)
                || WORD.matcher(text)
                                .region(first.start(), last.end())
                                .results()
                                .limit(FEWEST_WORDS)
                                .count()
                        < FEWEST_WORDS) {
            return 0;
        }
        var before = new StringBuilder();
        for (int i = 0; i < from; i++) {
            if (i == 0 || i >= from - BEFORE) {
                before.append(written(reading, sentences.get(i), sentences.get(i)))
                        .append('\n');
            }
        }
        return asked.people(written(reading, first, last), before.toString());
    }

    private static String written(Reading reading, Sentences.Span first, Sentences.Span last) {
        return reading.text()
                .substring(
                        reading.folded().start(first.start()), reading.folded().end(last.end()));
    }

    private static boolean isQuestion(String text, Sentences.Span sentence) {
        return text.substring(sentence.start(), sentence.end()).contains("?");
    }
}
