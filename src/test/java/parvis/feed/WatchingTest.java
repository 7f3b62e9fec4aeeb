package parvis.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.brand.Brand;
import parvis.database.Transactions;
import parvis.guard.Check;
import parvis.guard.Context;
import parvis.guard.Draft;
import parvis.guard.Guard;
import parvis.guard.Weight;
import parvis.support.Nearby;
import parvis.support.ProductTest;
import parvis.support.Soon;
import parvis.support.TwoBrands;
import parvis.support.Web;
import parvis.support.Zone;

/** A brand watches what others publish, and is told when it is about to say the same. */
@ProductTest
class WatchingTest {
    private static final String SOUP = "Notre robot de cuisine prépare désormais la soupe au potiron en douze minutes, "
            + "grâce à une nouvelle lame que nos ateliers ont mise au point cet été.";

    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    @Autowired
    Refreshing refreshing;

    @Autowired
    WatchedFeeds watchedFeeds;

    @Autowired
    Watching watching;

    @Autowired
    WatchedIndex index;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    private Brand tilleul;
    private Nearby site;

    @BeforeEach
    void aSite() {
        tilleul = brands.tilleul();
        site = new Nearby();
    }

    @AfterEach
    void nothingIsLeft() {
        site.close();
        for (var brand : List.of(tilleul, brands.nord())) {
            transactions.run(
                    brand.id(),
                    () -> db.sql("delete from feed.feed where brand = ?")
                            .param(brand.id().value())
                            .update());
        }
    }

