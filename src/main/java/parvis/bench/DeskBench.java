package parvis.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** How long the desk takes among very many conversations: the first page of the queue however it is narrowed, for
 * sixteen at once, and the opening of a long conversation for one. */
public final class DeskBench {
    private static final int CLIENTS = 16;
    private static final double LIMIT_MILLIS = 50;
    private static final int WARM_UP = 1_000;

    /** By what is told: the owner's own, and what the menus offer. */
    private static final Map<String, String> QUEUES = queues();

    /** @param pages asked in a round of each kind, by all clients together */
    public record Settings(
            List<String> program, Path data, int conversations, int rounds, int pages, Optional<Path> texts) {}

    private DeskBench() {}

    private static Map<String, String> queues() {
        var queues = new LinkedHashMap<String, String>();
        queues.put("mine", "/desk");
        queues.put("team", "/desk?view=team");
        queues.put("longest", "/desk?view=team&sort=longest");
        queues.put("newest", "/desk?view=team&sort=newest");
        queues.put("mail", "/desk?view=team&channel=mail");
        queues.put("mailMine", "/desk?channel=mail");
        queues.put("waiting", "/desk?view=team&state=waiting");
        queues.put("waitingLongest", "/desk?view=team&state=waiting&sort=longest");
        queues.put("satisfied", "/desk?view=team&state=satisfied");
        queues.put("closedMail", "/desk?view=team&state=closed&channel=mail");
        queues.put("every", "/desk?view=team&state=all");
        queues.put("everyMine", "/desk?state=all");
        return queues;
    }

    public static Asked run(Settings settings, Consumer<String> progress)
            throws IOException, InterruptedException, SQLException {
        var wanted = new Large.Wanted(settings.program(), settings.data(), settings.conversations(), settings.texts());
        try (var large = Large.open(wanted, progress)) {
            var cookie = large.as("claire");
            var millis = new LinkedHashMap<String, List<Double>>();
            long[] numbers;
            String product;
            try (var inside = large.inside()) {
                numbers = inside.house(progress).longOnes();
                product = inside.product();
            }
            var queues = new LinkedHashMap<>(QUEUES);
            queues.put("product", "/desk?view=team&product=" + product);
            queues.put("productMail", "/desk?view=team&state=all&channel=mail&product=" + product);
            large.awaitIndexed(progress); // it works as hard as sixteen people
            var addresses = List.copyOf(queues.values());
            WarmUp.of(() -> {
                var began = System.nanoTime();
                ask(large, cookie, CLIENTS, WARM_UP, n -> addresses.get(n % addresses.size()));
                return WARM_UP / ((System.nanoTime() - began) / 1e9);
            });
            ask(large, cookie, CLIENTS, WARM_UP, n -> "/desk/conversations/" + numbers[n % numbers.length]);
            for (var round = 1; round <= settings.rounds(); round++) {
                for (var queue : queues.entrySet()) {
                    millis.computeIfAbsent(queue.getKey(), name -> new ArrayList<>())
                            .addAll(ask(large, cookie, CLIENTS, settings.pages(), n -> queue.getValue()));
                }
                millis.computeIfAbsent("conversation", name -> new ArrayList<>())
                        .addAll(ask(
                                large,
                                cookie,
                                1,
                                Math.max(1, settings.pages() / CLIENTS),
                                n -> "/desk/conversations/" + numbers[n % numbers.length]));
                progress.accept("round %d of %d".formatted(round, settings.rounds()));
            }
            var limits = new LinkedHashMap<String, Double>();
            millis.keySet().forEach(what -> limits.put(what, LIMIT_MILLIS));
            return new Asked(
                    "desk", settings.rounds(), millis, limits, Map.of("conversations", settings.conversations()));
        }
    }

    private interface Address {
        String of(int number);
    }

    private static List<Double> ask(Large large, String cookie, int clients, int many, Address address)
            throws InterruptedException {
        var millis = new ConcurrentLinkedQueue<Double>();
        var next = new AtomicInteger();
        Crowd.of(clients, client -> {
            try (var line = new HttpLine(large.victim().at("/"))) {
                for (var n = next.getAndIncrement(); n < many; n = next.getAndIncrement()) {
                    var asked = System.nanoTime();
                    var answer = line.get(address.of(n), cookie);
                    millis.add((System.nanoTime() - asked) / 1e6);
                    if (answer.status() != 200) {
                        throw new IOException(address.of(n) + ": " + answer.status());
                    }
                }
            }
        });
        return List.copyOf(millis);
    }
}
