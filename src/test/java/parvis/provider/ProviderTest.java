package parvis.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.util.UriComponentsBuilder;
import parvis.brand.Brand;
import parvis.brand.BrandCreation;
import parvis.brand.Brands;
import parvis.brand.Role;
import parvis.brand.Team;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.person.Accounts;
import parvis.settings.OwnHouse;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.Web;

/** Colleagues come in by the identity provider of their company, to its house alone; whatever does not fit opens nothing. */
@ProductTest
class ProviderTest {
    private static final String HOW = "/signin/provider/return?code=c&state=";

    @Autowired
    BrandCreation creation;

    @Autowired
    Brands all;

    @Autowired
    Team team;

    @Autowired
    Accounts accounts;

    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    @Autowired
    JdbcClient db;

    @Autowired
    Transactions transactions;

    private Brand house;
    private FakeIssuer issuer;
    private String owner;

    /** On their way, as the browser has it. */
    private record Way(String state, String nonce, Cookie browser) {}

    @BeforeEach
    void aHouseWithAProvider() throws Exception {
        house = OwnHouse.make(creation, all, team, accounts);
        issuer = new FakeIssuer();
        owner = brands.session(house, email("owner"));
        assertThat(location(set(Map.of()))).endsWith("done=set");
        tried();
    }

    @AfterEach
    void close() {
        issuer.close();
    }

    @Test
    void aColleagueComesInByItAndOpensThisHouseAlone() {
        var other = OwnHouse.make(creation, all, team, accounts);
        var account = accounts.byEmail(email("manager")).orElseThrow();
        team.join(
                other.id(),
                account.id(),
                "elle",
                "Elle",
                Role.OWNER,
                new Brand.LocalText("x", "x"),
                "Elle",
                null,
                Instant.now(),
                Actor.SYSTEM);
        assertThat(text(web.get(house, null, "/signin"))).contains("Entrer avec Exemple");

        var came = comes("s-manager", email("manager"), "/desk?x=1");
        assertThat(location(came)).isEqualTo("/signin/second?back=%2Fdesk%3Fx%3D1");
        var session = session(came);
        assertThat(session.isHttpOnly()).isTrue();
        assertThat(session.getAttribute("SameSite")).isEqualTo("Lax");
        assertThat(web.get(house, session.getValue(), "/desk")).hasStatusOk();
        assertThat(location(web.get(house, session.getValue(), "/signin/second?back=/desk")))
                .isEqualTo("/desk");
        assertThat(location(web.get(other, session.getValue(), "/desk"))).startsWith("/signin");
        assertThat(web.get(other, brands.session(other, email("manager")), "/desk"))
                .as("a link opens it as before")
                .hasStatusOk();
        assertThat(issuer.forms.getLast())
                .contains("code_verifier=", "grant_type=authorization_code")
                .doesNotContain("secret");
        assertThat(issuer.authorizations.getLast()).startsWith("Basic ");
    }

    @Test
    void whoeverIsVouchedForShowsThatItIsThemBeforeWhatIsDangerous() {
        var session = session(comes("s-owner", email("owner"), "/")).getValue();
        var asked = web.post(
                house, session, "/settings/team/invitations", Map.of("email", "x@mel.example", "role", "expert"));
        assertThat(asked).hasStatus(403);
        assertThat(text(asked)).contains("C’est bien vous").contains("value=\"x@mel.example\"");
        for (var path : List.of("/account", "/account/second-factor")) {
            var shown = web.get(house, session, path);
            assertThat(shown).as(path).hasStatus(403);
            assertThat(text(shown)).contains("C’est bien vous").doesNotContain("Clés d’accès");
        }
        assertThat(web.post(house, session, "/account/sessions/removal", Map.of()))
                .hasStatus(403);
    }

