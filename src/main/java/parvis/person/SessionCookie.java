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

    /** Whether the session opens the house of this page and no other. */
    public static boolean isForOneHouse(HttpServletRequest request) {
        return SessionFilter.session(request)
                .filter(session -> session.onlyAt() != null)
                .isPresent();
    }

    /** @param token as {@link SignIn#enter} gave it */
    public static void set(HttpServletRequest request, HttpServletResponse response, String token) {
        SessionFilter.remember(request, response, token);
    }
}
