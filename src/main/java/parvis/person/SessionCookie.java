package parvis.person;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** The cookie by which a browser is known again. */
public final class SessionCookie {
    private SessionCookie() {}

    /** @param token as {@link SignIn#enter} gave it */
    public static void set(HttpServletRequest request, HttpServletResponse response, String token) {
        SessionFilter.remember(request, response, token);
    }
}