    @Test
    void whatDoesNotFitOpensNothing() {
        var now = Instant.now();
        var wrong = new LinkedHashMap<String, UnaryOperator<JWTClaimsSet.Builder>>();
        wrong.put("nonce", c -> c.claim("nonce", "another"));
        wrong.put("audience", c -> c.audience("another"));
        wrong.put("issuer", c -> c.issuer("https://another.example"));
        wrong.put(
                "expired",
                c -> c.issueTime(Date.from(now.minusSeconds(900))).expirationTime(Date.from(now.minusSeconds(300))));
        wrong.put("unverified", c -> c.claim("email_verified", false));
        wrong.put("no-email", c -> c.claim("email", null));
        wrong.put("domain", c -> c.claim("email", "manager@elsewhere.example"));
        wrong.put("unknown", c -> c.claim("email", "nobody@" + house.slug() + ".test"));
        wrong.forEach((word, change) -> {
            var way = sets("/desk");
            var claims = change.apply(issuer.claims("s-1", email("manager"), way.nonce()))
                    .build();
            issuer.says(key -> FakeIssuer.signed(claims, key));
            refused(returns(way), word);
        });
        assertThat(transactions.reading(
                        house.id(),
                        () -> db.sql("select count(*) from provider.link")
                                .query(Long.class)
                                .single()))
                .isZero();
        assertThat(text(web.get(house, null, "/signin?provider=unverified")))
                .contains("ne dit pas que votre adresse a été vérifiée");
        assertThat(text(web.get(house, null, "/signin?provider=<script>"))).doesNotContain("<script>al");
    }

    @Test
    void onlyItsOwnSignatureIsBelieved() {
        Map<String, Function<JWTClaimsSet, String>> forged = Map.of(
                "another key",
                claims -> FakeIssuer.signed(claims, FakeIssuer.newKey("first")),
                "an unknown key",
                claims -> FakeIssuer.signed(claims, FakeIssuer.newKey("unknown")),
                "the secret",
                FakeIssuer::signedWithTheSecret,
                "nothing",
                FakeIssuer::unsigned);
        forged.forEach((by, sign) -> {
            var way = sets("/desk");
            var claims = issuer.claims("s-1", email("manager"), way.nonce()).build();
            issuer.says(key -> sign.apply(claims));
            refused(returns(way), "signature");
        });
        issuer.token = () -> "<html>Welcome</html>";
        refused(returns(sets("/")), "answer");
    }

    @Test
    void keysThatChangedWithoutAWordAreReadAnew() {
        comes("s-manager", email("manager"), "/");
        issuer.key = FakeIssuer.newKey("second");
        assertThat(session(comes("s-manager", email("manager"), "/")).getValue())
                .hasSize(43);
    }

    @Test
    void aWayIsGoneOnceAndWithOneBrowser() {
        var way = sets("/desk");
        issuer.says(key -> FakeIssuer.signed(
                issuer.claims("s-1", email("manager"), way.nonce()).build(), key));
        refused(returns(new Way(way.state(), way.nonce(), new Cookie("passage", "x".repeat(43)))), "lost");
        refused(returns(new Way("x".repeat(43), way.nonce(), way.browser())), "lost");
        assertThat(session(returns(way)).getValue()).hasSize(43);
        refused(returns(way), "lost");

        var late = sets("/desk");
        transactions.run(
                house.id(),
                () -> db.sql("update provider.passage set expires_at = to_timestamp(0)")
                        .update());
        refused(returns(late), "lost");
        var elsewhere = sets("/desk");
        var other = OwnHouse.make(creation, all, team, accounts);
        assertThat(location(returns(other, elsewhere, HOW))).contains("provider=lost");
    }

    @Test
    void theAnswerOfAnotherProviderIsNotTakenForThisOnes() {
        refused(
                returns(house, sets("/"), "/signin/provider/return?code=c&iss=https://another.example&state="),
                "other-issuer");
        refused(returns(house, sets("/"), "/signin/provider/return?error=access_denied&state="), "refused");
        issuer.tokenStatus = 400;
        issuer.token = () -> "{\"error\": \"invalid_grant\"}";
        refused(returns(sets("/")), "code");
        issuer.tokenStatus = 401;
        issuer.token = () -> "{\"error\": \"invalid_client\"}";
        refused(returns(sets("/")), "client");
    }

    @Test
    void aProviderThatIsDownIsSaidAndTheLinkStays() {
        var way = sets("/");
        issuer.stop();
        refused(returns(way), "unreachable");
        assertThat(text(web.get(house, null, "/signin?provider=unreachable")))
                .contains("Le fournisseur ne répond pas.", "Recevoir le lien");
    }

