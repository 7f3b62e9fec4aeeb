package parvis.guard;

import java.util.List;

/** What the brand, or somebody whom it watches, published already. */
final class Sameness {
    private static final double NEARLY_ALL = 0.8;
    private static final int SHOWN = 120;
    private static final int LONG = 4;

    private Sameness() {}

    static void read(Reading reading, List<Finding> findings) {
        var past = reading.context().past();
        if (past == null) {
            return;
        }
        for (var alike : past.like(reading.text(), 1)) {
            var passage = passage(reading, alike);
            findings.add(Finding.of(
                    Check.SAMENESS,
                    alike.isCopy() ? "copy" : "otherwise",
                    alike.isCopy() && alike.share() >= NEARLY_ALL ? Weight.FIX : Weight.LOOK,
                    reading.folded().start(passage[0]),
                    reading.folded().end(passage[1]),
                    Math.round(alike.share() * 100),
                    alike.id(),
                    shown(alike.text())));
        }
    }

    /** From the first to the last sentence of which most words are theirs. */
    private static int[] passage(Reading reading, Published.Alike alike) {
        var text = reading.folded().text();
        var theirs = new java.util.HashSet<>(Sketch.words(alike.text()));
        int from = -1;
        int to = text.length();
        for (var sentence : new Sentences(text).all()) {
            var words = Sketch.words(text.substring(sentence.start(), sentence.end())).stream()
                    .filter(word -> word.length() >= LONG)
                    .toList();
            var common = words.stream().filter(theirs::contains).count();
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
