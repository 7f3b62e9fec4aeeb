package parvis.console;

import static org.assertj.core.api.Assertions.assertThat;
import static parvis.support.Soon.soon;

import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.imageio.ImageIO;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.brand.Brand;
import parvis.conversation.Conversation;
import parvis.database.Transactions;
import parvis.jobs.Workers;
import parvis.support.Browser;
import parvis.support.BrowserTest;
import parvis.support.Leaving;
import parvis.support.ProductTest;
import parvis.support.RealProgram;
import parvis.support.TestDatabase;
import parvis.support.TwoBrands;
import parvis.support.Wire;
import parvis.support.Wire.Answer;

/** Two programs on one PostgreSQL: whichever somebody reaches, they work in one house, and one may die while they do. */
@BrowserTest
class TwoNodesTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Browser browser;

    @Autowired
    Leaving leaving;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    @Autowired
    Workers workers;

    @LocalServerPort
    int here;

    @TempDir
    Path scratch;

    private Process other;
    private int there;
    private Brand brand;

    @BeforeEach
    void anotherProgram() throws Exception {
        brand = brands.tilleul();
        there = RealProgram.freePort();
        var told = scratch.resolve("other.err");
        other = RealProgram.start(
                Map.of("PARVIS_DATABASE_URL", database(), "PARVIS_FILES", ProductTest.FILES.toString()),
                told,
                "run",
                "--port",
                String.valueOf(there),
                "--smtp-port",
                "0",
                "--data",
                scratch.resolve("data").toString());
        RealProgram.awaitLine(told, "Ctrl-C", other);
    }

    @AfterEach
    void itEnds() throws Exception {
        other.destroyForcibly().waitFor();
    }

    @Test
    void whatIsDoneOnOneIsThereOnTheOtherAndOneMayDie() throws Exception {
        var manager = brands.sessionOf(brand, "manager");
        var owner = brands.sessionOf(brand, "owner");
        var question = ask("À deux programmes");
        var desk = question.deskPath();

        assertThat(get(there, manager, desk)).as("a session opened here").contains("À deux programmes");
        try (var line = new Line(there, owner);
                var near = new Line(here, manager)) {
            liveUpdatesAndPresence(question, manager, owner, line, near);
        }
        drafts(question, manager);
        takingBack(question, manager);
        keptPages(question, manager);
        standingIn(manager);
        whoSignsOutHereIsOutThere();
        picturesAreShownOnTheOtherAndErasedForBoth();
        anUploadIsBroughtByTheOther(owner);
        oneWithFilesOfItsOwnDoesNotStart();
        aKillWhileSomebodyTypes();
    }

    private void picturesAreShownOnTheOtherAndErasedForBoth() throws Exception {
        var member = brands.member(brand, "Zoé Photographe");
        var asked = Wire.post(
                here,
                brand,
                member.session(),
                "/questions",
                Map.of("title", "Une photo à deux programmes", "text", "La voici.", "alt", "Un carré"),
                new Wire.Sent("pictures", "carre.png", "image/png", square()));
        assertThat(asked.status()).as(asked.head()).isEqualTo(302);
        var path = asked.location().replaceFirst("\\?.*", "");
        var picture = get(there, null, path).replaceFirst("(?s).*?(/files/[0-9a-f]{64}).*", "$1");
        var shown = ask(there, null, picture);
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.head()).contains("image/png");
        assertThat(shown.body()).isEqualTo(ask(here, null, picture).body()).isNotEmpty();
        assertThat(ask(there, null, picture + "/thumb").status()).isEqualTo(200);

        var kept = ProductTest.FILES
                .resolve(picture.substring(7, 9))
                .resolve(picture.substring(9, 11))
                .resolve(picture.substring(7));
        Files.setLastModifiedTime(kept, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        var person = transactions.reading(
                brand.id(),
                () -> db.sql("select person from person.identity where value = ?")
                        .param(member.email())
                        .query(UUID.class)
                        .single());
        post(
                there,
                brands.sessionOf(brand, "manager"),
                "/desk/people/" + person + "/data/erasure",
                Map.of("reason", "Par téléphone", "sure", "yes"));
        soon(() -> !Files.exists(kept));
        for (var port : List.of(here, there)) {
            assertThat(ask(port, null, picture).status()).isEqualTo(404);
        }
    }

    private void anUploadIsBroughtByTheOther(String owner) throws Exception {
        var someone = "a" + UUID.randomUUID() + "@client.example";
        workers.stop(); // so that it is the other that brings it
        try {
            var sent = Wire.post(
                    here,
                    brand,
                    owner,
                    "/settings/imports",
                    Map.of("kind", "csv"),
                    new Wire.Sent(
                            "file",
                            "gens.csv",
                            "text/csv",
                            ("Nom;Courriel\nLise;" + someone + "\n").getBytes(StandardCharsets.UTF_8)));
            var run = sent.location();
            assertThat(get(there, owner, run)).contains("À vérifier", someone);
            post(
                    there,
                    owner,
                    run + "/beginning",
                    Map.of("about", "people", "was", "people", "column-0", "name", "column-1", "email"));
            soon(() -> get(here, owner, run).contains("Terminé"));
        } finally {
            workers.start();
        }
        assertThat(transactions.reading(
                        brand.id(),
                        () -> db.sql("select count(*) from person.identity where value = ?")
                                .param(someone)
                                .query(Long.class)
                                .single()))
                .isEqualTo(1);
    }

    private void oneWithFilesOfItsOwnDoesNotStart() throws Exception {
        var refused = RealProgram.run(
                Map.of("PARVIS_DATABASE_URL", database()),
                "run",
                "--port",
                String.valueOf(RealProgram.freePort()),
                "--smtp-port",
                "0",
                "--data",
                scratch.resolve("third").toString());
        assertThat(refused.code()).as(refused.err()).isEqualTo(6);
        assertThat(refused.err()).hasLineCount(1).contains("--files", "PARVIS_FILES");
    }

    /** Of a colour of its own, so that nobody else brought the same. */
    private static byte[] square() throws IOException {
        var image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
        var random = new java.util.Random();
        for (var x = 0; x < 40; x++) {
            image.setRGB(x, x, random.nextInt(1 << 24));
        }
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    private void liveUpdatesAndPresence(Conversation question, String manager, String owner, Line line, Line near)
            throws Exception {
        soon(() -> line.heard("retry") && near.heard("retry"));
        var desk = question.deskPath();
        post(here, manager, desk + "/messages", Map.of("to", "note", "text", "Écrite ici"));
        soon(() -> line.heard("conversation", question));
        assertThat(get(there, owner, desk)).contains("Écrite ici");

        post(here, manager, desk + "/presence", Map.of("tab", "one", "writing", "answer"));
        soon(() -> line.heard("presence", question));
        assertThat(get(there, owner, desk + "/presence")).contains("Manager écrit une réponse");
        post(there, owner, desk + "/presence", Map.of("tab", "one", "writing", ""));
        soon(() -> near.heard("presence", question));
        assertThat(get(here, manager, desk + "/presence")).contains("Owner regarde");
    }

    private void drafts(Conversation question, String manager) throws Exception {
        var desk = question.deskPath();
        var one = kept(post(here, manager, desk + "/drafts", Map.of("to", "public", "text", "Commencé ici")));
        assertThat(typed(there, manager, desk)).isEqualTo("Commencé ici");
        var on = Map.of("to", "public", "draft", one.get("draft"), "revision", one.get("revision"));
        post(there, manager, desk + "/drafts", with(on, "text", "Commencé ici, continué là"));
        var told = post(here, manager, desk + "/drafts", with(on, "text", "Commencé ici, et ici"));
        assertThat(told).contains("Vous avez ici un autre brouillon", "continué là");
        for (var draft : List.of(one.get("draft"), kept(told).get("draft"))) {
            post(there, manager, desk + "/drafts/" + draft + "/removal", Map.of());
        }
        assertThat(typed(here, manager, desk)).isEmpty();
    }

    private void takingBack(Conversation question, String manager) throws Exception {
        var desk = question.deskPath();
        post(here, manager, desk + "/messages", Map.of("to", "public", "text", "Parti trop vite"));
        var back = post(there, manager, desk + "/messages/" + last(question) + "/withdrawal", Map.of());
        assertThat(back).contains("Parti trop vite</textarea>");
        assertThat(get(here, null, question.path())).doesNotContain("Parti trop vite");
        post(here, manager, desk + "/drafts/" + kept(back).get("draft") + "/removal", Map.of());

        post(there, manager, desk + "/messages", Map.of("to", "public", "text", "Parti une fois"));
        leaving.depart(brand, question.id());
        soon(() -> count("select count(*) from ledger.event where what = 'answer.sent' and conversation = ?", question)
                == 1);
        assertThat(count("select count(*) from notice.mail where kind = 'answer' and conversation = ?", question))
                .isEqualTo(1);
    }

    private void keptPages(Conversation question, String manager) throws Exception {
        for (var time = 0; time < 3; time++) {
            assertThat(get(there, null, question.path())).contains("Parti une fois");
        }
        post(here, manager, question.deskPath() + "/messages", Map.of("to", "public", "text", "Ajouté ici"));
        leaving.depart(brand, question.id());
        soon(() -> get(there, null, question.path()).contains("Ajouté ici"));
    }

    /** Said here and known there: what is handed over goes to whoever stands in, and comes back when it is taken back there. */
    private void standingIn(String manager) throws Exception {
        var colleague = brands.sessionOf(brand, "colleague");
        var question = ask("Confiée pendant une absence");
        var today = LocalDate.now(brand.zone()).toString();
        var standIn = brands.teammate(brand, "expert").id().value().toString();
        post(here, colleague, "/account/absences", Map.of("first", today, "last", today, "standIn", standIn));
        soon(() -> get(there, manager, question.deskPath()).contains("relais\u00a0: Expert"));
        var to = brands.teammate(brand, "colleague").id().value().toString();
        post(there, manager, question.deskPath() + "/owner", Map.of("to", to, "words", ""));
        assertThat(get(here, manager, question.deskPath())).contains("Expert, pour Colleague");
        var absences = Jsoup.parse(get(there, colleague, "/account/absences"));
        post(there, colleague, absences.select("form[action$=/removal]").attr("action"), Map.of());
        assertThat(get(here, colleague, question.deskPath()))
                .contains("Retour de Colleague")
                .doesNotContain("Expert, pour Colleague");
    }

    private void whoSignsOutHereIsOutThere() throws Exception {
        var expert = brands.sessionOf(brand, "expert");
        assertThat(status(there, expert, "/desk")).isEqualTo(200);
        post(here, expert, "/signout", Map.of());
        soon(() -> status(there, expert, "/desk") == 302);
    }

    /** In a real browser: what was typed three seconds before the kill is there, and so is what had been sent. */
    private void aKillWhileSomebodyTypes() throws Exception {
        var typing = ask("Tapé quand le programme meurt");
        var sent = ask("Envoyé quand le programme meurt");
        var approved = ask("Approuvé quand le programme meurt");
        var session = brands.sessionOf(brand, "manager");
        post(there, session, sent.deskPath() + "/messages", Map.of("to", "public", "text", "Déjà envoyé."));
        post(
                there,
                brands.sessionOf(brand, "trainee"),
                approved.deskPath() + "/messages",
                Map.of("to", "public", "text", "Approuvé une fois."));
        try (var visit = browser.signedIn(session).at(brand)) {
            var page = visit.page();
            page.navigate("http://" + brand.hosts().getFirst() + ":" + there + typing.deskPath());
            page.locator("#text").focus();
            var typed = new StringBuilder();
            for (var until = Instant.now().plusSeconds(4); Instant.now().isBefore(until); ) {
                page.keyboard().type("mot ");
                typed.append("mot ");
                page.waitForTimeout(60);
            }
            var safe = typed.toString();
            for (var until = Instant.now().plusSeconds(3); Instant.now().isBefore(until); ) {
                page.keyboard().type("fin ");
                page.waitForTimeout(60);
            }
            approve(there, session, approved);
            other.destroyForcibly().waitFor();
            assertThat(typed(here, session, typing.deskPath())).startsWith(safe);
            page.navigate("about:blank");
        }
        leaving.depart(brand, sent.id());
        assertThat(get(here, null, sent.path())).contains("Déjà envoyé.");
        leaving.depart(brand, approved.id());
        soon(() -> get(here, null, approved.path()).contains("Approuvé une fois."));
        assertThat(count("select count(*) from ledger.event where what = 'answer.sent' and conversation = ?", approved))
                .isEqualTo(1);
        assertThat(count("select count(*) from notice.mail where kind = 'answer' and conversation = ?", approved))
                .isEqualTo(1);
    }

    private void approve(int port, String session, Conversation question) {
        var form =
                Jsoup.parse(get(port, session, question.deskPath())).selectFirst(".proposal form[action*=/approval]");
        post(
                port,
                session,
                form.attr("action"),
                Map.of(
                        "version", form.selectFirst("[name=version]").val(),
                        "lastSeen", form.selectFirst("[name=lastSeen]").val()));
    }

    private String typed(int port, String session, String path) {
        return Jsoup.parse(get(port, session, path))
                .selectFirst("#composer textarea")
                .wholeText();
    }

    private static Map<String, String> kept(String page) {
        var kept = Jsoup.parse(page).selectFirst("#kept");
        return Map.of(
                "draft", kept.selectFirst("[name=draft]").val(),
                "revision", kept.selectFirst("[name=revision]").val());
    }

    private static Map<String, String> with(Map<String, String> fields, String name, String value) {
        var more = new java.util.HashMap<>(fields);
        more.put(name, value);
        return more;
    }

    private UUID last(Conversation question) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select id from conversation.message where conversation = ? order by id desc limit 1")
                        .param(question.id().value())
                        .query(UUID.class)
                        .single());
    }

    private long count(String sql, Conversation question) {
        return transactions.reading(
                brand.id(),
                () -> db.sql(sql).param(question.id().value()).query(Long.class).single());
    }

    private Conversation ask(String subject) {
        return brands.ask(brand, brands.member(brand, "Zoé Test"), subject, "Que faire ?");
    }

    private int status(int port, String session, String path) {
        return ask(port, session, path).status();
    }

    private String get(int port, @Nullable String session, String path) {
        var answer = ask(port, session, path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        return answer.body();
    }

    /** As a page that is there already asks. */
    private String post(int port, String session, String path, Map<String, String> fields) {
        var answer = Wire.post(port, brand, session, path, fields, "HX-Request: true\r\n");
        assertThat(answer.status()).as(path + " " + answer.body()).isLessThan(400);
        return answer.body();
    }

    private Answer ask(int port, @Nullable String session, String path) {
        return Wire.get(port, brand, session, path);
    }

    private static String database() {
        var at = TestDatabase.location();
        var place = URI.create(at.url().substring("jdbc:".length()));
        return "postgres://" + URLEncoder.encode(at.owner(), StandardCharsets.UTF_8) + ":"
                + URLEncoder.encode(at.ownerPassword(), StandardCharsets.UTF_8) + "@" + place.getAuthority()
                + place.getPath();
    }

    /** What an open desk hears. */
    private final class Line implements AutoCloseable {
        private final Socket socket;
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        Line(int port, String session) throws IOException {
            socket = new Socket("127.0.0.1", port);
            socket.getOutputStream()
                    .write(("GET /desk/events HTTP/1.1\r\nHost: "
                                    + brand.hosts().getFirst() + ":" + port + "\r\nCookie: session=" + session
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            Thread.ofVirtual().start(this::read);
        }

        boolean heard(String word) {
            return lines.stream().anyMatch(line -> line.contains(word));
        }

        boolean heard(String kind, Conversation conversation) {
            return heard("{\"kind\":\"" + kind + "\",\"number\":" + conversation.number() + "}");
        }

        private void read() {
            try (var reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
                for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                    lines.add(line);
                }
            } catch (IOException closed) {
                // the test is over
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
