package parvis.guard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Learns {@code guard/bait.weights} from the tuning part of the corpus: logistic regression whose weights are held to what
 * was believed before ({@link Bait#prior}), so that a feature which few posts show keeps its belief. A post speaks through
 * its surest hit.
 *
 * <p>{@code java … parvis.guard.BaitTraining [write]}: prints the figures of each part; with {@code write} also writes the
 * weights.
 */
final class BaitTraining {
    private static final double HOLD = 0.05;
    private static final double RATE = 0.05;
    private static final int ROUNDS = 400;

    private BaitTraining() {}

    public static void main(String[] arguments) throws IOException {
        var tuning = BaitCorpus.sittings(BaitCorpus.LEARNED);
        if (arguments.length > 0 && arguments[0].equals("write")) {
            write(learned(tuning));
            System.out.println("written; run again for the figures");
        }
        var quiet = arguments.length > 0 && arguments[0].equals("quiet");
        report("tuning", tuning, !quiet);
    }

    private static Map<String, Double> learned(List<BaitCorpus.Post> posts) {
        var weights = new HashMap<String, Double>();
        var read = posts.stream()
                .map(post -> Requests.hits(Folded.of(post.text()).text()))
                .toList();
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < posts.size(); i++) {
                Requests.Hit surest = null;
                var most = Double.NEGATIVE_INFINITY;
                for (var hit : read.get(i)) {
                    var sum = sum(hit, weights);
                    if (sum > most) {
                        most = sum;
                        surest = hit;
                    }
                }
                if (surest == null) {
                    continue;
                }
                var error = (posts.get(i).isBait() ? 1 : 0) - 1 / (1 + Math.exp(-most));
                for (var feature : surest.features().entrySet()) {
                    var name = feature.getKey();
                    var now = weights.getOrDefault(name, Requests.prior(name));
                    weights.put(name, now + RATE * (error * feature.getValue() - HOLD * (now - Requests.prior(name))));
                }
            }
        }
        return weights;
    }

    private static double sum(Requests.Hit hit, Map<String, Double> weights) {
        double sum = 0;
        for (var feature : hit.features().entrySet()) {
            sum += feature.getValue() * weights.getOrDefault(feature.getKey(), Requests.prior(feature.getKey()));
        }
        return sum;
    }

    private static void write(Map<String, Double> weights) throws IOException {
        var lines = new ArrayList<String>();
        lines.add(
                "# Log odds of each feature of engagement bait, learned by parvis.guard.BaitTraining from the tuning part of our own");
        lines.add(
                "# corpus (src/test/resources/guard, Apache-2.0). Do not edit: run it again. A feature that is missing keeps its prior.");
        new TreeMap<>(weights)
                .forEach((name, weight) -> lines.add(String.format(Locale.ROOT, "%s %.3f", name, weight)));
        Files.write(Path.of("src/main/resources/guard/bait.weights"), lines);
    }

    record Figures(double precision, double recall) {}

    static Figures figures(List<BaitCorpus.Post> posts) {
        int hits = 0;
        int alarms = 0;
        int missed = 0;
        for (var post : posts) {
            var told = BaitCorpus.isTold(post);
            hits += told && post.isBait() ? 1 : 0;
            alarms += told && !post.isBait() ? 1 : 0;
            missed += !told && post.isBait() ? 1 : 0;
        }
        return new Figures(hits / (double) Math.max(1, hits + alarms), hits / (double) Math.max(1, hits + missed));
    }

    static void report(String name, List<BaitCorpus.Post> posts, boolean errors) {
        for (var language : List.of("fr", "en")) {
            int hits = 0;
            int missed = 0;
            int alarms = 0;
            for (var post : posts) {
                if (!post.language().equals(language)) {
                    continue;
                }
                var told = BaitCorpus.isTold(post);
                if (told && post.isBait()) {
                    hits++;
                } else if (told || post.isBait()) {
                    if (told) {
                        alarms++;
                    } else {
                        missed++;
                    }
                    if (errors) {
                        var found = Requests.hits(Folded.of(post.text()).text());
                        System.out.println((told ? "  alarm " : "  missed ") + post.label() + " "
                                + (found.isEmpty()
                                        ? "-"
                                        : found.getFirst().rule().name()
                                                + " %.2f "
                                                        .formatted(
                                                                found.getFirst().sureness())
                                                + found.getFirst().features())
                                + " | "
                                + post.text().replace("\n", "\\n"));
                    }
                }
            }
            System.out.printf(
                    "%s %s: %d posts, precision %.3f, recall %.3f%n",
                    name,
                    language,
                    posts.stream()
                            .filter(post -> post.language().equals(language))
                            .count(),
                    hits / (double) Math.max(1, hits + alarms),
                    hits / (double) Math.max(1, hits + missed));
        }
    }
}
