package parvis.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import parvis.brand.Brand;
import parvis.conversation.Answering;
import parvis.conversation.Conversation;
import parvis.conversation.HandingOver;
import parvis.conversation.Kind;
import parvis.conversation.Visibility;
import parvis.ledger.How;
import parvis.support.Browser;
import parvis.support.BrowserTest;
import parvis.support.Leaving;
import parvis.support.Places;
import parvis.support.TwoBrands;

@BrowserTest
class DeskInTheBrowserTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Browser browser;

    @Autowired
    HandingOver handingOver;

    @Autowired
    Answering answering;

    @Autowired
    Places places;

    @Autowired
    Leaving leaving;

    @Test
    void aDayAtTheDeskNeedsNoMouse() {
        var brand = brands.tilleul();
        var first = mine(brand, "Première du clavier");
        mine(brand, "Seconde du clavier");
        try (var visit = browser.signedIn(brands.sessionOf(brand, "colleague")).at(brand)) {
            visit.go("/desk");
            var page = visit.page();
            var keys = page.keyboard();

            var links = page.locator("#queue .queue-item a");
            keys.press("j");
            assertThat(links.nth(0)).isFocused();
            keys.press("j");
            assertThat(links.nth(1)).isFocused();
            keys.press("k");
            assertThat(links.nth(0)).isFocused();
            for (var i = 0; !focused(page).equals(Long.toString(first.number())); i++) {
                assertThat(i).as("steps to the question").isLessThan(40);
                keys.press("j");
            }
            keys.press("Enter");
            assertThat(page.locator("#talk-title")).hasText("Première du clavier");
            assertThat(page).hasURL(Pattern.compile(".*" + first.deskPath() + "$"));
            assertThat(page.locator("#queue .queue-item a[aria-current=true]"))
                    .hasAttribute("data-number", Long.toString(first.number()));

            keys.press("n");
            keys.type("Une note tapée, j k e m t comprises.");
            keys.press("Control+Enter");
            assertThat(page.locator("#log .is-note")).containsText("Une note tapée, j k e m t comprises.");
            assertThat(page.locator("#text")).hasValue("");

            keys.press("Escape");
            keys.press("e");
            assertThat(page.locator("[name=to][value=public]")).isChecked();
            keys.type("Resserrez l’écrou.");
            keys.press("Control+Enter");
            assertThat(page.locator("#talk-head")).containsText("Réponse au départ");
            leaving.depart(brand, first.id());
            assertThat(page.locator("#talk-head")).containsText("En attente de la personne");
            assertThat(page.locator("#queue")).not().containsText("Première du clavier");

            keys.press("Escape");
            keys.press("t");
            assertThat(page.locator("#talk-head")).containsText("Rouvrir");
            keys.press("t");
            assertThat(page.locator("#talk-head")).containsText("Clore");

            keys.press("c");
            assertThat(page.locator("#to")).isFocused();
            keys.press("Escape");
            assertThat(page.locator("#handing-over")).not().hasAttribute("open", "");

            keys.press("/");
            assertThat(page.locator("[name=q]")).isFocused();
            keys.press("Escape");
            keys.press("2");
            assertThat(page).hasURL(Pattern.compile(".*/desk\\?view=team$"));
            keys.press("3");
            assertThat(page).hasURL(Pattern.compile(".*/desk\\?view=promised$"));
            keys.press("4");
            assertThat(page).hasURL(Pattern.compile(".*/desk\\?view=team&state=asleep$"));
            assertThat(page.locator("#queue .tabs a[aria-current=page]")).containsText("En veille");
            keys.press("g");
            keys.press("r");
            assertThat(page).hasURL(Pattern.compile(".*/newsroom$"));
        }
    }

    @Test
    void theHeadsAreCalmAndNothingOfThemIsLost() {
        var brand = brands.tilleul();
        var question = mine(brand, "Deux lignes, une rangée");
        var session = brands.sessionOf(brand, "manager");
        for (var width : List.of(1440, 1100, 768, Browser.PHONE)) {
            try (var visit = browser.signedIn(session).wide(width).at(brand)) {
                visit.go(question.deskPath() + "?view=team");
                var page = visit.page();
                assertThat(rows(page, "#talk-head .gestures > *"))
                        .as("rows of tools at " + width)
                        .isEqualTo(1);
                if (width >= 1440) {
                    assertThat(rows(page, "#queue .tabs > a")).isEqualTo(1);
                    assertThat(rows(page, "#filters > *")).isEqualTo(1);
                    assertThat(page.locator(".top #sight")).containsText("Plus longue attente");
                }
                page.locator("#doing > summary").click();
                assertThat(page.locator("#doing")).containsText("Relier à une autre");
                page.locator("#linking > summary").click();
                assertThat(page.locator("#other")).isVisible();
                page.locator("#splitting > summary").click();
                assertThat(page.locator("#other")).isHidden();
                assertThat(page.locator(".take").first()).isVisible();
                visit.fits();
                visit.axe();
                page.keyboard().press("Escape");
                assertThat(page.locator("#doing > summary")).isFocused();
                assertThat(page.locator(".take").first()).isHidden();
                visit.go("/desk?view=team");
                if (width < 640) {
                    page.locator("button[popovertarget=filters]").click();
                }
                page.locator("#narrowing > summary").click();
                page.locator("#narrowing .within > summary")
                        .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("Langue"))
                        .click();
                visit.fits();
                visit.axe();
                page.locator("#narrowing a", new Page.LocatorOptions().setHasText("Français"))
                        .click();
                assertThat(page).hasURL(Pattern.compile(".*/desk\\?view=team&language=fr$"));
                assertThat(page.locator("#filters > .is-set")).containsText("Français");
            }
        }
    }

    @Test
    void ofTwoQuickClicksTheLastOneWins() {
        var brand = brands.tilleul();
        var slow = mine(brand, "Lente à venir");
        var quick = mine(brand, "Vite venue");
        try (var visit = browser.signedIn(brands.sessionOf(brand, "colleague")).at(brand)) {
            visit.go("/desk");
            var page = visit.page();
            page.route("**" + slow.deskPath(), route -> {
                page.waitForTimeout(900);
                route.resume();
            });
            // both in one turn, before the first has an answer
            page.evaluate(
                    "numbers => numbers.forEach(n => document.querySelector(`#queue [data-number='${n}']`).click())",
                    List.of(Long.toString(slow.number()), Long.toString(quick.number())));
            assertThat(page.locator("#talk-title")).hasText("Vite venue");
            page.waitForTimeout(1_200);
            assertThat(page.locator("#talk-title")).hasText("Vite venue");
            assertThat(page).hasURL(Pattern.compile(".*" + quick.deskPath() + "$"));

            page.evaluate(
                    "numbers => numbers.forEach(n => document.querySelector(`#queue [data-number='${n}']`).click())",
                    List.of(Long.toString(quick.number()), Long.toString(slow.number())));
            assertThat(page.locator("#queue .queue-item a[aria-current=true]"))
                    .hasAttribute("data-number", Long.toString(slow.number()));
            assertThat(page.locator("#talk-title")).hasText("Lente à venir");
            assertThat(page).hasURL(Pattern.compile(".*" + slow.deskPath() + "$"));
            page.unroute("**" + slow.deskPath());
        }
    }

    @Test
    void anAnswerThatComesLateTakesNobodyBack() {
        var brand = brands.tilleul();
        var left = mine(brand, "Quittée en envoyant");
        var other = mine(brand, "Ouverte entre-temps");
        try (var visit = browser.signedIn(brands.sessionOf(brand, "colleague")).at(brand)) {
            visit.go(left.deskPath());
            var page = visit.page();
            page.route("**" + left.deskPath() + "/messages", route -> {
                page.waitForTimeout(900);
                route.resume();
            });
            page.locator("#text").fill("Bonjour {client}, une place reste vide.");
            page.evaluate(
                    "number => { document.getElementById('composer').requestSubmit(); setTimeout(() => document.querySelector(`#queue [data-number='${number}']`).click(), 300); }",
                    Long.toString(other.number()));
            assertThat(page.locator("#talk-title")).hasText("Ouverte entre-temps");
            assertThat(page.locator("#composer > .notice")).containsText("n’est pas partie");
            assertThat(page.locator("#talk-title")).hasText("Ouverte entre-temps");
            page.locator("#composer > .notice a").click();
            assertThat(page.locator("#talk-title")).hasText("Quittée en envoyant");
            assertThat(page.locator("#text")).hasValue("Bonjour {client}, une place reste vide.");
            page.unroute("**" + left.deskPath() + "/messages");
        }
    }

    @Test
    void whatIsTypedWhileAConversationOpensIsForThatOne() {
        var brand = brands.tilleul();
        var here = mine(brand, "Encore sous les yeux");
        var next = mine(brand, "Ouverte au clavier");
        try (var visit = browser.signedIn(brands.sessionOf(brand, "colleague")).at(brand)) {
            visit.go(here.deskPath());
            var page = visit.page();
            page.route("**" + next.deskPath(), route -> {
                page.waitForTimeout(700);
                route.resume();
            });
            page.evaluate(
                    "number => document.querySelector(`#queue [data-number='${number}']`).click()",
                    Long.toString(next.number()));
            page.keyboard().press("n");
            page.keyboard().type("bien vu, merci");
            assertThat(page.locator("#talk-title")).hasText("Ouverte au clavier");
            assertThat(page.locator("#text")).hasValue("bien vu, merci");
            assertThat(page.locator("[name=to][value=note]")).isChecked();
            assertThat(page.locator("#text")).isFocused();
            page.unroute("**" + next.deskPath());
        }
    }

    @Test
    void anOlderListDoesNotReplaceANewerOne() {
        var brand = brands.tilleul();
        var question = mine(brand, "Une liste en retard");
        try (var visit = browser.signedIn(brands.sessionOf(brand, "colleague")).at(brand)) {
            visit.go(question.deskPath());
            var page = visit.page();
            page.evaluate("""
                    () => {
                      const real = window.fetch;
                      window.fetch = async (...asked) => {
                        const answer = await real(...asked);
                        if (!window.letIn && String(asked[0]).startsWith("/desk/queue"))
                          await new Promise((done) => (window.letIn = done));
                        return answer;
                      };
                    }""");
            var keys = page.keyboard();
            keys.press("n");
            keys.type("Une note.");
            keys.press("Control+Enter");
            page.waitForFunction("() => window.letIn");
            assertThat(page.locator("#text")).hasValue("");

            keys.press("Escape");
            keys.press("e");
            keys.type("Resserrez l’écrou.");
            keys.press("Control+Enter");
            assertThat(page.locator("#talk-head")).containsText("Réponse au départ");
            leaving.depart(brand, question.id());
            assertThat(page.locator("#talk-head")).containsText("En attente de la personne");
            page.waitForTimeout(1_000);
            page.evaluate("() => window.letIn()");
            page.waitForTimeout(1_000);
            assertThat(page.locator("#queue")).not().containsText("Une liste en retard");
        }
    }

    @Test
    void thePanesAreReachedInTurnAndPutAway() {
        var brand = brands.tilleul();
        var question = mine(brand, "Tous les volets");
        try (var visit = browser.signedIn(brands.sessionOf(brand, "colleague")).at(brand)) {
            visit.go(question.deskPath());
            var page = visit.page();
            for (var pane : List.of("#queue a[tabindex='0']", ".log-pane", "#text", "#context")) {
                page.keyboard().press("F6");
                assertThat(page.locator(pane)).isFocused();
            }
            page.keyboard().press("Shift+F6");
            assertThat(page.locator("#text")).isFocused();
            page.keyboard().press("Escape");
            page.keyboard().press("]");
            assertThat(page.locator("#context")).isHidden();
            page.keyboard().press("]");
            assertThat(page.locator("#context")).isVisible();
            page.keyboard().press("[");
            assertThat(page.locator("#queue")).isHidden();
        }
    }

    @Test
    void theKeysAreListedAndCanBeSwitchedOff() {
        var brand = brands.tilleul();
        mine(brand, "Sans touches");
        try (var visit = browser.signedIn(brands.sessionOf(brand, "colleague")).at(brand)) {
            visit.go("/desk");
            var page = visit.page();
            page.keyboard().press("?");
            assertThat(page.locator("#keys")).isVisible();
            visit.axe();
            page.locator("#single-keys").uncheck();
            page.keyboard().press("Escape");
            assertThat(page.locator("#keys")).isHidden();
            page.keyboard().press("2");
            page.keyboard().press("?");
            assertThat(page.locator("#keys")).isHidden();
            assertThat(page).hasURL(Pattern.compile(".*/desk$"));
        }
    }

    @Test
    void whatOthersDoAppearsAndWhatIsTypedStays() {
        var brand = brands.tilleul();
        var question = mine(brand, "À deux voix");
        try (var visit = browser.signedIn(brands.sessionOf(brand, "colleague")).at(brand)) {
            visit.go(question.deskPath());
            var page = visit.page();
            page.locator("#text").fill("Mon brouillon");

            answering.write(
                    brand,
                    question.id(),
                    brands.teammate(brand, "manager"),
                    new Answering.Words(Kind.SENT, Visibility.PUBLIC, "J’ai déjà répondu.", null, How.DESK, List.of()),
                    Instant.now());

            assertThat(page.locator("#log .message")).hasCount(2, new HasCountOptions().setTimeout(2_000));
            assertThat(page.locator("#log")).containsText("J’ai déjà répondu.");
            assertThat(page.locator("#composer .notice")).containsText("Manager de Maison Tilleul a écrit pendant");
            assertThat(page.locator("#text")).hasValue("Mon brouillon");
            assertThat(page.locator("#talk-head")).containsText("En attente de la personne");

            // without having looked, the house refuses to answer past it, and keeps the words
            page.keyboard().press("Control+Enter");
            assertThat(page.locator("#log .is-new")).containsText("J’ai déjà répondu.");
            assertThat(page.locator("#text")).hasValue("Mon brouillon");
            page.keyboard().press("Control+Enter");
            assertThat(page.locator("#log .message")).hasCount(3);
            assertThat(page.locator("#text")).hasValue("");
        }
    }

    @Test
    void whatIsDoneShowsAlthoughSomebodyElseDidSomethingMeanwhile() {
        var brand = brands.tilleul();
        var question = mine(brand, "Close en vif");
        try (var visit = browser.signedIn(brands.sessionOf(brand, "colleague"))
                .wide(1100)
                .at(brand)) {
            visit.go(question.deskPath());
            var page = visit.page();
            page.waitForResponse(response -> response.url().contains("/desk/queue"), () -> {});
            // a colleague writes while the answer is still to come
            page.route("**/desk/conversations/*/{closure,closure/removal,owner}", route -> {
                places.write(brand, question, Kind.NOTE, Visibility.PRIVATE, "Entre-temps.");
                page.waitForTimeout(800);
                // whatever takes the form away meanwhile, its answer finds its place
                page.evaluate("() => document.getElementById('turning').remove()");
                route.resume();
            });
            for (var words : List.of("Rouvrir", "Clore")) {
                page.evaluate("() => document.getElementById('turning').requestSubmit()");
                assertThat(page.locator("#talk-head #turning")).hasText(words);
                assertThat(page.locator("#context")).hasCount(1);
                assertThat(page.locator("#beside")).hasCount(0);
            }
            page.unroute("**/desk/conversations/*/{closure,closure/removal,owner}");
            page.locator("#handing-over summary").click();
            page.locator("#to")
                    .selectOption(new com.microsoft.playwright.options.SelectOption()
                            .setLabel("Manager de Maison Tilleul, métier de manager"));
            page.locator("#handing-over button.primary").click();
            assertThat(page.locator("#log")).containsText("Colleague a confié la conversation à Manager");
            assertThat(page.locator("#context")).containsText("Nina Test");
        }
    }

    @Test
    void whoeverReloadsOftenStillSeesWhatOthersDo() {
        var brand = brands.tilleul();
        var question = mine(brand, "Rechargée dix fois");
        try (var visit = browser.signedIn(brands.sessionOf(brand, "colleague")).at(brand)) {
            for (var i = 0; i < 12; i++) {
                visit.go(question.deskPath());
            }
            answering.write(
                    brand,
                    question.id(),
                    brands.teammate(brand, "manager"),
                    new Answering.Words(Kind.SENT, Visibility.PUBLIC, "Vu aussitôt.", null, How.DESK, List.of()),
                    Instant.now());
            assertThat(visit.page().locator("#log")).containsText("Vu aussitôt.");
        }
    }

    @Test
    void aNewQuestionComesIntoTheQueueByItself() {
        var brand = brands.tilleul();
        try (var visit = browser.signedIn(brands.sessionOf(brand, "manager")).at(brand)) {
            visit.go("/desk?view=team&sort=newest");
            var page = visit.page();
            page.waitForResponse(response -> response.url().contains("/desk/queue"), () -> {});
            brands.ask(brand, brands.member(brand, "Vive Test"), "Arrivée à l’instant", "Que faire ?");

            assertThat(page.locator("#queue")).containsText("Arrivée à l’instant");
        }
    }

    @Test
    void aDraftOutlivesAReloadAndAnotherConversation() {
        var brand = brands.tilleul();
        var question = mine(brand, "Brouillon gardé");
        var other = mine(brand, "Une autre entre-temps");
        try (var visit = browser.signedIn(brands.sessionOf(brand, "colleague")).at(brand)) {
            visit.go(question.deskPath());
            var page = visit.page();
            page.keyboard().press("m");
            page.keyboard().type("À suivre");
            page.locator("[data-number='" + other.number() + "']").first().click();
            assertThat(page.locator("#talk-title")).hasText("Une autre entre-temps");
            assertThat(page.locator("#text")).hasValue("");
            visit.go(question.deskPath());
            assertThat(page.locator("#text")).hasValue("À suivre");
            assertThat(page.locator("[name=to][value=private]")).isChecked();
        }
    }

    @Test
    void aChosenPictureIsThereAfterAReloadAndIsTakenOut() throws Exception {
        var brand = brands.tilleul();
        var question = mine(brand, "Une photo qui attend");
        var drawn = new java.io.ByteArrayOutputStream();
        javax.imageio.ImageIO.write(
                new java.awt.image.BufferedImage(24, 24, java.awt.image.BufferedImage.TYPE_INT_RGB), "png", drawn);
        for (var width : List.of(Browser.DESKTOP, Browser.PHONE)) {
            try (var visit = browser.signedIn(brands.sessionOf(brand, "colleague"))
                    .wide(width)
                    .at(brand)) {
                visit.go(question.deskPath());
                var page = visit.page();
                page.locator(".attach:not(.canned) > summary").click();
                assertThat(page.locator("#alts")).isHidden();
                page.locator("#pictures")
                        .setInputFiles(new com.microsoft.playwright.options.FilePayload(
                                "joint.png", "image/png", drawn.toByteArray()));
                var shows = page.locator("#kept .held input");
                assertThat(shows).isFocused();
                visit.fits();
                visit.axe();
                page.waitForResponse(
                        response -> response.url().endsWith("/drafts"),
                        () -> page.keyboard().type("Le joint, vu de face"));
                assertThat(shows).hasValue("Le joint, vu de face");
                page.waitForTimeout(1_500);
                visit.go(question.deskPath());
                assertThat(shows).hasValue("Le joint, vu de face");
                assertThat(page.locator("#text")).hasValue("");
                page.locator("[data-takes-out]").click();
                assertThat(shows).hasCount(0);
                visit.go(question.deskPath());
                assertThat(shows).hasCount(0);
            }
        }
    }

    @Test
    void withoutScriptsEverythingIsThereToo() {
        var brand = brands.tilleul();
        var question = mine(brand, "Sans script");
        try (var visit = browser.signedIn(brands.sessionOf(brand, "colleague"))
                .withoutJavaScript()
                .at(brand)) {
            visit.go("/desk");
            var page = visit.page();
            page.locator("[data-number='" + question.number() + "']").click();
            page.locator("#text").fill("Écrit sans script.");
            page.locator("#composer button.primary").click();
            assertThat(page.locator("#log")).containsText("Écrit sans script.");
            var other = mine(brand, "Reliée sans script");
            page.locator("#doing > summary").click();
            page.locator("#linking > summary").click();
            page.locator("#other").fill(Long.toString(other.number()));
            page.locator("#linking button").click();
            assertThat(page.locator(".linked")).containsText("Reliée sans script");
            page.locator("#handing-over summary").click();
            page.locator("#to")
                    .selectOption(new com.microsoft.playwright.options.SelectOption()
                            .setLabel("Manager de Maison Tilleul, métier de manager"));
            page.locator("#handing-over button").click();
            assertThat(page.locator("#log")).containsText("Colleague a confié la conversation à Manager");
            assertThat(page.locator("#composer")).containsText("confiée à Manager de Maison Tilleul");
        }
    }

    @Test
    void onAPhoneThereIsOnePaneAtATime() {
        var brand = brands.tilleul();
        var question = mine(brand, "Sur un téléphone");
        for (var visitor : List.of(
                browser.signedIn(brands.sessionOf(brand, "colleague")).onAPhone(),
                browser.signedIn(brands.sessionOf(brand, "colleague"))
                        .onAPhone()
                        .inTheDark())) {
            try (var visit = visitor.at(brand)) {
                visit.go("/desk");
                var page = visit.page();
                visit.fits();
                visit.axe();
                assertThat(page.locator("#talk")).isHidden();
                assertThat(page.locator("nav.rail")).containsText("La place");
                page.locator("[data-number='" + question.number() + "']").click();
                assertThat(page.locator("#talk")).isVisible();
                assertThat(page.locator("#queue")).isHidden();
                visit.fits();
                visit.axe();
                page.locator("button.to-context.phone-only").click();
                assertThat(page.locator("#context")).containsText("Ses identités");
                visit.axe();
                page.locator("#context .shut button").click();
                page.locator("a.back").click();
                assertThat(page.locator("#queue")).isVisible();
            }
        }
    }

    /** A question that waits for the colleague. */
    private Conversation mine(Brand brand, String subject) {
        var question = brands.ask(brand, brands.member(brand, "Nina Test"), subject, "Que faire ?");
        var manager = brands.teammate(brand, "manager");
        handingOver.handOver(
                brand,
                question.id(),
                manager,
                brands.teammate(brand, "colleague").id(),
                null,
                How.DESK,
                Instant.now());
        return question;
    }

    /** In how many rows those lie that are to be seen: whoever begins below the end of another is in a next one. */
    private static int rows(Page page, String selector) {
        return (int) page.evaluate("""
                selector => {
                  let rows = 0;
                  let end = -1;
                  for (const one of [...document.querySelectorAll(selector)].filter((e) => e.checkVisibility()).map((e) => e.getBoundingClientRect())) {
                    if (one.height === 0 || one.top < end) continue;
                    rows++;
                    end = one.bottom;
                  }
                  return rows;
                }""", selector);
    }

    private static Object focused(Page page) {
        return page.evaluate("() => document.activeElement.dataset.number");
    }
}
