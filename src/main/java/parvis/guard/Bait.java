package parvis.guard;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Engagement bait, by the five classes that Meta published in December 2017: vote, react, share, tag and comment baiting.
 *
 * <p>Each sentence is read twice, and both readings are added up: what the rules find in it ({@link Requests}), and what it is
 * made of ({@link Asking}). It is told only when something in it asks or names a gesture, so that each finding can say why.
 */
final class Bait {
    /** From here on, in log odds, a sentence is told; chosen by hands that were left out of the learning. */
    static final double ENOUGH = 0.2;

    /** An answer to somebody, or what somebody else said; a letter greets who is to read it. */
    private static final Pattern TO_ONE = Pattern.compile(
            "@\\w|RT @|(?:Bonjour|Bonsoir|Hello|Hi|Dear|Chere?|Merci|Thank you|Thanks),? \\p{Lu}[\\p{Ll}-]+ ?[,.!]");

    private static final double LEAST_OF_RULES = -3;
    private static final double MOST_OF_RULES = 4;
    /** From here on it is to be corrected; below, a person looks. */
    private static final double SURE = 0.8;

    private static final int LONGEST_PASSAGE = 160;
    private static final int BEFORE = 60;

    private Bait() {}

    /**
     * A sentence that asks, or a request that a rule found in it.
     *
     * @param start in the folded text
     * @param rewarded whether a prize is the price
     */
    record Asked(int start, int end, String kind, boolean rewarded, double sureness) {}

    /** What asks, the surest first: what the rules find and what each sentence is made of, added up. */
    static List<Asked> asked(String text) {
        var sentences = new Sentences(text);
        var hits = Requests.hits(text);
        var about = about(text);
        var isToOne = about.get(Asking.CUES.indexOf("to-one"));
        var asked = new ArrayList<Asked>();
        int before = 0;
        var askings = Asking.of(text, sentences, about);
        var ofPost =
                askings.isEmpty() ? 0 : AskingWeights.sum(askings.getFirst().ofPost());
        for (var asking : askings) {
            var from = before;
            before = asking.end();
            var hit = hits.stream()
                    .filter(found -> found.start() >= from && found.start() < asking.end())
                    .findFirst();
            var ofSentence = AskingWeights.sum(asking) + ofPost;
            var sum = (isToOne ? Math.min(0, ofSentence) : ofSentence)
                    + ofRules(hit.map(Requests.Hit::logit).orElse(Double.NEGATIVE_INFINITY));
            if (sum < ENOUGH || (hit.isEmpty() && !AskingWeights.canSayWhy(asking))) {
                continue;
            }
            var passage = hit.filter(found -> found.logit() > 0)
                    .map(found -> passage(text, found))
                    .orElseGet(() -> shortened(asking));
            asked.add(new Asked(
                    passage[0],
                    passage[1],
                    hit.filter(found -> found.logit() > 0)
                            .map(found -> found.rule().kind())
                            .orElseGet(() -> AskingWeights.kind(asking)),
                    about.get(Asking.CUES.indexOf("reward")) && about.get(Asking.CUES.indexOf("network")),
                    1 / (1 + Math.exp(ENOUGH - sum))));
        }
        asked.sort(Comparator.comparingDouble(Asked::sureness).reversed());
        return asked;
    }

    /** What a rule adds to what its sentence is made of; nothing where none found anything. */
    static double ofRules(double logit) {
        return logit == Double.NEGATIVE_INFINITY ? 0 : Math.clamp(logit, LEAST_OF_RULES, MOST_OF_RULES) + 1;
    }

    static void read(Reading reading, List<Finding> findings) {
        var folded = reading.folded();
        var told = new ArrayList<Asked>();
        for (var asked : asked(folded.text())) {
            if (told.stream().anyMatch(other -> other.start() < asked.end() && asked.start() < other.end())) {
                continue;
            }
            told.add(asked);
            findings.add(Finding.said(
                    Check.BAIT,
                    asked.kind(),
                    asked.rewarded() ? "reward" : asked.kind(),
                    asked.sureness() >= SURE ? Weight.FIX : Weight.LOOK,
                    folded.start(asked.start()),
                    folded.end(asked.end())));
        }
    }

    private static int[] shortened(Asking asking) {
        return new int[] {
            asking.end() - asking.start() > LONGEST_PASSAGE ? asking.end() - LONGEST_PASSAGE : asking.start(),
            asking.end()
        };
    }

    /** The sentence around it; from the request on where the sentence is long. */
    private static int[] passage(String text, Requests.Hit hit) {
        var sentences = new Sentences(text);
        var first = sentences.get(sentences.at(hit.start()));
        var last = sentences.get(sentences.at(Math.max(hit.start(), hit.end() - 1)));
        var start = hit.start() - first.start() > BEFORE || last.end() - first.start() > LONGEST_PASSAGE
                ? hit.start()
                : first.start();
        var end =
                last.end() - start > LONGEST_PASSAGE ? Math.max(hit.end(), start + 1) : Math.max(last.end(), hit.end());
        while (start < end - 1 && (Character.isWhitespace(text.charAt(start)) || text.charAt(start) == ';')) {
            start++;
        }
        return new int[] {start, end};
    }

    /** Which of {@link Asking#CUES} hold for a post. */
    static BitSet about(String text) {
        var about = new BitSet();
        for (int i = 0; i < Asking.CUES.size(); i++) {
            var cue = Asking.CUES.get(i);
            about.set(
                    i,
                    cue.equals("to-one")
                            ? TO_ONE.matcher(text).lookingAt()
                            : Requests.RULES.cue(cue).matcher(text).find());
        }
        return about;
    }
}
