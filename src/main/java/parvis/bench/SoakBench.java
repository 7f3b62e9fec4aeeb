package parvis.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything at once for a long time: pages for readers and members, searches, the desk, messages of programs. Nothing may
 * fail, and neither memory nor connections may grow.
 */
public final class SoakBench {
    private static final int QUESTIONS = 20;
    private static final int READERS = 4;
    private static final int MEMBERS = 2;
    /** Between two things that somebody does: the machine is busy, not drowned. */
    private static final Duration PAUSE = Duration.ofMillis(10);

    private static final Duration BETWEEN_MESSAGES = Duration.ofMillis(50);
    private static final List<String> SEARCHED = List.of("joint", "bol robot", "moulin bruit", "garanty", "seal");
    private static final List<String> DESK = List.of("/desk", "/desk?view=mine", "/desk?q=robot");

    /**
     * @param program everything before the command: the Java, its options, the jar
     * @param data a directory that does not exist yet
     * @param minute how long one is; shorter for a trial of the trial
     */
    public record Settings(List<String> program, Path data, Duration lasting, Duration minute) {}

    /** @param connections of the program to PostgreSQL, {@code open} all that its process holds open */
    record Minute(
            double at, long asked, long failed, double residentMiB, double postgresMiB, long connections, long open) {}

    public record Result(List<Minute> minutes, long asked, List<String> failures, double millis) {
        /** Of what is held in the middle, over an hour. */
        private static final double MOST_GROWTH = 0.10;

        public boolean isClean() {
            return failures.isEmpty();
        }

        public String json() {
            var told = new LinkedHashMap<String, Object>();
            told.put("name", "soak");
            told.put("machine", Machine.words());
            told.put("rounds", minutes.size());
            told.put(
                    "medians",
                    Map.of(
                            "residentMiB", median(Minute::residentMiB),
                            "postgresMiB", median(Minute::postgresMiB),
                            "connections", median(Minute::connections),
                            "open", median(Minute::open),
                            "askedPerMinute", median(Minute::asked)));
            told.put("p99", Map.of("millis", millis));
            told.put(
                    "ratioToLimit",
                    Map.of("residentGrowth", growth(Minute::residentMiB) / MOST_GROWTH, "failed", failures.size()));
            told.put(
                    "growthPerHour",
                    Map.of(
                            "resident", growth(Minute::residentMiB),
                            "connections", growth(Minute::connections),
                            "open", growth(Minute::open)));
            told.put("asked", asked);
            told.put("failures", failures.stream().limit(20).toList());
            told.put("minutes", minutes);
            return new JsonMapper().writeValueAsString(told);
        }

        public String words() {
            return "%d asked in %d minutes, %d failed, p99 %.0f ms; resident %.0f MiB (%+.1f %% an hour), %.0f connections (%+.1f %%), %.0f open (%+.1f %%)"
                    .formatted(
                            asked,
                            minutes.size(),
                            failures.size(),
                            millis,
                            median(Minute::residentMiB),
                            100 * growth(Minute::residentMiB),
                            median(Minute::connections),
                            100 * growth(Minute::connections),
                            median(Minute::open),
                            100 * growth(Minute::open));
        }

        private double median(ToDoubleFunction<Minute> of) {
            return Ranks.nearest(minutes.stream().map(of::applyAsDouble).toList(), 50);
        }

        /**
         * The slope of the straight line through the later two thirds (least squares), as a part of their mean an hour: in the
         * first third Java still warms up.
         */
        double growth(ToDoubleFunction<Minute> of) {
            var later = minutes.subList(minutes.size() / 3, minutes.size());
            if (later.size() < 2) {
                return 0;
            }
            var hours = later.stream().mapToDouble(Minute::at).average().orElse(0);
            var mean = later.stream().mapToDouble(of).average().orElse(0);
            var above = later.stream()
                    .mapToDouble(m -> (m.at() - hours) * (of.applyAsDouble(m) - mean))
                    .sum();
            var below = later.stream()
                    .mapToDouble(m -> (m.at() - hours) * (m.at() - hours))
                    .sum();
            return mean == 0 || below == 0 ? 0 : above / below / mean;
        }
    }

