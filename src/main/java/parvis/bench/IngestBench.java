package parvis.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/**
 * How many messages a second {@code POST /api/v1/messages} keeps durably and acknowledges, beside how many rows of the same shape
 * PostgreSQL takes one by one from as many connections; and whether messages at a steady rate stand in the queue soon, for how
 * ever long they come.
 */
public final class IngestBench {
    private static final int CLIENTS = 16;
    private static final int PEOPLE = 20_000;
    private static final double SHARE = 0.5;
    private static final double SOON_MILLIS = 1_000;
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /**
     * @param program everything before the command: the Java, its options, the jar
     * @param data a directory that does not exist yet
     * @param each how long a round of each kind takes
     * @param rate messages a second that come steadily
     * @param steady for how long
     * @param texts see {@link Sentences#of}
     */
    public record Settings(
            List<String> program,
            Path data,
            int rounds,
            Duration each,
            int rate,
            Duration steady,
            Optional<Path> texts) {}

    /**
     * @param own rows a second that PostgreSQL took, by round
     * @param accepted messages a second, by round
     * @param through what became of the steady ones: a second, milliseconds until each stood in the queue, and how many were told to
     *     come again
     * @param memory MiB of the Java process: after a quarter of the time, and the most after that
     */
    public record Result(
            Settings settings,
            List<Double> own,
            List<Double> accepted,
            List<Double> acknowledgedMillis,
            double through,
            List<Double> throughMillis,
            long refused,
            double[] memory) {

        public String json() {
            var told = new LinkedHashMap<String, Object>();
            told.put("name", "ingest");
            told.put("machine", Machine.words());
            told.put("rounds", settings.rounds());
            told.put(
                    "medians",
                    Map.of(
                            "ownPerSecond", Ranks.nearest(own, 50),
                            "acceptedPerSecond", Ranks.nearest(accepted, 50),
                            "acknowledgedMillis", Ranks.nearest(acknowledgedMillis, 50),
                            "throughPerSecond", through,
                            "throughMillis", Ranks.nearest(throughMillis, 50)));
            told.put(
                    "p99",
                    Map.of(
                            "acknowledgedMillis", Ranks.nearest(acknowledgedMillis, 99),
                            "throughMillis", Ranks.nearest(throughMillis, 99)));
            told.put(
                    "ratioToLimit",
                    Map.of(
                            "acceptedPerSecond", share() / SHARE,
                            "throughPerSecond", through / settings.rate(),
                            "throughMillis", Ranks.nearest(throughMillis, 99) / SOON_MILLIS));
            told.put("refused", refused);
            told.put("memoryMiB", Map.of("quarter", memory[0], "most", memory[1]));
            return new JsonMapper().writeValueAsString(told);
        }

        public String words() {
            return "%.0f messages a second acknowledged (median; p99 %.1f ms), %.2f of the %.0f rows that PostgreSQL takes; at %d a second for %s: %.0f a second in the queue, after %.0f ms (p99 %.0f), %d told to come again; memory %.0f MiB, then %.0f at most"
                    .formatted(
                            Ranks.nearest(accepted, 50),
                            Ranks.nearest(acknowledgedMillis, 99),
                            share(),
                            Ranks.nearest(own, 50),
                            settings.rate(),
                            settings.steady(),
                            through,
                            Ranks.nearest(throughMillis, 50),
                            Ranks.nearest(throughMillis, 99),
                            refused,
                            memory[0],
                            memory[1]);
        }

        private double share() {
            return Ranks.nearest(accepted, 50) / Math.max(1, Ranks.nearest(own, 50));
        }
    }

    private final Settings settings;
    private final Consumer<String> progress;
    private final AtomicInteger names = new AtomicInteger();
    private final Sentences sentences;

    /** @param progress told in English, a line each */
    public IngestBench(Settings settings, Consumer<String> progress) throws IOException {
        this.settings = settings;
        this.progress = progress;
        this.sentences = Sentences.of(settings.texts());
    }

    public Result run() throws IOException, InterruptedException, SQLException {
        try (var victim = new Victim(settings.program(), settings.data(), Ports.free(), Ports.free())) {
            victim.start();
            victim.awaitReady();
            var key = victim.command(
                    "key",
                    "create",
                    "--brand",
                    "tilleul",
                    "--scopes",
                    "messages:write",
                    "--data",
                    settings.data().toString());
            var headers = "Authorization: Bearer " + key + "\r\nContent-Type: application/json\r\n";
            try (var inside = new Inside(settings.data())) {
                inside.makeOwn();
                var own = new ArrayList<Double>();
                var accepted = new ArrayList<Double>();
                var acknowledged = new ConcurrentLinkedQueue<Double>();
                progress.accept("warm: %.0f messages a second acknowledged".formatted(WarmUp.of(() -> {
                    acknowledged.clear();
                    var messages = accept(victim, headers, acknowledged);
                    awaitNone(inside);
                    return messages;
                })));
                for (var round = 1; round <= settings.rounds(); round++) {
                    var rows = own();
                    acknowledged.clear();
                    var messages = accept(victim, headers, acknowledged);
                    awaitNone(inside);
                    own.add(rows);
                    accepted.add(messages);
                    progress.accept("round %d: PostgreSQL alone %.0f rows a second, %.0f messages a second acknowledged"
                            .formatted(round, rows, messages));
                }
                return steadily(victim, headers, inside, own, accepted, List.copyOf(acknowledged));
            }
        }
    }

