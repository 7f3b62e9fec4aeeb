package parvis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.api.Keys;
import parvis.api.Scope;
import parvis.brand.Brand;
import parvis.brand.Brand.LocalText;
import parvis.brand.BrandCreation;
import parvis.conversation.Answering;
import parvis.conversation.Conversation;
import parvis.conversation.Kind;
import parvis.conversation.MessageId;
import parvis.conversation.Picture;
import parvis.conversation.Visibility;
import parvis.file.Files;
import parvis.ledger.How;
import parvis.support.Listener;
import parvis.support.Permits;
import parvis.support.Places;
import parvis.support.Places.Named;
import parvis.support.ProductTest;
import parvis.support.Soon;
import parvis.support.TwoBrands;
import parvis.support.Web;

/** Nothing of one brand reaches the other, by whatever page, call, search or live update, and whoever asks. */
@ProductTest
class OtherBrandTest {
    /** Stands beside the secret in everything, so that one can be searched for and the other must not be found. */
    private static final String BAIT = "tournebroche";

    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    @Autowired
    Keys keys;

    @Autowired
    Places places;

    @Autowired
    Answering answering;

    @Autowired
    BrandCreation creation;

    @Autowired
    Files files;

    @LocalServerPort
    int port;

    private final String secret = "zyrglub" + UUID.randomUUID().toString().substring(0, 8);
    private Brand tilleul;
    private Brand nord;
    private Conversation open;
    private Conversation closed;
    private MessageId answer;
    private String picture;

    @BeforeEach
    void tilleulHasASecretInEverythingItKeeps() throws IOException {
        tilleul = brands.tilleul();
        nord = brands.nord();
        var asker = brands.member(tilleul, "Colette " + secret);
        open = brands.ask(tilleul, asker, "Le " + BAIT + " et le " + secret, "Un " + BAIT + " qui dit " + secret + ".");
        closed = brands.writePrivately(tilleul, asker, "Privé : " + secret, "Entre nous, le " + BAIT + " : " + secret);
        var bytes = secret.getBytes(StandardCharsets.UTF_8);
        picture = files.put(new ByteArrayInputStream(bytes), 1_000).sha256();
        answer = ((Answering.Outcome.Written) answering.write(
                        tilleul,
                        open.id(),
                        brands.teammate(tilleul, "manager"),
                        new Answering.Words(
                                Kind.SENT,
                                Visibility.PUBLIC,
                                "Le " + BAIT + " répond " + secret,
                                null,
                                How.DESK,
                                List.of(new Picture(
                                        secret + ".png", "image/png", bytes.length, picture, picture, 1, 1, secret))),
                        Instant.now()))
                .message();
        places.write(tilleul, open, Kind.NOTE, Visibility.PRIVATE, "Note sur le " + BAIT + " : " + secret);
        creation.addProduct(
                tilleul.id(),
                new BrandCreation.ProductProposal(
                        secret,
                        "Le " + secret,
                        new LocalText(BAIT + " " + secret, BAIT + " " + secret),
                        2020,
                        "robot",
                        List.of()),
                9);
        Soon.soon(() -> text(web.get(tilleul, null, "/search?q=" + BAIT)).contains(secret));
    }

    @Test
    void whoeverAsksTheOtherBrandHearsNothingOfIt() {
        var leaks = new TreeSet<String>();
        var pages = 0;
        for (var path : paths()) {
            for (var who : visitors().entrySet()) {
                var answered = web.get(nord, who.getValue(), path);
                pages += answered.getResponse().getStatus() == 200 ? 1 : 0;
                if (tells(answered)) {
                    leaks.add(path + " to " + who.getKey());
                }
            }
        }
        assertThat(pages).as("pages that were really shown").isGreaterThan(60);
        assertThat(leaks).isEmpty();
    }

    @Test
    void itsOwnPeopleDoHearOfIt() {
        var manager = brands.sessionOf(tilleul, "manager");
        assertThat(paths().stream().filter(path -> tells(web.get(tilleul, manager, path))))
                .as("pages of tilleul that tell its own secret")
                .contains(
                        "/",
                        "/questions",
                        open.path(),
                        "/products",
                        "/products/" + secret,
                        "/search?q=" + BAIT,
                        "/desk")
                .contains("/desk/conversations/" + closed.number(), "/files/" + picture);
    }

