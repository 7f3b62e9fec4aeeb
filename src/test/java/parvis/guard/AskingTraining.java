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

/**
 * Learns what of {@link Asking} speaks for bait: a logistic regression over sentences. Of a post that is bait the surest sentence
 * is the one that asks (found anew in each round), its others count little; of a post that is not, none asks.
 *
 * <p>{@code java … parvis.guard.AskingTraining [write]}: what is found of each hand whose posts were left out of the learning; with
 * {@code write} the weights, of all.
 */
final class AskingTraining {
    private static final int ROUNDS = 4;
    private static final double HOLD = 2;
    private static final double OTHERS = 0.15;
    private static final double ANNOUNCED = 0.3;
    private static final int LEAST = 4;

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
        for (var hand : List.of("j", "k", "l", "m")) {
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

    private static void report(String hand, List<Sentence> sentences, double[] weights) {
        var told = new HashMap<Integer, Boolean>();
        var bait = new HashMap<Integer, Boolean>();
        for (var sentence : sentences) {
            var sum = weights[Asking.size()] + Bait.ofRules(sentence.rules());
            for (var feature : sentence.asking().features()) {
                sum += weights[feature];
            }
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

    private static void write(double[] weights) throws IOException {
        var lines = new ArrayList<String>();
        lines.add(
                "# Log odds of each feature of a sentence that asks, learned by parvis.guard.AskingTraining from the tuning part of our");
        lines.add("# own corpus (src/test/resources/guard, Apache-2.0). Do not edit: run it again.");
        lines.add(String.format(Locale.ROOT, "BIAS %.3f", weights[Asking.size()]));
        for (int feature = 0; feature < Asking.size(); feature++) {
            if (Math.abs(weights[feature]) >= 0.01) {
                lines.add(String.format(Locale.ROOT, "%s %.2f", Asking.name(feature), weights[feature]));
            }
        }
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

    /** Weights by feature; the bias stands last. */
    static double[] learned(List<Sentence> sentences) {
        var counts = new HashMap<Integer, Integer>();
        sentences.forEach(sentence ->
                Arrays.stream(sentence.asking().features()).forEach(feature -> counts.merge(feature, 1, Integer::sum)));
        var columns = new HashMap<Integer, Integer>();
        counts.forEach((feature, count) -> {
            if (count >= LEAST) {
                columns.put(feature, columns.size());
            }
        });
        var bias = columns.size();
        var rows =
                sentences.stream().map(sentence -> row(sentence, columns, bias)).toArray(int[][]::new);
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
                counted[i] = sentences.get(i).post() < 0 ? ANNOUNCED : 1;
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
            Learning.fit(rows, is, counted, weights, HOLD);
        }
        var learned = new double[Asking.size() + 1];
        columns.forEach((feature, column) -> learned[feature] = weights[column]);
        learned[Asking.size()] = weights[bias];
        return learned;
    }

    private static int[] row(Sentence sentence, Map<Integer, Integer> columns, int bias) {
        var row = Arrays.stream(sentence.asking().features())
                .map(feature -> columns.getOrDefault(feature, -1))
                .filter(column -> column >= 0)
                .toArray();
        var with = Arrays.copyOf(row, row.length + 1);
        with[row.length] = bias;
        return with;
    }
}
