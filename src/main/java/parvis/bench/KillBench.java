package parvis.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import parvis.bench.Sending.Way;

/**
 * Messages by the API, by the form of the square and by mail, and answers that leave by letters, while the program or its
 * PostgreSQL is killed with -9 at random instants. In the end every acknowledged message must be there exactly once, and no
 * other one twice; each answer's letter must have left once when the desk says so, and never twice, whatever it says.
 */
public final class KillBench {
    private static final Map<Way, Integer> CLIENTS = Map.of(Way.API, 4, Way.FORM, 2, Way.MAIL, 2, Way.ANSWER, 2);
    /** To be answered in a round. */
    private static final int QUESTIONS = 40;

    private static final Duration LONGEST_RECOVERY = Duration.ofMinutes(2);
    /** A member of the demo's first brand. */
    private static final String MEMBER = "helene";

    /** What is killed, in turn. */
    private enum Blow {
        PROGRAM,
        POSTGRES,
        /** The program, and once more while it starts again. */
        TWICE,
        BOTH
    }

    /**
     * @param program everything before the command: the Java, its options, the jar
     * @param data a directory that does not exist yet
     * @param seed the same seed, the same instants
     */
    public record Settings(List<String> program, Path data, int rounds, long seed) {}

    private final Settings settings;
    private final Consumer<String> progress;
    private final Random random;

    /** @param progress told in English, a line each */
    public KillBench(Settings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
        this.random = new Random(settings.seed());
    }

    public KillResult run() throws IOException, InterruptedException {
        try (var postbox = new Postbox();
                var victim = new Victim(settings.program(), settings.data(), Ports.free(), Ports.free())) {
            victim.start();
            victim.awaitReady();
            var key = victim.command(
                    "key",
                    "create",
                    "--brand",
                    "tilleul",
                    "--scopes",
                    "messages:write,conversations:read,conversations:write",
                    "--data",
                    settings.data().toString());
            var sending = new Sending(victim, key, signIn(victim));
            sending.askAhead(QUESTIONS * settings.rounds(), new Counting(victim, key));
            victim.close();
            victim.becomeAHouse(postbox.port());
            victim.start();
            victim.awaitReady();
            sending.begin(CLIENTS);
            sending.awaitAcknowledgement(System.nanoTime(), LONGEST_RECOVERY);
            var recoveries = new ArrayList<Long>();
            for (var round = 1; round <= settings.rounds(); round++) {
                var blow = Blow.values()[(round - 1) % Blow.values().length];
                Thread.sleep(random.nextInt(200, 2_000));
                var began = System.nanoTime();
                strike(blow, victim);
                sending.awaitAcknowledgement(System.nanoTime(), LONGEST_RECOVERY);
                recoveries.add(System.nanoTime() - began);
                progress.accept("round %d of %d (%s): back after %.1f s, %d acknowledged"
                        .formatted(
                                round,
                                settings.rounds(),
                                blow.name().toLowerCase(java.util.Locale.ROOT),
                                recoveries.getLast() / 1e9,
                                sending.acknowledged().size()));
            }
            sending.end();
            return count(victim, key, sending, postbox, recoveries);
        }
    }

    private void strike(Blow blow, Victim victim) throws InterruptedException {
        switch (blow) {
            case PROGRAM -> victim.kill();
            case POSTGRES -> victim.killPostgres();
            case BOTH -> {
                victim.killPostgres();
                victim.kill();
            }
            case TWICE -> {
                victim.kill();
                victim.start();
                Thread.sleep(random.nextInt(100, 4_000));
                victim.kill();
            }
        }
        if (blow != Blow.POSTGRES) {
            victim.start();
        }
    }

    private KillResult count(Victim victim, String key, Sending sending, Postbox postbox, List<Long> recoveries)
            throws IOException, InterruptedException {
        victim.awaitReady();
        var counting = new Counting(victim, key);
        counting.awaitStored(acknowledged(Way.API, sending).values());
        counting.awaitSubjects(acknowledged(Way.MAIL, sending).keySet());
        var there = counting.bySubject();
        var lost = new TreeSet<String>();
        var doubled = new TreeSet<String>();
        for (var message : sending.begun().values()) {
            var name = message.name();
            var times = there.getOrDefault(name, 0);
            if (times == 0 && sending.acknowledged().containsKey(name)) {
                lost.add(name);
            } else if (times > (message.by() == Way.ANSWER ? 2 : 1)) { // the question, and its answer
                doubled.add(name);
            }
        }
        var unconfirmed = new TreeSet<String>();
        for (var answer : acknowledged(Way.ANSWER, sending).entrySet()) {
            var name = answer.getKey();
            var sent = counting.awaitSent(answer.getValue());
            var letters = postbox.times(name);
            if (sent.size() != 1 || !sent.getFirst().text().contains(name)) {
                lost.add(name);
                continue;
            }
            switch (sent.getFirst().state()) {
                case "sent" -> {
                    if (letters == 0) {
                        lost.add(name);
                    }
                }
                case "unconfirmed" -> unconfirmed.add(name);
                default -> lost.add(name);
            }
        }
        // Whether or not anybody was told that it was taken.
        sending.begun().keySet().stream()
                .filter(name -> postbox.times(name) > 1)
                .forEach(doubled::add);
        return new KillResult(
                settings.rounds(),
                sending.begun().size(),
                sending.acknowledged().size(),
                acknowledged(Way.FORM, sending).size(),
                acknowledged(Way.MAIL, sending).size(),
                acknowledged(Way.ANSWER, sending).size(),
                unconfirmed.size(),
                lost,
                doubled,
                recoveries,
                sending.nanos());
    }

    /** By name, with the id by which they were acknowledged. */
    private static Map<String, String> acknowledged(Way way, Sending sending) {
        var found = new HashMap<String, String>();
        sending.acknowledged().forEach((name, id) -> {
            if (Objects.requireNonNull(sending.begun().get(name)).by() == way) {
                found.put(name, id);
            }
        });
        return found;
    }

    /** The demo lets anybody on this machine be anybody. */
    private static String signIn(Victim victim) throws IOException, InterruptedException {
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(victim.at("/demo/become"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString("who=" + MEMBER))
                                .build(),
                        BodyHandlers.discarding());
        return answer.headers().allValues("Set-Cookie").stream()
                .flatMap(cookie -> Stream.of(cookie.split(";", 2)[0]))
                .filter(cookie -> cookie.startsWith("session="))
                .findFirst()
                .orElseThrow(() -> new IOException("The demo lets nobody be " + MEMBER + ": " + answer.statusCode()));
    }
}
