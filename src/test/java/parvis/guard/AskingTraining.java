package parvis.guard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Learns what of {@link Asking} speaks for bait: a logistic regression over sentences. Of a post that is bait the surest sentence
 * is the one that asks (found anew in each round), its others count little; of a post that is not, none asks.
 *
 * <p>{@code java … parvis.guard.AskingTraining [write]}: what is found of each hand whose posts were left out of the learning; with
 * {@code write} the weights, of all.
 */
final class AskingTraining {
    private static final int ROUNDS = 4;
    private static final double OTHERS = 0.01;
    /** What is told wrongly costs more than what is missed. */
    private static final double HONEST = 4;

    private static final double ANNOUNCED = 0.4;
    private static final int LEAST = 4;
    private static final double OF_STEMS = 4;
    private static final double OF_PAIRS = 5;
    private static final double OF_POST = 3;
    private static final double OF_BIAS = 1e-3;
    private static final List<String> HANDS = List.of("l", "m", "n", "o", "r", "s", "t", "v", "x", "y");

    /** A sentence of a post, with how sure the rules are of it. */
    record Sentence(int post, boolean bait, String sitting, String language, double rules, Asking asking) {}

    private AskingTraining() {}

    public static void main(String[] arguments) throws IOException {
        var sentences = new ArrayList<>(sentences(BaitCorpus.sittings(BaitCorpus.LEARNED)));
        sentences.addAll(announcements());
        if (arguments.length > 0 && arguments[0].equals("write")) {
            write(learned(sentences));
            return;
        }
        for (var hand : HANDS) {
            var weights = learned(sentences.stream()
                    .filter(sentence -> !sentence.sitting().equals(hand))
                    .toList());
            report(
                    hand,
                    sentences.stream()
                            .filter(sentence -> sentence.sitting().equals(hand))
                            .toList(),
                    weights);
        }
    }

    /** What was learned of features, and of words as {@link #named} names them. */
    record Learned(double bias, double[] features, Map<String, Double> words) {
        double sum(Asking asking) {
            var sum = bias;
            for (var feature : asking.features()) {
                sum += features[feature];
            }
            return sum
                    + named(asking)
                            .mapToDouble(word -> words.getOrDefault(word, 0.0))
                            .sum();
        }
    }

    /** The stems and pairs of a sentence, and the words of its post, as {@code guard/asking.weights} has them. */
    private static Stream<String> named(Asking asking) {
        return Stream.of(
                        asking.stems().stream().map(stem -> "STEM " + stem),
                        asking.pairs().stream().map(pair -> "PAIR " + pair),
                        asking.ofPost().stream().map(word -> "POST " + word))
                .flatMap(words -> words);
    }

    private static void report(String hand, List<Sentence> sentences, Learned weights) {
        var told = new HashMap<Integer, Boolean>();
        var bait = new HashMap<Integer, Boolean>();
        for (var sentence : sentences) {
            var sum = weights.sum(sentence.asking()) + Bait.ofRules(sentence.rules());
            told.merge(sentence.post(), sum >= Bait.ENOUGH, Boolean::logicalOr);
            bait.put(sentence.post(), sentence.bait());
        }
        var found = told.keySet().stream()
                .filter(post -> told.get(post) && bait.get(post))
                .count();
        System.out.printf(
                "without %s: precision %.3f, recall %.3f%n",
                hand,
                found / (double) told.values().stream().filter(is -> is).count(),
                found / (double) bait.values().stream().filter(is -> is).count());
    }

    private static void write(Learned learned) throws IOException {
        var lines = new ArrayList<String>();
        lines.add(
                "# Log odds of each feature and word of a sentence that asks, learned by parvis.guard.AskingTraining from the tuning part of our");
        lines.add("# own corpus (src/test/resources/guard, Apache-2.0). Do not edit: run it again.");
        lines.add(String.format(Locale.ROOT, "BIAS %.3f", learned.bias()));
        for (int feature = 0; feature < Asking.size(); feature++) {
            if (Math.abs(learned.features()[feature]) >= 0.01) {
                lines.add(String.format(Locale.ROOT, "%s %.2f", Asking.name(feature), learned.features()[feature]));
            }
        }
        new TreeMap<>(learned.words()).forEach((word, weight) -> {
            if (Math.abs(weight) >= 0.01) {
                lines.add(String.format(Locale.ROOT, "%s %.2f", word, weight));
            }
        });
        Files.write(Path.of("src/main/resources/guard/asking.weights"), lines);
    }

    /** Announcements of two metro lines, and questions to those who help: none of them asks, but for those that a rule is sure of. */
    static List<Sentence> announcements() throws IOException {
        var posts = new LinkedHashSet<String>();
        for (var line : List.of("10", "11")) {
            posts.addAll(BaitCorpus.metro(line));
        }
        posts.addAll(BaitCorpus.asked());
        var sentences = sentences(posts.stream()
                .filter(post -> !post.startsWith("@") && !post.startsWith("RT @"))
                .map(post -> new BaitCorpus.Post("metro", "fr", "no:plain", post))
                .toList());
        return sentences.stream()
                .filter(sentence -> sentence.rules() < 0)
                .map(sentence ->
                        new Sentence(-1 - sentence.post(), false, "metro", "fr", sentence.rules(), sentence.asking()))
                .toList();
    }

