package parvis.api;

import static org.assertj.core.api.Assertions.assertThat;
import static parvis.api.Api.json;
import static parvis.api.Api.status;
import static parvis.api.MessagesApiTest.assertProblem;

import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.database.Transactions;
import parvis.support.ProductTest;
import parvis.support.Soon;
import parvis.support.TwoBrands;
import parvis.support.Web;
import parvis.web.RateLimits;

@ProductTest
class KeysTest {
    private static final String CONVERSATIONS = "/api/v1/conversations";

    @Autowired
    MockMvcTester http;

    @Autowired
    TwoBrands brands;

    @Autowired
    Keys keys;

    @Autowired
    JdbcClient db;

    @Autowired
    Transactions transactions;

    @Autowired
    Changes changes;

    @Autowired
    RateLimits limits;

    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Test
    void withoutAValidKeyEverythingIsShut() {
        var none = http.get().uri(CONVERSATIONS).exchange();
        assertProblem(none, 401, "unauthorized");
        assertThat(none.getResponse().getHeader("WWW-Authenticate")).startsWith("Bearer");
        assertProblem(Api.with(http, "pk_" + "x".repeat(43)).get(CONVERSATIONS), 401, "unauthorized");
        assertProblem(Api.with(http, "nonsense").get("/api/v1/nowhere"), 401, "unauthorized");
        var cookie = new Cookie("session", brands.sessionOf(brands.tilleul(), "owner"));
        assertProblem(
                http.get()
                        .uri(CONVERSATIONS)
                        .with(Web.host(brands.tilleul()))
                        .cookie(cookie)
                        .exchange(),
                401,
                "unauthorized");
    }

    @Test
    void theKeyDecidesTheBrandWhateverTheHost() {
        var tilleul = brands.tilleul();
        var question = brands.ask(tilleul, brands.member(tilleul, "Une Cliente"), "Pour Tilleul", "Bonjour");
        var key = keys.createAtConsole(
                        tilleul, EnumSet.allOf(Scope.class), brands.teammate(tilleul, "owner"), Instant.now())
                .text();
        var answer = http.get()
                .uri(CONVERSATIONS)
                .with(Web.host(brands.nord()))
                .header("Authorization", "bearer " + key)
                .exchange();
        assertThat(MessagesApiTest.ids(json(answer)))
                .contains(question.id().value().toString());
    }

    @Test
    void aPageOfAnotherSiteHasNothingToMisuseSoItsOriginDoesNotMatter() {
        var key = keys.createAtConsole(
                brands.tilleul(),
                Set.of(Scope.MESSAGES_WRITE),
                brands.teammate(brands.tilleul(), "owner"),
                Instant.now());
        var answer = http.post()
                .uri("/api/v1/messages")
                .header("Authorization", "Bearer " + key.text())
                .header("Sec-Fetch-Site", "cross-site")
                .header("Origin", "https://shop.example")
                .contentType("application/json")
                .content("{\"channel\": \"api\", \"externalId\": \"" + UUID.randomUUID() + "\", \"text\": \"bonjour\"}")
                .exchange();
        assertThat(status(answer)).isEqualTo(202);
    }

    @Test
    void aScopeOpensItsOwnRoutesOnly() {
        var writer = Api.as(http, keys, brands, brands.tilleul(), "owner", Scope.MESSAGES_WRITE);
        var reader = Api.as(http, keys, brands, brands.tilleul(), "owner", Scope.CONVERSATIONS_READ);
        var body = Map.of("channel", "api", "externalId", UUID.randomUUID().toString(), "text", "bonjour");
        var taken = writer.post("/api/v1/messages", body);
        assertThat(status(taken)).isEqualTo(202);
        assertThat(status(writer.get("/api/v1/messages/" + json(taken).get("id").stringValue())))
                .isEqualTo(200);
        assertThat(status(reader.get(CONVERSATIONS))).isEqualTo(200);
        assertProblem(reader.post("/api/v1/messages", body), 403, "forbidden");
        assertProblem(writer.get(CONVERSATIONS), 403, "forbidden");
        assertProblem(writer.get(CONVERSATIONS + "/" + UUID.randomUUID()), 403, "forbidden");
        assertProblem(reader.post(CONVERSATIONS + "/" + UUID.randomUUID() + "/messages", Map.of()), 403, "forbidden");
        assertProblem(reader.get("/api/v1/attachments/" + UUID.randomUUID()), 404, "not-found");
        assertProblem(writer.get("/api/v1/attachments/" + UUID.randomUUID()), 403, "forbidden");
    }

