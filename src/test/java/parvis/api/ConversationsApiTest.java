package parvis.api;

import static org.assertj.core.api.Assertions.assertThat;
import static parvis.api.Api.json;
import static parvis.api.Api.status;
import static parvis.api.MessagesApiTest.assertProblem;
import static parvis.api.MessagesApiTest.fields;
import static parvis.api.MessagesApiTest.ids;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import parvis.conversation.Answering;
import parvis.conversation.Conversation;
import parvis.conversation.HandingOver;
import parvis.conversation.Kind;
import parvis.conversation.Moderating;
import parvis.conversation.Picture;
import parvis.conversation.Visibility;
import parvis.file.Files;
import parvis.ledger.How;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;

@ProductTest
class ConversationsApiTest {
    private static final String CONVERSATIONS = "/api/v1/conversations";

    @Autowired
    MockMvcTester http;

    @Autowired
    TwoBrands brands;

    @Autowired
    Keys keys;

    @Autowired
    Moderating moderating;

    @Autowired
    Answering answering;

    @Autowired
    Files files;

    @Autowired
    HandingOver handing;

    @Test
    void pagesFollowEachOtherWithoutGapOrRepeat() {
        var api = owner();
        var asked = new HashSet<String>();
        for (var i = 0; i < 7; i++) {
            asked.add(ask("Une question parmi sept").id().value().toString());
        }
        var seen = new ArrayList<String>();
        var moments = new ArrayList<String>();
        var cursor = "";
        do {
            var page = json(api.get(CONVERSATIONS + "?limit=3&cursor=" + cursor));
            assertThat(page.get("items").size()).isBetween(1, 3);
            seen.addAll(ids(page));
            page.get("items")
                    .forEach(item -> moments.add(item.get("lastMessageAt").stringValue()));
            cursor = page.get("next").stringValue("");
        } while (!cursor.isEmpty());
        assertThat(seen).doesNotHaveDuplicates().containsAll(asked);
        assertThat(moments.stream().map(java.time.Instant::parse).toList())
                .isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }

    @Test
    void anAlteredCursorOrFilterIsRefused() {
        var api = owner();
        for (var i = 0; i < 2; i++) {
            ask("Deux pages");
        }
        var cursor = json(api.get(CONVERSATIONS + "?limit=1")).get("next").stringValue();
        var altered = (cursor.charAt(0) == 'A' ? "B" : "A") + cursor.substring(1);
        assertThat(fields(api.get(CONVERSATIONS + "?cursor=" + altered))).containsExactly("cursor");
        assertThat(fields(api.get(CONVERSATIONS + "?cursor=" + cursor.substring(4))))
                .containsExactly("cursor");
        assertThat(fields(api.get(CONVERSATIONS + "?cursor=é"))).containsExactly("cursor");
        assertThat(fields(api.get(CONVERSATIONS + "?limit=101"))).containsExactly("limit");
        assertThat(fields(api.get(CONVERSATIONS + "?limit=0"))).containsExactly("limit");
        assertThat(fields(api.get(CONVERSATIONS + "?limit=many"))).containsExactly("limit");
        assertThat(fields(api.get(CONVERSATIONS + "?state=lost"))).containsExactly("state");
    }

    @Test
    void theListIsNarrowedByStateAndChannel() {
        var api = owner();
        var question = ask("Filtrée");
        var id = question.id().value().toString();
        assertThat(ids(json(api.get(CONVERSATIONS + "?state=open&channel=square"))))
                .contains(id);
        assertThat(ids(json(api.get(CONVERSATIONS + "?state=open&channel=api"))))
                .doesNotContain(id);
        assertThat(ids(json(api.get(CONVERSATIONS + "?state=closed")))).doesNotContain(id);
        assertThat(ids(json(api.get(CONVERSATIONS + "?channel=nowhere")))).isEmpty();
    }

    @Test
    void wordsFindWhatOnlyTheDeskMayRead() throws Exception {
        var brand = brands.tilleul();
        var quiet = brands.writePrivately(
                brand, brands.member(brand, "Zoé Discrète"), "Facture", "Le xylophone est arrivé cassé");
        var id = quiet.id().value().toString();
        var deadline = Instant.now().plusSeconds(10);
        while (!ids(json(owner().get(CONVERSATIONS + "?q=xylophone"))).contains(id)) {
            assertThat(Instant.now()).isBefore(deadline);
            Thread.sleep(50);
        }
        assertThat(ids(json(owner().get(CONVERSATIONS + "?q=xylophone&state=closed"))))
                .isEmpty();
        var nord = Api.as(http, keys, brands, brands.nord(), "owner");
        assertThat(ids(json(nord.get(CONVERSATIONS + "?q=xylophone")))).isEmpty();
    }

