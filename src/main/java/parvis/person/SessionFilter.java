package parvis.person;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Optional;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;
import parvis.brand.Brand;
import parvis.brand.BrandArgument;
import parvis.brand.Brands;
import parvis.brand.Permission;
import parvis.brand.Role;
import parvis.brand.Team;
import parvis.ledger.How;

/** Tells who makes the request from the cookie of their session; a request without one touches no database. */
class SessionFilter extends OncePerRequestFilter {
    static final String COOKIE = "session";
    static final String VISITOR = "parvis.visitor";
    static final String SESSION = "parvis.session";
    static final String WAITING = "parvis.waiting";

    private final Sessions sessions;
    private final Team team;
    private final Members members;
    private final Brands brands;
    private final Clock clock;

    SessionFilter(Sessions sessions, Team team, Members members, Brands brands, Clock clock) {
        this.sessions = sessions;
        this.team = team;
        this.members = members;
        this.brands = brands;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var visitor = BrandArgument.of(request)
                .flatMap(brand -> signedIn(request, brand))
                .orElseGet(() -> reader(request));
        request.setAttribute(VISITOR, visitor);
        if (visitor.isSignedIn()) {
            // A page that shows who is there must not be shown to the next person at this browser.
            response.setHeader("Cache-Control", "no-store");
            var authorities = new ArrayList<SimpleGrantedAuthority>();
            for (var permission : Permission.values()) {
                if (visitor.may(permission)) {
                    authorities.add(new SimpleGrantedAuthority(permission.name()));
                }
            }
            SecurityContextHolder.getContext()
                    .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(visitor, null, authorities));
        }
        chain.doFilter(request, response);
    }

    static void remember(HttpServletRequest request, HttpServletResponse response, String token) {
        response.addCookie(cookie(request, token, (int) Sessions.UNUSED.toSeconds()));
    }

    static void forget(HttpServletRequest request, HttpServletResponse response) {
        response.addCookie(cookie(request, "", 0));
    }

    static Optional<String> token(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, COOKIE))
                .map(Cookie::getValue)
                .filter(value -> value.length() == 43);
    }

    /** Of whoever makes the request; empty for a reader whom we do not know. */
    static Optional<Sessions.Session> session(HttpServletRequest request) {
        return Optional.ofNullable((Sessions.Session) request.getAttribute(SESSION));
    }

    /** Of somebody who is to show more than a link first, and is not signed in until then. */
    static Optional<Sessions.Session> waiting(HttpServletRequest request) {
        return Optional.ofNullable((Sessions.Session) request.getAttribute(WAITING));
    }

    private Optional<Visitor> signedIn(HttpServletRequest request, Brand brand) {
        return token(request)
                .flatMap(token -> sessions.find(token, clock.instant()))
                .filter(session -> session.opens(brand))
                .filter(session -> mayEnter(session, brand, request))
                .map(session -> {
                    request.setAttribute(SESSION, session);
                    var account = session.account();
                    var teammate = team.byAccount(brand.id(), account.id()).orElse(null);
                    var person =
                            teammate != null ? null : members.of(brand.id(), account, session.how(), clock.instant());
                    return new Visitor(account, person, teammate, session.how(), request.getRemoteAddr());
                });
    }

    private boolean mayEnter(Sessions.Session session, Brand brand, HttpServletRequest request) {
        if (!waits(session, brand)) {
            return true;
        }
        // another node may have heard the second factor
        var now = sessions.again(session).orElse(session);
        if (now.strong()) {
            return true;
        }
        request.setAttribute(WAITING, now);
        return false;
    }

    /** Whether more than a link is to be shown here first. */
    boolean waits(Sessions.Session session, Brand brand) {
        return !session.strong() && session.needsMore(owns(session, brand), Site.of(brand, brands));
    }

    private boolean owns(Sessions.Session session, Brand brand) {
        return team.byAccount(brand.id(), session.account().id())
                .filter(teammate -> teammate.role() == Role.OWNER)
                .isPresent();
    }

    private static Visitor reader(HttpServletRequest request) {
        return new Visitor(null, null, null, How.DIRECT, request.getRemoteAddr());
    }

    private static Cookie cookie(HttpServletRequest request, String value, int seconds) {
        var cookie = new Cookie(COOKIE, value);
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure());
        cookie.setMaxAge(seconds);
        cookie.setAttribute("SameSite", "Lax");
        return cookie;
    }
}
