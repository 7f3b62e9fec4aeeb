package parvis.person;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HexFormat;
import java.util.Optional;

/** The cookie by which a browser is known again. */
public final class SessionCookie {
    private SessionCookie() {}

    /** What tells this session from others without being its secret. */
    public static Optional<String> fingerprint(HttpServletRequest request) {
        return SessionFilter.token(request).map(token -> HexFormat.of().formatHex(Secrets.hash(token)));
    }

    /** @param token as {@link SignIn#enter} gave it */
    public static void set(HttpServletRequest request, HttpServletResponse response, String token) {
        SessionFilter.remember(request, response, token);
    }
}