    @Test
    void anAnswerIsWrittenInTheNameOfTheTeammate() {
        var question = ask("Le bol tourne");
        var api = Api.as(http, keys, brands, brands.tilleul(), "expert");
        var written = api.post(
                messages(question),
                answer("Resserrez-le.", question.lastMessage().value()));
        assertThat(status(written)).isEqualTo(201);

        var now = json(api.get(CONVERSATIONS + "/" + question.id().value()));
        assertThat(now.get("state").stringValue()).isEqualTo("waiting");
        assertThat(now.get("owner").get("name").stringValue()).startsWith("Expert");
        assertThat(now.get("lastMessage")).isEqualTo(json(written).get("id"));
        var answer = now.get("messages").get(1);
        assertThat(answer.get("id")).isEqualTo(json(written).get("id"));
        assertThat(answer.get("kind").stringValue()).isEqualTo("sent");
        assertThat(answer.get("visibility").stringValue()).isEqualTo("public");
        assertThat(answer.get("author").get("role").stringValue()).isEqualTo("expert");
        assertThat(answer.get("origin").stringValue()).isEqualTo("person");
        assertThat(answer.get("attachments")).isEmpty();
    }

    @Test
    void whatTheGuardSaysOfAnAnswerComesBackWithIt() {
        var question = ask("La garde");
        var api = owner();
        var hurts = "C’est réparé. Likez cette réponse si elle vous aide !";
        var written = json(api.post(messages(question), answer(hurts, null)));
        assertThat(written.get("findings")).isNotEmpty();
        assertThat(written.get("findings").get(0).get("check").stringValue()).isEqualTo("bait");
        assertThat(json(api.post(messages(question), answer("Resserrez l’écrou d’un quart de tour.", null)))
                        .get("findings"))
                .isEmpty();
        assertThat(json(api.post(messages(question), Map.of("text", hurts, "kind", "note")))
                        .get("findings"))
                .isEmpty();
    }

    @Test
    void whatIsSomebodysIsStoppedBeforeItIsPublicUnlessItIsMeant() {
        var question = ask("La livraison");
        var api = owner();
        var text = "Elle part demain au 12 rue des Frênes, 44000 Nantes.";
        var stopped = api.post(messages(question), answer(text, null));
        assertProblem(stopped, 422, "content");
        var problem = json(stopped);
        assertThat(problem.get("reason").stringValue()).isEqualTo("exposed");
        assertThat(problem.get("detail").stringValue()).contains("meant");
        assertThat(problem.get("errors").get(0).get("field").stringValue()).isEqualTo("text");
        var found = problem.get("exposed").get(0);
        assertThat(found.get("class").stringValue()).isEqualTo("address");
        assertThat(found.get("excerpt").stringValue()).startsWith("12 •••").endsWith("es");
        assertThat(text.substring(
                        found.get("start").intValue(), found.get("end").intValue()))
                .isEqualTo("12 rue des Frênes, 44000 Nantes");
        assertThat(json(api.get(CONVERSATIONS + "/" + question.id().value())).get("messages"))
                .as("nothing was stored")
                .hasSize(1);

        var privately = api.post(messages(question), Map.of("text", text, "kind", "sent", "visibility", "private"));
        assertThat(status(privately)).isEqualTo(201);
        assertThat(status(api.post(messages(question), Map.of("text", text, "kind", "note"))))
                .isEqualTo(201);
        var meant = Map.of("text", text, "kind", "sent", "visibility", "public", "meant", "C’est notre atelier");
        assertThat(status(api.post(messages(question), meant))).isEqualTo(201);
        // said once, it is not asked again in this conversation, and why is kept
        assertThat(status(api.post(messages(question), answer(text, null)))).isEqualTo(201);
        assertThat(status(api.post(
                        messages(question),
                        Map.of("text", "x", "kind", "sent", "visibility", "public", "meant", "x".repeat(401)))))
                .isEqualTo(422);
    }

