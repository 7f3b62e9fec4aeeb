package parvis.guard;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the rules of bait find: a rule of {@code guard/bait.rules} knows a way of asking; what stands around it (a quotation, a
 * refusal, a lost dog, a question whose answers serve) speaks for or against it, with a logistic weight for each, learned on the
 * tuning part of our own corpus and kept in {@code guard/bait.weights}.
 */
final class Requests {
    static final BaitRule.All RULES = BaitRule.All.read();

    private static final int PART = 1_500;
    private static final int MOST_HITS = 150;
    private static final int BEFORE = 60;
    private static final int LONG_ANSWER = 5;
    private static final int LONGEST_ALONE = 75;
    private static final Openings OPENINGS = new Openings(RULES.rules());
    private static final Map<String, Double> LEARNED = learned();
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\d]{4,}");
    private static final Pattern BOTH = Pattern.compile(
            "^ ?(?:both|neither|les deux|ni l'un|yes\\b|no\\b|oui\\b|non\\b|c'est parfois|sometimes|here(?: is|'s|'re| are)|voici|voila)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern QUOTED_SINGLE = Pattern.compile("(?<![\\w])'([^'\\n]*(?:\\w'\\w[^'\\n]*)*)'(?!\\w)");

    /**
     * One request found, with what speaks for and against.
     *
     * @param start in the folded text
     */
    record Hit(BaitRule rule, int start, int end, Map<String, Double> features) {
        double logit() {
            double sum = 0;
            for (var feature : features.entrySet()) {
                sum += feature.getValue() * weight(feature.getKey());
            }
            return sum;
        }

        double sureness() {
            return 1 / (1 + Math.exp(-logit()));
        }
    }

    private Requests() {}

    /** What the rules found, sure or not, the surest first. A long text is read in parts, so that no text is read for long. */
    static List<Hit> hits(String text) {
        if (text.length() <= PART) {
            return hitsOf(text);
        }
        var all = new ArrayList<Hit>();
        for (int from = 0; from < text.length() && all.size() < MOST_HITS; ) {
            var end = Math.min(text.length(), from + PART);
            var cut = end < text.length() ? Math.max(text.lastIndexOf('\n', end), text.lastIndexOf(". ", end)) : end;
            end = cut > from + PART / 2 ? cut : end;
            for (var hit : hitsOf(text.substring(from, end))) {
                all.add(new Hit(hit.rule(), hit.start() + from, hit.end() + from, hit.features()));
            }
            from = end;
        }
        all.sort(Comparator.comparingDouble(Hit::logit).reversed());
        return all;
    }

    private static List<Hit> hitsOf(String text) {
        var sentences = new Sentences(text);
        if (sentences.all().isEmpty()) {
            return List.of();
        }
        record Raw(BaitRule rule, int start, int end) {}
        var raw = new ArrayList<Raw>();
        var lower = text.toLowerCase(Locale.ROOT);
        var starts = new Starts(text);
        var anchored = new HashMap<BaitRule, Matcher>();
        for (var rule : RULES.rules()) {
            if (!rule.isWorthTrying(lower)) {
                continue;
            }
            var found = rule.pattern().matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
            if (rule.anchor() != BaitRule.Anchor.ANYWHERE) {
                anchored.put(rule, found);
                continue;
            }
            while (found.find()) {
                raw.add(new Raw(rule, found.start(), Math.max(found.end(), found.start() + 1)));
            }
        }
        for (var place = starts.clauses().nextSetBit(0);
                place >= 0;
                place = starts.clauses().nextSetBit(place + 1)) {
            var isSentence = starts.sentences().get(place);
            for (var rule : OPENINGS.of(lower, place)) {
                var found = isSentence || rule.anchor() == BaitRule.Anchor.CLAUSE ? anchored.get(rule) : null;
                if (found != null && found.region(place, text.length()).lookingAt()) {
                    raw.add(new Raw(rule, place, Math.max(found.end(), place + 1)));
                }
            }
        }
        if (raw.isEmpty()) {
            return List.of();
        }
        if (raw.size() > MOST_HITS) {
            raw.subList(MOST_HITS, raw.size()).clear();
        }
        var post = new Post(text, sentences);
        var hits = new ArrayList<Hit>();
        for (var one : raw) {
            var features = post.features(one.rule, one.start, one.end);
            var strong = raw.stream()
                    .filter(other -> other.rule != one.rule
                            && other.rule.prior() >= 2
                            && (other.end <= one.start || other.start >= one.end))
                    .count();
            var weak = raw.stream()
                    .filter(other -> other.rule != one.rule
                            && other.rule.prior() < 2
                            && (other.end <= one.start || other.start >= one.end))
                    .count();
            put(features, "strong-others", Math.min(2, strong));
            put(features, "weak-others", Math.min(2, weak));
            hits.add(new Hit(one.rule, one.start, one.end, features));
        }
        hits.sort(Comparator.comparingDouble(Hit::logit).reversed());
        return hits;
    }

    /** A learned weight, else what was believed before. */
    static double weight(String feature) {
        var learned = LEARNED.get(feature);
        return learned != null ? learned : prior(feature);
    }

    /** What is believed of a feature before anything is learned, in log odds. */
    static double prior(String feature) {
        if (feature.startsWith("rule:")) {
            return RULES.rules().stream()
                    .filter(rule -> rule.name().equals(feature.substring("rule:".length())))
                    .mapToDouble(BaitRule::prior)
                    .findFirst()
                    .orElse(0);
        }
        return switch (feature) {
            case "bias" -> -0.5;
            case "quoted" -> -4.5;
            case "quoted-as-example" -> -3;
            case "negated" -> -5;
            case "exempt:share" -> -4;
            case "exempt:tag" -> -3;
            case "exempt:comment" -> -3.5;
            case "exempt:vote" -> -1;
            case "exempt:react" -> -0.5;
            case "service:comment" -> -2.5;
            case "service" -> -0.5;
            case "used:comment" -> -3;
            case "used:vote" -> -1.5;
            case "specific" -> -2;
            case "life" -> 0.6;
            case "matter" -> -1.2;
            case "favourite" -> 0.7;
            case "reward" -> 1;
            case "last" -> 0.7;
            case "alone" -> 0.5;
            case "pointer" -> 0.7;
            case "condition" -> 0.5;
            case "strong-others" -> 0.8;
            case "weak-others" -> 0.5;
            case "home:vote" -> -2.5;
            case "home:comment" -> -1.2;
            case "home" -> -0.4;
            case "answered" -> -1.5;
            case "answered-in-its-words" -> -2;
            case "forwarded" -> -6;
            case "to-one" -> -5;
            default -> 0;
        };
    }

    private static void put(Map<String, Double> features, String name, double value) {
        if (value != 0) {
            features.put(name, value);
        }
    }

    private static Map<String, Double> learned() {
        var weights = new HashMap<String, Double>();
        for (var line : Resource.lines("/guard/bait.weights")) {
            var parts = line.strip().split("\\s+");
            weights.put(parts[0], Double.parseDouble(parts[1]));
        }
        return Map.copyOf(weights);
    }

    /** What a post is about, asked once for all that is found in it. */
    private static final class Post {
        private final String text;
        private final Sentences sentences;
        private final boolean exempt;
        private final boolean service;
        private final boolean used;
        private final boolean reward;
        private final boolean home;
        private final int tail;

        Post(String text, Sentences sentences) {
            this.text = text;
            this.sentences = sentences;
            reward = is("reward") && is("network");
            exempt = !reward && is("exempt");
            service = is("service");
            used = is("used");
            home = is("home");
            tail = tail(text);
        }

        /** Where the words end: hashtags, names, links and emoji behind them say nothing. */
        private static int tail(String text) {
            var end = text.length();
            while (end > 0) {
                var c = text.charAt(end - 1);
                if (Character.isWhitespace(c) || Emoji.isMark(c) || c == '.' || c == '!') {
                    end--;
                    continue;
                }
                var word = end;
                while (word > 0 && !Character.isWhitespace(text.charAt(word - 1))) {
                    word--;
                }
                if (text.charAt(word) != '#' && text.charAt(word) != '@' && !text.startsWith("http", word)) {
                    return end;
                }
                end = word;
            }
            return end;
        }

        private boolean is(String cue) {
            return RULES.cue(cue).matcher(text).find();
        }

        Map<String, Double> features(BaitRule rule, int start, int end) {
            var features = new HashMap<String, Double>();
            features.put("bias", 1.0);
            features.put("rule:" + rule.name(), 1.0);
            var index = sentences.at(start);
            var sentence = sentences.get(index);
            var last = sentences.at(Math.max(0, Math.min(tail, text.length()) - 1));
            var kind = rule.kind();
            if (isQuoted(start)) {
                features.put("quoted", 1.0);
                if (RULES.cue("quotable").matcher(text).find()) {
                    features.put("quoted-as-example", 1.0);
                }
            }
            var before = text.substring(
                    Math.max(sentence.start() > start ? start : sentence.start(), start - BEFORE), start);
            if (RULES.cue("negation").matcher(before).find()) {
                features.put("negated", 1.0);
            }
            if (exempt) {
                features.put("exempt:" + kind, 1.0);
            }
            if (service) {
                features.put(kind.equals("comment") && rule.prior() < 2.5 ? "service:comment" : "service", 1.0);
            }
            if (used && (kind.equals("comment") || kind.equals("vote"))) {
                features.put("used:" + kind, 1.0);
            }
            if (home) {
                features.put(
                        kind.equals("vote") || (kind.equals("comment") && rule.prior() < 2) ? "home:" + kind : "home",
                        1.0);
            }
            if (text.startsWith("RT @")) {
                features.put("forwarded", 1.0);
            } else if (text.length() > 1 && text.charAt(0) == '@' && Character.isLetterOrDigit(text.charAt(1))) {
                features.put("to-one", 1.0);
            }
            if (reward) {
                features.put("reward", 1.0);
            }
            var whole = text.substring(sentence.start(), Math.max(sentence.end(), Math.min(end, text.length())));
            var asked = index > 0 ? text.substring(sentences.get(index - 1).start(), sentence.start()) + whole : whole;
            var favourite = RULES.cue("favourite").matcher(asked).find();
            if (kind.equals("comment") || (kind.equals("vote") && rule.prior() < 2)) {
                if (favourite) {
                    features.put("favourite", 1.0);
                } else if (rule.prior() < 2.5
                        && RULES.cue("specific").matcher(asked).find()) {
                    features.put("specific", 1.0);
                }
            }
            if ((kind.equals("comment") && rule.prior() < 2.5) || (kind.equals("vote") && rule.prior() < 2)) {
                if (RULES.cue("life").matcher(whole).find()) {
                    features.put("life", 1.0);
                }
                if (RULES.cue("matter").matcher(asked).find()) {
                    features.put("matter", 1.0);
                }
            }
            if (isAlone(rule, asked) && !exempt && !service && !used && !home) {
                features.put("alone", 1.0);
            }
            if (index >= last) {
                features.put("last", 1.0);
            } else if (rule.asks() && sentences.at(Math.max(start, end - 1)) < last) {
                answered(text.substring(start, end), text.substring(end), features);
            }
            if (whole.indexOf(Emoji.POINTER) >= 0) {
                features.put("pointer", 1.0);
            }
            var after = text.substring(end, Math.min(text.length(), end + 25)).toLowerCase(Locale.ROOT);
            if (after.contains(" si ")
                    || after.contains(" if ")
                    || after.startsWith("si ")
                    || after.startsWith("if ")) {
                features.put("condition", 1.0);
            }
            return features;
        }

        /** A question to nobody in particular that is the whole of a post, and asks for nothing that the house works on. */
        private boolean isAlone(BaitRule rule, String asked) {
            return rule.kind().equals("comment")
                    && rule.prior() < 2
                    && sentences.all().size() <= 2
                    && tail <= LONGEST_ALONE
                    && text.charAt(0) != '['
                    && !text.contains("http")
                    && !RULES.cue("matter").matcher(asked).find();
        }

        /** A question that the post answers itself was no request. */
        private static void answered(String question, String rest, Map<String, Double> features) {
            var words = WORD.matcher(rest)
                    .results()
                    .map(found -> found.group().toLowerCase(Locale.ROOT))
                    .toList();
            var asked = WORD.matcher(question)
                    .results()
                    .map(found -> found.group().toLowerCase(Locale.ROOT))
                    .collect(Collectors.toSet());
            if (words.stream().anyMatch(asked::contains) || BOTH.matcher(rest).find()) {
                features.put("answered-in-its-words", 1.0);
            }
            features.put(words.size() >= LONG_ANSWER ? "answered" : "last", 1.0);
        }

        /** Inside quotation marks that hold a part of the post and not the whole of it. */
        private boolean isQuoted(int at) {
            var open = -1;
            for (int i = 0; i < text.length(); i++) {
                if (text.charAt(i) == '"') {
                    if (open < 0) {
                        open = i;
                    } else {
                        if (at > open && at < i) {
                            return isPart(open, i);
                        }
                        open = -1;
                    }
                } else if (text.charAt(i) == '\n') {
                    open = -1;
                }
            }
            var single = QUOTED_SINGLE.matcher(text);
            while (single.find()) {
                if (at > single.start() && at < single.end()) {
                    return isPart(single.start(), single.end());
                }
            }
            return false;
        }

        private boolean isPart(int open, int close) {
            return close - open > 6 && close - open < text.length() * 0.85;
        }
    }

    /** Where a request may begin. */
    private record Starts(BitSet sentences, BitSet clauses) {
        private static final String AFTER = ".!?:;\n\"";
        private static final String AFTER_TOO = ",()+>*=/&•|[]~#";

        Starts(String text) {
            this(new BitSet(text.length()), new BitSet(text.length()));
            sentences.set(0);
            for (int at = 0; at < text.length() - 1; at++) {
                var c = text.charAt(at);
                var sentence = AFTER.indexOf(c) >= 0 || Emoji.isMark(c);
                if (sentence || AFTER_TOO.indexOf(c) >= 0) {
                    var next = text.charAt(at + 1) == ' ' ? at + 2 : at + 1;
                    clauses.set(next);
                    if (sentence) {
                        sentences.set(next);
                    }
                }
            }
            clauses.or(sentences);
            var words = RULES.clause().matcher(text);
            while (words.find()) {
                clauses.set(words.end());
            }
            clauses.clear(text.length());
            sentences.clear(text.length());
        }
    }
}
