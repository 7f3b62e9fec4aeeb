package parvis.api;

import static org.assertj.core.api.Assertions.assertThat;
import static parvis.api.Api.json;
import static parvis.api.Api.status;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Brand;
import parvis.support.ProductTest;
import parvis.support.Soon;
import parvis.support.TwoBrands;
import tools.jackson.databind.JsonNode;

@ProductTest
class MessagesApiTest {
    private static final String MESSAGES = "/api/v1/messages";

    @Autowired
    MockMvcTester http;

    @Autowired
    TwoBrands brands;

    @Autowired
    Keys keys;

    @Test
    void aMessageIsTakenOnceAndBecomesAPrivateConversation() throws Exception {
        var api = owner(brands.tilleul());
        var externalId = "commande " + UUID.randomUUID();
        var message = message(externalId);
        message.put("subject", "Colis 4711");
        message.put("sentAt", "2026-10-01T08:00:00+02:00");

        var first = api.post(MESSAGES, message);
        assertThat(status(first)).isEqualTo(202);
        var id = json(first).get("id").stringValue();
        assertThat(first.getResponse().getHeader("Location")).isEqualTo(MESSAGES + "/" + id);

        var again = api.post(MESSAGES, message);
        assertThat(status(again)).isEqualTo(200);
        assertThat(json(again).get("id").stringValue()).isEqualTo(id);

        var conversation = json(api.get("/api/v1/conversations/" + api.conversationOf(id)));
        assertThat(conversation.get("subject").stringValue()).isEqualTo("Colis 4711");
        assertThat(conversation.get("visibility").stringValue()).isEqualTo("private");
        assertThat(conversation.get("channel").stringValue()).isEqualTo("api");
        assertThat(conversation.get("state").stringValue()).isEqualTo("open");
        assertThat(conversation.get("place").isNull()).isTrue();
        assertThat(conversation.get("person").get("name").stringValue()).isEqualTo("Aline Dupont");
        assertThat(conversation.get("owner").isNull()).isTrue();
        assertThat(Instant.parse(conversation.get("due").stringValue()))
                .as("promised from when it came, however long it was under way")
                .isAfter(Instant.now());
        assertThat(Instant.parse(conversation.get("lastMessageAt").stringValue()))
                .isCloseTo(Instant.now(), org.assertj.core.api.Assertions.within(Duration.ofMinutes(1)));
        assertThat(conversation.get("messages").get(0).get("at").stringValue()).isEqualTo("2026-10-01T06:00:00Z");
        assertThat(conversation.get("messages")).hasSize(1);
        assertThat(conversation.get("messages").get(0).get("id").stringValue()).isEqualTo(id);
        assertThat(conversation.get("messages").get(0).get("kind").stringValue())
                .isEqualTo("received");
        assertThat(conversation.get("messages").get(0).get("text").stringValue())
                .isEqualTo("Où est mon colis ?");
    }

    @Test
    void itIsInTheListWithinASecond() throws Exception {
        var api = owner(brands.tilleul());
        var id = json(api.post(MESSAGES, message(UUID.randomUUID().toString())))
                .get("id")
                .stringValue();
        var taken = Instant.now();
        var conversation = api.conversationOf(id);
        var list = json(api.get("/api/v1/conversations?channel=api"));
        assertThat(ids(list)).contains(conversation);
        assertThat(Duration.between(taken, Instant.now())).isLessThan(Soon.BUSY);
    }

    @Test
    void aReplyJoinsTheConversationThatItNames() throws Exception {
        var api = owner(brands.tilleul());
        var question = "q-" + UUID.randomUUID();
        var id = json(api.post(MESSAGES, message(question))).get("id").stringValue();
        var conversation = api.conversationOf(id);

        var byName = message("r1-" + UUID.randomUUID());
        byName.put("inReplyTo", question);
        var byId = message("r2-" + UUID.randomUUID());
        byId.put("inReplyTo", id);
        var unknown = message("r3-" + UUID.randomUUID());
        unknown.put("inReplyTo", "personne ne connaît cela");

        assertThat(api.conversationOf(taken(api, byName))).isEqualTo(conversation);
        assertThat(api.conversationOf(taken(api, byId))).isEqualTo(conversation);
        assertThat(api.conversationOf(taken(api, unknown))).isNotEqualTo(conversation);
    }

