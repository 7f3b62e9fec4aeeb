package parvis.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parvis.support.RealProgram;

/** {@code PARVIS_TRUSTED_PROXIES}: the real program, asked from an address that it trusts and from one that it does not. */
class BehindAProxyTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    @TempDir
    Path directory;

    private String base;

    @Test
    void onlyTheWordOfATrustedProxyCounts() throws Exception {
        var trusted = Files.writeString(directory.resolve("trusted"), "192.0.2.0/24, 127.0.0.1\n");
        var told = directory.resolve("server.err");
        var port = RealProgram.freePort();
        base = "http://127.0.0.1:" + port;
        var server = RealProgram.start(
                Map.of("PARVIS_TRUSTED_PROXIES_FILE", trusted.toString()),
                told,
                "run",
                "--smtp-port",
                "0",
                "--port",
                String.valueOf(port),
                "--data",
                directory.resolve("data").toString());
        try (var proxy = from("127.0.0.1");
                var stranger = from("127.0.0.2")) {
            var https = Map.of("X-Forwarded-For", "203.0.113.9", "X-Forwarded-Proto", "https");
            var setup = RealProgram.awaitLine(told, "/setup/[A-Za-z0-9_-]{43}", server);
            var owner = post(
                    proxy,
                    setup,
                    "brand=Maison+Neuve&colour=%23336699&language=fr&name=Claire+Vasseur&email=claire%40neuve.example",
                    https);
            assertThat(owner.statusCode()).isEqualTo(302);
            assertThat(cookie(owner)).startsWith("session=").contains("; Secure");

            cookiesAreSecureWhereTheConnectionIs(proxy, stranger, https);
            limitsCountPeopleAndNotTheProxy(proxy, stranger);
            theNameOfThePlaceIsTheProxysToTell(proxy, stranger);
            figuresAreNotServedThroughAProxy(proxy);
        } finally {
            server.destroy();
            assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void cookiesAreSecureWhereTheConnectionIs(HttpClient proxy, HttpClient stranger, Map<String, String> https)
            throws Exception {
        assertThat(cookie(get(proxy, "/language/en", https))).contains("language=en", "; Secure");
        assertThat(cookie(get(proxy, "/language/en", Map.of("X-Forwarded-Proto", "http"))))
                .contains("language=en")
                .doesNotContain("Secure");
        assertThat(cookie(get(stranger, "/language/en", https)))
                .contains("language=en")
                .doesNotContain("Secure");
    }

    private void limitsCountPeopleAndNotTheProxy(HttpClient proxy, HttpClient stranger) throws Exception {
        var one = Map.of("X-Forwarded-For", "198.51.100.200, 203.0.113.1");
        for (var i = 0; i < 20; i++) {
            assertThat(post(proxy, "/questions", "title=", one).statusCode()).isEqualTo(422);
            var another = Map.of("X-Forwarded-For", "203.0.113." + (100 + i));
            assertThat(post(stranger, "/questions", "title=", another).statusCode())
                    .isEqualTo(422);
        }
        assertThat(post(proxy, "/questions", "title=", one).statusCode()).isEqualTo(429);
        assertThat(post(proxy, "/questions", "title=", Map.of("X-Forwarded-For", "198.51.100.201, 203.0.113.1"))
                        .statusCode())
                .as("what the browser itself writes before the proxy adds to it")
                .isEqualTo(429);
        assertThat(post(proxy, "/questions", "title=", Map.of("X-Forwarded-For", "203.0.113.2"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(post(stranger, "/questions", "title=", Map.of("X-Forwarded-For", "203.0.113.3"))
                        .statusCode())
                .as("an address that a stranger gives itself")
                .isEqualTo(429);
    }

    private void theNameOfThePlaceIsTheProxysToTell(HttpClient proxy, HttpClient stranger) throws Exception {
        var named = Map.of(
                "X-Forwarded-For",
                "203.0.113.4",
                "X-Forwarded-Host",
                "place.example",
                "X-Forwarded-Proto",
                "https",
                "Origin",
                "https://place.example");
        assertThat(post(proxy, "/questions", "title=", named).statusCode()).isEqualTo(422);
        assertThat(post(stranger, "/questions", "title=", named).statusCode()).isEqualTo(403);
    }

    private void figuresAreNotServedThroughAProxy(HttpClient proxy) throws Exception {
        assertThat(get(proxy, "/metrics", Map.of()).statusCode()).isEqualTo(200);
        for (var address : new String[] {"203.0.113.5", "127.0.0.1"}) {
            assertThat(get(proxy, "/metrics", Map.of("X-Forwarded-For", address))
                            .statusCode())
                    .isEqualTo(302);
        }
    }

    @Test
    void whatIsNoAddressIsWrongUsage() throws Exception {
        for (var wrong : new String[] {"everybody", "10.0.0.0/40", "10.0.0.0/8/9"}) {
            var ended = RealProgram.run(
                    Map.of("PARVIS_TRUSTED_PROXIES", "127.0.0.1," + wrong),
                    "run",
                    "--smtp-port",
                    "0",
                    "--port",
                    String.valueOf(RealProgram.freePort()),
                    "--data",
                    directory.resolve("none").toString());
            assertThat(ended.code()).as(ended.err()).isEqualTo(2);
            assertThat(ended.err()).contains("PARVIS_TRUSTED_PROXIES", wrong).doesNotContain("at parvis.");
        }
    }

    private static HttpClient from(String address) throws Exception {
        return HttpClient.newBuilder()
                .localAddress(InetAddress.getByName(address))
                .build();
    }

    private static String cookie(HttpResponse<String> answer) {
        return String.join("\n", answer.headers().allValues("Set-Cookie"));
    }

    private HttpResponse<String> get(HttpClient client, String path, Map<String, String> headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(base + path));
        headers.forEach(request::header);
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(HttpClient client, String path, String fields, Map<String, String> headers)
            throws Exception {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", FORM)
                .POST(HttpRequest.BodyPublishers.ofString(fields));
        headers.forEach(request::header);
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
