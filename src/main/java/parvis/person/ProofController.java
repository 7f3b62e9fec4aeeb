package parvis.person;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import parvis.brand.Brand;
import parvis.web.Missing;
import parvis.web.RateLimits;
import parvis.web.Redirects;
import parvis.web.Shell;

/** Somebody shows that it is still them, and goes on with what they were about to do. */
@Controller
class ProofController {
    private final Proving proving;
    private final ProofView view;
    private final Passkeys passkeys;
    private final SecondFactor factor;
    private final RateLimits limits;
    private final Clock clock;

    ProofController(
            Proving proving, ProofView view, Passkeys passkeys, SecondFactor factor, RateLimits limits, Clock clock) {
        this.proving = proving;
        this.view = view;
        this.passkeys = passkeys;
        this.factor = factor;
        this.limits = limits;
        this.clock = clock;
    }

    @PostMapping("/account/proof/options")
    @ResponseBody
    Map<String, Object> challenge(HttpServletRequest request) {
        var session = session(request);
        limits.require("passkey.ask", session.account().id().toString(), 60, Duration.ofMinutes(10));
        return passkeys.ask(Challenges.Purpose.PROVE, session.account().id(), Site.of(request), clock.instant());
    }

    /** A number by mail, for whoever has nothing else. */
    @PostMapping("/account/proof/code")
    String send(
            Brand brand,
            Shell shell,
            @RequestParam(defaultValue = "/") String to,
            @RequestParam(defaultValue = "") String posts,
            HttpServletRequest request,
            Model model) {
        var session = session(request);
        if (factor.mailSuffices(brand, session)) {
            limits.require("proof.code", session.account().id().toString(), 5, Duration.ofMinutes(30));
            proving.send(brand, session, shell.language(), clock.instant());
        }
        return show(brand, to, posts.equals("yes"), session, true, null, request, model);
    }

    @PostMapping("/account/proof")
    String prove(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @RequestParam(defaultValue = "/") String to,
            @RequestParam(defaultValue = "") String posts,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String credential,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var session = session(request);
        limits.require("proof.try", session.account().id().toString(), 20, Duration.ofMinutes(15));
        var now = clock.instant();
        var shown = credential.isEmpty()
                ? proving.byCode(brand, session, visitor, code, now)
                : proving.byPasskey(brand, session, visitor, Site.of(request), credential, now);
        if (!shown) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(brand, to, posts.equals("yes"), session, true, shell.t("proof.wrong"), request, model);
        }
        if (!posts.equals("yes")) {
            return "redirect:" + Redirects.local(to);
        }
        model.addAttribute("to", Redirects.local(to));
        model.addAttribute("typed", ProofView.typed(request, ProofView.TYPED));
        return "person/proved";
    }

    private String show(
            Brand brand,
            String to,
            boolean posts,
            Sessions.Session session,
            boolean sent,
            @Nullable String trouble,
            HttpServletRequest request,
            Model model) {
        model.addAttribute("page", view.again(brand, to, posts, request, session, sent, trouble));
        return "person/proof";
    }

    private static Sessions.Session session(HttpServletRequest request) {
        return SessionFilter.session(request).orElseThrow(Missing::new);
    }
}
