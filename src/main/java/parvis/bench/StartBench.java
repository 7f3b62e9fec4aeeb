package parvis.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/**
 * How long {@code ./parvis run} takes until it is ready, with data that are there already; what it holds in memory after ten
 * thousand pages, and what it takes of a processor when nobody asks for anything.
 */
public final class StartBench {
    private static final int READERS = 16;
    private static final Duration SETTLING = Duration.ofSeconds(10);
    private static final List<String> PATHS = List.of(
            "/",
            "/questions",
            "/questions?sort=newest",
            "/products",
            "/products/robot-r2",
            "/search?q=joint",
            "/legal");

    /**
     * @param parvis the script by which people start it
     * @param data a directory that does not exist yet
     */
    public record Settings(Path parvis, Path data, int rounds, int pages, Duration idle) {}

    /** Of the Java process and of PostgreSQL, the second beside the first. */
    record Rest(double residentMiB, double postgresMiB, double percent, double postgresPercent) {}

    public record Result(List<Double> readyMillis, int pages, Rest rest) {
        private static final double READY_MILLIS = 2_500;
        private static final double RESIDENT_MIB = 500;
        private static final double IDLE_PERCENT = 1;

        public String json() {
            var told = new LinkedHashMap<String, Object>();
            told.put("name", "start");
            told.put("machine", Machine.words());
            told.put("rounds", readyMillis.size());
            told.put(
                    "medians",
                    Map.of(
                            "readyMillis", ready(50),
                            "residentMiB", rest.residentMiB(),
                            "postgresMiB", rest.postgresMiB(),
                            "idlePercent", rest.percent(),
                            "postgresIdlePercent", rest.postgresPercent()));
            told.put("p99", Map.of("readyMillis", ready(99)));
            told.put(
                    "ratioToLimit",
                    Map.of(
                            "readyMillis", ready(50) / READY_MILLIS,
                            "residentMiB", rest.residentMiB() / RESIDENT_MIB,
                            "idlePercent", rest.percent() / IDLE_PERCENT));
            told.put("pages", pages);
            return new JsonMapper().writeValueAsString(told);
        }

        public String words() {
            return "ready in %.0f ms (the slowest: %.0f); after %d pages %.0f MiB resident, PostgreSQL %.0f; idle %.2f %% of a core, PostgreSQL %.2f %%"
                    .formatted(
                            ready(50),
                            ready(100),
                            pages,
                            rest.residentMiB(),
                            rest.postgresMiB(),
                            rest.percent(),
                            rest.postgresPercent());
        }

        private double ready(int percent) {
            return Ranks.nearest(readyMillis, percent);
        }
    }

    private StartBench() {}

    /** @param progress told in English, a line each */
    public static Result run(Settings settings, Consumer<String> progress) throws IOException, InterruptedException {
        try (var victim =
                new Victim(List.of(settings.parvis().toString()), settings.data(), Ports.free(), Ports.free())) {
            victim.start();
            victim.awaitReady();
            var member = new Square(victim).signIn("helene"); // which only the demo offers, and which lasts
            victim.close();
            victim.becomeWhatRuns();
            var ready = new ArrayList<Double>();
            for (var n = 1; n <= settings.rounds(); n++) {
                victim.close();
                var began = System.nanoTime();
                victim.start();
                victim.awaitReady();
                ready.add((System.nanoTime() - began) / 1e6);
                progress.accept("start, round %d: ready after %.0f ms".formatted(n, ready.getLast()));
            }
            read(victim, member, settings.pages());
            var resident = Burden.residentMiB(victim.pid());
            var postgres = Burden.childrenMiB(victim.pid());
            progress.accept(
                    "after %d pages: %.0f MiB, PostgreSQL %.0f".formatted(settings.pages(), resident, postgres));
            Thread.sleep(SETTLING);
            var own = Burden.seconds(victim.pid());
            var childrens = Burden.childrenSeconds(victim.pid());
            Thread.sleep(settings.idle());
            var lasted = settings.idle().toMillis() / 1_000.0;
            return new Result(
                    ready,
                    settings.pages(),
                    new Rest(
                            resident,
                            postgres,
                            100 * (Burden.seconds(victim.pid()) - own) / lasted,
                            100 * (Burden.childrenSeconds(victim.pid()) - childrens) / lasted));
        }
    }

    /** By readers and members in turn, as people do: each page of the house, again and again. */
    private static void read(Victim victim, String member, int pages) throws IOException, InterruptedException {
        var square = new Square(victim);
        var left = new AtomicInteger(pages);
        var failures = new ConcurrentLinkedQueue<String>();
        var threads = new ArrayList<Thread>();
        for (var n = 0; n < READERS; n++) {
            threads.add(Thread.ofVirtual().start(() -> {
                for (var turn = left.getAndDecrement(); turn > 0 && failures.isEmpty(); turn = left.getAndDecrement()) {
                    var path = turn % 2 == 0 ? PATHS.get(turn / 2 % PATHS.size()) : "/questions/" + (1 + turn / 2 % 40);
                    try {
                        var answer = turn % 4 < 2
                                ? square.get(path, "Accept-Encoding", "gzip")
                                : square.get(path, "Accept-Encoding", "gzip", "Cookie", member);
                        // a number may be that of something private, and a page leads to its whole address
                        if (answer.statusCode() >= 429) {
                            failures.add(path + ": " + answer.statusCode());
                        }
                    } catch (IOException | InterruptedException e) {
                        failures.add(path + ": " + e);
                    }
                }
            }));
        }
        for (var thread : threads) {
            thread.join();
        }
        if (!failures.isEmpty()) {
            throw new IOException("A page was not given: " + failures.peek());
        }
    }
}
