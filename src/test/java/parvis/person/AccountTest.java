package parvis.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Brand;
import parvis.ledger.How;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.Web;

@ProductTest
class AccountTest {
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private static final String IPHONE =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";

    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    @Autowired
    SignIn signIn;

    @Test
    void everybodySeesWhereTheirAccountIsOpenAndWhichOneThisIs() {
        var brand = brands.tilleul();
        var member = brands.member(brand, "Solange Ouverte");
        enter(brand, member.email(), FIREFOX);
        var here = enter(brand, member.email(), IPHONE);
        var page = html(web.get(brand, here, "/account"));
        assertThat(page).contains("Firefox sur Linux").contains("Un appareil inconnu");
        assertThat(page).containsOnlyOnce("cet appareil</span>");
        assertThat(page.replaceAll("\\s+", " "))
                .contains("<strong>Safari sur iPhone</strong> <span class=\"chip\">cet appareil");
        assertThat(html(web.get(brand, brands.sessionOf(brand, "expert"), "/account")))
                .contains("expert@tilleul.test");
        assertThat(web.get(brand, null, "/account").getResponse().getHeader("Location"))
                .contains("/signin?back=%2Faccount");
    }

    @Test
    void aMemberSaysHowTheyWishToBeAddressedAndOnlyWhatIsOffered() {
        var brand = brands.tilleul();
        var member = brands.member(brand, "Rolande Adresse");
        assertThat(html(web.get(brand, member.session(), "/account"))).contains("Comment s’adresser à vous");
        var kept = web.post(
                brand,
                member.session(),
                "/account/manner",
                Map.of("address", "tu", "title", "mrs", "language", "en", "hours", "le matin <b>tôt</b>"));
        assertThat(kept).hasStatus(302);
        assertThat(html(web.get(brand, member.session(), "/account")))
                .contains("value=\"tu\" selected", "value=\"mrs\" selected", "value=\"en\" selected")
                .contains("le matin &lt;b>tôt&lt;/b>");
        for (var wrong : List.of(
                Map.of("address", "toi"),
                Map.of("title", "dr"),
                Map.of("language", "de"),
                Map.of("hours", "x".repeat(121)))) {
            assertThat(web.post(brand, member.session(), "/account/manner", wrong))
                    .hasStatus(422);
        }
        assertThat(html(web.get(brand, member.session(), "/account"))).contains("value=\"tu\" selected");
        var expert = brands.sessionOf(brand, "expert");
        assertThat(html(web.get(brand, expert, "/account"))).doesNotContain("Comment s’adresser à vous");
        assertThat(web.post(brand, expert, "/account/manner", Map.of("address", "tu")))
                .hasStatus(404);
        var other = brands.member(brand, "Quelqu’un d’autre");
        assertThat(html(web.get(brand, other.session(), "/account"))).doesNotContain("value=\"tu\" selected");
    }

    @Test
    void oneSessionEndsAtOnceAndTheOthersStay() {
        var brand = brands.tilleul();
        var member = brands.member(brand, "Colette Ferme");
        var lost = enter(brand, member.email(), FIREFOX);
        var here = enter(brand, member.email(), IPHONE);
        assertThat(isOpen(brand, lost)).isTrue();
        var ended = web.post(
                brand, here, "/account/sessions/" + id(brand, here, "Firefox sur Linux") + "/removal", Map.of());
        assertThat(ended).hasStatus(302).redirectedUrl().isEqualTo("/account?done=session");
        assertThat(isOpen(brand, lost)).isFalse();
        assertThat(isOpen(brand, here)).isTrue();
        assertThat(isOpen(brand, member.session())).isTrue();
    }

    @Test
    void allOthersEndTogether() {
        var brand = brands.tilleul();
        var member = brands.member(brand, "Renée Seule");
        var other = enter(brand, member.email(), FIREFOX);
        var here = enter(brand, member.email(), IPHONE);
        assertThat(web.post(brand, here, "/account/sessions/removal", Map.of())).hasStatus(302);
        for (var gone : List.of(other, member.session())) {
            assertThat(isOpen(brand, gone)).isFalse();
        }
        assertThat(isOpen(brand, here)).isTrue();
        assertThat(html(web.get(brand, here, "/account"))).doesNotContain("Fermer partout ailleurs");
    }

    @Test
    void nobodyEndsASessionOfSomebodyElse() {
        var brand = brands.tilleul();
        var member = brands.member(brand, "Paulette Garde");
        enter(brand, member.email(), FIREFOX);
        var theirs = id(brand, member.session(), "Firefox sur Linux");
        for (var session : List.of(brands.member(brand, "Marc Curieux").session(), brands.sessionOf(brand, "owner"))) {
            assertThat(web.post(brand, session, "/account/sessions/" + theirs + "/removal", Map.of()))
                    .hasStatus(404);
        }
        assertThat(web.post(brand, null, "/account/sessions/" + theirs + "/removal", Map.of()))
                .hasStatus(401);
        assertThat(web.post(brand, member.session(), "/account/sessions/none/removal", Map.of()))
                .hasStatus(404);
        assertThat(id(brand, member.session(), "Firefox sur Linux")).isEqualTo(theirs);
    }

    @Test
    void aBrowserIsNamedAsPeopleKnowIt() {
        assertThat(Device.of(FIREFOX)).isEqualTo(new Device("Firefox", "Linux"));
        assertThat(Device.of(IPHONE)).isEqualTo(new Device("Safari", "iPhone"));
        assertThat(
                        Device.of(
                                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0"))
                .isEqualTo(new Device("Edge", "Windows"));
        assertThat(
                        Device.of(
                                "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"))
                .isEqualTo(new Device("Chrome", "Android"));
        assertThat(Device.of("<script>alert(1)</script>")).isEqualTo(new Device(null, null));
    }

    private String enter(Brand brand, String email, String agent) {
        return signIn.enter(brand, email, agent, How.DIRECT, "127.0.0.1", Instant.now());
    }

    private boolean isOpen(Brand brand, String session) {
        return web.get(brand, session, "/account").getResponse().getStatus() == 200;
    }

    private UUID id(Brand brand, String session, String device) {
        var row = Pattern.compile(
                        "<strong>" + device + "</strong>.*?/account/sessions/([0-9a-f-]{36})/", Pattern.DOTALL)
                .matcher(html(web.get(brand, session, "/account")));
        assertThat(row.find()).isTrue();
        return UUID.fromString(row.group(1));
    }

    private static String html(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
