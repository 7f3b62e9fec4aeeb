package parvis;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import parvis.brand.Brand;
import parvis.support.Browser;
import parvis.support.Browser.Visitor;
import parvis.support.BrowserTest;
import parvis.support.Permits;
import parvis.support.Permits.Line;
import parvis.support.Permits.Who;
import parvis.support.Places;
import parvis.support.TwoBrands;
import parvis.support.TwoBrands.Member;
import parvis.support.Visit;

/** Every page of the product in a real browser: for everybody's eyes and hands, on every screen, in both themes. */
@BrowserTest
class LooksTest {
    private static final int NARROWEST = 320;
    /** Of a first visit, packed, without pictures. */
    private static final long MOST_BYTES = 150_000;

    @Autowired
    TwoBrands brands;

    @Autowired
    Browser browser;

    @Autowired
    Places places;

    private Brand brand;
    private Member asker;
    private String manager;
    private final List<Shown> pages = new ArrayList<>();

    /** A page and the session of somebody who may see it. */
    private record Shown(String path, String session) {}

    @BeforeEach
    void everyPage() {
        brand = brands.tilleul();
        asker = brands.member(brand, "Odile Regard");
        manager = brands.sessionOf(brand, "manager");
        for (var line : Permits.read()) {
            if (line.verb().equals("GET") && isAPage(line)) {
                viewers(line).forEach(session -> pages.add(new Shown(address(line), session)));
            }
        }
        assertThat(pages).hasSizeGreaterThan(20);
    }

    @Test
    void nobodyIsKeptOutAtADeskByDayOrByNight() {
        visit(browser.reader(), visit -> look(visit, Browser.DESKTOP));
    }

    @Test
    void nobodyIsKeptOutOnAPhoneByDayOrByNightHoweverNarrowItIs() {
        visit(browser.reader().onAPhone().reading("en"), visit -> {
            look(visit, Browser.PHONE);
            visit.change(ColorScheme.LIGHT, NARROWEST);
            visit.fits();
        });
    }

    /** Everything that somebody fetches at a desk who was never here before. */
    @Test
    void aFirstVisitIsLight() {
        var heavy = new ArrayList<String>();
        for (var page : pages) {
            var session = page.session().isEmpty() ? null : page.session();
            try (var visit = browser.reader().as(session).at(brand)) {
                var fetched = visit.weigh(page.path());
                assertThat(fetched.keySet())
                        .as(page.path())
                        .anyMatch(address -> address.endsWith(".woff2"))
                        .anyMatch(address -> address.endsWith("/parvis.css"));
                var bytes = fetched.values().stream().mapToLong(Long::longValue).sum();
                if (bytes > MOST_BYTES) {
                    heavy.add(page.path() + " " + bytes + " " + fetched);
                }
            }
        }
        assertThat(heavy).isEmpty();
    }

    private static void look(Visit visit, int width) {
        for (var theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            visit.change(theme, width);
            visit.fits();
            visit.axe();
        }
    }

    /** All findings of all pages at once: whoever mends them wants the whole list. */
    private void visit(Visitor visitor, Consumer<Visit> look) {
        var found = new ArrayList<String>();
        for (var session : pages.stream().map(Shown::session).distinct().toList()) {
            try (var visit = visitor.as(session.isEmpty() ? null : session).at(brand)) {
                for (var page : pages) {
                    if (page.session().equals(session)) {
                        visit.go(page.path());
                        try {
                            look.accept(visit);
                        } catch (AssertionError kept) {
                            found.add(kept.getMessage());
                        }
                    }
                }
            } catch (AssertionError complaints) {
                found.add(complaints.getMessage());
            }
        }
        assertThat(found).isEmpty();
    }

    private static boolean isAPage(Line line) {
        return !line.path().startsWith("/api/")
                && !line.path().endsWith("/raw") // a download
                && !line.path().endsWith("/archive") // another
                && !line.path().startsWith("/theme-")
                && !line.path().endsWith("/queue")
                && !line.path().equals("/desk/people") // suggestions for a field
                && !line.path().endsWith("/neighbours")
                && !line.path().endsWith("/presence") // parts of a page
                && !(line.path().endsWith("/canned") && !line.path().equals("/desk/canned"))
                && !line.path().equals("/health");
    }

    /** Nobody in particular where anybody may look, else who may; the one who asked and a moderator see more. */
    private Stream<String> viewers(Line line) {
        return Stream.of(Who.NOBODY, Who.ASKER, Who.MANAGER)
                .filter(who -> List.of("200", "410").contains(line.outcomes().get(who)))
                .filter(who -> who == Who.NOBODY
                        || !line.outcomes().get(Who.NOBODY).equals("200")
                        || line.path().contains("{key"))
                .map(this::session);
    }

    private String session(Who who) {
        return switch (who) {
            case ASKER -> asker.session();
            case MANAGER -> manager;
            default -> "";
        };
    }

    private String address(Line line) {
        var query = line.form().isEmpty()
                ? ""
                : "?"
                        + String.join(
                                "&",
                                line.form().entrySet().stream()
                                        .map(e -> e.getKey() + "=" + e.getValue())
                                        .toList());
        return places.path(line.path(), places.named(line.on(), brand, asker)) + query.replace(" ", "+");
    }
}
