package parvis.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A watchman who sleeps is worse than none: what the browser is trusted to notice, it notices. */
@BrowserTest
class BrowserItselfTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Browser browser;

    @Test
    void aPageThatComplainsFailsItsVisit() {
        var visit = browser.reader().at(brands.tilleul());
        visit.go("/questions");
        visit.page().evaluate("() => { console.error('the page complains') }");
        assertThatThrownBy(visit::close).hasMessageContaining("the page complains");
    }

    @Test
    void whatThePolicyStopsIsAComplaint() {
        var visit = browser.reader().at(brands.tilleul());
        visit.go("/questions");
        visit.page().evaluate("() => { document.querySelector('main').setAttribute('style', 'color: red') }");
        assertThatThrownBy(visit::close).hasMessageContaining("Content Security Policy");
    }

    @Test
    void whatKeepsSomebodyOutIsFoundThoughThePolicyForbidsForeignScripts() {
        try (var visit = browser.reader().at(brands.tilleul())) {
            visit.go("/questions");
            visit.page()
                    .evaluate(
                            "() => { document.querySelector('main').innerHTML = '<img src=\"data:image/gif;base64,R0lGODlhAQABAAAAACw=\">' }");
            assertThatThrownBy(visit::axe).hasMessageContaining("image-alt");
        }
    }

    @Test
    void theVisitorsThemeWindowAndSessionAreTheirs() {
        var session = brands.sessionOf(brands.tilleul(), "owner");
        try (var visit = browser.signedIn(session).inTheDark().onAPhone().at(brands.tilleul())) {
            visit.go("/questions");
            assertThat(visit.page().evaluate("() => matchMedia('(prefers-color-scheme: dark)').matches"))
                    .isEqualTo(true);
            assertThat(visit.page().evaluate("() => innerWidth")).isEqualTo(Browser.PHONE);
            assertThat(visit.page().context().cookies()).anyMatch(cookie -> cookie.value.equals(session));
        }
    }
}
