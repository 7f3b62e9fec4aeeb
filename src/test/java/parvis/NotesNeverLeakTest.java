package parvis;

import static org.assertj.core.api.Assertions.assertThat;
import static parvis.support.Soon.soon;

import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.servlet.http.Cookie;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.api.Keys;
import parvis.api.Scope;
import parvis.brand.Brand;
import parvis.conversation.AnswerLinks;
import parvis.conversation.Conversation;
import parvis.conversation.Kind;
import parvis.conversation.MessageId;
import parvis.conversation.Moderating;
import parvis.conversation.ReplyTokens;
import parvis.conversation.Visibility;
import parvis.database.Transactions;
import parvis.ledger.How;
import parvis.mail.SmtpDoor;
import parvis.support.Leaving;
import parvis.support.Listener;
import parvis.support.Mailing;
import parvis.support.Permits;
import parvis.support.Permits.Line;
import parvis.support.Places;
import parvis.support.Places.Named;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.TwoBrands.Member;
import parvis.support.Web;
import tools.jackson.databind.json.JsonMapper;

/**
 * What colleagues note is read by colleagues. Notes are written by every way in, in words that stand nowhere else; then every way
 * out is searched for them. The routes are those of {@code who-may-what.txt}, which names all there are; the letters those of the
 * program's own list.
 *
 * <p>There is one exception, by law: whoever proved who they are is told what was noted in their own conversations (Regulation
 * (EU) 2016/679, article 15), and nothing of what was noted in those of others.
 */
@ProductTest
class NotesNeverLeakTest {
    /** Letters to colleagues, which may speak of what is noted. */
    private static final Set<String> TO_THE_HOUSE = Set.of(
            "handed_over", "not_helped", "answer_stopped", "answer_kept_back", "report_to_decide", "trial", "alert");

    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    @Autowired
    Places places;

    @Autowired
    Keys keys;

    @Autowired
    ReplyTokens tokens;

    @Autowired
    AnswerLinks links;

    @Autowired
    Moderating moderating;

    @Autowired
    Leaving leaving;

    @Autowired
    SmtpDoor door;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    @Value("${parvis.data}")
    Path data;

    @LocalServerPort
    int port;

    private Brand brand;
    private Member asker;
    private Member helper;
    private Conversation question;
    private Conversation letter;
    private MessageId answer;
    private MessageId note;
    private String picture;
    private final Instant began = Instant.now();
    /** By the way by which they came in. */
    private final Map<String, String> secrets = new LinkedHashMap<>();

    @BeforeEach
    void notesAreWrittenByEveryWayIn() throws Exception {
        brand = brands.tilleul();
        soon(() -> web.get(brand, null, "/health").getResponse().getStatus() == 200);
        asker = brands.member(brand, "Paule Note");
        helper = brands.member(brand, "Aide Note");
        question = brands.ask(brand, asker, "Le bol tourne " + UUID.randomUUID(), "Il tourne dans le vide.");
        letter = brands.writePrivately(brand, asker, "Entre nous " + UUID.randomUUID(), "Ceci reste entre nous.");
        web.post(
                brand,
                helper.session(),
                "/questions/" + question.number() + "/messages",
                Map.of("text", "Chez moi aussi, et j'ai resserré la vis."));
        for (var conversation : List.of(question, letter)) {
            var of = conversation == question ? "question" : "letter";
            desk(conversation, secret("desk " + of));
            api(conversation, secret("api " + of));
            byMail(conversation, secret("mail " + of));
            byLink(conversation, secret("link " + of));
            handedOver(conversation, secret("hand-over " + of));
            web.post(
                    brand,
                    manager(),
                    conversation.deskPath() + "/drafts",
                    Map.of("to", "note", "text", secret("draft " + of), "tab", "one"));
        }
        note = places.write(brand, question, Kind.NOTE, Visibility.PRIVATE, secret("use case"));
        picture = withPicture(question, secret("picture"));
        answer = places.write(brand, question, Kind.SENT, Visibility.PUBLIC, "Resserrez la vis du bol.");
        for (var way : secrets.entrySet()) {
            if (!way.getKey().startsWith("draft")) {
                soon(() -> kept(way.getValue()));
            }
        }
        // the house itself reads them all: what is looked for is there
        var desk = body(web.get(brand, manager(), question.deskPath()));
        assertThat(secrets.entrySet().stream()
                        .filter(way -> !way.getKey().endsWith("letter"))
                        .map(Map.Entry::getValue))
                .allSatisfy(word -> assertThat(desk).contains(word));
    }

