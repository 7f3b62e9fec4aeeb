package parvis.brand;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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
        var brand = brands.ofHost(request.getServerName());
        if (brand.isEmpty()) {
            response.sendRedirect("/setup");
            return;
        }
        request.setAttribute(BRAND, brand.get());
        request.setAttribute(Languages.HOUSE, brand.get().language());
        chain.doFilter(request, response);
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return true;
    }
}
