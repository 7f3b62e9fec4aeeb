package parvis;

import static org.assertj.core.api.Assertions.assertThat;
import static parvis.support.Soon.soon;

import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import parvis.api.Keys;
import parvis.api.Scope;
import parvis.brand.Brand;
import parvis.support.Listener;
import parvis.support.Permits;
import parvis.support.Permits.Line;
import parvis.support.Permits.Who;
import parvis.support.Places;
import parvis.support.Places.Named;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.TwoBrands.Member;
import parvis.support.Web;
import tools.jackson.databind.json.JsonMapper;

/** Every route of the product, asked by everybody: who may is written in {@code who-may-what.txt}, and nowhere guessed. */
@ProductTest
class AuthorisationTest {
    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping routes;

    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    @Autowired
    Keys keys;

    @Autowired
    Places places;

    @LocalServerPort
    int port;

    private Brand brand;
    private Member asker;
    private final Map<Who, String> sessions = new EnumMap<>(Who.class);
    private final Map<Who, String> tokens = new EnumMap<>(Who.class);

    private void everybodyComesIn() {
        brand = brands.tilleul();
        // one that starts tells everybody to wait
        soon(() -> web.get(brand, null, "/health").getResponse().getStatus() == 200);
        asker = brands.member(brand, "Paule Demande");
        sessions.put(Who.ASKER, asker.session());
        sessions.put(Who.MEMBER, brands.member(brand, "Marin Membre").session());
        sessions.put(Who.STRANGER, brands.session(brand, "owner@atelier-nord.test"));
        Map.of(
                        Who.EXPERT,
                        "expert",
                        Who.MANAGER,
                        "manager",
                        Who.OWNER,
                        "owner",
                        Who.AGENCY,
                        "strategist",
                        Who.EXECUTIVE,
                        "executive",
                        Who.SECRETARY,
                        "secretary",
                        Who.TRAINEE,
                        "trainee")
                .forEach((who, name) -> {
                    sessions.put(who, brands.sessionOf(brand, name));
                    tokens.put(who, key(brand, name));
                });
        tokens.put(Who.STRANGER, key(brands.nord(), "owner"));
    }

    @Test
    void everyRouteIsInTheTableAndTheTableNamesNoOther() {
        var known = new TreeSet<String>();
        routes.getHandlerMethods().forEach((route, method) -> {
            if (method.getBeanType().getName().startsWith("parvis.")) {
                // what takes any verb is the page of errors alone
                assertThat(route.getMethodsCondition().isEmpty())
                        .isEqualTo(route.getPatternValues().equals(Set.of("/error")));
                for (var verb : route.getMethodsCondition().getMethods()) {
                    route.getPatternValues().forEach(path -> known.add(verb + " " + path));
                }
            }
        });
        assertThat(new TreeSet<>(Permits.read().stream().map(Line::route).toList()))
                .isEqualTo(known);
    }

    @Test
    void everybodyGetsWhatTheTableSaysAndNothingElse() {
        everybodyComesIn();
        var expected = new TreeMap<String, String>();
        var found = new TreeMap<String, String>();
        for (var line : Permits.read()) {
            var named = line.verb().equals("GET") ? places.named(line.on(), brand, asker) : null;
            for (var who : Who.values()) {
                var what = line.route() + " " + line.on() + " " + line.form().getOrDefault("to", "") + " by " + who;
                expected.put(what, line.outcomes().get(who));
                found.put(
                        what,
                        line.path().endsWith("/events")
                                ? listening(line, who)
                                : outcome(
                                        ask(line, who, named == null ? places.named(line.on(), brand, asker) : named)));
            }
            if (line.path().equals("/signout")) {
                everybodyComesIn();
            }
        }
        assertThat(expected).hasSizeGreaterThan(300);
        expected.forEach((what, outcome) -> found.remove(what, outcome));
        assertThat(found)
                .as("what was answered, where it is not what the table says")
                .isEmpty();
    }

    @Test
    void figuresAreForThisMachineOnly() {
        brand = brands.tilleul();
        for (var proxied : List.of("X-Forwarded-For", "Forwarded")) {
            var asked =
                    web.get(brand, brands.sessionOf(brand, "owner"), "/metrics", Map.of(proxied, "for=203.0.113.9"));
            assertThat(outcome(asked)).isEqualTo("signin");
            assertThat(asked).bodyText().isEmpty();
        }
    }

    private MvcTestResult ask(Line line, Who who, Named named) {
        var path = places.path(line.path(), named);
        var request =
                web.http().method(HttpMethod.valueOf(line.verb())).uri(path).with(Web.host(brand));
        if (path.startsWith("/api/")) {
            if (tokens.containsKey(who)) {
                request.header("Authorization", "Bearer " + tokens.get(who));
            }
            if (!line.form().isEmpty()) {
                var body = new TreeMap<>(line.form());
                body.replaceAll((field, value) ->
                        value.equals("{new}") ? UUID.randomUUID().toString() : value);
                request.contentType(MediaType.APPLICATION_JSON).content(JSON.writeValueAsString(body));
            }
            return request.exchange();
        }
        request.header("Sec-Fetch-Site", "same-origin").accept(MediaType.TEXT_HTML, MediaType.ALL);
        if (sessions.containsKey(who)) {
            request.cookie(new jakarta.servlet.http.Cookie("session", sessions.get(who)));
        }
        line.form().forEach((field, value) -> {
            if (line.verb().equals("GET")) {
                request.queryParam(field, value);
            } else {
                request.formField(field, filled(value, named));
            }
        });
        return request.exchange();
    }

    private String filled(String value, Named named) {
        return switch (value) {
            case "{expert}" -> brands.teammate(brand, "expert").id().value().toString();
            case "{asker}" -> asker.email();
            case "{last}" -> named.message().value().toString();
            default -> value;
        };
    }

    private String key(Brand of, String who) {
        return keys.createAtConsole(of, EnumSet.allOf(Scope.class), brands.teammate(of, who), Instant.now())
                .text();
    }

    private String listening(Line line, Who who) {
        try (var listener = Listener.at(port, brand, sessions.get(who), line.path())) {
            if (listener.header("Content-Type")
                    .filter(type -> type.startsWith("text/event-stream"))
                    .isPresent()) {
                return "live";
            }
            return outcome(listener.status(), listener.header("Location").orElse(null));
        }
    }

    private static String outcome(MvcTestResult result) {
        return outcome(result.getResponse().getStatus(), result.getResponse().getHeader("Location"));
    }

    private static String outcome(int status, @Nullable String location) {
        if (status / 100 != 3 || location == null) {
            return Integer.toString(status);
        }
        return location.replaceFirst("^https?://[^/]+", "").startsWith("/signin") ? "signin" : "done";
    }
}
