package parvis.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * How many mails a second the program takes durably by SMTP, how soon they stand in conversations, how many letters a second it
 * hands to {@code smtp-sink}, and what mails of the largest size do to its memory.
 */
public final class MailBench {
    private static final int CLIENTS = 16;
    private static final int CLIENTS_WITH_LARGE = 4;
    /** Just under what is taken. */
    private static final int LARGE = 25 * 1024 * 1024 - 4096;

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final String TO = "bonjour@tilleul.test";

    /**
     * @param program everything before the command: the Java, its options, the jar
     * @param data a directory that does not exist yet
     * @param each how long mails are sent in a round
     * @param letters handed over in a round
     * @param large mails of the largest size, in all
     */
    public record Settings(List<String> program, Path data, int rounds, Duration each, int letters, int large) {}

    /** Mails of one round. */
    record Taken(int mails, double acceptedPerSecond, double sortedPerSecond, List<Long> nanos) {}

    /** In MiB of the Java process, PostgreSQL apart. */
    record Memory(double before, double half, double peak, double after) {}

    private final Settings settings;
    private final Consumer<String> progress;
    private final AtomicInteger names = new AtomicInteger();

    /** @param progress told in English, a line each */
    public MailBench(Settings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
    }

    public MailResult run() throws IOException, InterruptedException, SQLException {
        try (var sink = Sink.open(Ports.free());
                var victim = new Victim(settings.program(), settings.data(), Ports.free(), Ports.free())) {
            victim.start();
            victim.awaitReady();
            var taken = new ArrayList<Taken>();
            Memory memory;
            try (var inside = new Inside(settings.data())) {
                for (var round = 1; round <= settings.rounds(); round++) {
                    taken.add(take(victim, inside));
                    progress.accept(
                            "mail in, round %d: %d mails, %.0f a second accepted, %.0f a second in conversations"
                                    .formatted(
                                            round,
                                            taken.getLast().mails(),
                                            taken.getLast().acceptedPerSecond(),
                                            taken.getLast().sortedPerSecond()));
                }
                memory = takeLarge(victim);
                progress.accept(
                        "mails of 25 MB: %d, resident %.0f MiB before, %.0f at the half, %.0f at most, %.0f after"
                                .formatted(
                                        settings.large(),
                                        memory.before(),
                                        memory.half(),
                                        memory.peak(),
                                        memory.after()));
                awaitNone(inside::hasMailsUnread);
            }
            victim.close();
            victim.becomeAHouse(sink.port());
            victim.start();
            victim.awaitReady();
            var handed = new ArrayList<Double>();
            var awaited = new ArrayList<Double>();
            try (var inside = new Inside(settings.data())) {
                askForALink(victim);
                awaitNone(inside::hasLettersWaiting);
                for (var round = 1; round <= settings.rounds(); round++) {
                    handed.add(hand(inside, false));
                    awaited.add(hand(inside, true));
                    progress.accept(
                            "mail out, round %d: %.0f a second handed over, %.0f of those that somebody waits for"
                                    .formatted(round, handed.getLast(), awaited.getLast()));
                }
            }
            return new MailResult(settings.rounds(), taken, handed, awaited, settings.large(), memory);
        }
    }

    private Taken take(Victim victim, Inside inside) throws InterruptedException, SQLException {
        var before = inside.mails();
        var nanos = new ConcurrentLinkedQueue<Long>();
        var began = System.nanoTime();
        var until = began + settings.each().toNanos();
        send(CLIENTS, () -> {
            try (var box = new Letterbox(victim.smtpPort())) {
                while (System.nanoTime() < until) {
                    var mail = mail("mail-" + names.incrementAndGet());
                    var sent = System.nanoTime();
                    if (!box.put("reader@mel.example", TO, mail)) {
                        throw new IOException("A mail was refused");
                    }
                    nanos.add(System.nanoTime() - sent);
                }
            }
        });
        var accepted = System.nanoTime() - began;
        var kept = inside.mails() - before;
        if (kept != nanos.size()) {
            throw new IllegalStateException(nanos.size() + " mails were acknowledged and " + kept + " are there");
        }
        awaitNone(inside::hasMailsUnread);
        var sorted = System.nanoTime() - began;
        return new Taken(
                nanos.size(), nanos.size() / (accepted / 1e9), nanos.size() / (sorted / 1e9), List.copyOf(nanos));
    }

