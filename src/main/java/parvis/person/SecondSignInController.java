package parvis.person;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import parvis.brand.Brand;
import parvis.web.RateLimits;
import parvis.web.Redirects;
import parvis.web.Shell;

/** The second step of signing in, for whoever shows more than a link. Until then nobody is signed in. */
@Controller
class SecondSignInController {
    private final Proving proving;
    private final Passkeys passkeys;
    private final RateLimits limits;
    private final Clock clock;

    SecondSignInController(Proving proving, Passkeys passkeys, RateLimits limits, Clock clock) {
        this.proving = proving;
        this.passkeys = passkeys;
        this.limits = limits;
        this.clock = clock;
    }

    @GetMapping("/signin/second")
    String ask(@RequestParam(defaultValue = "/") String back, HttpServletRequest request, Model model) {
        var waiting = SessionFilter.waiting(request);
        return waiting.isEmpty() ? "redirect:" + Redirects.local(back) : form(waiting.get(), back, "", request, model);
    }

    @PostMapping("/signin/second/options")
    @ResponseBody
    Map<String, Object> challenge(HttpServletRequest request) {
        var session = SessionFilter.waiting(request).orElseThrow(parvis.web.Missing::new);
        limits.require("passkey.ask", session.account().id().toString(), 60, Duration.ofMinutes(10));
        return passkeys.ask(Challenges.Purpose.PROVE, session.account().id(), Site.of(request), clock.instant());
    }

    @PostMapping("/signin/second")
    String enter(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @RequestParam(defaultValue = "/") String back,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String credential,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var waiting = SessionFilter.waiting(request);
        if (waiting.isEmpty()) {
            return "redirect:" + Redirects.local(back);
        }
        var session = waiting.get();
        limits.require("proof.try", session.account().id().toString(), 20, Duration.ofMinutes(15));
        var now = clock.instant();
        var shown = credential.isEmpty()
                ? proving.byCode(brand, session, visitor, code, now)
                : proving.byPasskey(brand, session, visitor, Site.of(request), credential, now);
        if (!shown) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return form(session, back, shell.t("proof.wrong"), request, model);
        }
        return "redirect:" + Redirects.local(back);
    }

    private String form(
            Sessions.Session session, String back, String trouble, HttpServletRequest request, Model model) {
        var host = Site.of(request).host();
        model.addAttribute("back", Redirects.local(back));
        model.addAttribute("trouble", trouble);
        model.addAttribute(
                "passkey",
                passkeys.of(session.account().id()).stream()
                        .anyMatch(key -> key.host().equals(host)));
        return "person/second";
    }
}
