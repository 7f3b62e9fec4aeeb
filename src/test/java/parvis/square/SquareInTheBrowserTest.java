package parvis.square;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import parvis.brand.Brand;
import parvis.brand.Brand.LocalText;
import parvis.brand.Role;
import parvis.brand.Team;
import parvis.ledger.Actor;
import parvis.person.Accounts;
import parvis.support.Browser;
import parvis.support.BrowserTest;
import parvis.support.TwoBrands;
import parvis.support.Visit;
import parvis.web.Times;
import parvis.web.Words;

@BrowserTest
class SquareInTheBrowserTest {
    private static final String HEADINGS = "#### Ce que j’ai essayé\n\nRien.\n\n# Et puis\n\n### Encore\n\nVoilà.";

    @Autowired
    TwoBrands brands;

    @Autowired
    Browser browser;

    @Autowired
    Team team;

    @Autowired
    Accounts accounts;

    @Test
    void everyHourOnAPageGoesByTheReadersClock() {
        var brand = brands.tilleul();
        var question = brands.ask(brand, brands.member(brand, "Zoé Loin"), "Lue de loin", "Quand ?");
        for (var zone : List.of("America/New_York", "Pacific/Auckland", "Europe/Paris")) {
            try (var visit = browser.reader().living(zone).at(brand)) {
                visit.go(question.path());
                assertThat(visit.text())
                        .contains("Réponse promise avant " + ahead("fr", zone, due(visit)))
                        .contains("aujourd’hui à ");
                assertThat(visit.page().locator(".chip time").getAttribute("title"))
                        .isEqualTo(new Times(Words.in("fr"), ZoneId.of(zone)).full(due(visit)));
                for (var path : List.of("/", "/questions?sort=newest")) {
                    visit.go(path);
                    assertThat(visit.text()).contains("promise avant " + ahead("fr", zone, due(visit)));
                }
            }
            try (var visit = browser.reader().living(zone).withoutJavaScript().at(brand)) {
                visit.go(question.path());
                assertThat(visit.text()).contains("Réponse promise avant " + ahead("fr", "Europe/Paris", due(visit)));
            }
        }
    }

    @Test
    void whoIsAtTheCounterIsThereUntilAnHourOfTheReadersClock() {
        var brand = brands.nord();
        keepTheCounter(brand);
        var hour = Instant.now().atZone(brand.zone()).with(LocalTime.of(23, 59)).toInstant();
        try (var visit =
                browser.reader().reading("en").living("America/New_York").at(brand)) {
            for (var path : List.of("/", "/people/counter")) {
                visit.go(path);
                assertThat(visit.text()).contains("until " + ahead("en", "America/New_York", hour));
            }
        }
        try (var visit = browser.reader()
                .reading("en")
                .living("America/New_York")
                .withoutJavaScript()
                .at(brand)) {
            visit.go("/people/counter");
            assertThat(visit.text()).contains("until 23:59");
        }
    }

    @Test
    void headingsOfAMemberKeepNobodyFromFindingTheirWay() {
        var brand = brands.tilleul();
        var question = brands.ask(brand, brands.member(brand, "Titre Haut"), "Avec des titres", HEADINGS);
        try (var visit = browser.signedIn(brands.sessionOf(brand, "manager")).at(brand)) {
            for (var path : List.of(
                    question.path(), "/messages/" + question.lastMessage().value() + "/reports", question.deskPath())) {
                visit.go(path);
                assertThat(visit.page()
                                .locator(".prose :is(h1, h2, h3, h4, h5, h6)")
                                .allInnerTexts())
                        .as(path)
                        .containsExactly("Ce que j’ai essayé", "Et puis", "Encore");
                assertThat(visit.page().locator(".prose h2").count()).isEqualTo(2);
                visit.axe();
            }
        }
    }

    @Test
    void onAPhoneAWholeRowIsTheTarget() {
        var brand = brands.tilleul();
        var asker =
                brands.member(brand, "Rangée " + UUID.randomUUID().toString().substring(0, 6));
        var question = brands.ask(brand, asker, "Un rang à toucher", "Avec mon Robot R2.");
        try (var visit = browser.reader().onAPhone().at(brand)) {
            visit.go(question.path());
            var person = visit.page().locator(".byline strong a").first().getAttribute("href");
            for (var path : List.of("/", "/questions?sort=newest", "/products/robot-r2", person, "/search?q=robot")) {
                visit.go(path);
                assertThat(missed(visit.page())).as(path).isEmpty();
                visit.fits();
            }
            visit.go(person);
            var outcome = visit.page().locator(".question-row .outcome").first().boundingBox();
            visit.page().touchscreen().tap(outcome.x + 5, outcome.y + 5);
            visit.page().waitForURL("**" + question.path());
        }
    }

    /** Rows and lines that are lower than a finger, or of which a corner leads nowhere. */
    private static List<?> missed(Page page) {
        return (List<?>) page.evaluate("""
                () => [...document.querySelectorAll('.question-row, .rail .lines > li')].filter(row => {
                  const link = row.querySelector('a');
                  row.scrollIntoView({ block: 'center' });
                  const { left, right, top, bottom } = row.getBoundingClientRect();
                  const corners = [[left + 2, top + 2], [right - 2, top + 2], [left + 2, bottom - 3], [right - 2, bottom - 3]];
                  return link.getBoundingClientRect().height < 44 || bottom - top < 44
                      || corners.some(([x, y]) => document.elementFromPoint(x, y)?.closest('a') !== link);
                }).map(row => row.innerText)
                """);
    }

    private static Instant due(Visit visit) {
        return Instant.parse(
                visit.page().locator("time[data-says=ahead]").first().getAttribute("datetime"));
    }

    /** As the house says it, on a clock of theirs. */
    private static String ahead(String language, String zone, Instant at) {
        var there = ZoneId.of(zone);
        var hour = new Times(Words.in(language), there).hour(at);
        return at.atZone(there).toLocalDate().equals(Instant.now().atZone(there).toLocalDate())
                ? hour
                : DateTimeFormatter.ofPattern("EEEE", Locale.of(language)).format(at.atZone(there)) + " " + hour;
    }

    private void keepTheCounter(Brand brand) {
        var now = Instant.now();
        var account = accounts.of("counter@" + brand.slug() + ".test", "Counter of " + brand.name(), "en", now);
        team.join(
                brand.id(),
                account.id(),
                "counter",
                "Counter of " + brand.name(),
                Role.EXPERT,
                new LocalText("au comptoir", "at the counter"),
                "Counter",
                "23:59",
                now,
                Actor.SYSTEM);
    }
}
