package parvis.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import tools.jackson.databind.json.JsonMapper;

/** Messages that are right are taken at the door, and nobody can tell; whatever is wrong with one is said as ever. */
@ProductTest
class MessagesAtTheDoorTest {
    /** With any query, messages go the long way. */
    private static final List<String> WAYS = List.of("/api/v1/messages", "/api/v1/messages?");

    private static final JsonMapper JSON = new JsonMapper();

    @LocalServerPort
    int port;

    @Autowired
    TwoBrands brands;

    @Autowired
    Keys keys;

    @Autowired
    MockMvcTester http;

    private final HttpClient client = HttpClient.newHttpClient();
    private String key;

    @BeforeEach
    void aProgramHasAKey() {
        key = key(Scope.MESSAGES_WRITE, Scope.CONVERSATIONS_READ);
    }

    @AfterEach
    void itHangsUp() {
        client.close();
    }

    @Test
    void bothWaysAnswerAlike() throws Exception {
        var answers = new ArrayList<TreeMap<String, List<String>>>();
        for (var way : WAYS) {
            var answer = post(way, key, message(UUID.randomUUID().toString()));
            assertThat(answer.statusCode()).isEqualTo(202);
            var id = JSON.readTree(answer.body()).get("id").stringValue();
            assertThat(answer.headers().firstValue("Location")).hasValue("/api/v1/messages/" + id);
            assertThat(Api.with(http, key).conversationOf(id)).isNotBlank();
            var headers = new TreeMap<>(answer.headers().map());
            Set.of("content-length", "date", "location", "transfer-encoding").forEach(headers::remove);
            answers.add(headers);
        }
        assertThat(answers.getFirst()).isEqualTo(answers.getLast()).containsKey("content-security-policy");
    }

    @Test
    void aMessageThatComesTwiceByDifferentWaysIsOne() throws Exception {
        var message = message(UUID.randomUUID().toString());
        var first = post(WAYS.getFirst(), key, message);
        assertThat(first.statusCode()).isEqualTo(202);
        for (var way : WAYS) {
            var again = post(way, key, message);
            assertThat(again.statusCode()).isEqualTo(200);
            assertThat(again.body()).isEqualTo(first.body());
        }
    }

    @Test
    void whatIsWrongIsSaidTheSameWay() throws Exception {
        var reading = key(Scope.CONVERSATIONS_READ);
        refused(401, "pk_" + "x".repeat(43), message("a"));
        refused(403, reading, message("a"));
        refused(400, key, "{\"channel\":");
        refused(400, key, "[]");
        refused(422, key, "{\"channel\":\"api\"}");
        refused(422, key, message("a").replace("\"api\"", "\"nowhere\""));
        refused(422, key, message("a").replace("\"text\"", "\"place\":\"nowhere\",\"text\""));
    }

    @Test
    void aLongMessageAndOneOfUnknownLengthAreTakenToo() throws Exception {
        var longer = message(UUID.randomUUID().toString())
                .replace("\"text\"", "\"html\":\"<p>" + "colis ".repeat(15_000) + "</p>\",\"text\"");
        assertThat(longer.length()).isGreaterThan(64 * 1024);
        assertThat(post(WAYS.getFirst(), key, longer).statusCode()).isEqualTo(202);

        var bytes = message(UUID.randomUUID().toString()).getBytes();
        var answer = client.send(
                request(WAYS.getFirst(), key)
                        .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(bytes)))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(202);
    }

    @Test
    void whoeverWaitsToBeAskedForTheBodyIsAsked() throws Exception {
        var answer = client.send(
                request(WAYS.getFirst(), key)
                        .expectContinue(true)
                        .POST(BodyPublishers.ofString(message(UUID.randomUUID().toString())))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(202);
    }

    @Test
    void anotherMethodIsRefused() throws Exception {
        var answer = client.send(
                request(WAYS.getFirst(), key).PUT(BodyPublishers.ofString("{}")).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(405);
    }

    private void refused(int status, String by, String body) throws Exception {
        var problems = new ArrayList<String>();
        for (var way : WAYS) {
            var answer = post(way, by, body);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json;charset=UTF-8");
            problems.add(answer.body());
        }
        assertThat(problems.getFirst()).isEqualTo(problems.getLast());
    }

    private String key(Scope... scopes) {
        var brand = brands.tilleul();
        return keys.createAtConsole(brand, Set.of(scopes), brands.teammate(brand, "owner"), Instant.now())
                .text();
    }

    private HttpResponse<String> post(String way, String by, String body) throws Exception {
        return client.send(request(way, by).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String way, String by) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + way))
                .header("Authorization", "Bearer " + by)
                .header("Content-Type", "application/json");
    }

    private static String message(String externalId) {
        return """
                {"channel":"api","externalId":"%s","from":{"name":"Aline Dupont","email":"aline@mel.example"},"subject":"Colis","text":"Où est mon colis ?"}
                """.formatted(externalId);
    }
}
