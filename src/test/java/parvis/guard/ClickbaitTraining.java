package parvis.guard;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Learns {@code guard/clickbait-en.model} from the headlines of Chakraborty et al. (MIT), without the third that is held out by
 * the hash of the headline. {@code java … parvis.guard.ClickbaitTraining [write]}
 */
final class ClickbaitTraining {
    static final Path HEADLINES = Path.of("../shared/data/bait");
    private static final int BITS = 17;
    private static final int ROUNDS = 8;
    private static final double HOLD = 1e-5;

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
        if (arguments.length > 0 && arguments[0].equals("write")) {
            try (var to = Files.newOutputStream(Path.of("src/main/resources/guard/clickbait-en.model"))) {
                model.write(to);
            }
        }
    }
}