    /** Rows of the same shape, each in a transaction of its own. */
    private double own() throws InterruptedException {
        var rows = new AtomicLong();
        var until = System.nanoTime() + settings.each().toNanos();
        Crowd.of(CLIENTS, number -> {
            var random = new Random(number);
            try (var one = new Inside(settings.data())) {
                while (System.nanoTime() < until) {
                    one.insertOwn(UUID.randomUUID().toString(), message(random, "own-" + names.incrementAndGet()));
                    rows.incrementAndGet();
                }
            }
        });
        return rows.get() / (settings.each().toNanos() / 1e9);
    }

    private double accept(Victim victim, String headers, ConcurrentLinkedQueue<Double> millis)
            throws InterruptedException {
        var until = System.nanoTime() + settings.each().toNanos();
        Crowd.of(CLIENTS, number -> {
            var random = new Random(number);
            try (var line = new HttpLine(victim.at("/"))) {
                while (System.nanoTime() < until) {
                    var body = message(random, "message-" + names.incrementAndGet())
                            .getBytes(StandardCharsets.UTF_8);
                    var sent = System.nanoTime();
                    var answer = line.post("/api/v1/messages", headers, body);
                    if (answer.status() != 202) {
                        throw new IOException(
                                answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8));
                    }
                    millis.add((System.nanoTime() - sent) / 1e6);
                }
            }
        });
        return millis.size() / (settings.each().toNanos() / 1e9);
    }

    /**
     * At a steady rate, whether or not the server keeps up: a message that is late because the one before it was waited for is late
     * all the same. Which of them stand in the queue is told by the last public number: the n-th of those that were sent is taken for
     * the n-th there.
     */
    private Result steadily(
            Victim victim,
            String headers,
            Inside inside,
            List<Double> own,
            List<Double> accepted,
            List<Double> acknowledged)
            throws InterruptedException, SQLException, IOException {
        var many = (int) (settings.rate() * settings.steady().toSeconds());
        var due = new long[many];
        var stood = new long[many];
        var refused = new AtomicLong();
        var before = inside.lastNumber();
        var began = System.nanoTime() + Duration.ofMillis(100).toNanos();
        for (var i = 0; i < many; i++) {
            due[i] = began + i * 1_000_000_000L / settings.rate();
        }
        var watching = Thread.ofPlatform().daemon().start(() -> watch(before, stood));
        var memory = new Memory(victim, began, settings.steady());
        var next = new AtomicInteger();
        Crowd.of(CLIENTS, number -> {
            var random = new Random(100 + number);
            try (var line = new HttpLine(victim.at("/"))) {
                for (var i = next.getAndIncrement(); i < many; i = next.getAndIncrement()) {
                    var body = message(random, "steady-" + i).getBytes(StandardCharsets.UTF_8);
                    sleepUntil(due[i]);
                    for (var status = 0; status != 202; ) {
                        status = line.post("/api/v1/messages", headers, body).status();
                        if (status == 503 || status == 429) {
                            refused.incrementAndGet();
                            Thread.sleep(1_000);
                        } else if (status != 202) {
                            throw new IOException("A message was answered by " + status);
                        }
                    }
                }
            }
        });
        awaitNone(inside);
        watching.join();
        var figures = memory.end();
        var millis = new ArrayList<Double>();
        for (var i = 0; i < many; i++) {
            millis.add(Math.max(0, (stood[i] - due[i]) / 1e6));
        }
        var through = many / ((stood[many - 1] - began) / 1e9);
        return new Result(settings, own, accepted, acknowledged, through, millis, refused.get(), figures);
    }

    private void watch(long before, long[] stood) {
        try (var inside = new Inside(settings.data())) {
            var there = 0;
            var deadline = System.nanoTime() + settings.steady().plus(LONGEST).toNanos();
            while (there < stood.length && System.nanoTime() < deadline) {
                var now = (int) Math.min(stood.length, inside.lastNumber() - before);
                Arrays.fill(stood, there, Math.max(there, now), System.nanoTime());
                there = Math.max(there, now);
                Thread.sleep(10);
            }
        } catch (SQLException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sleepUntil(long nanos) throws InterruptedException {
        var left = nanos - System.nanoTime();
        if (left > 0) {
            Thread.sleep(Duration.ofNanos(left));
        }
    }

    private static void awaitNone(Inside inside) throws SQLException, InterruptedException {
        var deadline = System.nanoTime() + LONGEST.toNanos();
        while (inside.hasRawMessages()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Still at work after " + LONGEST);
            }
            Thread.sleep(20);
        }
    }

    /** One of many people asks something. */
    private String message(Random random, String name) {
        var person = random.nextInt(PEOPLE);
        return "{\"channel\":\"api\",\"externalId\":\"%s\",\"from\":{\"name\":\"Personne %d\",\"email\":\"reader-%d@mel.example\"},\"subject\":\"%s\",\"text\":\"%s\"}"
                .formatted(name, person, person, name, sentences.some(random, 3).replace("\"", "'"));
    }

    /** Of the Java process while messages come. */
    private static final class Memory {
        private final ConcurrentLinkedQueue<Double> early = new ConcurrentLinkedQueue<>();
        private final ConcurrentLinkedQueue<Double> late = new ConcurrentLinkedQueue<>();
        private final Thread watching;

        Memory(Victim victim, long began, Duration lasts) {
            var quarter = began + lasts.toNanos() / 4;
            watching = Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        (System.nanoTime() < quarter ? early : late).add(resident(victim.pid()));
                        Thread.sleep(500);
                    }
                } catch (InterruptedException | IOException done) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        double[] end() throws InterruptedException {
            watching.interrupt();
            watching.join();
            return new double[] {most(early), most(late)};
        }

        private static double most(ConcurrentLinkedQueue<Double> sizes) {
            return sizes.stream().mapToDouble(size -> size).max().orElse(0);
        }

        private static double resident(long pid) throws IOException {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        }
    }
}