    @Test
    void onlyTheHashOfAKeyIsKept() {
        var made = keys.createAtConsole(
                brands.tilleul(),
                Set.of(Scope.MESSAGES_WRITE),
                brands.teammate(brands.tilleul(), "owner"),
                Instant.now());
        assertThat(made.text()).matches("pk_[A-Za-z0-9_-]{43}");
        assertThat(db.sql("select k::text from api.key k where id = ?")
                        .param(made.id())
                        .query(String.class)
                        .single())
                .doesNotContain(made.text())
                .doesNotContain(made.text().substring(3));
    }

    @Test
    void aKeyHasItsOwnQuota() {
        var made = keys.createAtConsole(
                brands.tilleul(),
                EnumSet.allOf(Scope.class),
                brands.teammate(brands.tilleul(), "owner"),
                Instant.now());
        db.sql("update api.key set quota_per_minute = 1 where id = ?")
                .param(made.id())
                .update();
        // tests have a thousandfold of every quota, and what is used up comes back at once: drain it until a call comes
        // too soon
        var refused = Api.with(http, made.text()).get(CONVERSATIONS);
        for (var i = 0; i < 100 && status(refused) == 200; i++) {
            while (limits.take("api", made.id().toString(), 1, Duration.ofMinutes(1))
                    .isZero()) {}
            refused = Api.with(http, made.text()).get(CONVERSATIONS);
        }
        assertProblem(refused, 429, "too-many");
        assertThat(Integer.parseInt(refused.getResponse().getHeader("Retry-After")))
                .isBetween(1, 60);
    }

    @Test
    void theDescriptionIsOpenAndNamesEveryRouteAndNoOther() {
        var answer = http.get().uri("/api/v1/openapi.json").exchange();
        assertThat(status(answer)).isEqualTo(200);
        var description = json(answer);
        assertThat(description.get("openapi").stringValue()).startsWith("3.1");
        var described = description.get("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .map(verb -> verb.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey()))
                .collect(Collectors.toSet());
        var routes = requestMappingHandlerMapping.getHandlerMethods().keySet().stream()
                .flatMap(info -> info.getPatternValues().stream()
                        .filter(pattern -> pattern.startsWith("/api/"))
                        .flatMap(pattern ->
                                info.getMethodsCondition().getMethods().stream().map(verb -> verb + " " + pattern)))
                .collect(Collectors.toSet());
        assertThat(described).isEqualTo(routes).hasSize(8);
        var refusals = description.get("components").get("responses");
        description
                .get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(verb -> {
                    var answers = verb.getValue().get("responses");
                    assertThat(answers.propertyNames()).as(path.getKey()).contains("405", "406", "500");
                    answers.properties().forEach(refusal -> {
                        var reference = refusal.getValue().get("$ref");
                        if (reference != null) {
                            assertThat(refusals.propertyNames())
                                    .contains(reference.stringValue().replaceFirst(".*/", ""));
                        }
                    });
                }));
    }

    @Test
    void otherVerbsAndOtherFormsAreRefusedAsDescribed() {
        var api = Api.as(http, keys, brands, brands.tilleul(), "owner");
        var removed = http.delete()
                .uri(CONVERSATIONS)
                .header("Authorization", "Bearer " + made().text())
                .exchange();
        assertProblem(removed, 405, "method");
        assertThat(removed.getResponse().getHeader("Allow")).contains("GET");
        var asXml = http.get()
                .uri(CONVERSATIONS)
                .header("Authorization", "Bearer " + made().text())
                .header("Accept", "application/xml")
                .exchange();
        assertProblem(asXml, 406, "not-acceptable");
        assertThat(status(api.get(CONVERSATIONS))).isEqualTo(200);
    }

