package parvis.guard;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * Learns {@code guard/clickbait-en.model} from the headlines of Chakraborty et al. (MIT), without the third that is held out by
 * the hash of the headline, and {@code guard/clickbait-fr.model} from French titles of our own. {@code java … parvis.guard.ClickbaitTraining [write]}
 */
final class ClickbaitTraining {
    static final Path HEADLINES = Path.of("../shared/data/bait");
    private static final int BITS = 17;
    private static final int ROUNDS = 8;
    private static final double HOLD = 1e-5;
    private static final double FRENCH_HOLD = 1;
    private static final double FRENCH_HOLD_LETTERS = 4;
    /** How much the first line of a post counts beside a title. */
    private static final double POST = 0.3;

    private static final int PARTS = 5;

    record Headline(String text, boolean isClickbait) {
        boolean isHeldOut() {
            try {
                var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
                return (hash[0] & 0xFF) % 3 == 0;
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** French titles that are learned from; {@code clickbait-fr-r} is not. */
    private static final List<String> SETS =
            List.of("clickbait-fr", "clickbait-fr-later", "clickbait-fr-p", "clickbait-fr-q", "clickbait-fr-s");

    private ClickbaitTraining() {}

    static List<Headline> headlines() throws IOException {
        return Stream.concat(
                        read("en_chakraborty_clickbait_data.txt", true),
                        read("en_chakraborty_non_clickbait_data.txt", false))
                .distinct()
                .toList();
    }

    private static Stream<Headline> read(String file, boolean isClickbait) throws IOException {
        return Files.readAllLines(HEADLINES.resolve(file)).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> new Headline(line, isClickbait));
    }

    public static void main(String[] arguments) throws IOException {
        var write = arguments.length > 0 && arguments[0].equals("write");
        french(write);
        english(write);
    }

    /** French titles of our own, what one line says of posts that are not, and of two metro lines' announcements. */
    private static void french(boolean write) throws IOException {
        var titles = new ArrayList<Learning.Example>();
        for (var set : SETS) {
            for (var line : Files.readAllLines(BaitCorpus.DIRECTORY.resolve(set + ".tsv"))) {
                titles.add(new Learning.Example(
                        Folded.of(line.substring(line.indexOf('\t') + 1)).text(), line.startsWith("clickbait\t")));
            }
        }
        int hits = 0;
        int wrong = 0;
        for (int part = 0; part < PARTS; part++) {
            var kept = new ArrayList<Learning.Example>();
            for (int i = 0; i < titles.size(); i++) {
                if (i % PARTS != part) {
                    kept.add(titles.get(i));
                }
            }
            var weights = frenchWeights(kept);
            for (int i = part; i < titles.size(); i += PARTS) {
                var told = Learning.sum(row(titles.get(i).folded()), weights) >= 0;
                hits += told && titles.get(i).is() ? 1 : 0;
                wrong += told != titles.get(i).is() ? 1 : 0;
            }
        }
        System.out.printf("French, each fifth left out in turn: F1 %.4f%n", 2.0 * hits / (2 * hits + wrong));
        if (write) {
            var weights = frenchWeights(titles);
            var learned = new float[1 << FrenchTitle.BITS];
            for (int i = 0; i < learned.length; i++) {
                learned[i] = (float) weights[i];
            }
            try (var to = Files.newOutputStream(Path.of("src/main/resources/guard/clickbait-fr.model"))) {
                Logistic.of(FrenchTitle.BITS, (float) weights[learned.length], learned)
                        .write(to);
            }
        }
    }

    private static double[] frenchWeights(List<Learning.Example> titles) throws IOException {
        var all = new ArrayList<>(titles);
        all.addAll(posts());
        var rows = all.stream().map(example -> row(example.folded())).toArray(int[][]::new);
        var is = all.stream().mapToDouble(example -> example.is() ? 1 : 0).toArray();
        var counted = new double[rows.length];
        Arrays.fill(counted, POST);
        Arrays.fill(counted, 0, titles.size(), 1);
        var weights = new double[(1 << FrenchTitle.BITS) + 1];
        var held = new double[weights.length];
        Arrays.fill(held, FRENCH_HOLD);
        Arrays.fill(held, FrenchTitle.LETTERS, held.length, FRENCH_HOLD_LETTERS);
        held[held.length - 1] = 1e-3;
        Learning.fit(rows, is, counted, weights, held);
        return weights;
    }

    private static int[] row(String folded) {
        var features = FrenchTitle.features(folded);
        var row = Arrays.copyOf(features, features.length + 1);
        row[features.length] = 1 << FrenchTitle.BITS;
        return row;
    }

    /** First lines of what brands say without wanting a click. */
    private static List<Learning.Example> posts() throws IOException {
        var posts = new LinkedHashSet<String>();
        for (var post : BaitCorpus.sittings(BaitCorpus.LEARNED)) {
            if (!post.isBait() && post.language().equals("fr")) {
                posts.add(post.text());
            }
        }
        for (var line : List.of("10", "11")) {
            posts.addAll(BaitCorpus.metro(line));
        }
        return posts.stream()
                .map(post -> Folded.of(post).text())
                .map(post -> post.lines().findFirst().orElse(""))
                .filter(line -> Clickbait.isTitle(line) && line.split(" ").length >= 3)
                .distinct()
                .map(line -> new Learning.Example(line, false))
                .toList();
    }

    private static void english(boolean write) throws IOException {
        var headlines = headlines();
        var model = Learning.logistic(
                headlines.stream()
                        .filter(headline -> !headline.isHeldOut())
                        .map(headline ->
                                new Learning.Example(Folded.of(headline.text()).text(), headline.isClickbait()))
                        .toList(),
                BITS,
                ROUNDS,
                HOLD);
        int hits = 0;
        int alarms = 0;
        int missed = 0;
        for (var headline : headlines) {
            if (headline.isHeldOut()) {
                var told = model.of(Folded.of(headline.text()).text()) >= 0.5;
                hits += told && headline.isClickbait() ? 1 : 0;
                alarms += told && !headline.isClickbait() ? 1 : 0;
                missed += !told && headline.isClickbait() ? 1 : 0;
            }
        }
        System.out.printf(
                "held-out third: precision %.4f, recall %.4f, F1 %.4f%n",
                hits / (double) (hits + alarms),
                hits / (double) (hits + missed),
                2.0 * hits / (2 * hits + alarms + missed));
        if (write) {
            try (var to = Files.newOutputStream(Path.of("src/main/resources/guard/clickbait-en.model"))) {
                model.write(to);
            }
        }
    }
}