    static List<Sentence> sentences(List<BaitCorpus.Post> posts) {
        var all = new ArrayList<Sentence>();
        for (int i = 0; i < posts.size(); i++) {
            var post = posts.get(i);
            var text = Folded.of(post.text()).text();
            var sentences = new Sentences(text);
            var hits = Requests.hits(text);
            for (var asking : Asking.of(text, sentences, Bait.about(text))) {
                var rules = hits.stream()
                        .filter(hit -> hit.start() >= asking.start() && hit.start() < asking.end())
                        .mapToDouble(Requests.Hit::logit)
                        .max()
                        .orElse(Double.NEGATIVE_INFINITY);
                all.add(new Sentence(i, post.isBait(), post.sitting(), post.language(), rules, asking));
            }
        }
        return all;
    }

    static Learned learned(List<Sentence> sentences) {
        var counts = new TreeMap<Integer, Integer>();
        var wordCounts = new TreeMap<String, Integer>();
        for (var sentence : sentences) {
            Arrays.stream(sentence.asking().features()).forEach(feature -> counts.merge(feature, 1, Integer::sum));
            if (sentence.post() >= 0) {
                named(sentence.asking()).forEach(word -> wordCounts.merge(word, 1, Integer::sum));
            }
        }
        var columns = new HashMap<Integer, Integer>();
        var held = new ArrayList<Double>();
        counts.forEach((feature, count) -> {
            if (count >= LEAST) {
                columns.put(feature, columns.size());
                held.add(held(Asking.says(feature)));
            }
        });
        var words = new HashMap<String, Integer>();
        wordCounts.forEach((word, count) -> {
            if (count >= LEAST) {
                words.put(word, held.size());
                held.add(held(word));
            }
        });
        var bias = held.size();
        held.add(OF_BIAS);
        var rows = sentences.stream()
                .map(sentence -> row(sentence, columns, words, bias))
                .toArray(int[][]::new);
        var byPost = new HashMap<Integer, List<Integer>>();
        for (int i = 0; i < sentences.size(); i++) {
            byPost.computeIfAbsent(sentences.get(i).post(), _ -> new ArrayList<>())
                    .add(i);
        }
        var weights = new double[bias + 1];
        for (int round = 0; round < ROUNDS; round++) {
            var sure = new double[rows.length];
            for (int i = 0; i < rows.length; i++) {
                var rules = sentences.get(i).rules();
                sure[i] = round == 0
                        ? Math.max(-9, rules) + 1e-6 * i
                        : Learning.sum(rows[i], weights) + 0.3 * Math.clamp(rules, -3, 4);
            }
            var is = new double[rows.length];
            var counted = new double[rows.length];
            for (int i = 0; i < rows.length; i++) {
                counted[i] = sentences.get(i).post() < 0 ? ANNOUNCED : HONEST;
            }
            for (var post : byPost.values()) {
                if (sentences.get(post.getFirst()).bait()) {
                    var surest = post.getFirst();
                    for (var i : post) {
                        surest = sure[i] > sure[surest] ? i : surest;
                        counted[i] = OTHERS;
                    }
                    counted[surest] = 1;
                    is[surest] = 1;
                }
            }
            Learning.fit(
                    rows,
                    is,
                    counted,
                    weights,
                    held.stream().mapToDouble(each -> each).toArray());
        }
        var features = new double[Asking.size()];
        columns.forEach((feature, column) -> features[feature] = weights[column]);
        var ofWords = new HashMap<String, Double>();
        words.forEach((word, column) -> ofWords.put(word, weights[column]));
        return new Learned(weights[bias], features, ofWords);
    }

    /** How much a weight is held to nothing: what stands around a sentence is seldom what asks. */
    private static double held(Asking.Says says) {
        return switch (says) {
            case BEFORE, AFTER, ENDING_BEFORE, ABOUT, ELSEWHERE -> 20;
            case HAS, STARTS, NEAR, NEXT_TO, ENDING, LAST, SHAPE, ABOUT_IT, ABOUT_ENDING -> 10;
        };
    }

    private static double held(String word) {
        return word.startsWith("STEM") ? OF_STEMS : word.startsWith("PAIR") ? OF_PAIRS : OF_POST;
    }

    private static int[] row(Sentence sentence, Map<Integer, Integer> columns, Map<String, Integer> words, int bias) {
        var asking = sentence.asking();
        return IntStream.concat(
                        IntStream.concat(
                                Arrays.stream(asking.features()).map(feature -> columns.getOrDefault(feature, -1)),
                                named(asking).mapToInt(word -> words.getOrDefault(word, -1))),
                        IntStream.of(bias))
                .filter(column -> column >= 0)
                .toArray();
    }
}
