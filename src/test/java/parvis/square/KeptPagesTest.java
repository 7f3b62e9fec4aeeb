package parvis.square;

import static org.assertj.core.api.Assertions.assertThat;
import static parvis.square.Pages.body;
import static parvis.support.Soon.soon;

import jakarta.servlet.http.Cookie;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.brand.Brand;
import parvis.change.ChangeFeed;
import parvis.conversation.Answering;
import parvis.conversation.Conversation;
import parvis.conversation.Kind;
import parvis.conversation.MessageId;
import parvis.conversation.Moderating;
import parvis.conversation.Visibility;
import parvis.database.Transactions;
import parvis.ledger.How;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.TwoBrands.Member;
import parvis.support.Unheard;
import parvis.support.Web;

/** Pages that this node keeps for everybody: the same for all who are not signed in, and never older than what happened. */
@ProductTest
class KeptPagesTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Answering answering;

    @Autowired
    Moderating moderating;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    @Autowired
    Web web;

    @LocalServerPort
    int port;

    @Autowired
    ChangeFeed feed;

    private Brand brand;
    private Member asker;
    private Conversation question;

    @BeforeEach
    void aQuestion() {
        brand = brands.tilleul();
        asker = brands.member(brand, "Hélène Gardée");
        question = brands.ask(brand, asker, "Une page gardée " + Unheard.word(), "Le bol claque.");
        soon(() -> feed.position().compareTo(feed.bounds().newest()) >= 0);
    }

    @Test
    void aPageIsMadeOnceForAllWhoAreNotSignedIn() {
        assertThat(read(question.path())).contains("Le bol claque.");
        changeSilently("Le bol grince.");

        assertThat(read(question.path())).contains("Le bol claque.").doesNotContain("grince");
        assertThat(body(web.get(brand, asker.session(), question.path())))
                .as("whoever is signed in gets a page of their own")
                .contains("Le bol grince.")
                .contains("action=\"/signout\"");
        assertThat(read(question.path()))
                .contains("Le bol claque.")
                .doesNotContain("/signout")
                .doesNotContain("Hélène</span>");
    }

    @Test
    void anAnswerIsThereAtOnceForEverybody() {
        for (var path : List.of(question.path(), "/", "/questions", "/products/robot-r2")) {
            read(path);
        }
        answer("Resserrez la vis du bol.");

        assertThat(read(question.path())).contains("Resserrez la vis du bol.");
        assertThat(read("/questions")).contains(question.path());

        var later = brands.ask(brand, asker, "Encore une " + Unheard.word(), "Le Robot R2 chauffe.");
        for (var path : List.of("/", "/questions", "/products/robot-r2", "/people/" + handle())) {
            assertThat(read(path)).as(path).contains(later.path());
        }
    }

    @Test
    void whatIsHiddenIsGoneAtOnceFromEveryPage() {
        var answer = answer("Une insulte.");
        assertThat(read(question.path())).contains("Une insulte.");
        var owner = brands.teammate(brand, "owner");

        moderating.hide(brand, answer, owner, "insulte", "test", How.DIRECT, Instant.now());
        assertThat(read(question.path())).contains("Le bol claque.").doesNotContain("Une insulte.");

        var subject = subject();
        assertThat(read("/questions")).contains(subject);
        moderating.hide(brand, question.lastMessage(), owner, "insulte", "test", How.DIRECT, Instant.now());
        assertThat(read("/questions")).doesNotContain(subject);
        assertThat(read("/")).doesNotContain(subject);
        assertThat(read(question.path())).doesNotContain("Le bol claque.");
    }

    @Test
    void whatAnotherNodeChangedIsShownWithinASecond() {
        assertThat(read(question.path())).contains("Le bol claque.");

        transactions.run(brand.id(), () -> {
            changeSilently("Le bol grince.");
            db.sql("insert into change.entry (brand, kind, id) values (?, 'conversation', ?)")
                    .params(brand.id().value(), question.id().value())
                    .update();
        });

        soon(() -> read(question.path()).contains("Le bol grince."));
    }

    @Test
    void privateMessagesLetNoPublicPageGo() {
        read(question.path());
        changeSilently("Le bol grince.");

        brands.writePrivately(brand, brands.member(brand, "Paule Privée"), "Entre nous", "Ceci reste entre nous.");

        assertThat(read(question.path())).contains("Le bol claque.").doesNotContain("Entre nous");
        answer("Resserrez la vis.");
        assertThat(read(question.path())).contains("Le bol grince.", "Resserrez la vis.");
    }

    @Test
    void theOtherBrandGetsNothingOfIt() {
        var subject = subject();
        assertThat(read("/questions")).contains(subject);

        assertThat(body(web.get(brands.nord(), null, "/questions"))).doesNotContain(subject);
        assertThat(body(web.get(brands.nord(), null, question.path()))).doesNotContain(subject);
        assertThat(read("/questions")).contains(subject);
    }

    @Test
    void eachReadsTheirLanguage() {
        for (var turn = 0; turn < 2; turn++) {
            assertThat(read("/questions")).contains("<html lang=\"fr\"");
            var english = web.http()
                    .get()
                    .uri("/questions")
                    .with(Web.host(brand))
                    .cookie(new Cookie("language", "en"))
                    .exchange();
            assertThat(body(english)).contains("<html lang=\"en\"");
            assertThat(english.getResponse().getHeader("Content-Language")).startsWith("en");
            assertThat(body(web.http()
                            .get()
                            .uri("/questions")
                            .with(Web.host(brand))
                            .header("Accept-Language", "en;q=0.9, de")
                            .exchange()))
                    .contains("<html lang=\"en\"");
        }
    }

    @Test
    void whoeverHasSaidWhetherItHelpedGetsAPageOfTheirOwn() {
        var answer = answer("Resserrez la vis.");
        read(question.path());
        var rated = web.post(brand, null, "/messages/" + answer.value() + "/ratings", Map.of("helped", "yes"));
        var reader = rated.getResponse().getCookie("reader");

        var own = web.http()
                .get()
                .uri(question.path())
                .with(Web.host(brand))
                .cookie(new Cookie("language", "fr"), reader)
                .exchange();
        assertThat(body(own)).contains("Merci, c’est noté");
        assertThat(own.getResponse().getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(read(question.path()))
                .contains("A déjà aidé 1 personne", "Cela vous a-t-il aidé")
                .doesNotContain("Merci, c’est noté");
    }

    @Test
    void nobodysCookieNameOrSecretIsOnAKeptPage() throws Exception {
        for (var turn = 0; turn < 2; turn++) {
            body(web.get(brand, asker.session(), "/"));
            for (var path : List.of("/", "/questions", question.path(), "/products", "/legal")) {
                var answer = ask(path, Map.of("Accept-Language", "fr"), "GET");
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
                assertThat(answer.headers()
                                .firstValue("Content-Security-Policy")
                                .orElse(""))
                        .contains("default-src 'none'");
                assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
                assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
                assertThat(answer.headers().firstValue("Cache-Control")).contains("no-cache");
                assertThat(answer.headers().firstValue("Vary").orElse(""))
                        .containsIgnoringCase("Cookie")
                        .containsIgnoringCase("Accept-Language");
                assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                        .contains("/signin")
                        .doesNotContain(asker.session())
                        .doesNotContain("/signout")
                        .doesNotContain("csrf");
            }
        }
    }

    @Test
    void aBrowserThatHasThePageIsToldSoAndGetsTheNewOneOnceThereIsOne() throws Exception {
        var first = ask(question.path(), Map.of(), "GET");
        var etag = first.headers().firstValue("ETag").orElseThrow();

        var again = ask(question.path(), Map.of("If-None-Match", etag), "GET");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("ETag")).contains(etag);

        var head = ask(question.path(), Map.of(), "HEAD");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Length")).contains(Integer.toString(first.body().length));
        assertThat(head.headers().firstValue("ETag")).contains(etag);

        answer("Resserrez la vis.");
        var changed = ask(question.path(), Map.of("If-None-Match", etag), "GET");
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.headers().firstValue("ETag")).isPresent().isNotEqualTo(java.util.Optional.of(etag));
        assertThat(new String(changed.body(), StandardCharsets.UTF_8)).contains("Resserrez la vis.");
    }

    @Test
    void whoGetsAKeptPageIsToldTheSameAboutItAsWhoeverItWasMadeFor() throws Exception {
        answer("Une réponse de plus.");
        var made = ask(question.path(), Map.of(), "GET");
        var kept = ask(question.path(), Map.of(), "GET");
        assertThat(said(kept)).isEqualTo(said(made)).containsKeys("content-security-policy", "etag", "vary");
        assertThat(kept.body()).isEqualTo(made.body());
    }

    private static Map<String, List<String>> said(HttpResponse<byte[]> answer) {
        var said = new TreeMap<>(answer.headers().map());
        said.remove("date");
        return said;
    }

    @Test
    void itComesPackedToWhoeverTakesItSo() throws Exception {
        var plain = ask(question.path(), Map.of(), "GET");
        for (var turn = 0; turn < 2; turn++) {
            var packed = ask(question.path(), Map.of("Accept-Encoding", "gzip, br"), "GET");
            assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
            assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
                    .isEqualTo(plain.body());
        }
        assertThat(ask(question.path(), Map.of("Accept-Encoding", "br, gzip;q=0"), "GET")
                        .headers()
                        .firstValue("Content-Encoding"))
                .isEmpty();
    }

    private HttpResponse<byte[]> ask(String path, Map<String, String> headers, String method)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.noBody());
        headers.forEach(request::header);
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
    }

    private String read(String path) {
        return body(web.get(brand, null, path));
    }

    private MessageId answer(String text) {
        var outcome = answering.write(
                brand,
                question.id(),
                brands.teammate(brand, "manager"),
                new Answering.Words(Kind.SENT, Visibility.PUBLIC, text, null, How.DESK, List.of()),
                Instant.now());
        return ((Answering.Outcome.Written) outcome).message();
    }

    /** As nobody can who uses the product: the log does not know of it. */
    private void changeSilently(String text) {
        transactions.run(
                brand.id(),
                () -> db.sql("update conversation.message set text = ? where id = ?")
                        .params(text, question.lastMessage().value())
                        .update());
    }

    private String subject() {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select subject from conversation.conversation where id = ?")
                        .param(question.id().value())
                        .query(String.class)
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
}