    @Test
    void theManagerNamesAPageItsFeedIsFoundAndWhatItSaidIsComparedWithDrafts() {
        site.put("/", "200 OK\r\nContent-Type: text/html", """
                <html><head><link rel="alternate" type="application/rss+xml" href="/flux.xml"></head></html>""");
        site.put("/flux.xml", "200 OK\r\nETag: \"1\"", rss(SOUP));
        assertThat(add("manager", site.at("/"), "Les voisins")).isEqualTo(302);
        assertThat(page("owner"))
                .contains(
                        "Les voisins", site.at("/flux.xml"), "1 publication gardée", "Ne plus suivre Les voisins", "lu")
                .doesNotContain("Vous ne suivez personne");

        var findings = Soon.soon(() -> {
            var found = Guard.read(
                            Draft.of(SOUP.replace("douze", "quinze"), "fr"),
                            Context.NONE.withWatched(watchedFeeds.of(tilleul.id())))
                    .stream()
                    .filter(finding -> finding.check() == Check.SAMENESS)
                    .toList();
            return found.isEmpty() ? null : found;
        });
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo("watched");
            assertThat(finding.weight()).isIn(Weight.FIX, Weight.LOOK);
            assertThat(finding.why().arguments())
                    .contains("Les voisins", "https://voisins.example/soupe")
                    .anySatisfy(said -> assertThat(said.toString()).contains("potiron en douze minutes"));
        });
        assertThat(watchedFeeds.of(brands.nord().id()))
                .as("another brand watches nobody")
                .isEmpty();
        assertThat(audited("feed.watched")).isPositive();
    }

    @Test
    void whoMayNotDoesNotAndWhatIsWrongIsSaidInWords() {
        site.put("/page", "200 OK\r\nContent-Type: text/html", "<html><body>Bonjour</body></html>");
        site.put("/closed", "403 Forbidden", "");
        site.put("/broken", "500 Oops", "");
        for (var who : List.of("expert", "strategist", "creative")) {
            assertThat(add(who, site.at("/page"), "")).as(who).isEqualTo(403);
        }
        assertThat(site.asked()).as("nothing was fetched for them").isEmpty();
        Map.of(
                        site.at("/page"),
                        "il n’y a pas de flux ici",
                        site.at("/closed"),
                        "ce site ne nous laisse pas lire",
                        site.at("/broken"),
                        "le site a un problème de son côté",
                        site.at("/nothing"),
                        "il n’y a rien à cette adresse",
                        "http://127.0.0.1:5432/",
                        "ce n’est pas une adresse du web ouverte à tous",
                        "http://169.254.169.254/latest/",
                        "ce n’est pas une adresse du web ouverte à tous",
                        "file:///etc/passwd",
                        "ce n’est pas une adresse du web ouverte à tous",
                        "personne.example",
                        "personne n’a ce nom",
                        "n'importe quoi",
                        "ce n’est pas une adresse du web ouverte à tous")
                .forEach((address, said) -> {
                    var answered = web.post(
                            tilleul, brands.sessionOf(tilleul, "owner"), "/settings/feeds", Map.of("address", address));
                    assertThat(answered.getResponse().getStatus()).as(address).isEqualTo(422);
                    assertThat(new String(answered.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8))
                            .as(address)
                            .contains("Rien n’est suivi", said, "aria-invalid=\"true\"");
                });
        assertThat(watching.of(tilleul)).isEmpty();
    }

    @Test
    void aFeedIsWatchedOnceAndByItsOwnBrandAlone() {
        site.put("/flux.xml", "200 OK", rss(SOUP));
        assertThat(add("owner", site.at("/flux.xml"), "")).isEqualTo(302);
        assertThat(add("owner", site.at("/flux.xml"), "")).isEqualTo(422);
        assertThat(watching.of(tilleul))
                .singleElement()
                .satisfies(feed -> assertThat(feed.name()).isEqualTo("Les voisins du quai"));
        var nord = brands.nord();
        var id = watching.of(tilleul).getFirst().id();
        web.post(nord, brands.sessionOf(nord, "owner"), "/settings/feeds/" + id + "/removal", Map.of());
        assertThat(watching.of(tilleul)).as("another brand's is not removed").hasSize(1);
        assertThat(page("expert")).doesNotContain("Les voisins du quai");
        web.post(tilleul, brands.sessionOf(tilleul, "manager"), "/settings/feeds/" + id + "/removal", Map.of());
        assertThat(watching.of(tilleul)).isEmpty();
        assertThat(entries(id)).isZero();
    }

    @Test
    void whatIsForgottenIsNotComparedAnyMore() {
        site.put("/flux.xml", "200 OK", rss(SOUP));
        add("owner", site.at("/flux.xml"), "Voisins");
        Soon.soon(() -> alike() == 1);
        var id = watching.of(tilleul).getFirst().id();
        web.post(tilleul, brands.sessionOf(tilleul, "owner"), "/settings/feeds/" + id + "/removal", Map.of());
        assertThat(alike()).isZero();
    }

    @Test
    void whatDraftsAreComparedWithIsMadeAnewFromTheDatabase() {
        site.put("/flux.xml", "200 OK", rss(SOUP));
        add("owner", site.at("/flux.xml"), "Voisins");
        Soon.soon(() -> alike() == 1);
        index.stop();
        assertThat(alike()).isZero();
        index.start();
        Soon.soon(() -> alike() == 1);
    }

    @Test
    void onlyWhatChangedIsSentAndWhatFailsIsAskedLessAndLess() throws IOException {
        site.put("/flux.xml", "200 OK\r\nETag: \"1\"\r\nLast-Modified: Fri, 20 Nov 2026 10:00:00 GMT", rss(SOUP));
        add("owner", site.at("/flux.xml"), "Voisins");
        var id = watching.of(tilleul).getFirst().id();
        var at = Instant.now();
        site.put("/flux.xml", "304 Not Modified", "");
        at = due(id);
        refreshing.refresh(tilleul.id(), id, at);
        assertThat(site.asked().getLast())
                .contains("If-None-Match: \"1\"", "If-Modified-Since: Fri, 20 Nov 2026 10:00:00 GMT");
        assertThat(state(id)).isEqualTo("read");
        assertThat(entries(id)).isEqualTo(1);

        site.put("/flux.xml", "500 Oops", "");
        var waited = Duration.ZERO;
        for (int i = 0; i < 8; i++) {
            at = due(id);
            refreshing.refresh(tilleul.id(), id, at);
            var next = Duration.between(at, due(id));
            assertThat(next).isGreaterThanOrEqualTo(waited).isLessThanOrEqualTo(Duration.ofDays(1));
            waited = next;
        }
        assertThat(waited).isEqualTo(Duration.ofDays(1));
        assertThat(state(id)).isEqualTo("failing");
        assertThat(page("owner")).contains("en échec", "le site a un problème de son côté", "Prochain essai");
        assertThat(entries(id)).as("what is known stays").isEqualTo(1);

        site.put("/flux.xml", "200 OK", rss(SOUP, "Une seconde nouvelle, tout autre, sur le moulin à café."));
        refreshing.refresh(tilleul.id(), id, due(id));
        assertThat(state(id)).isEqualTo("read");
        assertThat(entries(id)).isEqualTo(2);

        site.put("/flux.xml", "410 Gone", "");
        refreshing.refresh(tilleul.id(), id, due(id));
        assertThat(state(id)).isEqualTo("gone");
    }

    @Test
    void aFeedThatHasMovedForGoodIsAskedAtItsNewAddress() {
        site.put("/old.xml", "200 OK", rss(SOUP));
        add("owner", site.at("/old.xml"), "Voisins");
        var id = watching.of(tilleul).getFirst().id();
        site.redirect("/old.xml", 302, "/new.xml").put("/new.xml", "200 OK", rss(SOUP));
        refreshing.refresh(tilleul.id(), id, due(id));
        assertThat(watching.of(tilleul).getFirst().address()).isEqualTo(site.at("/old.xml"));
        site.redirect("/old.xml", 301, "/new.xml");
        refreshing.refresh(tilleul.id(), id, due(id));
        assertThat(watching.of(tilleul).getFirst().address()).isEqualTo(site.at("/new.xml"));
    }

    @Test
    void hostileFeedsEndAsTroublesAndLeaveTheOthersAlone() {
        site.put("/flux.xml", "200 OK", rss(SOUP));
        add("owner", site.at("/flux.xml"), "Voisins");
        var id = watching.of(tilleul).getFirst().id();
        site.put("/flux.xml", (head, out) -> Nearby.write(out, "200 OK", new byte[10], 10_000_000_000L));
        refreshing.refresh(tilleul.id(), id, due(id));
        assertThat(watching.of(tilleul).getFirst().trouble()).isEqualTo(Trouble.LARGE);
        site.redirect("/flux.xml", 302, "/flux.xml");
        refreshing.refresh(tilleul.id(), id, due(id));
        assertThat(watching.of(tilleul).getFirst().trouble()).isEqualTo(Trouble.SERVER);
        site.redirect("/flux.xml", 302, "http://169.254.169.254/latest/meta-data/");
        refreshing.refresh(tilleul.id(), id, due(id));
        assertThat(watching.of(tilleul).getFirst().trouble()).isEqualTo(Trouble.ADDRESS);
        site.put("/flux.xml", "200 OK", "<html>non</html>");
        refreshing.refresh(tilleul.id(), id, due(id));
        assertThat(watching.of(tilleul).getFirst().trouble()).isEqualTo(Trouble.NO_FEED);
        site.put(
                "/flux.xml",
                "200 OK",
                rss("Un texte\u0000 avec un zéro, et \uD83D un demi-signe, assez long pour compter."));
        refreshing.refresh(tilleul.id(), id, due(id));
        assertThat(state(id)).isEqualTo("read");
    }

    @Test
    void whatIsOldOrTooMuchIsNotKept() {
        var many = new StringBuilder("<rss><channel><title>V</title>");
        for (int i = 0; i < 250; i++) {
            many.append("<item><guid>%d</guid><title>Nouvelle numéro %d du quai</title></item>".formatted(i, i));
        }
        many.append(
                "<item><guid>old</guid><title>Vieille</title><pubDate>Fri, 20 Nov 2015 10:00:00 GMT</pubDate></item>");
        site.put("/flux.xml", "200 OK", many + "</channel></rss>");
        add("owner", site.at("/flux.xml"), "");
        var id = watching.of(tilleul).getFirst().id();
        assertThat(entries(id)).isEqualTo(FeedReading.MOST_ENTRIES);
        for (int round = 1; round < 3; round++) {
            var more = many.toString().replace("<guid>", "<guid>" + round + "-");
            site.put("/flux.xml", "200 OK", more + "</channel></rss>");
            refreshing.refresh(tilleul.id(), id, due(id));
        }
        assertThat(entries(id)).isEqualTo(Entries.MOST);
        site.put("/flux.xml", "304 Not Modified", "");
    }

    @Test
    void aNameOfTheWorldIsLookedUp() {
        Zone.shared().put("quai.example", "A 127.0.0.1");
        site.put("/flux.xml", "200 OK", rss(SOUP));
        assertThat(add("owner", site.at("quai.example", "/flux.xml"), "")).isEqualTo(302);
    }

    @Test
    void theScheduleReadsWhatIsDueOfEveryBrandAndOnlyThat() {
        site.put("/a.xml", "200 OK", rss(SOUP)).put("/b.xml", "200 OK", rss(SOUP));
        add("owner", site.at("/a.xml"), "A");
        var nord = brands.nord();
        web.post(nord, brands.sessionOf(nord, "owner"), "/settings/feeds", Map.of("address", site.at("/b.xml")));
        var before = site.asked().size();
        refreshing.work(Instant.now());
        assertThat(site.asked()).as("it is not time yet").hasSize(before);
        refreshing.work(Instant.now().plus(Watching.BETWEEN).plusSeconds(60));
        assertThat(site.asked()).hasSize(before + 2);
    }

    private long alike() {
        return watchedFeeds.of(tilleul.id()).stream()
                .mapToLong(watched -> watched.published().like(SOUP, 3).size())
                .sum();
    }

    private int add(String who, String address, String name) {
        return web.post(
                        tilleul,
                        brands.sessionOf(tilleul, who),
                        "/settings/feeds",
                        Map.of("address", address, "name", name))
                .getResponse()
                .getStatus();
    }

    private String page(String who) {
        return new String(
                web.get(tilleul, brands.sessionOf(tilleul, who), "/settings/feeds")
                        .getResponse()
                        .getContentAsByteArray(),
                StandardCharsets.UTF_8);
    }

    private Instant due(UUID feed) {
        return watching.of(tilleul).stream()
                .filter(one -> one.id().equals(feed))
                .findFirst()
                .orElseThrow()
                .nextAt();
    }

    private String state(UUID feed) {
        return watching.of(tilleul).stream()
                .filter(one -> one.id().equals(feed))
                .findFirst()
                .orElseThrow()
                .state();
    }

    private long entries(UUID feed) {
        return transactions.reading(
                tilleul.id(),
                () -> db.sql("select count(*) from feed.entry where feed = ?")
                        .param(feed)
                        .query(Long.class)
                        .single());
    }

    private long audited(String action) {
        return transactions.reading(
                tilleul.id(),
                () -> db.sql("select count(*) from brand.audit where action = ?")
                        .param(action)
                        .query(Long.class)
                        .single());
    }

    private static String rss(String... texts) {
        var feed = new StringBuilder("<rss><channel><title>Les voisins du quai</title>");
        for (int i = 0; i < texts.length; i++) {
            feed.append(
                    "<item><guid>%d</guid><link>https://voisins.example/soupe%s</link><description>%s</description></item>"
                            .formatted(i, i == 0 ? "" : i, texts[i]));
        }
        return feed + "</channel></rss>";
    }
}