    @Test
    void anAddressThatIsGivenToSomebodyElseLaterOpensNothing() {
        comes("s-manager", email("manager"), "/");
        refused(asks("s-newcomer", email("manager"), "/"), "linked");
        var renamed = comes("s-manager", "another.name@" + house.slug() + ".test", "/");
        assertThat(text(web.get(house, session(renamed).getValue(), "/legal"))).contains("manager");

        var link = web.get(house, owner, "/settings/provider");
        var path = text(link).replaceAll("(?s).*action=\"(/settings/provider/links/[^\"]+)\".*", "$1");
        assertThat(location(web.post(house, owner, path, Map.of()))).endsWith("done=unlinked");
        assertThat(location(web.get(house, session(renamed).getValue(), "/desk")))
                .startsWith("/signin");
        assertThat(session(comes("s-newcomer", email("manager"), "/")).getValue())
                .hasSize(43);
    }

    @Test
    void whoDoesNotWorkHereComesInAsAMemberOnlyWhereTheHouseSaysSo() {
        var guest = "guest@" + house.slug() + ".test";
        refused(asks("s-guest", guest, "/"), "unknown");
        assertThat(accounts.byEmail(guest)).isEmpty();
        set(Map.of("newcomers", "members", "secret", ""));
        var session = session(comes("s-guest", guest, "/")).getValue();
        assertThat(text(web.get(house, session, "/legal"))).contains("Guest");
        assertThat(web.get(house, session, "/desk")).hasStatus(403);
    }

    @Test
    void whoLeftTheTeamComesInNoMore() {
        comes("s-manager", email("manager"), "/");
        var account = accounts.byEmail(email("manager")).orElseThrow();
        var manager = team.byAccount(house.id(), account.id()).orElseThrow();
        web.post(house, owner, "/settings/team/" + manager.id().value() + "/removal", Map.of());
        refused(asks("s-manager", email("manager"), "/"), "unknown");
    }

    @Test
    void itIsOfferedOnceItWorkedAndNobodyComesInByATrial() {
        set(Map.of("secret", "another-secret"));
        assertThat(text(web.get(house, null, "/signin"))).doesNotContain("Entrer avec Exemple");
        assertThat(location(web.get(house, null, "/signin/provider"))).contains("provider=none");
        var way = way(web.get(house, owner, "/settings/provider/trial"));
        issuer.says(key -> FakeIssuer.signed(
                issuer.claims("s-x", "anybody@" + house.slug() + ".test", way.nonce())
                        .build(),
                key));
        var stranger = returns(way);
        assertThat(location(stranger)).isEqualTo("/settings/provider?tried=other-account");
        assertThat(text(web.get(house, owner, "/settings/provider?tried=other-account")))
                .contains("L’essai a été commencé avec un autre compte.");

        tried();
        assertThat(text(web.get(house, owner, "/settings/provider"))).contains("Offert à la page d’entrée depuis");
        assertThat(text(web.get(house, null, "/signin"))).contains("Entrer avec Exemple");
        assertThat(text(web.get(house, owner, "/settings/audit")))
                .contains("Fournisseur d’identité réglé", "Fournisseur d’identité offert");
    }

    @Test
    void removingItSignsOutWhomItLetIn() {
        var session = session(comes("s-manager", email("manager"), "/")).getValue();
        assertThat(web.get(house, session, "/desk")).hasStatusOk();
        assertThat(location(web.post(house, owner, "/settings/provider/removal", Map.of())))
                .endsWith("done=removed");
        assertThat(location(web.get(house, session, "/desk"))).startsWith("/signin");
        assertThat(web.get(house, owner, "/desk")).hasStatusOk();
        assertThat(text(web.get(house, null, "/signin"))).doesNotContain("Entrer avec Exemple");
    }

