package parvis.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.KeyboardModifier;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import parvis.brand.Brand;
import parvis.conversation.Answering;
import parvis.conversation.Conversation;
import parvis.conversation.Kind;
import parvis.conversation.Tagging;
import parvis.conversation.Visibility;
import parvis.ledger.How;
import parvis.support.Browser;
import parvis.support.BrowserTest;
import parvis.support.TwoBrands;
import parvis.support.Web;

/** Several conversations, canned answers and what one is to know, as a person meets them at the desk. */
@BrowserTest
class SeveralInTheBrowserTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Browser browser;

    @Autowired
    Tagging tagging;

    @Autowired
    Answering answering;

    @Autowired
    Web web;

    @Test
    void severalAreChosenClosedAndOpenAgainWithKeysAndMouse() {
        var brand = brands.tilleul();
        var tag = "lot " + UUID.randomUUID().toString().substring(0, 8);
        var questions = IntStream.range(0, 4).mapToObj(n -> tagged(brand, tag)).toList();
        try (var visit = browser.signedIn(brands.sessionOf(brand, "manager")).at(brand)) {
            visit.go("/desk?view=team&tag=" + tag.replace(" ", "%20"));
            var page = visit.page();
            assertThat(page.locator("#several")).isHidden();
            page.keyboard().press("j");
            page.keyboard().press("x");
            assertThat(page.locator("[name=chosen]:checked")).hasCount(1);
            assertThat(page.locator("#several")).isVisible();
            page.keyboard().press("x");
            assertThat(page.locator("#several")).isHidden();
            boxes(page).nth(0).click();
            boxes(page).nth(2).click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.SHIFT)));
            assertThat(page.locator("[name=chosen]:checked")).hasCount(3);
            visit.axe();

            // somebody writes in one of them after it was seen: it is left, though the list shows it anew
            note(brand, questions.getFirst());
            assertThat(page.locator("#queue")).containsText("Attends un peu.");
            assertThat(page.locator("[name=chosen]:checked")).hasCount(3);
            page.locator("#several button[value=closure]").click();
            assertThat(page.locator(".several-told")).containsText("2 conversations closes.");
            assertThat(page.locator(".several-told")).containsText("quelqu’un y a écrit entre-temps");
            assertThat(page.locator("#queue .queue-item")).hasCount(2);
            page.keyboard().press("z");
            assertThat(page.locator(".several-told")).containsText("Annulé pour 2 conversations.");
            assertThat(page.locator("#queue .queue-item")).hasCount(4);
        }
    }

    @Test
    void aStrokeInAnEmptyTextFindsACannedAnswer() {
        var brand = brands.tilleul();
        var title = "Délai " + UUID.randomUUID().toString().substring(0, 8);
        var manager = brands.sessionOf(brand, "manager");
        web.post(brand, manager, "/desk/canned", Map.of("title", title, "fr", "Bonjour {client}, deux jours."));
        var question = tagged(brand, "délai");
        try (var visit = browser.signedIn(manager).at(brand)) {
            visit.go(question.deskPath());
            var page = visit.page();
            page.locator("#text").focus();
            page.keyboard().press("/");
            assertThat(page.locator("#canned-words")).isFocused();
            page.keyboard().type(title.substring(6));
            assertThat(page.locator("#canned-list li")).hasCount(1);
            page.keyboard().press("Enter");
            assertThat(page.locator("#text")).hasValue("Bonjour Zoé Lot, deux jours.");
            visit.axe();
        }
    }

    @Test
    void whoeverIsNamedSeesItCountedWithoutReloading() {
        var brand = brands.nord();
        var question = brands.ask(brand, brands.member(brand, "Zoe Lot"), "Counted", "What now?");
        try (var visit = browser.signedIn(brands.sessionOf(brand, "colleague")).at(brand)) {
            visit.go("/desk?view=team");
            var page = visit.page();
            assertThat(page.locator("#unseen")).isEmpty();
            answering.write(
                    brand,
                    question.id(),
                    brands.teammate(brand, "manager"),
                    new Answering.Words(
                            Kind.NOTE, Visibility.PRIVATE, "@colleague, a word?", null, How.DESK, List.of()),
                    Instant.now());
            assertThat(page.locator("#unseen")).hasText("1");
        }
    }

    private static Locator boxes(Page page) {
        return page.locator("#queue [name=chosen]");
    }

    private Conversation tagged(Brand brand, String tag) {
        var question = brands.ask(brand, brands.member(brand, "Zoé Lot"), "En lot", "Que faire ?");
        tagging.tag(brand, question.id(), tag, brands.teammate(brand, "manager"), How.DESK, Instant.now());
        return question;
    }

    private void note(Brand brand, Conversation c) {
        answering.write(
                brand,
                c.id(),
                brands.teammate(brand, "expert"),
                new Answering.Words(Kind.NOTE, Visibility.PRIVATE, "Attends un peu.", null, How.DESK, List.of()),
                Instant.now());
    }
}