    @Test
    void noRouteTellsThemToAnybodyOutside() throws Exception {
        var leaks = new TreeSet<String>();
        var asked = 0;
        for (var named : List.of(
                new Named(brand, question, answer),
                new Named(brand, question, note),
                new Named(brand, letter, Objects.requireNonNull(letter.lastMessage())))) {
            for (var line : Permits.read()) {
                if (line.verb().equals("GET")
                        && !line.path().equals("/my-data/archive")
                        && (named.message().equals(answer) || line.path().contains("{"))) {
                    for (var who : outsiders().entrySet()) {
                        asked += look(line, named, who.getKey(), who.getValue(), leaks);
                    }
                }
            }
        }
        var named = new Named(brand, question, answer);
        for (var line : Permits.read()) {
            if (!line.verb().equals("GET")) {
                for (var who : outsiders().entrySet()) { // each with a session of their own: some of these end it
                    asked += look(line, named, who.getKey(), who.getValue(), leaks);
                }
            }
        }
        assertThat(asked).isGreaterThan(1_000);
        assertThat(leaks).isEmpty();
    }

    @Test
    void noPageThatEverybodyReadsHoldsThem() {
        for (var session : Arrays.asList(null, asker.session(), helper.session())) {
            for (var path : List.of(
                    question.path(),
                    "/",
                    "/questions",
                    "/questions?state=open",
                    "/products/robot-r2",
                    "/people/" + handle(),
                    "/search?q=bol",
                    "/sitemap.xml",
                    "/feed.xml",
                    "/robots.txt",
                    "/questions/" + question.number() + "-" + note.value(),
                    "/messages/" + note.value() + "/reports",
                    question.path() + "?change=" + note.value(),
                    question.path() + "?after=" + note.value(),
                    "/files/" + picture,
                    "/files/" + picture + "/thumb")) {
                // twice: the second is the page that was kept
                for (var times = 0; times < 2; times++) {
                    assertThat(found(web.get(brand, session, path))).as(path).isEmpty();
                }
            }
            assertThat(web.get(brand, session, question.path())).bodyText().contains("Resserrez la vis du bol.");
            assertThat(web.get(brand, session, "/files/" + picture)).hasStatus(404);
            assertThat(web.get(brand, session, "/files/" + picture + "/thumb")).hasStatus(404);
        }
        assertThat(body(web.get(brand, asker.session(), letter.path()))).contains("Ceci reste entre nous.");
        assertThat(found(web.get(brand, asker.session(), letter.path()))).isEmpty();
    }

    @Test
    void noSearchFindsAConversationByWhatIsNotedInIt() {
        for (var word : secrets.values()) {
            for (var session : outsiders().values()) {
                // the page says what was looked for, and nothing else of it
                var page = body(web.get(brand, session, "/search?q=" + word));
                assertThat(page).doesNotContain(question.path(), letter.path());
                assertThat(page.replace(word, "")).doesNotContain("tourne");
            }
        }
    }

