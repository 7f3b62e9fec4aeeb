package parvis.bench;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** How long finding takes among very many messages, French and English, with typos; and how soon what is said is found. */
public final class SearchBench {
    private static final int WARM_UP = 400;
    private static final int SAID = 20;
    private static final double LIMIT_MILLIS = 20;
    private static final double SOON_MILLIS = 1_000;

    /**
     * @param clients who search side by side
     * @param searches in a round of each kind, by all clients together
     */
    public record Settings(
            List<String> program,
            Path data,
            int conversations,
            int rounds,
            int clients,
            int searches,
            Optional<Path> texts) {}

    private final Settings settings;
    private final Consumer<String> progress;
    private final Sentences sentences;

    /** @param progress told in English, a line each */
    public SearchBench(Settings settings, Consumer<String> progress) throws IOException {
        this.settings = settings;
        this.progress = progress;
        this.sentences = Sentences.of(settings.texts());
    }

    public Asked run() throws IOException, InterruptedException, SQLException {
        var wanted = new Large.Wanted(settings.program(), settings.data(), settings.conversations(), settings.texts());
        try (var large = Large.open(wanted, progress)) {
            var key = large.key("messages:write,conversations:read");
            var cookie = large.as("claire");
            var indexed = large.awaitIndexed(progress);
            var millis = new LinkedHashMap<String, List<Double>>();
            var warming = new Random(1);
            WarmUp.of(() -> {
                var began = System.nanoTime();
                search(large, cookie, "/search?q=", WARM_UP, warming);
                search(large, cookie, "/desk?view=team&q=", WARM_UP, warming);
                return 2 * WARM_UP / ((System.nanoTime() - began) / 1e9);
            });
            for (var round = 1; round <= settings.rounds(); round++) {
                var random = new Random(10 + round);
                millis.computeIfAbsent("square", name -> new ArrayList<>())
                        .addAll(search(large, "", "/search?q=", settings.searches(), random));
                millis.computeIfAbsent("desk", name -> new ArrayList<>())
                        .addAll(search(large, cookie, "/desk?view=team&q=", settings.searches(), random));
                progress.accept("round %d of %d".formatted(round, settings.rounds()));
            }
            millis.put("saidUntilFound", said(large, key));
            return new Asked(
                    "search",
                    settings.rounds(),
                    millis,
                    Map.of("square", LIMIT_MILLIS, "desk", LIMIT_MILLIS, "saidUntilFound", SOON_MILLIS),
                    Map.of("conversations", settings.conversations(), "indexedAfterSeconds", indexed));
        }
    }

    private List<Double> search(Large large, String headers, String path, int many, Random random)
            throws InterruptedException {
        var millis = new ConcurrentLinkedQueue<Double>();
        var queries = new ConcurrentLinkedQueue<String>();
        for (var i = 0; i < many; i++) {
            queries.add(path + URLEncoder.encode(query(random), StandardCharsets.UTF_8));
        }
        Crowd.of(settings.clients(), client -> {
            try (var line = new HttpLine(large.victim().at("/"))) {
                for (var query = queries.poll(); query != null; query = queries.poll()) {
                    var asked = System.nanoTime();
                    var answer = line.get(query, headers);
                    millis.add((System.nanoTime() - asked) / 1e6);
                    if (answer.status() != 200) {
                        throw new IOException(query + ": " + answer.status());
                    }
                }
            }
        });
        return List.copyOf(millis);
    }

    /** One to four words in a row of some sentence; in every other query one of them is mistyped. */
    private String query(Random random) {
        var words = sentences
                .some(random, 1)
                .replaceAll("[^\\p{L}' ’]", " ")
                .strip()
                .split("\\s+");
        var from = random.nextInt(words.length);
        var some = new ArrayList<>(List.of(words).subList(from, Math.min(words.length, from + 1 + random.nextInt(4))));
        if (random.nextBoolean()) {
            var which = random.nextInt(some.size());
            some.set(which, mistyped(some.get(which), random));
        }
        return String.join(" ", some);
    }

    /** Two letters that changed places, one that is missing, or another one. */
    private static String mistyped(String word, Random random) {
        if (word.length() < 5) {
            return word;
        }
        var at = 1 + random.nextInt(word.length() - 2);
        return switch (random.nextInt(3)) {
            case 0 -> word.substring(0, at) + word.charAt(at + 1) + word.charAt(at) + word.substring(at + 2);
            case 1 -> word.substring(0, at) + word.substring(at + 1);
            default -> word.substring(0, at) + (char) ('a' + random.nextInt(26)) + word.substring(at + 1);
        };
    }

    /** From the sending of a message until it is found, by a word that nobody has used. */
    private List<Double> said(Large large, String key) throws IOException, InterruptedException {
        var millis = new ArrayList<Double>();
        var run = Long.toString(System.nanoTime(), 36);
        try (var line = new HttpLine(large.victim().at("/"))) {
            for (var i = 0; i < SAID; i++) {
                var word = "zyx" + run + (char) ('a' + i);
                var sent = System.nanoTime();
                line.post(
                        "/api/v1/messages",
                        key + "Content-Type: application/json\r\n",
                        "{\"channel\":\"api\",\"externalId\":\"%s\",\"from\":{\"name\":\"Camille\"},\"subject\":\"%s\",\"text\":\"%s\"}"
                                .formatted(word, word, word)
                                .getBytes(StandardCharsets.UTF_8));
                while (!new String(
                                line.get("/api/v1/conversations?q=" + word, key).body(), StandardCharsets.UTF_8)
                        .contains("\"subject\":\"" + word)) {
                    if (System.nanoTime() - sent > Duration.ofMinutes(1).toNanos()) {
                        throw new IllegalStateException("What was said is not found after a minute");
                    }
                    Thread.sleep(5);
                }
                millis.add((System.nanoTime() - sent) / 1e6);
            }
        }
        return millis;
    }
}
