package parvis.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import parvis.guard.Check;
import parvis.guard.Weight;
import parvis.postal.Dns;
import parvis.support.Nearby;
import parvis.support.Zone;
import parvis.web.Words;

/** A link that leads nowhere, or elsewhere for good, is told before anybody clicks on it. */
class LinkLookTest {
    private static final Duration LONG = Duration.ofSeconds(10);

    private final Zone zone = new Zone();
    private final Nearby site = new Nearby();
    private final Fetcher fetcher = new Fetcher(new Dns(zone.address()), Clock.systemUTC(), Nearby::isOne);
    private final LinkLook look = new LinkLook(fetcher);

    @AfterEach
    void close() throws IOException {
        look.destroy();
        fetcher.destroy();
        site.close();
        zone.close();
    }

    @Test
    void aBrokenLinkAndOneThatMovedAreToldWhereTheyStand() {
        site.put("/good", "200 OK", "x")
                .redirect("/moved", 301, "/good")
                .redirect("/for-now", 302, "/good")
                .put("/out-of-order", "500 Oops", "");
        var text = "🎉 Lisez " + site.at("/missing") + ", puis " + site.at("/moved") + " et " + site.at("/good")
                + " ou " + site.at("/for-now") + " (" + site.at("/out-of-order") + ") et http://personne.example/x.";
        var findings = look.within(text, Set.of(), LONG);
        assertThat(findings).allSatisfy(finding -> assertThat(finding.check()).isEqualTo(Check.HONESTY));
        assertThat(findings)
                .extracting(finding -> text.substring(finding.start(), finding.end()))
                .containsExactly(
                        site.at("/missing"), site.at("/moved"), site.at("/out-of-order"), "http://personne.example/x");
        assertThat(findings)
                .extracting(finding -> finding.kind())
                .containsExactly("broken", "redirect", "broken", "broken");
        assertThat(findings)
                .extracting(finding -> finding.weight())
                .containsExactly(Weight.FIX, Weight.LOOK, Weight.LOOK, Weight.FIX);
        assertThat(findings.get(1).instead().arguments()).containsExactly(site.at("/good"));
        for (var language : new String[] {"fr", "en"}) {
            var words = Words.in(language);
            assertThat(findings)
                    .allSatisfy(finding -> assertThat(words.t(
                                    finding.why().key(),
                                    finding.why().arguments().toArray()))
                            .isNotBlank());
        }
    }

    @Test
    void whoAsksDoesNotWaitAndNothingIsAskedTwice() {
        site.put("/slow", (head, out) -> {
            Thread.sleep(3_000);
            Nearby.write(out, "404 Not Found", new byte[0], 0);
        });
        var text = "Voir " + site.at("/slow");
        var began = System.nanoTime();
        assertThat(look.within(text, Set.of(), Duration.ZERO)).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(2_500));
        assertThat(look.within(text, Set.of(), LONG)).hasSize(1);
        var asked = site.asked().size();
        assertThat(look.within(text, Set.of(), Duration.ZERO)).hasSize(1);
        assertThat(site.asked()).hasSize(asked);
    }

    @Test
    void whileAnAddressIsTypedNobodyIsAsked() {
        site.put("/gone", "404 Not Found", "");
        var text = "Voir " + site.at("/gone");
        assertThat(look.remembered(text, Set.of())).isEmpty();
        assertThat(site.asked()).isEmpty();
        assertThat(look.within(text, Set.of(), LONG)).hasSize(1);
        assertThat(look.remembered(text, Set.of())).hasSize(1);
    }

    @Test
    void whereTheHeadIsRefusedThePageItselfIsAsked() {
        site.put(
                "/page",
                (head, out) ->
                        Nearby.write(out, head.startsWith("HEAD ") ? "404 Not Found" : "200 OK", new byte[] {'x'}, 1));
        assertThat(look.within("Voir " + site.at("/page"), Set.of(), LONG)).isEmpty();
        assertThat(site.asked()).hasSize(2);
    }

    @Test
    void theHouseIsNotAskedWhetherItIsThere() {
        site.put("/gone", "404 Not Found", "");
        var link = site.at("/gone");
        assertThat(look.within("Voir " + link, Set.of(java.net.URI.create(link).getHost()), LONG))
                .isEmpty();
        assertThat(site.asked()).isEmpty();
        assertThat(look.within("Voir " + link, Set.of("elsewhere.example"), LONG))
                .hasSize(1);
    }

    @Test
    void whatCannotBeKnownFromHereIsNotCalledBroken() {
        site.put("/closed", "403 Forbidden", "").put("/robots", "999 No", "").put("/busy", "429 Many", "");
        assertThat(look.within(
                        "Voir " + site.at("/closed") + " " + site.at("/robots") + " " + site.at("/busy")
                                + " http://127.0.0.1:5432/ http://169.254.169.254/ http://intranet/ http://a:b@x.example/",
                        Set.of(),
                        LONG))
                .isEmpty();
    }

    @Test
    void aTextFullOfLinksDoesNotMakeTheHouseAskForAllOfThem() {
        var text = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            text.append(site.at("/" + i)).append(' ');
        }
        assertThat(look.within(text.toString(), Set.of(), LONG)).hasSize(10);
    }
}
