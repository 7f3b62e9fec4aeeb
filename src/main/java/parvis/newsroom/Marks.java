package parvis.newsroom;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import parvis.newsroom.page.DraftPage.Mark;

/** Cuts a field where findings begin and end, so that each stretch is marked once. */
final class Marks {
    /** Places in the field, not in the whole. */
    record Span(int n, int start, int end, parvis.guard.Weight weight) {}

    private Marks() {}

    static List<Mark> of(String text, List<Span> spans) {
        var cuts = new TreeSet<Integer>(List.of(0, text.length()));
        for (var span : spans) {
            cuts.add(span.start());
            cuts.add(span.end());
        }
        var marks = new ArrayList<Mark>();
        var from = -1;
        for (var to : cuts) {
            if (from >= 0) {
                marks.add(mark(text, from, to, spans));
            }
            from = to;
        }
        return marks;
    }

    private static Mark mark(String text, int from, int to, List<Span> spans) {
        var over = spans.stream()
                .filter(span -> span.start() <= from && to <= span.end())
                .toList();
        var weight = over.stream()
                .min(Comparator.comparing(Span::weight))
                .map(span -> span.weight().word())
                .orElse("");
        return new Mark(
                text.substring(from, to),
                weight,
                over.stream().map(Span::n).toList(),
                over.stream().filter(span -> span.end() == to).map(Span::n).toList());
    }
}