    @Test
    void aKeyOfTheOtherBrandOpensNothing() {
        var foreign = key(nord);
        var own = key(tilleul);
        for (var path : List.of(
                "/api/v1/conversations/" + open.id().value(),
                "/api/v1/conversations/" + closed.id().value(),
                "/api/v1/messages/" + open.lastMessage().value())) {
            assertThat(call(foreign, path)).hasStatus(404);
            assertThat(call(own, path)).hasStatusOk();
        }
        assertThat(text(call(own, "/api/v1/conversations?limit=100"))).contains(secret);
        assertThat(call(foreign, "/api/v1/conversations?limit=100")).hasStatusOk();
        assertThat(text(call(foreign, "/api/v1/conversations?limit=100"))).doesNotContain(secret);
    }

    @Test
    void verbsOfTheOtherBrandDoNotReachItsMessages() {
        var before = text(web.get(tilleul, null, open.path()));
        assertThat(before).contains(secret);
        var owner = brands.sessionOf(nord, "owner");
        var member = brands.member(nord, "Nils Nord").session();
        for (var line : Permits.read()) {
            if (!line.verb().equals("POST")
                    || !line.path().startsWith("/messages/") && !line.path().startsWith("/moderation/")) {
                continue;
            }
            var path = places.path(line.path(), new Named(nord, open, answer));
            for (var session : new String[] {owner, member, null}) {
                assertThat(web.post(nord, session, path, line.form())
                                .getResponse()
                                .getStatus())
                        .as(line.verb() + " " + path)
                        .isIn(401, 403, 404);
            }
        }
        assertThat(text(web.get(tilleul, null, open.path()))).isEqualTo(before);
    }

    @Test
    void aDeskHearsOfItsOwnConversationsOnly() throws Exception {
        try (var listener = Listener.at(port, nord, brands.sessionOf(nord, "manager"), "/desk/events")) {
            assertThat(listener.status()).isEqualTo(200);
            var asker = brands.member(tilleul, "Live Tilleul");
            // two, so that no number of nord's can be mistaken for both
            brands.ask(tilleul, asker, "Une première question vive", "Un.");
            brands.ask(tilleul, asker, "Une deuxième question vive", "Deux.");
            var own = brands.ask(nord, brands.member(nord, "Live Nord"), "A live question", "Three.");
            assertThat(listener.hears(Duration.ofSeconds(4)))
                    .isNotEmpty()
                    .containsOnly("{\"kind\":\"conversation\",\"number\":" + own.number() + "}");
        }
    }

    /** Every page there is, asked for with everything of tilleul's that an address can hold. */
    private List<String> paths() {
        var paths = new ArrayList<String>();
        var named = List.of(new Named(tilleul, open, answer), new Named(tilleul, closed, closed.lastMessage()));
        for (var line : Permits.read()) {
            // what never ends has a test of its own, and so have keys; signing out would end the visit
            if (line.verb().equals("GET")
                    && !line.path().startsWith("/api/")
                    && !line.path().endsWith("/events")) {
                named.forEach(of -> paths.add(places.path(line.path(), of)));
            }
        }
        for (var searched : List.of("/search", "/desk", "/questions", "/desk/queue")) {
            paths.add(searched + "?q=" + BAIT);
        }
        paths.addAll(List.of(
                open.path(),
                "/questions/neighbours?title=" + BAIT,
                "/questions/new?title=" + BAIT,
                "/products/" + secret,
                "/questions?product=" + secret,
                "/files/" + picture,
                "/files/" + picture + "/thumb"));
        return paths.stream().distinct().toList();
    }

    private Map<String, @Nullable String> visitors() {
        var visitors = new LinkedHashMap<String, @Nullable String>();
        visitors.put("a reader", null);
        visitors.put("a member", brands.member(nord, "Nora Nord").session());
        for (var who : List.of("owner", "manager", "expert", "strategist")) {
            visitors.put("the " + who, brands.sessionOf(nord, who));
        }
        visitors.put("the owner of tilleul", brands.session(nord, "owner@tilleul.test"));
        return visitors;
    }

    /** An address that somebody typed may come back to them, in links. */
    private boolean tells(MvcTestResult answered) {
        var own = "/products/" + secret + "|%2Fproducts%2F" + secret + "|product(=|%3D)" + secret;
        return answered.getResponse().getStatus() == 200
                && text(answered).replaceAll(own, "").contains(secret);
    }

    private String key(Brand of) {
        return keys.createAtConsole(of, EnumSet.allOf(Scope.class), brands.teammate(of, "owner"), Instant.now())
                .text();
    }

    private MvcTestResult call(String key, String path) {
        return web.http()
                .get()
                .uri(path)
                .header("Authorization", "Bearer " + key)
                .exchange();
    }

    private static String text(MvcTestResult answered) {
        return new String(answered.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
