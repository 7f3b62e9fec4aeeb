package parvis.api;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Brand;
import parvis.support.TwoBrands;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls of the API as another program makes them: a key, no host that means anything, no cookie. */
final class Api {
    private static final JsonMapper JSON = new JsonMapper();

    private final MockMvcTester http;
    private final String key;

    private Api(MockMvcTester http, String key) {
        this.http = http;
        this.key = key;
    }

    static Api as(MockMvcTester http, Keys keys, TwoBrands brands, Brand brand, String who, Scope... scopes) {
        var all = scopes.length == 0 ? EnumSet.allOf(Scope.class) : Set.of(scopes);
        return new Api(
                http,
                keys.createAtConsole(brand, all, brands.teammate(brand, who), Instant.now())
                        .text());
    }

    static Api with(MockMvcTester http, String key) {
        return new Api(http, key);
    }

    MvcTestResult get(String path, Object... variables) {
        return http.get()
                .uri(path, variables)
                .header("Authorization", "Bearer " + key)
                .exchange();
    }

    MvcTestResult getIn(String language, String path) {
        return http.get()
                .uri(path)
                .header("Authorization", "Bearer " + key)
                .header("Accept-Language", language)
                .exchange();
    }

    MvcTestResult post(String path, Map<String, ?> body) {
        return post(path, JSON.writeValueAsString(body));
    }

    MvcTestResult post(String path, String body) {
        return post(path, body, MediaType.APPLICATION_JSON);
    }

    MvcTestResult post(String path, String body, MediaType type) {
        return http.post()
                .uri(path)
                .header("Authorization", "Bearer " + key)
                .contentType(type)
                .content(body)
                .exchange();
    }

    static JsonNode json(MvcTestResult result) {
        return JSON.readTree(result.getResponse().getContentAsByteArray());
    }

    static int status(MvcTestResult result) {
        return result.getResponse().getStatus();
    }

    /** The conversation that a message became, once it has. */
    String conversationOf(String message) throws InterruptedException {
        var deadline = Instant.now().plus(Duration.ofSeconds(10));
        while (true) {
            var state = json(get("/api/v1/messages/" + message));
            if (state.path("state").stringValue("").equals("stored")) {
                return state.get("conversation").stringValue();
            }
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("Still " + state);
            }
            Thread.sleep(10);
        }
    }
}
