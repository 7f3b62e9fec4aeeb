package parvis.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what another site makes a browser send, without a token in the page: pages that everybody reads are the same for
 * everybody.
 *
 * <p>By Fetch Metadata (W3C): an unsafe request must say it comes from this origin. Where a browser does not say, its
 * {@code Origin} must be this host. A client that sends neither is no browser and carries nobody's cookies.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class OriginGuard extends OncePerRequestFilter {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    /**
     * The API reads no cookie: there is nothing of a browser's that another site could use. Nor is there behind a letter's link,
     * which a mail program presses for its reader from wherever it is.
     */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getRequestURI();
        return path.startsWith("/api/") || path.startsWith("/letters/stop/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SAFE.contains(request.getMethod()) || fromHere(request)) {
            chain.doFilter(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_FORBIDDEN, "another origin");
        }
    }

    private static boolean fromHere(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin") || site.equals("none");
        }
        var origin = request.getHeader("Origin");
        if (origin == null) {
            return true;
        }
        try {
            var from = URI.create(origin);
            return String.valueOf(from.getAuthority()).equalsIgnoreCase(request.getHeader("Host"))
                    || isForwardedHost(from, request);
        } catch (IllegalArgumentException notAnOrigin) {
            return false;
        }
    }

    /** A trusted proxy may ask under a name of its own and tell the one that the browser knows. */
    private static boolean isForwardedHost(URI from, HttpServletRequest request) {
        var port = from.getPort() < 0 ? "https".equals(from.getScheme()) ? 443 : 80 : from.getPort();
        return request.getServerName().equalsIgnoreCase(from.getHost())
                && request.getScheme().equals(from.getScheme())
                && request.getServerPort() == port;
    }
}
