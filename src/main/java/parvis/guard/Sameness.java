package parvis.guard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the brand, or somebody whom it watches, published already. */
final class Sameness {
    private static final double NEARLY_ALL = 0.8;
    private static final int SHOWN = 120;
    private static final int LONG = 4;
    private static final int MOST_OF_ONE = 3;

    private Sameness() {}

    static void read(Reading reading, List<Finding> findings) {
        var past = reading.context().past();
        if (past != null) {
            for (var alike : past.like(reading.text(), 1)) {
                tell(reading, alike, alike.isCopy() ? "copy" : "otherwise", findings, alike.id(), shown(alike.text()));
            }
        }
        readWatched(reading, findings);
    }

    /** All whom the brand watches in one finding: how many say it, and the one that is nearest. */
    private static void readWatched(Reading reading, List<Finding> findings) {
        record Theirs(String name, Published.Alike alike) {}
        var nearest = reading.context().watched().stream()
                .flatMap(watched -> watched.published().like(reading.text(), MOST_OF_ONE).stream()
                        .map(alike -> new Theirs(watched.name(), alike)))
                .sorted(Comparator.comparing((Theirs theirs) -> theirs.alike().isCopy())
                        .thenComparing(theirs -> theirs.alike().share())
                        .reversed())
                .toList();
        if (!nearest.isEmpty()) {
            var first = nearest.getFirst();
            tell(
                    reading,
                    first.alike(),
                    first.alike().isCopy() ? "watched" : "watched-otherwise",
                    findings,
                    nearest.size(),
                    first.name(),
                    first.alike().id(),
                    shown(theirPassage(reading, first.alike())));
        }
    }

    private static void tell(
            Reading reading, Published.Alike alike, String kind, List<Finding> findings, Object... arguments) {
        var passage = passage(reading, alike);
        var filling = new ArrayList<Object>(List.of(Math.round(alike.share() * 100)));
        filling.addAll(List.of(arguments));
        findings.add(Finding.of(
                Check.SAMENESS,
                kind,
                alike.isCopy() && alike.share() >= NEARLY_ALL ? Weight.FIX : Weight.LOOK,
                reading.folded().start(passage[0]),
                reading.folded().end(passage[1]),
                filling.toArray()));
    }

    /** Of their text, what stands beside the draft's passage: from the first to the last sentence of which most words are ours. */
    private static String theirPassage(Reading reading, Published.Alike alike) {
        var folded = Folded.of(alike.text());
        var ours = new HashSet<>(Sketch.words(reading.text()));
        var passage = common(folded.text(), ours);
        return alike.text().substring(folded.start(passage[0]), folded.end(passage[1]));
    }

    /** From the first to the last sentence of which most words are theirs. */
    private static int[] passage(Reading reading, Published.Alike alike) {
        return common(reading.folded().text(), new HashSet<>(Sketch.words(alike.text())));
    }

    private static int[] common(String text, Set<String> others) {
        int from = -1;
        int to = text.length();
        for (var sentence : new Sentences(text).all()) {
            var words = Sketch.words(text.substring(sentence.start(), sentence.end())).stream()
                    .filter(word -> word.length() >= LONG)
                    .toList();
            var common = words.stream().filter(others::contains).count();
            if (common * 2 > words.size()) {
                from = from < 0 ? sentence.start() : from;
                to = sentence.end();
            }
        }
        return from < 0 ? new int[] {0, text.length()} : new int[] {from, to};
    }

    private static String shown(String text) {
        var line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= SHOWN
                ? line
                : line.substring(0, line.offsetByCodePoints(0, Math.min(SHOWN, line.codePointCount(0, line.length()))))
                        + "…";
    }
}
