package parvis.api;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;
import parvis.brand.Brands;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.web.Languages;
import parvis.web.Problem.Kind;
import parvis.web.RateLimits;

/** Who a request of the API is from: whoever brings a valid key (RFC 6750) and has not called too often. */
@Component
class Entrance {
    private final Keys keys;
    private final Brands brands;
    private final Team team;
    private final RateLimits limits;

    Entrance(Keys keys, Brands brands, Team team, RateLimits limits) {
        this.keys = keys;
        this.brands = brands;
        this.team = team;
        this.limits = limits;
    }

    /** @throws Refusal and {@link RateLimits.TooMany} */
    Caller caller(HttpServletRequest request) {
        var key = bearer(request).flatMap(keys::find).orElseThrow(() -> Refusal.of(Kind.UNAUTHORIZED));
        var teammate = team.byId(key.brand(), key.teammate().value())
                .filter(Teammate::active)
                .orElseThrow(() -> Refusal.of(Kind.UNAUTHORIZED));
        var brand = brands.require(key.brand());
        request.setAttribute(Languages.HOUSE, brand.language());
        limits.require("api", key.id().toString(), key.quotaPerMinute(), Duration.ofMinutes(1));
        return new Caller(brand, teammate, key.id(), key.scopes());
    }

    private static Optional<String> bearer(HttpServletRequest request) {
        var header = request.getHeader("Authorization");
        return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
                ? Optional.of(header.substring(7).strip())
                : Optional.empty();
    }
}
