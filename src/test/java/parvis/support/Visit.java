package parvis.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One window of one visitor. Everything that a page complains about is kept: errors of scripts, what the content security
 * policy stopped, files that are missing; {@link #close} fails on any.
 */
public final class Visit implements AutoCloseable {
    /** Answers to what somebody typed: the page shows them, nothing is broken. */
    private static final Set<Integer> SAID_NO = Set.of(409, 422);

    /** Complaints come after what caused them. */
    private static final int A_MOMENT = 50;

    private final String address;
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    Visit(Browser.Visitor visitor, String address) {
        this.address = address;
        this.context = Chromium.browser()
                .newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                        .setViewportSize(visitor.width(), visitor.width() < 640 ? 844 : 900)
                        .setHasTouch(visitor.width() < 640)
                        .setColorScheme(visitor.theme())
                        // a colour on its way from one theme to the other has the contrast of neither
                        .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE)
                        .setLocale(visitor.language().equals("en") ? "en-GB" : "fr-FR")
                        .setTimezoneId(visitor.zone())
                        .setJavaScriptEnabled(visitor.javaScript()));
        context.setDefaultTimeout(20_000);
        PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
        if (visitor.session() != null) {
            context.addCookies(List.of(new Cookie("session", visitor.session()).setUrl(address)));
        }
        page = context.newPage();
        page.onConsoleMessage(this::heard);
        page.onPageError(error -> complaints.add("script: " + error));
        page.onResponse(this::answered);
    }

    /** Goes to a page of the brand and waits until it is loaded. */
    public Response go(String path) {
        return page.navigate(address + path);
    }

    /** Goes to a page; tells the bytes of everything that came for it over the wire, but pictures, by its address. */
    public Map<String, Long> weigh(String path) {
        var finished = new ArrayList<Request>();
        page.onRequestFinished(finished::add);
        go(path);
        page.evaluate("document.fonts.ready.then(() => true)");
        page.waitForTimeout(A_MOMENT);
        var bytes = new LinkedHashMap<String, Long>();
        for (var request : List.copyOf(finished)) {
            if (!request.resourceType().equals("image")) {
                var sizes = request.sizes();
                bytes.merge(
                        request.url().substring(address.length()),
                        (long) sizes.responseHeadersSize + sizes.responseBodySize,
                        Long::sum);
            }
        }
        return bytes;
    }

    public Page page() {
        return page;
    }

    public String address() {
        return address;
    }

    /** Everything that can be read on the page. */
    public String text() {
        return page.locator("body").innerText();
    }

    /** Path and query of where the visitor is. */
    public String path() {
        return page.url().substring(address.length());
    }

    /** Turns the light on or off, and the window into another, while the page stays. */
    public void change(ColorScheme theme, int width) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
        page.setViewportSize(width, page.viewportSize().height);
    }

    /** Fails when axe-core finds anything that keeps somebody out. */
    public void axe() {
        assertThat(new AxeBuilder(page)
                        .setLegacyMode(true).analyze().getViolations().stream()
                                .map(Visit::told)
                                .toList())
                .as("what axe finds at %s", path())
                .isEmpty();
    }

    /** Fails when the page is wider than its window. */
    public void fits() {
        var beyond = page.evaluate("""
                () => document.documentElement.scrollWidth > document.documentElement.clientWidth
                    ? [...document.querySelectorAll('body *')]
                        .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
                        .slice(0, 5).map(e => e.outerHTML.slice(0, 160))
                    : []
                """);
        assertThat((List<?>) beyond).as("what stands out at %s", path()).isEmpty();
    }

    /** What the pages complained about so far. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public void close() {
        page.waitForTimeout(A_MOMENT);
        context.close();
        assertThat(complaints).as("what the browser complains about").isEmpty();
    }

    private void heard(ConsoleMessage message) {
        // That a file is missing is told by its answer, which also says whether it is one.
        if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
            complaints.add("console: " + message.text() + " (" + message.location() + ")");
        }
    }

    private void answered(Response response) {
        var status = response.status();
        if (status >= 500
                || (status >= 400
                        && !SAID_NO.contains(status)
                        && !response.request().isNavigationRequest())) {
            complaints.add(status + " " + response.url());
        }
    }

    private static String told(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + "\n"
                + rule.getNodes().stream().map(CheckedNode::getHtml).collect(Collectors.joining("\n"));
    }
}