    @Test
    void whoDidNotSeeTheNewestMessageIsShownItInstead() {
        var question = ask("Deux plumes");
        var api = owner();
        var seen = question.lastMessage().value();
        assertThat(status(api.post(messages(question), answer("La première.", seen))))
                .isEqualTo(201);

        var second = api.post(messages(question), answer("La seconde.", seen));
        assertProblem(second, 409, "overtaken");
        assertThat(json(second).get("newer").get("text").stringValue()).isEqualTo("La première.");
        assertThat(json(api.get(CONVERSATIONS + "/" + question.id().value())).get("messages"))
                .hasSize(2);

        var now = UUID.fromString(json(second).get("newer").get("id").stringValue());
        assertThat(status(api.post(messages(question), answer("La seconde.", now))))
                .isEqualTo(201);
        assertThat(status(api.post(messages(question), answer("Sans regarder.", null))))
                .isEqualTo(201);
    }

    @Test
    void aNoteIsAlwaysPrivateAndAnAnswerSaysWhoMayReadIt() {
        var question = ask("Une note");
        var api = owner();
        assertThat(status(api.post(messages(question), Map.of("text", "Vu avec l’atelier.", "kind", "note"))))
                .isEqualTo(201);
        assertThat(fields(api.post(messages(question), Map.of("text", "a", "kind", "note", "visibility", "public"))))
                .containsExactly("visibility");
        assertThat(fields(api.post(messages(question), Map.of("text", "a", "kind", "sent"))))
                .containsExactly("visibility");
        assertThat(fields(api.post(messages(question), Map.of("text", "", "kind", "shout", "lastSeen", "x"))))
                .contains("text", "kind", "lastSeen");
        var quiet = brands.writePrivately(
                brands.tilleul(), brands.member(brands.tilleul(), "Paul Secret"), "En privé", "Entre nous");
        assertThat(fields(api.post(messages(quiet), answer("Pour tous", null)))).containsExactly("visibility");
    }

    @Test
    void aKeyMayNeverDoMoreThanItsTeammate() {
        var question = ask("Déjà prise");
        var owner = owner();
        assertThat(status(owner.post(messages(question), answer("C’est pour moi.", null))))
                .isEqualTo(201);
        // owned by somebody else: an expert may note, not answer
        var expert = Api.as(http, keys, brands, brands.tilleul(), "expert");
        assertProblem(expert.post(messages(question), answer("Pour moi aussi.", null)), 403, "forbidden");
        assertThat(status(expert.post(messages(question), Map.of("text", "Une idée.", "kind", "note"))))
                .isEqualTo(201);

        var agency = Api.as(http, keys, brands, brands.tilleul(), "strategist");
        assertProblem(agency.get(CONVERSATIONS), 403, "forbidden");
        assertProblem(agency.get(CONVERSATIONS + "/" + question.id().value()), 403, "forbidden");
        assertProblem(agency.post(messages(question), Map.of("text", "a", "kind", "note")), 403, "forbidden");
    }

    @Test
    void aMessageThatWasHiddenSaysSo() {
        var question = ask("Cachée");
        var brand = brands.tilleul();
        assertThat(messagesOf(question).get(0).get("hidden").booleanValue()).isFalse();
        moderating.hide(
                brand,
                question.lastMessage(),
                brands.teammate(brand, "manager"),
                "insultes",
                "test",
                How.DESK,
                Instant.now());
        assertThat(messagesOf(question).get(0).get("hidden").booleanValue()).isTrue();
    }

    @Test
    void anAttachmentIsReadWithTheSameKeyAndNoOtherBrands() throws Exception {
        var brand = brands.tilleul();
        var bytes = "pas vraiment une image".getBytes(StandardCharsets.UTF_8);
        var stored = files.put(new ByteArrayInputStream(bytes), 1_000);
        var question = ask("Avec photo");
        var picture = new Picture(
                "bol é.png", "image/png", stored.bytes(), stored.sha256(), stored.sha256(), 10, 10, "le bol");
        answering.write(
                brand,
                question.id(),
                brands.teammate(brand, "owner"),
                new Answering.Words(Kind.NOTE, Visibility.PRIVATE, "Voyez.", null, How.DESK, List.of(picture)),
                Instant.now());

        var attachment = messagesOf(question).get(1).get("attachments").get(0);
        assertThat(attachment.get("name").stringValue()).isEqualTo("bol é.png");
        assertThat(attachment.get("bytes").intValue()).isEqualTo(bytes.length);
        var path = java.net.URI.create(attachment.get("url").stringValue()).getPath();
        var read = owner().get(path);
        assertThat(status(read)).isEqualTo(200);
        assertThat(read.getResponse().getContentAsByteArray()).isEqualTo(bytes);
        assertThat(read.getResponse().getContentType()).isEqualTo("image/png");
        assertThat(read.getResponse().getHeader("Content-Disposition")).startsWith("attachment");
        assertProblem(Api.as(http, keys, brands, brands.nord(), "owner").get(path), 404, "not-found");
    }

