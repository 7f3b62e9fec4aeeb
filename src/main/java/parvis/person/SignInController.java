package parvis.person;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import parvis.brand.Brand;
import parvis.ledger.How;
import parvis.text.Clean;
import parvis.web.RateLimits;
import parvis.web.Redirects;
import parvis.web.Shell;

/** Signing in by a link in a mail, and signing out. */
@Controller
class SignInController {
    private final SignIn signIn;
    private final Sessions sessions;
    private final Passkeys passkeys;
    private final CompanyDoor company;
    private final SessionFilter filter;
    private final RateLimits limits;
    private final Clock clock;

    SignInController(
            SignIn signIn,
            Sessions sessions,
            Passkeys passkeys,
            CompanyDoor company,
            SessionFilter filter,
            RateLimits limits,
            Clock clock) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.passkeys = passkeys;
        this.company = company;
        this.filter = filter;
        this.limits = limits;
        this.clock = clock;
    }

    @GetMapping("/signin")
    String ask(
            Brand brand,
            @ModelAttribute("shell") Shell shell,
            @RequestParam(defaultValue = "/") String back,
            @RequestParam(defaultValue = "") String provider,
            HttpServletRequest request,
            Model model) {
        if (SessionFilter.waiting(request).isPresent()) {
            return "redirect:/signin/second?back="
                    + java.net.URLEncoder.encode(elsewhere(back), java.nio.charset.StandardCharsets.UTF_8);
        }
        var trouble = "provider.trouble." + provider;
        if (!provider.isEmpty() && shell.words().has(trouble)) {
            model.addAttribute("providerTrouble", shell.t(trouble));
        }
        return form(brand, "", back, "", model);
    }

    /** The same answer whether the address is known or not. */
    @PostMapping("/signin")
    String send(
            Brand brand,
            Visitor visitor,
            @ModelAttribute("shell") Shell shell,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "/") String back,
            Model model,
            HttpServletResponse response) {
        var typed = Clean.line(email, 254).text();
        if (!EmailAddress.isPlausible(typed)) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return form(brand, typed, back, shell.t("signin.email.wrong"), model);
        }
        limits.require("signin.from", visitor.address(), 30, Duration.ofHours(1));
        limits.require("signin.to", EmailAddress.normal(typed), 6, Duration.ofMinutes(30));
        signIn.request(brand, typed, elsewhere(back), shell.language(), clock.instant());
        model.addAttribute("email", typed);
        return "person/link-sent";
    }

    /** What the browser hands to a device that may have a passkey of this house. */
    @PostMapping("/signin/passkey/options")
    @ResponseBody
    Map<String, Object> challenge(Visitor visitor, HttpServletRequest request) {
        limits.require("passkey.from", visitor.address(), 120, Duration.ofMinutes(10));
        return passkeys.ask(Challenges.Purpose.ENTER, null, Site.of(request), clock.instant());
    }

    @PostMapping("/signin/passkey")
    String byPasskey(
            Brand brand,
            Visitor visitor,
            @ModelAttribute("shell") Shell shell,
            @RequestParam(defaultValue = "") String credential,
            @RequestParam(defaultValue = "/") String back,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var agent = Objects.requireNonNullElse(request.getHeader("User-Agent"), "");
        var session = signIn.byPasskey(
                brand, Site.of(request), credential, agent, How.DIRECT, visitor.address(), clock.instant());
        if (session.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("trouble", shell.t("signin.passkey.refused"));
            return form(brand, "", back, "", model);
        }
        SessionCookie.set(request, response, session.get());
        return "redirect:" + elsewhere(back);
    }

    /** Only shows a button: programs that look into mails open every link. */
    @GetMapping("/signin/{token}")
    String show(@PathVariable String token, Model model, HttpServletResponse response) {
        unseen(response);
        return page(signIn.look(token, clock.instant()), token, model, response);
    }

    @PostMapping("/signin/{token}")
    String enter(
            Brand brand,
            Visitor visitor,
            @PathVariable String token,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var agent = Objects.requireNonNullElse(request.getHeader("User-Agent"), "");
        var opened = signIn.open(brand, token, agent, How.DIRECT, visitor.address(), clock.instant());
        if (opened.isEmpty()) {
            unseen(response);
            return page(signIn.look(token, clock.instant()), token, model, response);
        }
        SessionCookie.set(request, response, opened.get().session());
        return "redirect:" + next(brand, opened.get());
    }

    /** Where they wanted to go, or first to where more than a link is shown. */
    private String next(Brand brand, SignIn.Opened opened) {
        var to = Redirects.local(opened.returnTo());
        var waits = sessions.find(opened.session(), clock.instant())
                .filter(session -> filter.waits(session, brand))
                .isPresent();
        return waits
                ? "/signin/second?back=" + java.net.URLEncoder.encode(to, java.nio.charset.StandardCharsets.UTF_8)
                : to;
    }

    @PostMapping("/signout")
    String leave(HttpServletRequest request, HttpServletResponse response) {
        SessionFilter.token(request).ifPresent(sessions::close);
        SessionFilter.forget(request, response);
        return "redirect:/";
    }

    private static String page(SignIn.Link link, String token, Model model, HttpServletResponse response) {
        return switch (link) {
            case SignIn.Link.Open(var name) -> {
                model.addAttribute("token", token);
                model.addAttribute("name", name.strip().split("\\s+")[0]);
                yield "person/enter";
            }
            case SignIn.Link.Used(var back) -> spent(true, back, model, response);
            case SignIn.Link.Gone(var back) -> spent(false, back, model, response);
        };
    }

    private static String spent(boolean used, String back, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.GONE.value());
        model.addAttribute("used", used);
        model.addAttribute("back", Redirects.local(back));
        return "person/link-spent";
    }

    private String form(Brand brand, String email, String back, String problem, Model model) {
        for (var trouble : List.of("trouble", "providerTrouble")) {
            if (!model.containsAttribute(trouble)) {
                model.addAttribute(trouble, "");
            }
        }
        model.addAttribute("company", company.label(brand).orElse(""));
        model.addAttribute("email", email);
        model.addAttribute("back", elsewhere(back));
        model.addAttribute("problem", problem);
        return "person/signin";
    }

    /** Whoever asks for a link on a page about links wants in, not back to a link that is spent. */
    private static String elsewhere(String back) {
        var local = Redirects.local(back);
        return local.startsWith("/signin") ? "/" : local;
    }

    /** The address of the page is a secret until its button is pressed. */
    private static void unseen(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Referrer-Policy", "same-origin");
    }
}