    private Memory takeLarge(Victim victim) throws InterruptedException, IOException {
        var left = new AtomicInteger(settings.large());
        var sizes = new ConcurrentLinkedQueue<Double>();
        var before = resident(victim);
        var halves = new ConcurrentLinkedQueue<Double>();
        var watching = Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    var now = resident(victim);
                    sizes.add(now);
                    if (left.get() > settings.large() / 2) {
                        halves.add(now);
                    }
                    Thread.sleep(50);
                }
            } catch (InterruptedException | IOException done) {
                Thread.currentThread().interrupt();
            }
        });
        send(CLIENTS_WITH_LARGE, () -> {
            while (left.getAndDecrement() > 0) {
                try (var box = new Letterbox(victim.smtpPort())) {
                    if (!box.put("reader@mel.example", TO, large("large-" + names.incrementAndGet()))) {
                        throw new IOException("A large mail was refused");
                    }
                }
            }
        });
        watching.interrupt();
        watching.join();
        return new Memory(
                before,
                halves.stream().mapToDouble(size -> size).max().orElse(before),
                sizes.stream().mapToDouble(size -> size).max().orElse(before),
                resident(victim));
    }

    /** One letter as the house writes it, after which the others are made. */
    private static void askForALink(Victim victim) throws IOException, InterruptedException {
        HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(victim.at("/signin"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString("email=reader%40mel.example"))
                                .build(),
                        BodyHandlers.discarding());
    }

    private double hand(Inside inside, boolean awaited) throws InterruptedException, SQLException {
        var before = inside.lettersSent();
        inside.write(settings.letters(), awaited);
        var began = System.nanoTime();
        awaitNone(inside::hasLettersWaiting);
        var took = System.nanoTime() - began;
        var sent = inside.lettersSent() - before;
        if (sent != settings.letters()) {
            throw new IllegalStateException(settings.letters() + " letters were to leave and " + sent + " did");
        }
        return sent / (took / 1e9);
    }

    /** What a client does; its failure is the bench's. */
    private interface Client {
        void work() throws IOException;
    }

    private static void send(int clients, Client client) throws InterruptedException {
        var failures = new ConcurrentLinkedQueue<Exception>();
        var threads = new ArrayList<Thread>();
        for (var n = 0; n < clients; n++) {
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    client.work();
                } catch (IOException | RuntimeException e) {
                    failures.add(e);
                }
            }));
        }
        for (var thread : threads) {
            thread.join();
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException("A client stopped", failures.peek());
        }
    }

    private interface Left {
        boolean any() throws SQLException;
    }

    private static void awaitNone(Left left) throws InterruptedException, SQLException {
        var deadline = System.nanoTime() + LONGEST.toNanos();
        while (left.any()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Still at work after " + LONGEST);
            }
            Thread.sleep(20);
        }
    }

    /** About two kilobytes, from one of a thousand people, about nothing that was written before. */
    private static byte[] mail(String name) {
        return ("""
                From: Camille Mesure <reader-%d@mel.example>
                To: %s
                Subject: La cuve %s
                Message-ID: <%s@mel.example>
                Date: Sat, 21 Nov 2026 10:00:00 +0100
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8

                Bonjour,

                %s
                Merci de votre aide,
                Camille
                .
                """.formatted(
                                name.hashCode() & 1023,
                                TO,
                                name,
                                name,
                                "La cuve de mon robot ne tient plus sur son axe depuis hier soir.\n".repeat(24)))
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] large(String name) {
        var head = """
                From: Camille Mesure <reader@mel.example>
                To: %s
                Subject: Une grande piece jointe %s
                Message-ID: <%s@mel.example>
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=x

                --x
                Content-Type: text/plain; charset=utf-8

                Voici le plan.
                --x
                Content-Type: application/octet-stream; name=plan.bin
                Content-Disposition: attachment; filename=plan.bin
                Content-Transfer-Encoding: base64

                """.formatted(TO, name, name).replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        var tail = "\r\n--x--\r\n.\r\n".getBytes(StandardCharsets.UTF_8);
        var mail = new byte[LARGE];
        // Lines of 76 characters; each mail differs from the others by its name alone.
        Arrays.fill(mail, (byte) 'Q');
        System.arraycopy(head, 0, mail, 0, head.length);
        for (var at = head.length + 76; at < LARGE - tail.length - 2; at += 78) {
            mail[at] = '\r';
            mail[at + 1] = '\n';
        }
        System.arraycopy(tail, 0, mail, LARGE - tail.length, tail.length);
        return mail;
    }

    private static double resident(Victim victim) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + victim.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElse(0);
    }
}
