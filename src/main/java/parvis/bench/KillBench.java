package parvis.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Messages by the API, by the form of the square and by mail, while the program or its PostgreSQL is killed with -9 at random
 * instants. In the end every acknowledged message must be there exactly once, and no other one twice.
 */
public final class KillBench {
    private static final int BY_API = 4;
    private static final int BY_FORM = 2;
    private static final int BY_MAIL = 2;
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
        try (var victim = new Victim(settings.program(), settings.data(), freePort(), freePort())) {
            victim.start();
            victim.awaitReady();
            var key = victim.command(
                    "key",
                    "create",
                    "--brand",
                    "tilleul",
                    "--scopes",
                    "messages:write,conversations:read",
                    "--data",
                    settings.data().toString());
            var sending = new Sending(victim, key, signIn(victim));
            sending.begin(BY_API, BY_FORM, BY_MAIL);
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
            return count(victim, key, sending, recoveries);
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

    private KillResult count(Victim victim, String key, Sending sending, List<Long> recoveries)
            throws IOException, InterruptedException {
        victim.awaitReady();
        var counting = new Counting(victim, key);
        var acknowledged = sending.acknowledged();
        counting.awaitStored(acknowledged.entrySet().stream()
                .filter(entry ->
                        java.util.Objects.requireNonNull(sending.begun().get(entry.getKey()))
                                        .by()
                                == Sending.Way.API)
                .map(java.util.Map.Entry::getValue)
                .toList());
        counting.awaitSubjects(acknowledged.keySet().stream()
                .filter(name -> java.util.Objects.requireNonNull(sending.begun().get(name))
                                .by()
                        == Sending.Way.MAIL)
                .toList());
        var there = counting.bySubject();
        var lost = new TreeSet<String>();
        var doubled = new TreeSet<String>();
        for (var name : sending.begun().keySet()) {
            var times = there.getOrDefault(name, 0);
            if (times == 0 && acknowledged.containsKey(name)) {
                lost.add(name);
            } else if (times > 1) {
                doubled.add(name);
            }
        }
        var byForm = acknowledgedBy(Sending.Way.FORM, sending);
        var byMail = acknowledgedBy(Sending.Way.MAIL, sending);
        return new KillResult(
                settings.rounds(),
                sending.begun().size(),
                acknowledged.size(),
                byForm,
                byMail,
                lost,
                doubled,
                recoveries,
                sending.nanos());
    }

    private static int acknowledgedBy(Sending.Way way, Sending sending) {
        return (int) sending.begun().values().stream()
                .filter(message -> message.by() == way && sending.acknowledged().containsKey(message.name()))
                .count();
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

    private static int freePort() throws IOException {
        try (var probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }
}
