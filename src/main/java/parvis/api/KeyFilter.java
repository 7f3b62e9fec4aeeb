package parvis.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;
import parvis.web.RateLimits;

/** Lets in whom the {@link Entrance} knows; everybody else is told why not. */
class KeyFilter extends OncePerRequestFilter {
    static final String DESCRIPTION = "/api/v1/openapi.json";

    private final Entrance entrance;
    private final Problems problems;

    KeyFilter(Entrance entrance, Problems problems) {
        this.entrance = entrance;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().equals(DESCRIPTION);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            request.setAttribute(Caller.ATTRIBUTE, entrance.caller(request));
        } catch (Refusal | RateLimits.TooMany | DataAccessException | TransactionException refused) {
            problems.answer(request, response, refused);
            return;
        }
        response.setHeader("Cache-Control", "no-store");
        chain.doFilter(request, response);
    }
}
