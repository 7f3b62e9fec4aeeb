package parvis.square;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.web.util.WebUtils;
import parvis.person.Secrets;

/** Tells readers who are not signed in from each other once they have said whether something helped, and never before. */
final class ReaderCookie {
    static final String NAME = "reader";
    private static final int A_YEAR = 365 * 24 * 3600;
    private static final int LENGTH = 43;

    private ReaderCookie() {}

    /** The hash of the reader's value, as ratings keep it. */
    static Optional<byte[]> of(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, NAME))
                .map(Cookie::getValue)
                .filter(value -> value.length() == LENGTH)
                .map(Secrets::hash);
    }

    static byte[] ofOrNew(HttpServletRequest request, HttpServletResponse response) {
        return of(request).orElseGet(() -> {
            var value = Secrets.next();
            var cookie = new Cookie(NAME, value);
            cookie.setPath("/");
            cookie.setHttpOnly(true);
            cookie.setSecure(request.isSecure());
            cookie.setMaxAge(A_YEAR);
            cookie.setAttribute("SameSite", "Lax");
            response.addCookie(cookie);
            return Secrets.hash(value);
        });
    }
}
