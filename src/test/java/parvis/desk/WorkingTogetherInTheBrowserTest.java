package parvis.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import parvis.brand.Brand;
import parvis.conversation.Conversation;
import parvis.support.Browser;
import parvis.support.BrowserTest;
import parvis.support.TwoBrands;

/** Two colleagues in one conversation, and one with two windows. */
@BrowserTest
class WorkingTogetherInTheBrowserTest {
    private static final int LONG = 15_000;

    @Autowired
    TwoBrands brands;

    @Autowired
    Browser browser;

    @Test
    void whoLooksWritesAndGoesIsSeenByTheOther() {
        var brand = brands.tilleul();
        var question = ask(brand, "À quatre yeux");
        try (var one = browser.signedIn(brands.sessionOf(brand, "manager")).at(brand)) {
            one.go(question.deskPath());
            var presence = one.page().locator("#presence");
            assertThat(presence).hasText("");
            try (var other = browser.signedIn(brands.sessionOf(brand, "owner")).at(brand)) {
                other.go(question.deskPath());
                assertThat(presence).containsText("Owner regarde", new ContainsTextOptions().setTimeout(LONG));
                assertThat(other.page().locator("#presence")).containsText("Manager regarde");
                other.page().locator("#text").fill("Je propose");
                assertThat(presence)
                        .containsText("Owner écrit une réponse", new ContainsTextOptions().setTimeout(LONG));
                one.axe();
                one.fits();
                other.go("/desk");
                assertThat(presence.locator("li")).hasCount(0, new HasCountOptions().setTimeout(LONG));
            }
        }
    }

    @Test
    void whatIsThrownAwayOrSentTooSoonComesBackByAKey() {
        var brand = brands.tilleul();
        var question = ask(brand, "Trop tôt");
        for (var visitor : List.of(
                browser.signedIn(brands.sessionOf(brand, "manager")),
                browser.signedIn(brands.sessionOf(brand, "owner")).onAPhone().inTheDark())) {
            try (var visit = visitor.at(brand)) {
                visit.go(question.deskPath());
                var page = visit.page();
                page.locator("#text").fill("Trop vite écrit");
                page.locator("[data-throws]").click();
                assertThat(page.locator("#kept")).containsText("Brouillon jeté");
                assertThat(page.locator("#text")).hasValue("");
                page.keyboard().press("Escape");
                page.keyboard().press("z");
                assertThat(page.locator("#text")).hasValue("Trop vite écrit");

                page.locator("#text").focus();
                page.keyboard().press("Control+Enter");
                assertThat(page.locator(".journey")).containsText("Partira dans");
                visit.axe();
                visit.fits();
                page.keyboard().press("Escape");
                page.keyboard().press("z");
                assertThat(page.locator("#text")).hasValue("Trop vite écrit");
                assertThat(page.locator("#kept")).containsText("Brouillon gardé");
                assertThat(page.locator(".journey")).hasCount(0);

                page.locator("#send-later summary").click();
                page.locator("#send-later [value=tomorrow]").click(); // that one is offered on every day of the week
                assertThat(page.locator(".journey").last()).containsText("Envoyer maintenant");
                page.keyboard().press("Escape");
                page.keyboard().press("v");
                assertThat(page.locator("#sleeping")).hasAttribute("open", "");
                visit.axe();
                page.locator("#sleeping [value=tomorrow]").click();
                assertThat(page.locator("#waking")).hasCount(1);
                visit.axe();
                visit.fits();
                page.keyboard().press("v");
                assertThat(page.locator("#waking")).hasCount(0);
                page.locator("[data-takes-back] button").last().click();
                page.locator("[data-throws]").click();
                assertThat(page.locator("#kept")).containsText("Brouillon jeté");
            }
        }
    }

    private Conversation ask(Brand brand, String subject) {
        return brands.ask(brand, brands.member(brand, "Paul Test"), subject, "Que faire ?");
    }
}
