package parvis.person;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Objects;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import parvis.person.page.SetupForm;
import parvis.text.Clean;
import parvis.web.Missing;
import parvis.web.Shell;

/** The first visit: the house gives itself a name and its owner. Once there is a brand, nothing is here. */
@Controller
class SetupController {
    private static final String LINDEN = "#dfe4ac";

    private final Setup setup;
    private final Clock clock;

    SetupController(Setup setup, Clock clock) {
        this.setup = setup;
        this.clock = clock;
    }

    @GetMapping("/setup")
    String whereTheLinkIs() {
        if (!setup.isNeeded()) {
            throw new Missing();
        }
        return "person/setup-where";
    }

    @GetMapping("/setup/{token}")
    String ask(
            @PathVariable String token,
            @ModelAttribute("shell") Shell shell,
            Model model,
            HttpServletResponse response) {
        require(token);
        unseen(response);
        model.addAttribute("form", new SetupForm(token, "", LINDEN, shell.language(), "", "", "", "", ""));
        return "person/setup";
    }

    @PostMapping("/setup/{token}")
    String create(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String brand,
            @RequestParam(defaultValue = "") String colour,
            @RequestParam(defaultValue = "") String language,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String email,
            @ModelAttribute("shell") Shell shell,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        require(token);
        var house = Clean.line(brand, 80).text();
        var owner = Clean.line(name, 100).text();
        var address = Clean.line(email, 254).text();
        var form = new SetupForm(
                token,
                house,
                colour.matches("#[0-9a-fA-F]{6}") ? colour.toLowerCase(java.util.Locale.ROOT) : LINDEN,
                language.equals("en") ? "en" : "fr",
                owner,
                address,
                house.isEmpty() ? shell.t("setup.brand.missing") : "",
                owner.isEmpty() ? shell.t("setup.name.missing") : "",
                EmailAddress.isPlausible(address) ? "" : shell.t("signin.email.wrong"));
        if (!form.isFine()) {
            unseen(response);
            response.setStatus(422);
            model.addAttribute("form", form);
            return "person/setup";
        }
        var agent = Objects.requireNonNullElse(request.getHeader("User-Agent"), "");
        var wish = new Setup.Wish(form.brand(), form.colour(), form.language(), form.name(), form.email());
        var session = setup.create(wish, agent, request.getRemoteAddr(), clock.instant())
                .orElseThrow(Missing::new);
        SessionCookie.set(request, response, session);
        return "redirect:/";
    }

    private void require(String token) {
        if (!setup.opens(token)) {
            throw new Missing();
        }
    }

    private static void unseen(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Referrer-Policy", "same-origin");
    }
}