    @Test
    void noLetterCarriesThemOutOfTheHouse() throws Exception {
        var answered = places.write(brand, letter, Kind.SENT, Visibility.PRIVATE, "Nous regardons.");
        leaving.hurry(brand, answered);
        leaving.hurry(brand, answer);
        web.post(brand, null, "/signin", Map.of("email", asker.email()));
        web.post(
                brand,
                null,
                "/questions",
                Map.of("title", "Une autre", "text", "Bonjour.", "name", "Quelqu'un", "email", "x" + asker.email()));
        web.post(brand, null, "/my-data/links", Map.of("email", asker.email()));
        var newcomer = "neuf." + UUID.randomUUID() + "@mel.example";
        web.post(
                brand,
                brands.sessionOf(brand, "owner"),
                "/settings/team/invitations",
                Map.of("email", newcomer, "role", "expert", "language", "fr"));
        var owner = brands.teammate(brand, "owner");
        moderating.report(
                brand,
                answer,
                null,
                "signale." + asker.email(),
                Moderating.Reason.INSULT,
                "Une insulte.",
                How.DIRECT,
                Instant.now());
        moderating.dismiss(brand, answer, owner, "Rien de mal.", "test", How.DIRECT, Instant.now());
        moderating.hide(brand, helped(), owner, "hors sujet", "test", How.DIRECT, Instant.now());

        var kinds = Arrays.stream(Class.forName("parvis.notice.Kind").getEnumConstants())
                .map(kind -> kind.toString().toLowerCase(java.util.Locale.ROOT))
                .filter(kind -> !TO_THE_HOUSE.contains(kind))
                .collect(Collectors.toCollection(TreeSet::new));
        soon(() ->
                sentSince().stream().map(Sent::kind).collect(Collectors.toSet()).containsAll(kinds));
        soon(() -> sentSince().stream().allMatch(sent -> sent.state().equals("sent")));

        var team = transactions.reading(
                brand.id(),
                () -> db.sql("""
                        select a.email from person.account a join brand.teammate t on t.account = a.id
                        """).query((row, n) -> row.getString("email")).list());
        assertThat(sentSince()).hasSizeGreaterThan(8);
        for (var sent : sentSince()) {
            if (TO_THE_HOUSE.contains(sent.kind())) {
                assertThat(team).as(sent.kind()).contains(sent.recipient());
            } else {
                assertThat(found(sent.words()))
                        .as(sent.kind() + " in the database")
                        .isEmpty();
                var file = data.resolve("outbox").resolve(sent.id() + ".eml");
                assertThat(found(opened(Files.readAllBytes(file))))
                        .as(sent.kind() + " as it left")
                        .isEmpty();
            }
        }
    }

    @Test
    void noKeyReadsThemThatMayNotReadConversations() {
        for (var scope : Scope.values()) {
            for (var who : List.of("owner", "strategist")) {
                var key = keys.createAtConsole(brand, EnumSet.of(scope), brands.teammate(brand, who), Instant.now())
                        .text();
                var may = scope == Scope.CONVERSATIONS_READ && who.equals("owner");
                var seen = Stream.of(
                                "/api/v1/conversations?q=" + secrets.get("desk question"),
                                "/api/v1/conversations/" + question.id().value(),
                                "/api/v1/messages/" + note.value(),
                                "/api/v1/openapi.json")
                        .flatMap(path -> found(withKey(key, path)).stream())
                        .toList();
                if (may) {
                    assertThat(seen).as("the team's own key").isNotEmpty();
                } else {
                    assertThat(seen).as(scope + " of " + who).isEmpty();
                }
            }
        }
        var stranger = keys.createAtConsole(
                        brands.nord(),
                        EnumSet.allOf(Scope.class),
                        brands.teammate(brands.nord(), "owner"),
                        Instant.now())
                .text();
        assertThat(found(withKey(
                        stranger, "/api/v1/conversations/" + question.id().value())))
                .isEmpty();
        assertThat(found(withKey(stranger, "/api/v1/conversations"))).isEmpty();
    }

    @Test
    void whatIsToldLiveSaysThatSomethingChangedAndNotWhat() {
        for (var session : outsiders().values()) {
            try (var listener = Listener.at(port, brand, session, "/desk/events")) {
                assertThat(listener.status()).isNotEqualTo(200);
            }
        }
        try (var listener = Listener.at(port, brand, manager(), "/desk/events")) {
            assertThat(listener.status()).isEqualTo(200);
            var word = secret("live");
            desk(question, word);
            var heard = listener.hears(Duration.ofSeconds(3));
            assertThat(heard).isNotEmpty();
            assertThat(String.join("\n", heard)).doesNotContain(word);
        }
    }

    @Test
    void whoeverTakesTheirDataAlongIsToldWhatWasNotedInTheirOwnConversationsAndNothingElse() throws Exception {
        assertThat(found(unzipped(web.get(brand, asker.session(), "/my-data/archive"))))
                .as("the law says so")
                .contains("desk question", "desk letter")
                .doesNotContain("draft question", "picture file");
        // colleagues may name somebody in what they note of another
        byMail(question, helper.email() + " " + secret("mail that names another"));
        soon(() -> kept(Objects.requireNonNull(secrets.get("mail that names another"))));
        assertThat(found(unzipped(web.get(brand, helper.session(), "/my-data/archive"))))
                .as("who only took part")
                .isEmpty();
    }

