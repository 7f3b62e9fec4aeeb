package parvis.guard;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import parvis.guard.Asking.Says;

/** How much each feature of {@link Asking} speaks for bait, in log odds ({@code guard/asking.weights}). */
final class AskingWeights {
    private static final String BIAS = "BIAS";
    private static final float[] WEIGHTS = new float[Asking.size()];
    private static final float START = read();

    /** Which kind a class of words speaks for; the others ask for words. */
    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("react", "react"),
            Map.entry("gesture", "react"),
            Map.entry("Ereact", "react"),
            Map.entry("share", "share"),
            Map.entry("sharing", "share"),
            Map.entry("send", "share"),
            Map.entry("round", "share"),
            Map.entry("tag", "tag"),
            Map.entry("@", "tag"),
            Map.entry("person", "tag"),
            Map.entry("vote", "vote"),
            Map.entry("choice", "vote"),
            Map.entry("or", "vote"),
            Map.entry("Eopt", "vote"),
            Map.entry("=", "vote"),
            Map.entry("say", "comment"),
            Map.entry("complete", "comment"),
            Map.entry("opinion", "comment"),
            Map.entry("fav", "comment"),
            Map.entry("oneword", "comment"),
            Map.entry("what", "comment"),
            Map.entry("life", "comment"),
            Map.entry("?", "comment"));

    private static final BitSet REASONS = reasons();

    private AskingWeights() {}

    private static BitSet reasons() {
        var reasons = new BitSet();
        List.of(
                        "react!",
                        "share!",
                        "send!",
                        "tag!",
                        "say!",
                        "complete!",
                        "vote!",
                        "opinion!",
                        "dare!",
                        "gesture",
                        "share",
                        "sharing",
                        "round",
                        "tag",
                        "say",
                        "complete",
                        "vote",
                        "opinion",
                        "oneword",
                        "choice",
                        "or",
                        "place",
                        "what",
                        "who",
                        "for",
                        "fav",
                        "Eopt",
                        "Epoint",
                        "@",
                        "=",
                        "?",
                        "blank")
                .forEach(name -> reasons.set(Asking.feature(Says.HAS, Asking.LEXICON.kind(name), 0)));
        return reasons;
    }

    static double sum(Asking asking) {
        double sum = START;
        for (var feature : asking.features()) {
            sum += WEIGHTS[feature];
        }
        return sum;
    }

    /** Whether something in a sentence asks, or names a gesture: an emoji or a cheer alone is no reason. */
    static boolean canSayWhy(Asking asking) {
        return Arrays.stream(asking.features()).anyMatch(REASONS::get);
    }

    /** What most of a sentence's weight speaks for. */
    static String kind(Asking asking) {
        var kind = "comment";
        double most = 0;
        for (var candidate : List.of("comment", "vote", "react", "share", "tag")) {
            double sum = 0;
            for (var feature : asking.features()) {
                if (Asking.classes(feature).stream().anyMatch(of -> candidate.equals(KINDS.get(of.replace("!", ""))))) {
                    sum += WEIGHTS[feature];
                }
            }
            if (sum > most) {
                most = sum;
                kind = candidate;
            }
        }
        return kind;
    }

    private static float read() {
        float start = 0;
        for (var line : Resource.lines("/guard/asking.weights")) {
            var parts = line.split(" ");
            if (parts[0].equals(BIAS)) {
                start = Float.parseFloat(parts[1]);
            } else {
                WEIGHTS[Asking.feature(Says.valueOf(parts[0]), Asking.number(parts[1]), Asking.number(parts[2]))] =
                        Float.parseFloat(parts[3]);
            }
        }
        return start;
    }
}
