package parvis.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static parvis.support.Soon.soon;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import parvis.brand.Brand;
import parvis.conversation.Conversation;
import parvis.support.ProductTest;
import parvis.support.Soon;
import parvis.support.TwoBrands;

@ProductTest
class LiveUpdatesTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    LiveUpdates updates;

    @LocalServerPort
    int port;

    @Test
    void anOpenDeskHearsOfAChangeWithinASecondAndOnlyOfItsNumber() throws Exception {
        var brand = brands.tilleul();
        try (var line = new Line(brand, brands.sessionOf(brand, "expert"))) {
            assertThat(line.next()).isEqualTo("HTTP/1.1 200 ");
            line.skipTo("retry: 2000");
            var asked = Instant.now();
            var question = ask(brand, "Entendue aussitôt");

            line.skipTo("data: {\"kind\":\"conversation\",\"number\":" + question.number() + "}");

            assertThat(Duration.between(asked, Instant.now())).isLessThan(Soon.BUSY);
            assertThat(line.heard).noneMatch(text -> text.contains("Entendue") || text.contains("Que faire"));
        }
    }

    @Test
    void nothingOfAnotherBrandIsHeard() throws Exception {
        var tilleul = brands.tilleul();
        var nord = brands.nord();
        try (var line = new Line(tilleul, brands.sessionOf(tilleul, "manager"))) {
            line.skipTo("retry: 2000");
            var northern = new ArrayList<String>();
            for (var i = 0; i < 20; i++) {
                northern.add("data: {\"kind\":\"conversation\",\"number\":"
                        + ask(nord, "Northern " + i).number() + "}");
            }
            var ours = ask(tilleul, "La nôtre");

            var told = "data: {\"kind\":\"conversation\",\"number\":" + ours.number() + "}";
            line.skipTo(told);

            northern.remove(told); // each brand counts for itself
            // what other tests began in this house may still be heard
            assertThat(line.heard).doesNotContainAnyElementsOf(northern);
        }
    }

    @Test
    void whoeverReloadsIsAlwaysHeardAndTheOldestLineOfTheirSessionMakesRoom() throws Exception {
        var brand = brands.tilleul();
        var session = brands.sessionOf(brand, "owner");
        var lines = new ArrayList<Line>();
        try (var elsewhere = new Line(brand, brands.sessionOf(brand, "owner"))) {
            elsewhere.skipTo("retry: 2000");
            for (var i = 0; i < LiveUpdates.MOST + 3; i++) {
                var line = new Line(brand, session);
                lines.add(line);
                assertThat(line.next()).isEqualTo("HTTP/1.1 200 ");
                line.skipTo("retry: 2000");
            }
            for (var replaced : lines.subList(0, 3)) {
                replaced.skipTo("retry: 30000");
                replaced.skipTo("0"); // the last chunk
            }
            var question = ask(brand, "Après bien des rechargements");
            var told = "data: {\"kind\":\"conversation\",\"number\":" + question.number() + "}";
            for (var line : lines.subList(3, lines.size())) {
                line.skipTo(told);
            }
            elsewhere.skipTo(told);
        } finally {
            for (var line : lines) {
                line.close();
            }
        }
    }

    @Test
    void aNodeHoldsOnlySoManyLinesOfAll() throws Exception {
        var brand = brands.tilleul();
        var account = brands.teammate(brand, "owner").account();
        var begun = new Semaphore(0);
        var over = new AtomicBoolean();
        try (var listeners = Executors.newVirtualThreadPerTaskExecutor()) {
            var names = new AtomicInteger();
            Runnable listen = () ->
                    listeners.execute(() -> updates.keep(brand, account, "session " + names.incrementAndGet(), text -> {
                        begun.release();
                        if (over.get()) {
                            throw new IOException("gone");
                        }
                    }));
            for (var i = 0; i < LiveUpdates.MOST_OF_ALL; i++) {
                listen.run();
            }
            try {
                assertThat(begun.tryAcquire(LiveUpdates.MOST_OF_ALL - 100, 30, TimeUnit.SECONDS))
                        .isTrue();
                soon(() -> {
                    var full = !updates.keep(brand, account, "one more", text -> {
                        throw new IOException("there was room");
                    });
                    if (!full) {
                        listen.run(); // somebody left meanwhile
                    }
                    return full;
                });
            } finally {
                over.set(true);
                updates.interrupted();
            }
        }
        try (var line = new Line(brand, brands.sessionOf(brand, "owner"))) {
            assertThat(line.next()).isEqualTo("HTTP/1.1 200 ");
        }
    }

    @Test
    void whoeverFallsBehindIsToldToLookAtEverything() throws Exception {
        var news = new News();
        news.add(1);
        news.add(1);
        news.add(2);
        assertThat(news.await(Duration.ofSeconds(1)))
                .isEqualTo("event: conversation\ndata: {\"kind\":\"conversation\",\"number\":1}\n\n"
                        + "event: conversation\ndata: {\"kind\":\"conversation\",\"number\":2}\n\n");
        for (var i = 0; i < 10_000; i++) {
            news.add(i);
        }
        assertThat(news.await(Duration.ofSeconds(1)))
                .isEqualTo("event: conversation\ndata: {\"kind\":\"conversation\",\"number\":null}\n\n");
        assertThat(news.await(Duration.ofMillis(10))).isEqualTo(": still here\n\n");
    }

    private Conversation ask(Brand brand, String subject) {
        return brands.ask(brand, brands.member(brand, "Lise Test"), subject, "Que faire ?");
    }

    /** A browser's line to the desk, read as it comes. */
    private final class Line implements AutoCloseable {
        final List<String> heard = new ArrayList<>();
        private final Socket socket;
        private final BlockingQueue<String> coming = new LinkedBlockingQueue<>();

        Line(Brand brand, String session) throws IOException {
            socket = new Socket("127.0.0.1", port);
            socket.getOutputStream()
                    .write(("GET /desk/events HTTP/1.1\r\nHost: "
                                    + brand.hosts().getFirst() + ":" + port + "\r\nCookie: session=" + session
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            Thread.ofVirtual().start(this::read);
        }

        String next() throws InterruptedException {
            var text = coming.poll(10, TimeUnit.SECONDS);
            assertThat(text).as("after " + heard).isNotNull();
            heard.add(text);
            return text;
        }

        void skipTo(String wanted) throws InterruptedException {
            while (!next().equals(wanted)) {
                // what came before is kept in heard
            }
        }

        private void read() {
            try (var reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
                for (var text = reader.readLine(); text != null; text = reader.readLine()) {
                    coming.add(text);
                }
            } catch (IOException closed) {
                // the test is over
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