    private String secret(String way) {
        var word = new StringBuilder("zq");
        for (var i = 0; i < 22; i++) {
            word.append((char) ('a' + ThreadLocalRandom.current().nextInt(26)));
        }
        secrets.put(way, word.toString());
        return word.toString();
    }

    private void desk(Conversation conversation, String text) {
        assertThat(web.post(
                        brand, manager(), conversation.deskPath() + "/messages", Map.of("to", "note", "text", text)))
                .hasStatus3xxRedirection();
    }

    private void api(Conversation conversation, String text) {
        var key = keys.createAtConsole(
                        brand, EnumSet.allOf(Scope.class), brands.teammate(brand, "owner"), Instant.now())
                .text();
        assertThat(web.http()
                        .post()
                        .uri("/api/v1/conversations/" + conversation.id().value() + "/messages")
                        .with(Web.host(brand))
                        .header("Authorization", "Bearer " + key)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(JSON.writeValueAsString(Map.of("text", text, "kind", "note", "visibility", "private")))
                        .exchange())
                .hasStatus(201);
    }

    private void byMail(Conversation conversation, String text) throws Exception {
        var token = transactions.in(
                brand.id(),
                () -> tokens.issue(
                        brand.id(),
                        conversation.id(),
                        brands.teammate(brand, "manager").id(),
                        Instant.now()));
        new Mailing(door.port())
                .send(
                        Mailing.plain("manager@tilleul.test", "Manager", "Re: bol", "Note : " + text),
                        "bonjour+r." + token + "@tilleul.test");
    }

    private void byLink(Conversation conversation, String text) {
        var link = transactions.in(
                brand.id(),
                () -> links.issue(
                        brand.id(),
                        conversation.id(),
                        brands.teammate(brand, "manager").id(),
                        Instant.now()));
        assertThat(web.post(brand, null, "/answer/" + link, Map.of("to", "note", "text", text)))
                .hasStatus2xxSuccessful();
    }

    private void handedOver(Conversation conversation, String text) {
        var to = brands.teammate(brand, "colleague").id().value().toString();
        assertThat(web.post(brand, manager(), conversation.deskPath() + "/owner", Map.of("to", to, "words", text)))
                .hasStatus3xxRedirection();
    }

