package parvis.support;

import com.microsoft.playwright.options.ColorScheme;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;

/** Visits to a brand's pages with a real browser; the hosts of the test brands end in .localhost, which chromium knows. */
@Component
@Lazy
public class Browser {
    public static final int PHONE = 390;
    public static final int DESKTOP = 1440;

    private final Environment environment;

    Browser(Environment environment) {
        this.environment = environment;
    }

    /** A visitor at a desktop, whom nobody knows, who reads French by daylight. */
    public Visitor reader() {
        return new Visitor(this, null, "fr", ColorScheme.LIGHT, DESKTOP, true, "Europe/Paris");
    }

    /** The same, signed in. */
    public Visitor signedIn(String session) {
        return reader().as(session);
    }

    public String address(Brand brand) {
        return "http://" + brand.hosts().getFirst() + ":" + environment.getRequiredProperty("local.server.port");
    }

    /** Who visits, with what. */
    public record Visitor(
            Browser browser,
            @Nullable String session,
            String language,
            ColorScheme theme,
            int width,
            boolean javaScript,
            String zone) {

        public Visitor as(@Nullable String token) {
            return new Visitor(browser, token, language, theme, width, javaScript, zone);
        }

        public Visitor reading(String other) {
            return new Visitor(browser, session, other, theme, width, javaScript, zone);
        }

        public Visitor inTheDark() {
            return new Visitor(browser, session, language, ColorScheme.DARK, width, javaScript, zone);
        }

        public Visitor wide(int pixels) {
            return new Visitor(browser, session, language, theme, pixels, javaScript, zone);
        }

        public Visitor onAPhone() {
            return wide(PHONE);
        }

        public Visitor withoutJavaScript() {
            return new Visitor(browser, session, language, theme, width, false, zone);
        }

        /** With a clock that goes as it does there, such as "America/New_York"; else it goes as in Paris. */
        public Visitor living(String there) {
            return new Visitor(browser, session, language, theme, width, javaScript, there);
        }

        /** Opens a window of their own at this brand; closing it fails when the page complained meanwhile. */
        public Visit at(Brand brand) {
            return new Visit(this, browser.address(brand));
        }
    }
}
