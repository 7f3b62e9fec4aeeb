package parvis.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parvis.postal.Dns;
import parvis.support.Nearby;
import parvis.support.Zone;

/** What comes from elsewhere comes whole or not at all, never for long and never for much. */
class FetcherTest {
    private static final Question BRIEF =
            Question.GET.within(Duration.ofSeconds(2)).atMost(100_000);

    private final Zone zone = new Zone();
    private final Nearby site = new Nearby();
    private final Fetcher fetcher = new Fetcher(new Dns(zone.address()), Clock.systemUTC(), Nearby::isOne);

    @BeforeEach
    void aSite() {
        zone.put("site.example", "A 127.0.0.1");
        site.put("/page", "200 OK\r\nContent-Type: text/plain\r\nETag: \"7\"", "bonjour");
    }

    @AfterEach
    void close() throws IOException {
        fetcher.destroy();
        site.close();
        zone.close();
    }

    @Test
    void aPageComesWithItsHeadAndWhoAskedSaysWhoTheyAre() {
        var got = got(fetcher.ask(site.at("site.example", "/page"), BRIEF.with("If-None-Match", "\"6\"")));
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.outcome()).isEqualTo(Outcome.DONE);
        assertThat(new String(got.body(), StandardCharsets.UTF_8)).isEqualTo("bonjour");
        assertThat(got.header("ETag")).contains("\"7\"");
        assertThat(site.asked())
                .singleElement()
                .asString()
                .contains("User-Agent: Parvis", "Host: site.example:" + site.port(), "If-None-Match: \"6\"")
                .doesNotContain("Cookie", "Authorization", "Referer");
    }

    @Test
    void redirectsAreFollowedToldAndCounted() {
        site.redirect("/old", 301, "/older?é=1 2").redirect("/older?%C3%A9=1%202", 302, site.at("/page"));
        var refused = fetcher.ask(site.at("/old"), BRIEF);
        assertThat(refused).as("a space in an address is not guessed at").isInstanceOf(Reply.Failed.class);
        site.redirect("/old", 301, "/older?é=1%202");
        var got = got(fetcher.ask(site.at("/old"), BRIEF));
        assertThat(got.at()).hasToString(site.at("/page"));
        assertThat(got.hops()).extracting(Reply.Hop::status).containsExactly(301, 302);
        assertThat(got.hops()).extracting(Reply.Hop::permanent).containsExactly(true, false);

        site.redirect("/round", 302, "/round");
        assertThat(failed(fetcher.ask(site.at("/round"), BRIEF)).reason()).isEqualTo(Reason.TOO_MANY_REDIRECTS);
        assertThat(site.asked().stream().filter(head -> head.contains("/round")))
                .hasSize(6);
    }

    @Test
    void whatIsTooLargeIsNotReadToItsEnd() throws IOException {
        site.put("/said", (head, out) -> Nearby.write(out, "200 OK", new byte[10], 10_000_000_000L));
        assertThat(failed(fetcher.ask(site.at("/said"), BRIEF)).reason()).isEqualTo(Reason.TOO_LARGE);

        site.put("/unsaid", (head, out) -> {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            for (var piece = new byte[8192]; ; ) {
                out.write(piece);
            }
        });
        assertThat(failed(fetcher.ask(site.at("/unsaid"), BRIEF)).reason()).isEqualTo(Reason.TOO_LARGE);

        var bomb = new ByteArrayOutputStream();
        try (var packing = new GZIPOutputStream(bomb)) {
            packing.write(new byte[50_000_000]);
        }
        assertThat(bomb.size()).isLessThan(100_000);
        site.put("/bomb", "200 OK\r\nContent-Encoding: gzip", bomb.toByteArray());
        assertThat(failed(fetcher.ask(site.at("/bomb"), BRIEF)).reason()).isEqualTo(Reason.TOO_LARGE);
        site.put("/odd", "200 OK\r\nContent-Encoding: br", "x");
        assertThat(failed(fetcher.ask(site.at("/odd"), BRIEF)).reason()).isEqualTo(Reason.UNREADABLE);
        site.put("/false", "200 OK\r\nContent-Encoding: gzip", "not packed at all");
        assertThat(failed(fetcher.ask(site.at("/false"), BRIEF)).reason()).isEqualTo(Reason.UNREADABLE);
    }

    @Test
    void whoDripsOrKeepsSilentIsLeftInTime() {
        site.put("/drip", (head, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            while (true) {
                out.write('x');
                out.flush();
                Thread.sleep(50);
            }
        });
        site.put("/headers", (head, out) -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.ISO_8859_1));
            while (true) {
                out.write("X".getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
                Thread.sleep(50);
            }
        });
        site.put("/silent", (head, out) -> Thread.sleep(20_000));
        for (var path : new String[] {"/drip", "/headers", "/silent"}) {
            var began = System.nanoTime();
            var failed = failed(fetcher.ask(site.at(path), BRIEF.atMost(Integer.MAX_VALUE)));
            if (path.equals("/drip")) {
                assertThat(failed.reason()).as(path).isIn(Reason.SLOW, Reason.TOO_LARGE);
            } else {
                assertThat(failed.reason()).as(path).isEqualTo(Reason.SLOW);
                assertThat(failed.outcome()).isEqualTo(Outcome.UNCONFIRMED);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - began)).as(path).isLessThan(Duration.ofSeconds(15));
        }
    }

    @Test
    void nonsenseInPlaceOfAnAnswerIsClassed() {
        site.put(
                "/nonsense",
                (head, out) -> out.write("SSH-2.0-OpenSSH_9\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1)));
        site.put("/nothing", (head, out) -> {});
        site.put("/flood", (head, out) -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.ISO_8859_1));
            for (int i = 0; i < 100_000; i++) {
                out.write(("X-" + i + ": y\r\n").getBytes(StandardCharsets.ISO_8859_1));
            }
        });
        assertThat(failed(fetcher.ask(site.at("/nothing"), BRIEF)).outcome()).isEqualTo(Outcome.UNCONFIRMED);
        assertThat(failed(fetcher.ask(site.at("/flood"), BRIEF)).reason()).isEqualTo(Reason.UNREADABLE);
        assertThat(failed(fetcher.ask(site.at("/nonsense"), BRIEF)).outcome()).isNotEqualTo(Outcome.DONE);
        assertThat(failed(fetcher.ask("http://nobody.example/", BRIEF)).reason())
                .isEqualTo(Reason.NO_SUCH_NAME);
        zone.fail("cannot.example");
        assertThat(failed(fetcher.ask("http://cannot.example/", BRIEF)).outcome())
                .isEqualTo(Outcome.RETRY);
        var closed = new Nearby();
        var address = closed.at("/");
        assertThat(Nearby.isOne(new java.net.InetSocketAddress("127.0.0.1", closed.port())))
                .isTrue();
        var alone = new Fetcher(new Dns(zone.address()), Clock.systemUTC(), place -> true);
        closed.close();
        assertThat(failed(alone.ask(address, BRIEF)).reason()).isEqualTo(Reason.UNREACHABLE);
    }

    @Test
    void statusesAreClassed() {
        for (var one : new String[] {
            "200 DONE",
            "204 DONE",
            "304 DONE",
            "400 FINAL",
            "404 FINAL",
            "408 RETRY",
            "410 FINAL",
            "429 RETRY",
            "500 RETRY",
            "503 RETRY"
        }) {
            var said = one.split(" ");
            site.put("/status", said[0] + " As said", "");
            assertThat(got(fetcher.ask(site.at("/status"), BRIEF)).outcome())
                    .as(said[0])
                    .isEqualTo(Outcome.valueOf(said[1]));
        }
    }

    @Test
    void oneHostIsAskedOneThingAtATimeAndLeftAloneWhenItSaysSo() throws Exception {
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        site.put("/slow", (head, out) -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            Thread.sleep(100);
            now.decrementAndGet(); // before the last word, after which the next may begin
            Nearby.write(out, "200 OK", new byte[0], 0);
        });
        try (var many = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new ArrayList<Future<Reply>>();
            for (int i = 0; i < 6; i++) {
                asked.add(many.submit(() -> fetcher.ask(site.at("/slow"), BRIEF)));
            }
            for (var one : asked) {
                assertThat(got(one.get()).status()).isEqualTo(200);
            }
        }
        assertThat(most).hasValue(1);

        site.put("/busy", "503 Busy\r\nRetry-After: 120", "");
        var busy = failed(fetcher.ask(site.at("/busy"), BRIEF));
        assertThat(busy.reason()).isEqualTo(Reason.BUSY);
        assertThat(busy.retryAt()).isAfter(Instant.now().plusSeconds(60));
        var before = site.asked().size();
        assertThat(failed(fetcher.ask(site.at("/page"), BRIEF)).reason()).isEqualTo(Reason.BUSY);
        assertThat(site.asked()).as("it was not asked again").hasSize(before);
    }

    @Test
    void howLongToLeaveSomebodyAloneIsReadInBothWaysAndBounded() {
        var now = Instant.parse("2026-11-20T10:00:00Z");
        var pace = new Pace(Clock.fixed(now, ZoneOffset.UTC));
        assertThat(pace.askedToRest("a", "120")).isEqualTo(now.plusSeconds(120));
        assertThat(pace.askedToRest("b", "Fri, 20 Nov 2026 10:05:00 GMT")).isEqualTo(now.plusSeconds(300));
        assertThat(pace.askedToRest("c", "999999999")).isEqualTo(now.plus(Duration.ofDays(1)));
        assertThat(pace.askedToRest("d", "Fri, 20 Nov 2020 10:05:00 GMT")).isNull();
        assertThat(pace.askedToRest("e", "soon")).isNull();
        assertThat(pace.restsUntil("a")).isEqualTo(now.plusSeconds(120));
        assertThat(pace.restsUntil("e")).isNull();
    }

    @Test
    void aCertificateThatNobodyVouchesForIsNotTrusted(@TempDir Path directory) throws Exception {
        var certificate = parvis.support.Certificate.in(directory);
        assertThat(certificate.certificate()).exists();
        var store = java.security.KeyStore.getInstance("PKCS12");
        try (var in = java.nio.file.Files.newInputStream(directory.resolve("certificate.p12"))) {
            store.load(in, "password".toCharArray());
        }
        var keys = javax.net.ssl.KeyManagerFactory.getInstance(javax.net.ssl.KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, "password".toCharArray());
        var context = javax.net.ssl.SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        var socket =
                context.getServerSocketFactory().createServerSocket(0, 10, java.net.InetAddress.getLoopbackAddress());
        try (var secure = new Nearby(socket)) {
            secure.put("/", "200 OK", "x");
            var failed = failed(fetcher.ask("https://site.example:" + secure.port() + "/", BRIEF));
            assertThat(failed.reason()).isEqualTo(Reason.CERTIFICATE);
            assertThat(secure.asked()).isEmpty();
        }
    }

    private static Reply.Got got(Reply reply) {
        assertThat(reply).isInstanceOf(Reply.Got.class);
        return (Reply.Got) reply;
    }

    private static Reply.Failed failed(Reply reply) {
        assertThat(reply).isInstanceOf(Reply.Failed.class);
        return (Reply.Failed) reply;
    }
}