    /** The address of the picture in the file store. */
    private String withPicture(Conversation conversation, String text) throws Exception {
        var drawn = new ByteArrayOutputStream();
        var image = new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB);
        image.setRGB(4, 4, ThreadLocalRandom.current().nextInt(0xFFFFFF));
        ImageIO.write(image, "png", drawn);
        var alt = secret("picture words");
        assertThat(web.http()
                        .post()
                        .uri(conversation.deskPath() + "/messages")
                        .multipart()
                        .file(new MockMultipartFile(
                                "pictures", secret("picture name") + ".png", "image/png", drawn.toByteArray()))
                        .with(Web.host(brand))
                        .cookie(new Cookie("language", "fr"), new Cookie("session", manager()))
                        .header("Sec-Fetch-Site", "same-origin")
                        .param("to", "note")
                        .param("text", text)
                        .param("alts", alt)
                        .exchange())
                .hasStatus3xxRedirection();
        secrets.remove("picture name"); // the house does not keep it
        secrets.remove("picture words");
        return transactions.reading(
                brand.id(),
                () -> db.sql("""
                        select a.file from conversation.attachment a join conversation.message m on m.id = a.message where m.text = ?
                        """)
                        .param(text)
                        .query((row, n) -> row.getString("file"))
                        .single());
    }

    private boolean kept(String word) {
        return transactions.reading(
                brand.id(),
                () -> db.sql(
                                "select exists (select from conversation.message where kind = 'note' and position(? in text) > 0)")
                        .param(word)
                        .query((row, n) -> row.getBoolean(1))
                        .single());
    }

    private MessageId helped() {
        return transactions.reading(
                brand.id(),
                () -> db.sql(
                                "select id from conversation.message where conversation = ? and text like 'Chez moi aussi%'")
                        .param(question.id().value())
                        .query((row, n) -> new MessageId(row.getObject("id", UUID.class)))
                        .single());
    }

    private String handle() {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select handle from person.person where id = ?")
                        .param(question.person().value())
                        .query(String.class)
                        .single());
    }

    private String manager() {
        return brands.sessionOf(brand, "manager");
    }

    /** Everybody who is not of the team, each with a new session. */
    private Map<String, @Nullable String> outsiders() {
        var all = new LinkedHashMap<String, @Nullable String>();
        all.put("nobody", null);
        all.put("asker", brands.session(brand, asker.email()));
        all.put("helper", brands.session(brand, helper.email()));
        all.put("agency", brands.sessionOf(brand, "strategist"));
        all.put("stranger", brands.session(brand, "owner@atelier-nord.test"));
        return all;
    }

    private int look(Line line, Named named, String who, @Nullable String session, Set<String> leaks) {
        if (line.path().endsWith("/events")) { // stays open: see what is told live
            return 0;
        }
        var request = web.http()
                .method(HttpMethod.valueOf(line.verb()))
                .uri(places.path(line.path(), named))
                .with(Web.host(brand))
                .header("Sec-Fetch-Site", "same-origin")
                .accept(MediaType.TEXT_HTML, MediaType.ALL);
        if (session != null) {
            request.cookie(new Cookie("session", session));
        }
        line.form().forEach((field, value) -> {
            if (line.verb().equals("GET")) {
                request.queryParam(field, value);
            } else {
                request.formField(field, value);
            }
        });
        found(request.exchange()).forEach(way -> leaks.add(line.route() + " tells " + who + " what came by " + way));
        return 1;
    }

    private MvcTestResult withKey(String key, String path) {
        return web.http()
                .get()
                .uri(path)
                .with(Web.host(brand))
                .header("Authorization", "Bearer " + key)
                .exchange();
    }

    /** By which ways in the words came that stand in an answer, its head included. */
    private Set<String> found(MvcTestResult result) {
        var response = result.getResponse();
        var head = response.getHeaderNames().stream()
                .map(name -> name + ": " + response.getHeaders(name))
                .collect(Collectors.joining("\n"));
        return found(head + "\n" + body(result));
    }

    private Set<String> found(String text) {
        return secrets.entrySet().stream()
                .filter(way -> text.contains(way.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String body(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private static String unzipped(MvcTestResult result) throws Exception {
        assertThat(result).hasStatusOk();
        var all = new StringBuilder();
        try (var zip =
                new ZipInputStream(new ByteArrayInputStream(result.getResponse().getContentAsByteArray()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                all.append(entry.getName()).append('\n').append(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return all.toString();
    }

    private record Sent(UUID id, String kind, String recipient, String words, String state) {}

    private List<Sent> sentSince() {
        return transactions.reading(
                brand.id(),
                () -> db.sql("""
                        select m.id, m.kind, m.recipient, to_jsonb(m)::text as words, m.state from notice.mail m where created_at >= ?
                        """)
                        .param(java.time.OffsetDateTime.ofInstant(began, java.time.ZoneOffset.UTC))
                        .query((row, n) -> new Sent(
                                row.getObject("id", UUID.class),
                                row.getString("kind"),
                                row.getString("recipient"),
                                row.getString("words"),
                                row.getString("state")))
                        .list());
    }

    /** A letter as its bytes are, and as a mail program reads them. */
    private static String opened(byte[] bytes) throws Exception {
        var all = new ArrayList<String>();
        all.add(new String(bytes, StandardCharsets.UTF_8));
        var mail = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
        all.add(String.valueOf(mail.getSubject()));
        read(mail.getContent(), all);
        return String.join("\n", all);
    }

    private static void read(Object content, List<String> into) throws Exception {
        if (content instanceof Multipart parts) {
            for (var i = 0; i < parts.getCount(); i++) {
                BodyPart part = parts.getBodyPart(i);
                read(part.getContent(), into);
            }
        } else if (content instanceof String text) {
            into.add(text);
        }
    }
}