    @Test
    void longConversationsAreReadByCursor() {
        var question = ask("Longue");
        var api = owner();
        for (var i = 0; i < 5; i++) {
            assertThat(status(api.post(messages(question), Map.of("text", "note " + i, "kind", "note"))))
                    .isEqualTo(201);
        }
        var texts = new ArrayList<String>();
        var cursor = "";
        do {
            var page = json(api.get(CONVERSATIONS + "/" + question.id().value() + "?limit=4&cursor=" + cursor));
            assertThat(page.get("messageCount").intValue()).isEqualTo(6);
            page.get("messages").forEach(m -> texts.add(m.get("text").stringValue()));
            cursor = page.get("next").stringValue("");
        } while (!cursor.isEmpty());
        assertThat(texts).isEqualTo(List.of("Que faire ?", "note 0", "note 1", "note 2", "note 3", "note 4"));
    }

    private Conversation ask(String subject) {
        var brand = brands.tilleul();
        return brands.ask(brand, brands.member(brand, "Aline Test"), subject, "Que faire ?");
    }

    @Test
    void aKeyOfWhoeverNeedsApprovalWritesWhatWaitsForIt() {
        var question = ask("Plume en herbe");
        var seen = question.lastMessage().value();
        var trainee = Api.as(http, keys, brands, brands.tilleul(), "trainee");
        var written = trainee.post(messages(question), answer("À relire.", seen));
        assertThat(status(written)).isEqualTo(201);
        assertThat(json(written).get("state").stringValue()).isEqualTo("waiting");
        assertThat(messagesOf(question).get(1).get("state").stringValue()).isEqualTo("waiting");
        assertProblem(trainee.post(messages(question), answer("Encore.", seen)), 409, "overtaken");

        var secretary = Api.as(http, keys, brands, brands.tilleul(), "secretary");
        var unsaid = answer("Au nom de la direction.", seen);
        assertThat(fields(secretary.post(messages(question), unsaid))).containsExactly("voice");
        unsaid.put("voice", brands.teammate(brands.tilleul(), "executive").id().value());
        var said = secretary.post(messages(question), unsaid);
        assertThat(json(said).get("state").stringValue()).isEqualTo("waiting");
        assertThat(json(owner().post(messages(question), answer("Tout de suite.", seen)))
                        .get("state")
                        .stringValue())
                .isEqualTo("sent");
    }

    private tools.jackson.databind.JsonNode messagesOf(Conversation conversation) {
        return json(owner().get(CONVERSATIONS + "/" + conversation.id().value()))
                .get("messages");
    }

    @Test
    void aKeyOfAnExecutiveOpensNoMoreThanTheySee() {
        var tilleul = brands.tilleul();
        var theirs = ask("Confiée à la direction");
        var foreign = ask("Pas à la direction");
        handing.handOver(
                tilleul,
                theirs.id(),
                brands.teammate(tilleul, "manager"),
                brands.teammate(tilleul, "executive").id(),
                null,
                How.DESK,
                Instant.now());
        var api = Api.as(http, keys, brands, tilleul, "executive");
        assertThat(ids(json(api.get(CONVERSATIONS + "?limit=100"))))
                .contains(theirs.id().value().toString())
                .doesNotContain(foreign.id().value().toString());
        assertThat(status(api.get(CONVERSATIONS + "/" + theirs.id().value()))).isEqualTo(200);
        assertThat(status(api.get(CONVERSATIONS + "/" + foreign.id().value()))).isEqualTo(404);
        var words = answer("Par la machine.", foreign.lastMessage().value());
        assertThat(status(api.post(messages(foreign), words))).isEqualTo(404);
        assertThat(ids(json(owner().get(CONVERSATIONS + "?limit=100"))))
                .contains(foreign.id().value().toString());
    }

    private Api owner() {
        return Api.as(http, keys, brands, brands.tilleul(), "owner");
    }

    private static String messages(Conversation conversation) {
        return CONVERSATIONS + "/" + conversation.id().value() + "/messages";
    }

    private static Map<String, Object> answer(String text, UUID lastSeen) {
        var answer = new HashMap<String, Object>();
        answer.put("text", text);
        answer.put("kind", "sent");
        answer.put("visibility", "public");
        answer.put("lastSeen", lastSeen);
        return answer;
    }
}