    @Test
    void aReplyThatNamesNoPlaceStaysWithTheHouse() throws Exception {
        var api = owner(brands.tilleul());
        var question = message("q-" + UUID.randomUUID());
        question.put("place", "questions");
        var id = taken(api, question);
        var conversation = api.conversationOf(id);
        var reply = message("r1-" + UUID.randomUUID());
        reply.put("from", question.get("from"));
        reply.put("inReplyTo", id);
        reply.put("text", "Mon code de porte est le 4711.");
        var open = message("r2-" + UUID.randomUUID());
        open.put("from", question.get("from"));
        open.put("inReplyTo", id);
        open.put("text", "Le carton est bleu.");
        open.put("place", "questions");
        assertThat(api.conversationOf(taken(api, reply))).isEqualTo(conversation);
        assertThat(api.conversationOf(taken(api, open))).isEqualTo(conversation);

        var messages = json(api.get("/api/v1/conversations/" + conversation)).get("messages");
        assertThat(StreamSupport.stream(messages.spliterator(), false)
                        .map(m -> m.get("text").stringValue() + ": "
                                + m.get("visibility").stringValue()))
                .containsExactlyInAnyOrder(
                        "Où est mon colis ?: public",
                        "Mon code de porte est le 4711.: private",
                        "Le carton est bleu.: public");
    }

    @Test
    void whoeverNamesAnothersHandleIsNotThem() throws Exception {
        var api = owner(brands.tilleul());
        var handle = "h-" + UUID.randomUUID();
        var annes = message("a-" + UUID.randomUUID());
        annes.put("from", Map.of("name", "Anne", "email", handle + "@anne.example", "handle", handle));
        var bobs = message("b-" + UUID.randomUUID());
        bobs.put("from", Map.of("name", "Bob", "email", handle + "@bob.example", "handle", handle));
        var byHandle = message("c-" + UUID.randomUUID());
        byHandle.put("from", Map.of("handle", handle));

        var anne = person(api, taken(api, annes));
        var bob = person(api, taken(api, bobs));
        assertThat(bob.get("name").stringValue()).isEqualTo("Bob");
        assertThat(bob.get("id").stringValue()).isNotEqualTo(anne.get("id").stringValue());
        assertThat(person(api, taken(api, byHandle)).get("id").stringValue())
                .as("the handle stays whose it was")
                .isEqualTo(anne.get("id").stringValue());
    }

    private static JsonNode person(Api api, String message) throws Exception {
        return json(api.get("/api/v1/conversations/" + api.conversationOf(message)))
                .get("person");
    }

