package parvis.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;
import parvis.brand.Brands;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.web.Languages;
import parvis.web.Problem.Kind;
import parvis.web.RateLimits;

/** Lets in who brings a valid key (RFC 6750) and has not called too often; everybody else is told why not. */
class KeyFilter extends OncePerRequestFilter {
    static final String DESCRIPTION = "/api/v1/openapi.json";

    private final Keys keys;
    private final Brands brands;
    private final Team team;
    private final RateLimits limits;
    private final Problems problems;

    KeyFilter(Keys keys, Brands brands, Team team, RateLimits limits, Problems problems) {
        this.keys = keys;
        this.brands = brands;
        this.team = team;
        this.limits = limits;
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
            var key = bearer(request).flatMap(keys::find).orElseThrow(() -> Refusal.of(Kind.UNAUTHORIZED));
            var teammate = team.byId(key.brand(), key.teammate().value())
                    .filter(Teammate::active)
                    .orElseThrow(() -> Refusal.of(Kind.UNAUTHORIZED));
            var brand = brands.require(key.brand());
            request.setAttribute(Languages.HOUSE, brand.language());
            limits.require("api", key.id().toString(), key.quotaPerMinute(), Duration.ofMinutes(1));
            request.setAttribute(Caller.ATTRIBUTE, new Caller(brand, teammate, key.id(), key.scopes()));
        } catch (Refusal | RateLimits.TooMany | DataAccessException | TransactionException refused) {
            problems.answer(request, response, refused);
            return;
        }
        response.setHeader("Cache-Control", "no-store");
        chain.doFilter(request, response);
    }

    private static Optional<String> bearer(HttpServletRequest request) {
        var header = request.getHeader("Authorization");
        return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
                ? Optional.of(header.substring(7).strip())
                : Optional.empty();
    }
}
