package parvis.person;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import parvis.support.ProductTest;
import parvis.support.Soon;
import parvis.support.TwoBrands;
import parvis.web.NotAllowed;
import parvis.web.RateLimits;

@ProductTest
@Import(ErrorPagesTest.Breaking.class)
@ExtendWith(OutputCaptureExtension.class)
class ErrorPagesTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Autowired
    TwoBrands brands;

    /** Pages that go wrong in each way. */
    @TestComponent
    @RestController
    static class Breaking {
        private final RateLimits limits;

        Breaking(RateLimits limits) {
            this.limits = limits;
        }

        @GetMapping("/breaking/bug/{secret}")
        String bug() {
            throw new IllegalStateException("the fuse of room 12");
        }

        @GetMapping("/breaking/database")
        String database() {
            throw new DataAccessResourceFailureException("gone");
        }

        @GetMapping("/breaking/often")
        String often() {
            for (var i = 0; i <= 2_000; i++) {
                limits.require("test.breaking", "me", 1, Duration.ofMinutes(5));
            }
            return "";
        }

        @GetMapping("/breaking/allowed")
        String allowed() {
            throw new NotAllowed();
        }
    }

    @Test
    void aPageThatIsNotThereOffersASearchInTheHousesLook() throws Exception {
        brands.tilleul();
        var french = get("/nulle-part", "fr", null);
        assertThat(french.statusCode()).isEqualTo(404);
        assertThat(french.body())
                .contains("<h1>Il n’y a rien à cette adresse</h1>")
                .contains("Maison Tilleul")
                .contains("action=\"/search\"")
                .contains("back=%2Fnulle-part");
        assertThat(french.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(get("/nowhere", "en", null).body())
                .contains("<h1>There is nothing at this address</h1>")
                .contains("lang=\"en\"");
    }

    @Test
    void aBugIsToldByAReferenceThatTheLogKnowsAndNothingElse(CapturedOutput output) throws Exception {
        var page = get("/breaking/bug/zK9secret", "fr", null);
        assertThat(page.statusCode()).isEqualTo(500);
        assertThat(page.body())
                .contains("<h1>Quelque chose a cassé, chez nous</h1>")
                .contains("bonjour@tilleul.test");
        assertThat(page.body())
                .doesNotContain("room 12")
                .doesNotContain("IllegalState")
                .doesNotContain("at parvis");
        var reference =
                java.util.regex.Pattern.compile("[0-9A-F]{4}-[0-9A-F]{4}").matcher(page.body());
        assertThat(reference.find()).isTrue();
        assertThat(output)
                .contains(reference.group())
                .contains("the fuse of room 12")
                .doesNotContain("zK9secret");
        var english = get("/breaking/bug/zK9secret", "en", null);
        assertThat(english.statusCode()).isEqualTo(500);
        assertThat(english.body())
                .contains("<h1>Something broke, on our side</h1>", "lang=\"en\"")
                .doesNotContain("room 12");
    }

    @Test
    void aDatabaseThatIsAwayIsAMomentsPatience() throws Exception {
        var page = get("/breaking/database", "fr", null);
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(page.body()).contains("La place revient dans un instant").contains("href=\"/breaking/database\"");
    }

    @Test
    void tooOftenSaysHowLongToWait() throws Exception {
        var page = get("/breaking/often", "fr", null);
        assertThat(page.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(page.headers().firstValue("Retry-After").orElseThrow()))
                .isPositive();
        assertThat(page.body()).contains("<h1>Un instant</h1>").contains("rien n’est perdu");
    }

    @Test
    void whatIsNotTheirsIsSaidWithTheNameUnderWhichTheyAreHere() throws Exception {
        var tilleul = brands.tilleul();
        var member = get(
                "/breaking/allowed",
                "fr",
                brands.member(tilleul, "Hélène Caradec").session());
        assertThat(member.statusCode()).isEqualTo(403);
        assertThat(member.body())
                .contains("réservée à l’équipe")
                .contains("Hélène C.")
                .contains("Changer de compte");
        var expert = get("/breaking/allowed", "fr", brands.sessionOf(tilleul, "expert"));
        assertThat(expert.statusCode()).isEqualTo(403);
        assertThat(expert.body()).contains("Votre rôle ne permet pas cela").contains("Expert de Maison Tilleul");
        var desk = get("/desk", "fr", brands.sessionOf(tilleul, "strategist"));
        assertThat(desk.statusCode()).isEqualTo(403);
    }

    @Test
    void anotherSitesRequestIsRefusedInWords() throws Exception {
        var request = HttpRequest.newBuilder(uri("/signout"))
                .header("Accept-Language", "en")
                .header("Sec-Fetch-Site", "cross-site")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        var page = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body()).contains("This request comes from another site");
    }

    @Test
    void anAddressThatWaitsForAFormSaysSo() throws Exception {
        var french = get("/signout", "fr", null);
        assertThat(french.statusCode()).isEqualTo(405);
        assertThat(french.body())
                .contains("<h1>Cette adresse attend un formulaire</h1>")
                .contains("Maison Tilleul");
        assertThat(get("/signout", "en", null).body()).contains("<h1>This address waits for a form</h1>");
    }

    @Test
    void aFormThatCannotBeReadIsTheSendersAndNoFailureOfOurs(CapturedOutput output) throws Exception {
        for (var path : new String[] {"/questions", "/signin", "/messages/x/reports"}) {
            var cut = post(path, "en", "application/x-www-form-urlencoded", "email=%zz&title=%e");
            assertThat(cut.statusCode()).as(path).isEqualTo(400);
            assertThat(cut.body()).contains("<h1>This request is not complete</h1>");
        }
        var boundless = post("/questions", "fr", "multipart/form-data", "title=x");
        assertThat(boundless.statusCode()).isEqualTo(400);
        assertThat(boundless.body()).contains("<h1>Cette demande n’est pas complète</h1>");
        var torn = post(
                "/questions",
                "fr",
                "multipart/form-data; boundary=b",
                "--b\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nUn mor");
        assertThat(torn.statusCode()).isEqualTo(400);
        assertThat(torn.body()).contains("<h1>Cette demande n’est pas complète</h1>");
        try (var socket = new Socket("localhost", port)) {
            socket.getOutputStream()
                    .write("GET /search?q=%zz HTTP/1.0\r\nHost: localhost\r\nAccept-Language: en\r\n\r\n"
                            .getBytes(US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 400")
                    .contains("<h1>This request is not complete</h1>");
        }
        assertThat(output).doesNotContain("failed");
    }

    @Test
    void aFormThatIsTooLongIsTooHeavy() throws Exception {
        var french = post("/questions", "fr", "application/x-www-form-urlencoded", "text=" + "a".repeat(3_000_000));
        assertThat(french.statusCode()).isEqualTo(413);
        assertThat(french.body()).contains("<h1>C’est trop lourd</h1>").contains("Rien n’a été pris");
        var english = post("/questions", "en", "application/x-www-form-urlencoded", "text=" + "a".repeat(3_000_000));
        assertThat(english.statusCode()).isEqualTo(413);
        assertThat(english.body()).contains("<h1>That is too heavy</h1>").contains("Nothing was taken");
    }

    private static @Nullable HttpResponse<String> ready(HttpRequest request) {
        try {
            var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? answer : null;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whateverAProbeSaysThatItReadsItIsToldWhetherAllIsWell() {
        for (var accepted : new String[] {"*/*", "text/html", "text/plain"}) {
            var request = HttpRequest.newBuilder(uri("/health"))
                    .header("Accept", accepted)
                    .build();
            var answer = Soon.soon(() -> ready(request));
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
            assertThat(answer.body()).isEqualTo("{\"status\":\"up\"}");
        }
    }

    @Test
    void aProgramIsToldByAProblem() throws Exception {
        // the firewall before the API's own chain refuses this address
        var answer = get("/api/v1/conversations;x=1", "en", null);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(answer.body()).contains("urn:parvis:problem:malformed");
        assertThat(get("/error", "en", null).statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(String path, String language, @org.jspecify.annotations.Nullable String session)
            throws Exception {
        var request = HttpRequest.newBuilder(uri(path)).header("Accept-Language", language);
        if (session != null) {
            request.header("Cookie", "session=" + session);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String language, String type, String body) throws Exception {
        var request = HttpRequest.newBuilder(uri(path))
                .header("Accept-Language", language)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }
}