    /** What somebody does again and again; gives the status of the answer. */
    private interface Turn {
        int take(int turn) throws IOException, InterruptedException;
    }

    private final Settings settings;
    private final Consumer<String> progress;
    private final AtomicBoolean over = new AtomicBoolean();
    private final LongAdder asked = new LongAdder();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Double> millis = new ConcurrentLinkedQueue<>();
    private final List<Thread> people = new ArrayList<>();

    /** @param progress told in English, a line each */
    public SoakBench(Settings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
    }

    public Result run() throws IOException, InterruptedException, SQLException {
        try (var victim = new Victim(settings.program(), settings.data(), Ports.free(), Ports.free())) {
            victim.start();
            victim.awaitReady();
            var square = new Square(victim, settings.data());
            var questions = new ArrayList<String>();
            for (var n = 1; n <= QUESTIONS; n++) {
                questions.add(square.questionOfTwenty("soak-" + n));
            }
            var member = square.signIn("helene");
            var teammate = square.signIn("claire");
            for (var n = 0; n < READERS; n++) {
                begin(
                        "a page",
                        PAUSE,
                        turn -> square.get(page(questions, turn), "Accept-Encoding", "gzip")
                                .statusCode());
            }
            for (var n = 0; n < MEMBERS; n++) {
                begin(
                        "a page, signed in",
                        PAUSE,
                        turn -> square.get(page(questions, turn), "Cookie", member)
                                .statusCode());
            }
            begin(
                    "a search",
                    PAUSE,
                    turn -> square.get("/search?q=" + of(SEARCHED, turn).replace(' ', '+'))
                            .statusCode());
            begin(
                    "the desk",
                    PAUSE,
                    turn -> square.get(of(DESK, turn), "Cookie", teammate).statusCode());
            var writing = new AtomicInteger();
            begin("a message", BETWEEN_MESSAGES, turn -> {
                var name = "soaked-" + writing.incrementAndGet();
                square.write(
                        name, turn % 20 == 0 ? Map.of("inReplyTo", "soak-1") : Map.of("subject", "Le bol, " + name));
                return 200;
            });
            try (var inside = new Inside(settings.data())) {
                return watch(victim, inside);
            } finally {
                over.set(true);
                for (var person : people) {
                    person.join();
                }
            }
        }
    }

    private Result watch(Victim victim, Inside inside) throws IOException, InterruptedException, SQLException {
        var minutes = new ArrayList<Minute>();
        var began = System.nanoTime();
        var before = 0L;
        var failed = 0;
        while (System.nanoTime() - began < settings.lasting().toNanos()) {
            Thread.sleep(settings.minute());
            var now = asked.sum();
            minutes.add(new Minute(
                    (System.nanoTime() - began) / 3.6e12,
                    now - before,
                    failures.size() - failed,
                    Burden.residentMiB(victim.pid()),
                    Burden.childrenMiB(victim.pid()),
                    inside.count("select count(*) from pg_stat_activity where backend_type = 'client backend'"),
                    Burden.open(victim.pid())));
            before = now;
            failed = failures.size();
            progress.accept("soak, minute %d: %s".formatted(minutes.size(), minutes.getLast()));
        }
        over.set(true);
        return new Result(minutes, asked.sum(), List.copyOf(failures), Ranks.nearest(millis, 99));
    }

    private void begin(String what, Duration pause, Turn turn) {
        people.add(Thread.ofVirtual().start(() -> {
            for (var n = 0; !over.get(); n++) {
                var began = System.nanoTime();
                try {
                    var status = turn.take(n);
                    if (status != 200) {
                        failures.add(what + ": " + status);
                    }
                    asked.increment();
                    if (n % 10 == 0) {
                        millis.add((System.nanoTime() - began) / 1e6);
                    }
                    Thread.sleep(pause);
                } catch (IOException | InterruptedException | RuntimeException e) {
                    failures.add(what + ": " + e);
                }
            }
        }));
    }

    private static String page(List<String> questions, int turn) {
        return switch (turn % 5) {
            case 0 -> "/";
            case 1 -> "/questions";
            case 2 -> "/products/robot-r2";
            default -> of(questions, turn);
        };
    }

    private static String of(List<String> all, int turn) {
        return all.get(turn % all.size());
    }
}
