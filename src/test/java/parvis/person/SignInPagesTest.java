package parvis.person;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.Web;

@ProductTest
class SignInPagesTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    @Autowired
    SignIn signIn;

    @Autowired
    JdbcClient db;

    @Test
    void theFormKeepsWhereToComeBackTo() {
        var page = web.get(brands.tilleul(), null, "/signin?back=/questions?page=2");
        assertThat(page).hasStatusOk();
        assertThat(html(page)).contains("Se connecter").contains("value=\"/questions?page=2\"");
        assertThat(html(web.get(brands.tilleul(), null, "/signin?back=https://evil.example")))
                .contains("name=\"back\" value=\"/\"");
        assertThat(html(web.get(brands.tilleul(), null, "/signin?back=/signin/spent")))
                .contains("name=\"back\" value=\"/\"");
    }

    @Test
    void theAnswerIsTheSameWhetherTheAddressIsKnownOrNot() {
        var brand = brands.tilleul();
        var known = brands.member(brand, "Hélène Connue").email();
        var unknown = UUID.randomUUID() + "@mel.example";
        var forKnown = web.post(brand, null, "/signin", Map.of("email", known));
        var forUnknown = web.post(brand, null, "/signin", Map.of("email", unknown));
        assertThat(forKnown).hasStatusOk();
        assertThat(html(forKnown)).contains("Le lien est parti").contains(known);
        assertThat(html(forUnknown).replace(unknown, known)).isEqualTo(html(forKnown));
        assertThat(links(known)).isEqualTo(1);
        assertThat(links(unknown)).isEqualTo(1);
        assertThat(db.sql("select count(*) from person.account where email = ?")
                        .param(unknown)
                        .query(Integer.class)
                        .single())
                .as("an account is made by whoever opens the link, not by whoever asks for it")
                .isZero();
    }

    @Test
    void anAddressThatCannotBeOneIsShownAgainWithWhatIsWrong() {
        var refused = web.post(brands.tilleul(), null, "/signin", Map.of("email", "hélène@<b>", "back", "/questions"));
        assertThat(refused).hasStatus(422);
        assertThat(html(refused))
                .contains("Cette adresse n’est pas complète.")
                .contains("aria-invalid=\"true\"")
                .contains("value=\"hélène@&lt;b>\"")
                .contains("value=\"/questions\"");
    }

    @Test
    void lookingAtALinkOpensNothingAndPressingItsButtonSignsInOnce() {
        var brand = brands.tilleul();
        var member = brands.member(brand, "Odile Marchand");
        var token = signIn.link(member.email(), "/questions?page=2", Instant.now());

        for (var i = 0; i < 3; i++) { // a mail scanner, a preview, a person
            var page = web.get(brand, null, "/signin/" + token);
            assertThat(page).hasStatusOk();
            assertThat(html(page)).contains("Bonjour Odile").contains("action=\"/signin/" + token + "\"");
            assertThat(page.getResponse().getHeader("Cache-Control")).isEqualTo("no-store");
            assertThat(page.getResponse().getCookie("session")).isNull();
        }

        var entered = web.post(brand, null, "/signin/" + token, Map.of());
        assertThat(entered).hasStatus(302).redirectedUrl().isEqualTo("/questions?page=2");
        var cookie = session(entered);
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getAttribute("SameSite")).isEqualTo("Lax");
        assertThat(html(web.get(brand, cookie.getValue(), "/legal"))).contains("Odile");

        var again = web.post(brand, null, "/signin/" + token, Map.of());
        assertThat(again).hasStatus(410);
        assertThat(again.getResponse().getCookie("session")).isNull();
        assertThat(html(again)).contains("Ce lien a déjà servi").contains("/signin?back=%2Fquestions%3Fpage%3D2");
        assertThat(web.get(brand, null, "/signin/" + token)).hasStatus(410);
    }

    @Test
    void aLinkThatIsTooOldOrCutOpensNothing() {
        var brand = brands.tilleul();
        var member = brands.member(brand, "Paul Tardif");
        var old = signIn.link(member.email(), "/", Instant.now().minus(Duration.ofMinutes(31)));
        var page = web.get(brand, null, "/signin/" + old);
        assertThat(page).hasStatus(410);
        assertThat(html(page)).contains("Ce lien n’ouvre plus");
        assertThat(web.post(brand, null, "/signin/" + old, Map.of())).hasStatus(410);
        assertThat(web.get(brand, null, "/signin/" + old.substring(3))).hasStatus(410);
        var english = web.get(brand, null, "/signin/x", Map.of("Cookie", "language=en"));
        assertThat(english).hasStatus(410);
    }

    @Test
    void signingOutEndsTheSessionItself() {
        var brand = brands.tilleul();
        var member = brands.member(brand, "Rose Sortie");
        assertThat(html(web.get(brand, member.session(), "/legal"))).contains("Rose");
        var left = web.post(brand, member.session(), "/signout", Map.of());
        assertThat(left).hasStatus(302).redirectedUrl().isEqualTo("/");
        assertThat(left.getResponse().getCookie("session").getMaxAge()).isZero();
        assertThat(html(web.get(brand, member.session(), "/legal")))
                .doesNotContain("Rose")
                .contains("Se connecter");
    }

    @Test
    void anotherSiteSignsNobodyInOrOut() {
        var brand = brands.tilleul();
        var member = brands.member(brand, "Louise Garde");
        var token = signIn.link(member.email(), "/", Instant.now());
        for (var path : java.util.List.of("/signin", "/signin/" + token, "/signout")) {
            var request = web.http()
                    .post()
                    .uri(path)
                    .with(Web.host(brand))
                    .cookie(new Cookie("session", member.session()))
                    .header("Sec-Fetch-Site", "cross-site")
                    .formField("email", member.email())
                    .exchange();
            assertThat(request).hasStatus(403);
        }
        assertThat(html(web.get(brand, member.session(), "/legal"))).contains("Louise");
        assertThat(web.get(brand, null, "/signin/" + token)).hasStatusOk();
    }

    @Test
    void theHousesTextsAreReadInBothLanguages() {
        var brand = brands.tilleul();
        assertThat(html(web.get(brand, null, "/legal"))).contains("<h1>Mentions légales de Maison Tilleul</h1>");
        assertThat(html(web.get(brand, null, "/privacy"))).contains("<h1>Confidentialité chez Maison Tilleul</h1>");
        var english = web.http()
                .get()
                .uri("/privacy")
                .with(Web.host(brand))
                .cookie(new Cookie("language", "en"))
                .exchange();
        assertThat(html(english)).contains("<h1>Privacy at Maison Tilleul</h1>").contains("lang=\"en\"");
        assertThat(html(web.get(brands.nord(), null, "/legal")))
                .contains("Atelier Nord")
                .doesNotContain("Tilleul");
    }

    private int links(String email) {
        return db.sql("select count(*) from person.sign_in_link where email = ?")
                .param(email)
                .query(Integer.class)
                .single();
    }

    private static Cookie session(MvcTestResult result) {
        var cookie = result.getResponse().getCookie("session");
        assertThat(cookie).isNotNull();
        return cookie;
    }

    private static String html(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString();
        } catch (java.io.UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