    @Test
    void aPublicPlaceMakesItPublicAndItsHtmlIsMadeSafe() throws Exception {
        var api = owner(brands.tilleul());
        var message = message(UUID.randomUUID().toString());
        message.remove("text");
        message.put("html", "<p>Bonjour <b>vous</b><script>alert(1)</script></p>");
        message.put("place", "questions");
        var conversation = json(api.get("/api/v1/conversations/" + api.conversationOf(taken(api, message))));
        assertThat(conversation.get("visibility").stringValue()).isEqualTo("public");
        assertThat(conversation.get("place").stringValue()).isEqualTo("questions");
        var stored = conversation.get("messages").get(0);
        assertThat(stored.get("html").stringValue()).contains("Bonjour").doesNotContain("script");
        assertThat(stored.get("text").stringValue()).contains("Bonjour vous");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnceInTheLanguageThatWasAsked() {
        var api = owner(brands.tilleul());
        var wrong = api.post(MESSAGES, """
                {"channel": "api", "from": {"email": "pas une adresse"}, "subject": 12, "text": "bonjour",
                 "sentAt": "hier", "externalId": "%s"}
                """.formatted("x".repeat(201)));
        assertProblem(wrong, 422, "content");
        assertThat(fields(wrong)).containsExactlyInAnyOrder("externalId", "from.email", "subject", "sentAt");
        assertThat(json(wrong).get("detail").stringValue()).isEqualTo("Un ou plusieurs champs sont à corriger.");

        assertThat(fields(api.post(MESSAGES, "{\"text\": \"bonjour\"}")))
                .containsExactlyInAnyOrder("channel", "externalId");
        assertThat(fields(api.post(MESSAGES, "{\"channel\": \"api\", \"externalId\": \"a\", \"text\": \"  \"}")))
                .containsExactly("text");
        assertThat(fields(api.post(
                        MESSAGES, "{\"channel\": \"api\", \"externalId\": \"a\", \"text\": \"a\", \"from\": \"moi\"}")))
                .contains("from");
        assertThat(fields(api.post(MESSAGES, "{\"channel\": \"api\", \"externalId\": \"a\\u0000b\", \"text\": \"a\"}")))
                .containsExactly("externalId");
        assertThat(fields(api.post(
                        MESSAGES, Map.of("channel", "api", "externalId", "a", "text", "long ".repeat(10_001)))))
                .containsExactly("text");
        var english = api.getIn("en", "/api/v1/conversations?state=lost");
        assertThat(json(english).get("detail").stringValue()).isEqualTo("One or more fields must be corrected.");
    }

    @Test
    void anUnknownChannelOrPlaceIsRefusedAndNothingIsKept() {
        var api = owner(brands.tilleul());
        var externalId = UUID.randomUUID().toString();
        var message = message(externalId);
        message.put("channel", "pigeon");
        assertThat(fields(api.post(MESSAGES, message))).containsExactly("channel");
        // the square is a channel of the brand, but not one for programs
        message.put("channel", "square");
        assertThat(fields(api.post(MESSAGES, message))).containsExactly("channel");
        message.put("channel", "api");
        message.put("place", "grenier");
        assertThat(fields(api.post(MESSAGES, message))).containsExactly("place");
        message.remove("place");
        assertThat(status(api.post(MESSAGES, message))).isEqualTo(202);
    }

    @Test
    void whatIsNoJsonIsRefusedAsWhatItIs() {
        var api = owner(brands.tilleul());
        assertProblem(api.post(MESSAGES, "{\"channel\": "), 400, "malformed");
        assertProblem(api.post(MESSAGES, ""), 400, "malformed");
        assertProblem(api.post(MESSAGES, "[]"), 400, "malformed");
        assertProblem(api.post(MESSAGES, "[".repeat(100_000)), 400, "malformed");
        assertProblem(api.post(MESSAGES, "channel=api", MediaType.APPLICATION_FORM_URLENCODED), 415, "media-type");
        assertProblem(api.post(MESSAGES, "\"" + "x".repeat(2 * 1024 * 1024) + "\""), 413, "too-large");
        assertProblem(api.get("/api/v1/nowhere"), 404, "not-found");
        assertProblem(api.get(MESSAGES), 405, "method");
        assertProblem(api.get(MESSAGES + "/not-an-id"), 404, "not-found");
    }

    @Test
    void aClockThatRunsAheadWritesNothingInTheFuture() throws Exception {
        var api = owner(brands.tilleul());
        var message = message(UUID.randomUUID().toString());
        message.put("sentAt", Instant.now().plus(Duration.ofDays(3)).toString());
        var conversation = json(api.get("/api/v1/conversations/" + api.conversationOf(taken(api, message))));
        assertThat(Instant.parse(conversation.get("lastMessageAt").stringValue()))
                .isBeforeOrEqualTo(Instant.now());
    }

    @Test
    void anotherBrandFindsNothingOfIt() throws Exception {
        var tilleul = owner(brands.tilleul());
        var nord = owner(brands.nord());
        var externalId = UUID.randomUUID().toString();
        var id = taken(tilleul, message(externalId));
        var conversation = tilleul.conversationOf(id);

        assertProblem(nord.get(MESSAGES + "/" + id), 404, "not-found");
        assertProblem(nord.get("/api/v1/conversations/" + conversation), 404, "not-found");
        assertProblem(
                nord.post(
                        "/api/v1/conversations/" + conversation + "/messages",
                        Map.of("text", "bonjour", "kind", "note")),
                404,
                "not-found");
        assertThat(ids(json(nord.get("/api/v1/conversations?limit=100")))).doesNotContain(conversation);
        // the same name of another brand's message is another message
        var theirs = nord.post(MESSAGES, message(externalId));
        assertThat(status(theirs)).isEqualTo(202);
        assertThat(json(theirs).get("id").stringValue()).isNotEqualTo(id);
        var reply = message(UUID.randomUUID().toString());
        reply.put("inReplyTo", id);
        assertThat(nord.conversationOf(taken(nord, reply))).isNotEqualTo(conversation);
    }

    private Api owner(Brand brand) {
        return Api.as(http, keys, brands, brand, "owner");
    }

    private static String taken(Api api, Map<String, Object> message) {
        return json(api.post(MESSAGES, message)).get("id").stringValue();
    }

    private static Map<String, Object> message(String externalId) {
        var message = new HashMap<String, Object>();
        message.put("channel", "api");
        message.put("externalId", externalId);
        message.put("from", Map.of("name", "Aline Dupont", "email", "aline." + UUID.randomUUID() + "@mel.example"));
        message.put("text", "Où est mon colis ?");
        return message;
    }

    static void assertProblem(MvcTestResult result, int status, String kind) {
        assertThat(status(result)).isEqualTo(status);
        assertThat(result.getResponse().getContentType()).startsWith("application/problem+json");
        var problem = json(result);
        assertThat(problem.get("type").stringValue()).isEqualTo("urn:parvis:problem:" + kind);
        assertThat(problem.get("title").stringValue()).isNotBlank();
        assertThat(problem.get("detail").stringValue()).isNotBlank();
        assertThat(problem.get("status").intValue()).isEqualTo(status);
        assertThat(problem.get("errors").isArray()).isTrue();
    }

    static java.util.List<String> fields(MvcTestResult result) {
        assertProblem(result, 422, "content");
        return StreamSupport.stream(json(result).get("errors").spliterator(), false)
                .peek(error -> assertThat(error.get("detail").stringValue()).isNotBlank())
                .map(error -> error.get("field").stringValue())
                .toList();
    }

    static java.util.List<String> ids(JsonNode list) {
        return StreamSupport.stream(list.get("items").spliterator(), false)
                .map(item -> item.get("id").stringValue())
                .toList();
    }
}
