package parvis.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Brand;
import parvis.brand.Brands;
import parvis.database.Ids;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.support.Web;

@DemoTest
class DemoPagesTest {
    @Autowired
    Player player;

    @Autowired
    Brands brands;

    @Autowired
    Web web;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    Brand tilleul;
    Brand nord;

    @BeforeEach
    void played() {
        player.play(Instant.now(), () -> true, told -> {});
        tilleul = brands.bySlug("tilleul").orElseThrow();
        nord = brands.bySlug("atelier-nord").orElseThrow();
    }

    @Test
    void everyKindOfPersonCanBeBecome() throws Exception {
        var page = web.get(tilleul, null, "/demo").getResponse().getContentAsString();
        assertThat(page)
                .contains(
                        "Devenez quelqu’un",
                        "Devenir Hélène",
                        "technicienne après-vente",
                        "fondatrice et directrice",
                        "stratège, Agence Corbeau &amp; Fils")
                .contains("http://atelier-nord.localhost", "Jeanne Wattel");
        for (var somebody : Roles.of("tilleul")) {
            assertThat(page).contains("value=\"" + somebody.key() + "\"");
        }
        assertThat(inEnglish("/demo")).contains("Become somebody", "after-sales technician", "Become Emily");
    }

    @Test
    void becomingATeammateLeadsToTheDeskAndBecomingAMemberToTheSquare() {
        var desk = become(tilleul, "nadia");
        assertThat(desk).hasStatus(302).hasRedirectedUrl("/desk");
        assertThat(desk.getResponse().getCookie("session").getValue()).hasSize(43);
        assertThat(become(tilleul, "helene")).hasRedirectedUrl("/");
        assertThat(become(tilleul, "ines")).hasRedirectedUrl("/");
    }

    @Test
    void whoeverOneBecomesIsShownOnThePage() throws Exception {
        var session =
                become(tilleul, "helene").getResponse().getCookie("session").getValue();
        assertThat(web.get(tilleul, session, "/demo").getResponse().getContentAsString())
                .contains("Hélène</span>", "/people/helene-c");
    }

    @Test
    void nobodyOfTheOtherBrandCanBeBecome() {
        assertThat(become(nord, "nadia")).hasStatus(404);
        assertThat(become(tilleul, "jeanne")).hasStatus(404);
        assertThat(become(tilleul, "")).hasStatus(404);
        assertThat(become(tilleul, "nobody")).hasStatus(404);
    }

    @Test
    void theDemoAnswersThisMachineOnly() {
        for (var path : new String[] {"/demo", "/demo/mails", "/demo/mails/" + Ids.next()}) {
            assertThat(from("192.0.2.7", "tilleul.localhost", path)).as(path).hasStatus(404);
            assertThat(from("127.0.0.1", "rebound.example", path)).as(path).hasStatus(404);
            for (var header : new String[] {"X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded"}) {
                assertThat(web.get(tilleul, null, path, Map.of(header, "127.0.0.1")))
                        .as(path + " with " + header)
                        .hasStatus(404);
            }
        }
        assertThat(from("127.0.0.1", "127.0.0.1", "/demo")).hasStatusOk();
        assertThat(from("0:0:0:0:0:0:0:1", "[::1]", "/demo")).hasStatusOk();
        var become = web.http()
                .post()
                .uri("/demo/become")
                .param("who", "claire")
                .with(request -> {
                    request.setRemoteAddr("192.0.2.7");
                    return request;
                });
        assertThat(become.exchange()).hasStatus(404);
    }

    @Test
    void anotherSiteCannotMakeABrowserBecomeSomebody() {
        assertThat(web.http()
                        .post()
                        .uri("/demo/become")
                        .param("who", "claire")
                        .with(Web.host(tilleul))
                        .header("Sec-Fetch-Site", "cross-site")
                        .exchange())
                .hasStatus(403);
    }

    @Test
    void aLetterThatWouldHaveLeftIsReadWithItsLinksAndWithoutItsScripts() throws Exception {
        var id = letter(
                tilleul,
                "Nadia a répondu <b>ici</b>",
                "Bonjour,\n\nhttp://localhost:8080/questions/3-robot.\n\nNadia",
                "<p>Bonjour <script>x()</script><a href=\"https://tilleul.test/q\">lire</a></p>");
        var list = web.get(tilleul, null, "/demo/mails").getResponse().getContentAsString();
        assertThat(list).contains("Nadia a répondu &lt;b&gt;ici", "à helene-c@mel.example", "/demo/mails/" + id);
        var page = web.get(tilleul, null, "/demo/mails/" + id).getResponse().getContentAsString();
        assertThat(page)
                .contains(
                        "<a href=\"http://localhost:8080/questions/3-robot\">http://localhost:8080/questions/3-robot</a>.")
                .contains("Maison Tilleul, bonjour@tilleul.test", "lire</a>")
                .doesNotContain("x()");
    }

    @Test
    void noLetterIsReadAtTheOtherBrand() throws Exception {
        var id = letter(tilleul, "Secret de famille", "Rien", "");
        assertThat(web.get(nord, null, "/demo/mails/" + id)).hasStatus(404);
        assertThat(web.get(nord, null, "/demo/mails").getResponse().getContentAsString())
                .contains("Courrier de la démonstration")
                .doesNotContain("Secret de famille");
    }

    @Test
    void fiftyLettersAPage() throws Exception {
        for (var i = 0; i < 51; i++) {
            letter(nord, "Lettre " + i, "Rien", "");
        }
        var first = web.get(nord, null, "/demo/mails").getResponse().getContentAsString();
        assertThat(first).contains("Lettre 50", "Lettre 1<", "Plus anciens").doesNotContain("Lettre 0<");
        var older = first.replaceAll("(?s).*mails(\\?before=[0-9a-f-]+).*", "$1");
        assertThat(web.get(nord, null, "/demo/mails" + older).getResponse().getContentAsString())
                .contains("Lettre 0<")
                .doesNotContain("Lettre 50", "Plus anciens");
    }

    private String inEnglish(String path) throws Exception {
        return web.http()
                .get()
                .uri(path)
                .with(Web.host(tilleul))
                .cookie(new jakarta.servlet.http.Cookie("language", "en"))
                .exchange()
                .getResponse()
                .getContentAsString();
    }

    private MvcTestResult become(Brand brand, String who) {
        return web.post(brand, null, "/demo/become", Map.of("who", who));
    }

    private MvcTestResult from(String address, String host, String path) {
        return web.http()
                .get()
                .uri(path)
                .with(request -> {
                    request.setRemoteAddr(address);
                    request.setServerName(host);
                    return request;
                })
                .exchange();
    }

    private java.util.UUID letter(Brand brand, String subject, String plain, String html) {
        var id = Ids.next();
        transactions.run(
                brand.id(),
                () -> db.sql("""
                insert into notice.mail (brand, id, recipient, subject, plain, html, language, kind, created_at, state, next_at)
                values (?, ?, 'helene-c@mel.example', ?, ?, ?, 'fr', 'answer', ?, 'sent', ?)
                """)
                        .params(
                                brand.id().value(),
                                id,
                                subject,
                                plain,
                                html,
                                Rows.time(Instant.now()),
                                Rows.time(Instant.now()))
                        .update());
        return id;
    }
}