    @Test
    void theSecretIsSealedAndShownToNobody() {
        var sealed = transactions.reading(
                house.id(),
                () -> db.sql("select secret from provider.provider")
                        .query(byte[].class)
                        .single());
        assertThat(new String(sealed, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain(FakeIssuer.SECRET);
        assertThat(text(web.get(house, owner, "/settings/provider")))
                .contains("value=\"" + issuer.issuer() + "\"")
                .doesNotContain(FakeIssuer.SECRET);
    }

    @Test
    void whatCannotBeAProviderIsSaidInItsPlace() {
        var wrong = new LinkedHashMap<Map<String, String>, String>();
        wrong.put(Map.of("issuer", "http://accounts.example"), "il la faut en https");
        wrong.put(Map.of("issuer", "https://10.0.0.1"), "il la faut en https, et publique");
        wrong.put(Map.of("issuer", "https://no-such-name.invalid"), "un nom qui n’existe pas");
        wrong.put(Map.of("issuer", issuer.issuer() + "/elsewhere"), "rien ne se présente comme un fournisseur");
        wrong.put(Map.of("issuer", issuer.issuer() + "/"), "Le fournisseur se nomme autrement");
        wrong.put(Map.of("domains", "pas un domaine !"), "Écrivez des domaines");
        wrong.put(Map.of("client", " "), "ne peut pas rester vide");
        wrong.forEach((fields, said) -> {
            var refused = set(fields);
            assertThat(refused).hasStatus(422);
            assertThat(text(refused)).contains(said, "aria-invalid=\"true\"").doesNotContain(FakeIssuer.SECRET);
        });
        issuer.discovery = issuer.discovery(issuer.issuer(), "[\"HS256\", \"none\"]");
        assertThat(text(set(Map.of()))).contains("une signature dont lui seul a la clé");
    }

    private MvcTestResult set(Map<String, String> different) {
        var fields = new LinkedHashMap<>(Map.of(
                "issuer",
                issuer.issuer(),
                "client",
                FakeIssuer.CLIENT,
                "secret",
                FakeIssuer.SECRET,
                "domains",
                house.slug() + ".test",
                "label",
                "Entrer avec Exemple"));
        fields.putAll(different);
        return web.post(house, owner, "/settings/provider", fields);
    }

    /** The owner goes all the way. */
    private void tried() {
        var way = way(web.get(house, owner, "/settings/provider/trial"));
        issuer.says(key -> FakeIssuer.signed(
                issuer.claims("s-owner", email("owner"), way.nonce()).build(), key));
        var back = web.http()
                .get()
                .uri(URI.create(HOW + way.state()))
                .with(Web.host(house))
                .cookie(way.browser(), new Cookie("session", owner))
                .exchange();
        assertThat(location(back)).isEqualTo("/settings/provider?tried=well");
        assertThat(back.getResponse().getCookie("session")).isNull();
    }

    private MvcTestResult comes(String subject, String email, String back) {
        var came = asks(subject, email, back);
        assertThat(location(came)).startsWith("/signin/second");
        return came;
    }

    private MvcTestResult asks(String subject, String email, String back) {
        var way = sets(back);
        issuer.says(key ->
                FakeIssuer.signed(issuer.claims(subject, email, way.nonce()).build(), key));
        return returns(way);
    }

    /** Sets out for the provider. */
    private Way sets(String back) {
        return way(web.get(house, null, "/signin/provider?back=" + back));
    }

    private Way way(MvcTestResult away) {
        var there = URI.create(location(away));
        assertThat(there.toString()).startsWith(issuer.issuer() + "/authorize?");
        var asked = UriComponentsBuilder.fromUri(there).build().getQueryParams();
        assertThat(asked.getFirst("code_challenge_method")).isEqualTo("S256");
        assertThat(asked.getFirst("code_challenge")).hasSize(43);
        assertThat(asked.getFirst("scope")).contains("openid");
        var browser = away.getResponse().getCookie("passage");
        assertThat(browser.isHttpOnly()).isTrue();
        return new Way(asked.getFirst("state"), asked.getFirst("nonce"), browser);
    }

    private MvcTestResult returns(Way way) {
        return returns(house, way, HOW);
    }

    private MvcTestResult returns(Brand brand, Way way, String path) {
        return web.http()
                .get()
                .uri(URI.create(path + way.state()))
                .with(Web.host(brand))
                .cookie(way.browser())
                .exchange();
    }

    private static void refused(MvcTestResult result, String word) {
        assertThat(location(result)).as(word).startsWith("/signin?provider=" + word + "&");
        assertThat(result.getResponse().getCookie("session")).as(word).isNull();
    }

    private String email(String who) {
        return who + "@" + house.slug() + ".test";
    }

    private static String location(MvcTestResult result) {
        var location = result.getResponse().getHeader("Location");
        return location == null ? "status " + result.getResponse().getStatus() : location;
    }

    private static Cookie session(MvcTestResult result) {
        var cookie = result.getResponse().getCookie("session");
        assertThat(cookie).isNotNull();
        return cookie;
    }

    private static String text(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
        } catch (java.io.UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
