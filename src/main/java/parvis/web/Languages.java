package parvis.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;

/** French or English: as chosen on the page (a cookie), else as the browser asks, else as the brand speaks. */
@Component("localeResolver")
public class Languages implements LocaleResolver {
    public static final String COOKIE = "language";

    /** A request attribute: the language of the brand. */
    public static final String HOUSE = "parvis.language";

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        var chosen = WebUtils.getCookie(request, COOKIE);
        var fromCookie = chosen == null ? null : known(chosen.getValue());
        if (fromCookie != null) {
            return fromCookie;
        }
        return asked(request);
    }

    /** The same without the cookie: for programs, whose only wish is in the request itself. */
    public static Locale asked(HttpServletRequest request) {
        if (request.getHeader("Accept-Language") != null) {
            for (var asked : java.util.Collections.list(request.getLocales())) {
                var found = known(asked.getLanguage());
                if (found != null) {
                    return found;
                }
            }
        }
        return request.getAttribute(HOUSE) instanceof String house && house.equals("en") ? Locale.UK : Locale.FRANCE;
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        if (response == null || locale == null) {
            return;
        }
        var cookie = new Cookie(COOKIE, locale.getLanguage());
        cookie.setPath("/");
        cookie.setMaxAge(365 * 24 * 3600);
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure());
        cookie.setAttribute("SameSite", "Lax");
        response.addCookie(cookie);
    }

    private static @Nullable Locale known(String language) {
        return switch (language) {
            case "fr" -> Locale.FRANCE;
            case "en" -> Locale.UK;
            default -> null;
        };
    }
}
