package parvis.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Brand;
import parvis.ledger.How;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.TwoBrands.Member;
import parvis.support.Web;

@ProductTest
class SecondFactorTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    @Autowired
    SignIn signIn;

    @Autowired
    HouseKey key;

    @Autowired
    JdbcClient db;

    private Brand brand;

    /** RFC 6238, appendix B; RFC 4648, section 10. */
    @Test
    void numbersAreThoseOfTheStandard() {
        var secret = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
        assertThat(List.of(59L, 1111111109L, 1111111111L, 1234567890L, 2000000000L).stream()
                        .map(at -> Totp.code(secret, at / 30)))
                .containsExactly("287082", "081804", "050471", "005924", "279037");
        assertThat(Totp.base32("foobar".getBytes(StandardCharsets.US_ASCII))).isEqualTo("MZXW6YTBOI");
        assertThat(Totp.base32("foob".getBytes(StandardCharsets.US_ASCII))).isEqualTo("MZXW6YQ");
    }

    @Test
    void afterALinkTheNumberOfTheDeviceIsAskedForAndNobodyIsSignedInBefore() {
        brand = brands.tilleul();
        var member = brands.member(brand, "Simone Deux");
        var secret = setUp(member);
        assertThat(text(web.get(brand, member.session(), "/account/second-factor")))
                .contains("Un appareil est réglé")
                .contains("10 codes de secours servent encore");

        var opened = web.post(brand, null, "/signin/" + link(member.email()), Map.of());
        assertThat(opened.getResponse().getHeader("Location")).startsWith("/signin/second?back=");
        var session = opened.getResponse().getCookie("session").getValue();
        assertThat(web.get(brand, session, "/account").getResponse().getHeader("Location"))
                .contains("/signin?back=");
        assertThat(text(web.get(brand, session, "/legal")))
                .contains("Se connecter")
                .doesNotContain("Simone");
        assertThat(web.get(brand, session, "/signin").getResponse().getHeader("Location"))
                .startsWith("/signin/second");
        assertThat(web.post(brand, session, "/signin/second", Map.of("code", "000000", "back", "/account")))
                .hasStatus(422);
        // the number of now was taken when the device was set up: each counts once
        assertThat(web.post(brand, session, "/signin/second", Map.of("code", number(secret, 0))))
                .hasStatus(422);
        assertThat(web.post(brand, session, "/signin/second", Map.of("code", number(secret, 1), "back", "/account")))
                .hasStatus(302)
                .redirectedUrl()
                .isEqualTo("/account");
        assertThat(web.get(brand, session, "/account")).hasStatusOk();
    }

    @Test
    void eachCodeForALostDeviceOpensOnceAndNewOnesVoidThem() {
        brand = brands.tilleul();
        var member = brands.member(brand, "Rose Perdue");
        setUp(member);
        var codes = codes(web.post(brand, member.session(), "/account/second-factor/codes", Map.of()));
        assertThat(codes).hasSize(10).doesNotHaveDuplicates();
        var first = waiting(member);
        assertThat(web.post(
                        brand,
                        first,
                        "/signin/second",
                        Map.of("code", " " + codes.getFirst().toLowerCase())))
                .hasStatus(302);
        assertThat(web.get(brand, first, "/account")).hasStatusOk();
        var second = waiting(member);
        assertThat(web.post(brand, second, "/signin/second", Map.of("code", codes.getFirst())))
                .hasStatus(422);
        web.post(brand, member.session(), "/account/second-factor/codes", Map.of());
        assertThat(web.post(brand, second, "/signin/second", Map.of("code", codes.get(1))))
                .hasStatus(422);
    }

    @Test
    void whoStandsAtTheConsoleNeedsNoDevice() {
        brand = brands.tilleul();
        var member = brands.member(brand, "Irma Console");
        setUp(member);
        var opened =
                web.post(brand, null, "/signin/" + signIn.link(member.email(), "/account", Instant.now()), Map.of());
        assertThat(opened.getResponse().getHeader("Location")).isEqualTo("/account");
        assertThat(web.get(brand, opened.getResponse().getCookie("session").getValue(), "/account"))
                .hasStatusOk();
    }

    @Test
    void theSecretCannotBeReadInTheDatabaseNorMovedToAnother() {
        brand = brands.tilleul();
        var member = brands.member(brand, "Sylvie Secrète");
        var secret = setUp(member);
        var row = db.sql(
                        "select t.account, t.secret from person.totp t join person.account a on a.id = t.account where a.email = ?")
                .param(member.email())
                .query((r, n) -> Map.entry(r.getObject("account", UUID.class), r.getBytes("secret")))
                .single();
        assertThat(HexFormat.of().formatHex(row.getValue()))
                .doesNotContain(HexFormat.of().formatHex(secret));
        assertThat(key.open(row.getValue(), row.getKey().toString())).isEqualTo(secret);
        assertThat(key.open(row.getValue(), UUID.randomUUID().toString())).isNull();
    }

    @Test
    void nobodyTakesThePlaceOfADeviceThatIsSetUp() {
        brand = brands.tilleul();
        var member = brands.member(brand, "Berthe Tenace");
        var secret = setUp(member);
        web.post(brand, member.session(), "/account/second-factor/device", Map.of());
        var session = waiting(member);
        assertThat(web.post(brand, session, "/signin/second", Map.of("code", number(secret, 1))))
                .hasStatus(302);
    }

    private byte[] setUp(Member member) {
        assertThat(web.post(brand, member.session(), "/account/second-factor/device", Map.of()))
                .hasStatus(302);
        var page = text(web.get(brand, member.session(), "/account/second-factor"));
        assertThat(page).contains("<path d=\"M0 0h1v1h-1z");
        var typed =
                Pattern.compile("<code class=\"nowrap\">([A-Z2-7 ]+)</code>").matcher(page);
        assertThat(typed.find()).isTrue();
        var secret = decoded(typed.group(1).replace(" ", ""));
        assertThat(web.post(brand, member.session(), "/account/second-factor/device/confirmation", Map.of("code", "1")))
                .hasStatus(422);
        var done = web.post(
                brand,
                member.session(),
                "/account/second-factor/device/confirmation",
                Map.of("code", number(secret, 0)));
        assertThat(done).hasStatusOk();
        assertThat(codes(done)).hasSize(10);
        return secret;
    }

    /** The session of somebody who opened their link and showed nothing else. */
    private String waiting(Member member) {
        return signIn.enter(brand, member.email(), "test", How.DIRECT, "127.0.0.1", Instant.now());
    }

    /** As the one in a letter is made: {@link SignIn#link} makes those of the console. */
    private String link(String email) {
        var token = signIn.link(email, "/account", Instant.now());
        db.sql("update person.sign_in_link set at_console = false where hash = ?")
                .param(Secrets.hash(token))
                .update();
        return token;
    }

    private static String number(byte[] secret, int later) {
        return Totp.code(secret, Totp.step(Instant.now()) + later);
    }

    private static List<String> codes(MvcTestResult page) {
        var codes = new ArrayList<String>();
        var found = Pattern.compile("<code>([A-Z2-7]{5}-[A-Z2-7]{5})</code>").matcher(text(page));
        while (found.find()) {
            codes.add(found.group(1));
        }
        return codes;
    }

    private static byte[] decoded(String base32) {
        var bits = new StringBuilder();
        base32.chars()
                .map("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"::indexOf)
                .forEach(value -> bits.append(
                        String.format("%5s", Integer.toBinaryString(value)).replace(' ', '0')));
        var bytes = new byte[bits.length() / 8];
        for (var i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(bits.substring(i * 8, i * 8 + 8), 2);
        }
        return bytes;
    }

    private static String text(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
