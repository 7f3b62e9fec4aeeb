package parvis.provider;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.WebUtils;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.person.Account;
import parvis.person.Secrets;
import parvis.person.SessionCookie;
import parvis.person.Visitor;
import parvis.provider.ComingIn.Outcome;
import parvis.provider.Passages.Passage;
import parvis.web.NotAllowed;
import parvis.web.RateLimits;
import parvis.web.Redirects;

/** The way to the identity provider and back. Links lead there, not forms: those may lead to this site only. */
@Controller
class ProviderController {
    static final String RETURN = "/signin/provider/return";
    private static final String COOKIE = "passage";

    private final ComingIn coming;
    private final RateLimits limits;
    private final Clock clock;

    ProviderController(ComingIn coming, RateLimits limits, Clock clock) {
        this.coming = coming;
        this.limits = limits;
        this.clock = clock;
    }

    @GetMapping("/signin/provider")
    String go(
            Brand brand,
            Visitor visitor,
            @RequestParam(defaultValue = "/") String back,
            HttpServletRequest request,
            HttpServletResponse response) {
        return there(brand, visitor, Redirects.local(back), null, request, response);
    }

    /** All the way there and back, and nobody comes in. */
    @GetMapping("/settings/provider/trial")
    String tryIt(Brand brand, Visitor visitor, HttpServletRequest request, HttpServletResponse response) {
        var self = visitor.account();
        if (self == null || !visitor.may(Permission.SET_HOUSE)) {
            throw new NotAllowed();
        }
        return there(brand, visitor, "/settings/provider", self, request, response);
    }

    @GetMapping(RETURN)
    String come(
            Brand brand,
            Visitor visitor,
            @RequestParam Map<String, String> answer,
            HttpServletRequest request,
            HttpServletResponse response) {
        limits.require("provider.return", visitor.address(), 60, Duration.ofMinutes(10));
        var cookie = WebUtils.getCookie(request, COOKIE);
        response.addCookie(cookie("", 0, request));
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
        var agent = Objects.requireNonNullElse(request.getHeader("User-Agent"), "");
        var outcome = coming.end(
                brand,
                answer,
                cookie == null ? "" : cookie.getValue(),
                returning(request),
                agent,
                visitor,
                clock.instant());
        return switch (outcome) {
            case Outcome.In(var session, var back) -> {
                SessionCookie.set(request, response, session);
                // whoever shows more than this is asked there, and led on
                yield "redirect:/signin/second?back=" + encoded(back);
            }
            case Outcome.Tried() -> "redirect:/settings/provider?tried=well";
            case Outcome.Not(var trouble, var trial, var back) -> refused(trouble, trial, back);
        };
    }

    private String there(
            Brand brand,
            Visitor visitor,
            String back,
            @Nullable Account tries,
            HttpServletRequest request,
            HttpServletResponse response) {
        limits.require("provider.go", visitor.address(), 60, Duration.ofMinutes(10));
        response.setHeader("Cache-Control", "no-store");
        UUID triedBy = tries == null ? null : tries.id();
        var passage = new Passage(new Nonce(), new CodeVerifier(), back, triedBy);
        var browser = Secrets.next();
        try {
            var there = coming.begin(brand, passage, browser, returning(request), clock.instant());
            response.addCookie(cookie(browser, (int) Passages.VALID.toSeconds(), request));
            return "redirect:" + there;
        } catch (Stopped stopped) {
            return refused(stopped.trouble(), tries != null, back);
        }
    }

    private static String refused(Trouble trouble, boolean trial, String back) {
        return trial
                ? "redirect:/settings/provider?tried=" + trouble.word()
                : "redirect:/signin?provider=" + trouble.word() + "&back=" + encoded(back);
    }

    /** Where the provider is told to send people back: it knows this address, or refuses. */
    static URI returning(HttpServletRequest request) {
        var port = request.getServerPort();
        var usual = port == (request.isSecure() ? 443 : 80);
        return URI.create(request.getScheme() + "://"
                + request.getServerName().toLowerCase(java.util.Locale.ROOT)
                + (usual ? "" : ":" + port)
                + RETURN);
    }

    /** Sent when the provider sends the browser back, which another site's link does too. */
    private static Cookie cookie(String value, int seconds, HttpServletRequest request) {
        var cookie = new Cookie(COOKIE, value);
        cookie.setPath("/signin/provider");
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure());
        cookie.setMaxAge(seconds);
        cookie.setAttribute("SameSite", "Lax");
        return cookie;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
