package parvis.guard;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import parvis.guard.Asking.Says;

/** How much each feature, stem and pair of {@link Asking} speaks for bait, in log odds ({@code guard/asking.weights}). */
final class AskingWeights {
    private static final String BIAS = "BIAS";
    private static final String STEM = "STEM";
    private static final String PAIR = "PAIR";
    private static final String OF_POST = "POST";
    private static final Map<String, Float> STEMS = new HashMap<>();
    private static final Map<String, Float> PAIRS = new HashMap<>();
    private static final Map<String, Float> OF_POSTS = new HashMap<>();
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
            Map.entry("letter", "vote"),
            Map.entry("=", "vote"),
            Map.entry("say", "comment"),
            Map.entry("complete", "comment"),
            Map.entry("opinion", "comment"),
            Map.entry("fav", "comment"),
            Map.entry("oneword", "comment"),
            Map.entry("what", "comment"),
            Map.entry("life", "comment"),
            Map.entry("?", "comment"));

    private static final List<String> NAMES = List.of("comment", "vote", "react", "share", "tag");
    private static final int[] KIND_OF = kinds();
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
                        "letter",
                        "Ereact",
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
        for (var stem : asking.stems()) {
            sum += STEMS.getOrDefault(stem, 0f);
        }
        for (var pair : asking.pairs()) {
            sum += PAIRS.getOrDefault(pair, 0f);
        }
        return sum;
    }

    /** What the words of a post add to each of its sentences. */
    static double sum(Set<String> ofPost) {
        double sum = 0;
        for (var word : ofPost) {
            sum += OF_POSTS.getOrDefault(word, 0f);
        }
        return sum;
    }

    /** Whether something in a sentence asks, or names a gesture: a picture or a cheer alone is no reason. */
    static boolean canSayWhy(Asking asking) {
        return Arrays.stream(asking.features()).anyMatch(REASONS::get);
    }

    /** What most of a sentence's weight speaks for. */
    static String kind(Asking asking) {
        var sums = new double[NAMES.size()];
        for (var feature : asking.features()) {
            var first = kindOf(Asking.firstClass(feature));
            var second = kindOf(Asking.secondClass(feature));
            if (first >= 0) {
                sums[first] += WEIGHTS[feature];
            }
            if (second >= 0 && second != first) {
                sums[second] += WEIGHTS[feature];
            }
        }
        var most = 0;
        for (int i = 1; i < sums.length; i++) {
            most = sums[i] > sums[most] ? i : most;
        }
        return NAMES.get(most);
    }

    private static int kindOf(int kind) {
        return kind < 0 ? -1 : KIND_OF[kind];
    }

    private static int[] kinds() {
        var kinds = new int[Asking.LEXICON.size()];
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = NAMES.indexOf(KINDS.getOrDefault(Asking.LEXICON.name(i).replace("!", ""), ""));
        }
        return kinds;
    }

    private static float read() {
        float start = 0;
        for (var line : Resource.lines("/guard/asking.weights")) {
            var parts = line.split(" ");
            var weight = Float.parseFloat(parts[parts.length - 1]);
            switch (parts[0]) {
                case BIAS -> start = weight;
                case STEM -> STEMS.put(parts[1], weight);
                case PAIR -> PAIRS.put(parts[1] + " " + parts[2], weight);
                case OF_POST -> OF_POSTS.put(parts[1], weight);
                default ->
                    WEIGHTS[Asking.feature(Says.valueOf(parts[0]), Asking.number(parts[1]), Asking.number(parts[2]))] =
                            weight;
            }
        }
        return start;
    }
}
