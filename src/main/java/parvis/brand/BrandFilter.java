package parvis.brand;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import parvis.web.Languages;

/** Finds the brand that a request is for, by its host. Before the first brand there is only its making. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class BrandFilter extends OncePerRequestFilter {
    static final String BRAND = "parvis.brand";

    private final Brands brands;

    BrandFilter(Brands brands) {
        this.brands = brands;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getRequestURI();
        return path.startsWith("/assets/")
                || path.equals("/health")
                || path.equals("/metrics")
                || path.startsWith("/setup")
                // there the key tells the brand, whatever the host
                || path.startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var elsewhere = elsewhere(request);
        if (elsewhere != null) {
            response.setStatus(308); // as 301, and what is asked stays as it is (RFC 9110, 15.4.9)
            response.setHeader("Location", elsewhere);
            return;
        }
        var brand = brands.ofHost(request.getServerName());
        if (brand.isEmpty()) {
            response.sendRedirect("/setup");
            return;
        }
        request.setAttribute(BRAND, brand.get());
        request.setAttribute(Languages.HOUSE, brand.get().language());
        chain.doFilter(request, response);
    }

    /** What is read is read at the brand's own host; forms and letters' buttons are taken wherever they come. */
    private @Nullable String elsewhere(HttpServletRequest request) {
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")
                || request.getRequestURI().startsWith("/.well-known/")) {
            return null;
        }
        var main = brands.leadsTo(request.getServerName());
        if (main.isEmpty()) {
            return null;
        }
        var port = request.getServerPort();
        var query = request.getQueryString();
        return request.getScheme() + "://" + main.get()
                + (port == (request.isSecure() ? 443 : 80) ? "" : ":" + port)
                + request.getRequestURI()
                + (query == null ? "" : "?" + query);
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return true;
    }
}