    @Test
    void atTheConsoleKeysAreListedWithoutTheirSecretAndRevoked() {
        var tilleul = brands.tilleul();
        var made = made();
        var api = Api.with(http, made.text());
        assertThat(status(api.get(CONVERSATIONS))).isEqualTo(200);
        assertThat(keys.of(tilleul))
                .anySatisfy(key -> {
                    assertThat(key.id()).isEqualTo(made.id());
                    assertThat(made.id().toString()).endsWith(key.name());
                    assertThat(key.scopes()).isEqualTo(EnumSet.allOf(Scope.class));
                    assertThat(key.as())
                            .isEqualTo(brands.teammate(tilleul, "owner").id());
                })
                .allSatisfy(key -> assertThat(key.toString()).doesNotContain(made.text()));
        assertThat(keys.of(brands.nord())).noneMatch(key -> key.id().equals(made.id()));

        assertThat(keys.revokeAtConsole(brands.nord(), made.id(), Instant.now()))
                .as("another brand's")
                .isFalse();
        assertThat(status(api.get(CONVERSATIONS))).isEqualTo(200);
        assertThat(keys.revokeAtConsole(tilleul, made.id(), Instant.now())).isTrue();
        assertProblem(api.get(CONVERSATIONS), 401, "unauthorized");
        assertThat(keys.of(tilleul)).noneMatch(key -> key.id().equals(made.id()));
        assertThat(keys.revokeAtConsole(tilleul, made.id(), Instant.now()))
                .as("a second time")
                .isFalse();
        assertThat(transactions.reading(
                        tilleul.id(),
                        () -> db.sql("select action from brand.audit where subject = ? order by at, id")
                                .param(made.id())
                                .query(String.class)
                                .list()))
                .containsExactly("key.made", "key.revoked");
    }

    @Test
    void aNodeThatKnewTheKeyHearsThatItWasRevoked() {
        var made = made();
        var api = Api.with(http, made.text());
        assertThat(status(api.get(CONVERSATIONS))).isEqualTo(200);
        // as another node does it: this one only reads of it in the change log
        transactions.run(brands.tilleul().id(), () -> {
            db.sql("update api.key set revoked_at = created_at where id = ?")
                    .param(made.id())
                    .update();
            changes.record(brands.tilleul().id(), Change.Kind.KEY, made.id());
        });
        Soon.soon(() -> status(api.get(CONVERSATIONS)) == 401);
    }

    private Keys.Made made() {
        return keys.createAtConsole(
                brands.tilleul(),
                EnumSet.allOf(Scope.class),
                brands.teammate(brands.tilleul(), "owner"),
                Instant.now());
    }

    @Test
    void whatIsAnsweredHasTheDescribedFields() {
        var description = json(http.get().uri("/api/v1/openapi.json").exchange())
                .get("components")
                .get("schemas");
        var tilleul = brands.tilleul();
        var question = brands.ask(tilleul, brands.member(tilleul, "Une Cliente"), "Champs", "Bonjour");
        var api = Api.as(http, keys, brands, tilleul, "owner");
        var page = json(api.get(CONVERSATIONS + "?limit=1"));
        var whole = json(api.get(CONVERSATIONS + "/" + question.id().value()));
        assertThat(page.propertyNames())
                .isEqualTo(description.get("Conversations").get("properties").propertyNames());
        assertThat(page.get("items").get(0).propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        description.get("Conversation").get("properties").propertyNames());
        assertThat(whole.propertyNames())
                .containsExactlyInAnyOrderElementsOf(description
                        .get("ConversationWithMessages")
                        .get("properties")
                        .propertyNames());
        assertThat(whole.get("messages").get(0).propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        description.get("Message").get("properties").propertyNames());
    }
}
