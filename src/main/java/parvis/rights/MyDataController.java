package parvis.rights;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import parvis.brand.Brand;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.person.EmailAddress;
import parvis.person.Visitor;
import parvis.privacy.Whom;
import parvis.rights.DataLinks.Link;
import parvis.rights.Giving.Order;
import parvis.rights.page.Held;
import parvis.text.Clean;
import parvis.web.Missing;
import parvis.web.RateLimits;
import parvis.web.Shell;

/**
 * Somebody asks what is held about them. Who is signed in takes it along at once; whoever only ever wrote a mail proves their
 * address by a link, and everybody does before anything is erased. Nobody learns whether an address is known.
 */
@Controller
class MyDataController {
    private static final Held NOTHING = new Held("", 0, 0, List.of(), 0);

    private final DataLinks links;
    private final Finding finding;
    private final Holding holding;
    private final Giving giving;
    private final Erasing erasing;
    private final Transactions transactions;
    private final RateLimits limits;
    private final Clock clock;

    MyDataController(
            DataLinks links,
            Finding finding,
            Holding holding,
            Giving giving,
            Erasing erasing,
            Transactions transactions,
            RateLimits limits,
            Clock clock) {
        this.links = links;
        this.finding = finding;
        this.holding = holding;
        this.giving = giving;
        this.erasing = erasing;
        this.transactions = transactions;
        this.limits = limits;
        this.clock = clock;
    }

    @GetMapping("/my-data")
    String ask(Brand brand, Visitor visitor, Model model) {
        if (visitor.isTeam()) {
            return "rights/team";
        }
        if (!visitor.isSignedIn()) {
            return form("", "", model);
        }
        var held = transactions.reading(
                brand.id(), () -> own(brand, visitor).map(holding::of).orElse(NOTHING));
        return data(held, "/my-data", null, false, model);
    }

    @PostMapping("/my-data/links")
    String send(
            Brand brand,
            Visitor visitor,
            @ModelAttribute("shell") Shell shell,
            @RequestParam(defaultValue = "") String email,
            Model model,
            HttpServletResponse response) {
        var account = visitor.account();
        var typed = account != null ? account.email() : Clean.line(email, 254).text();
        if (!EmailAddress.isPlausible(typed)) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return form(typed, shell.t("rights.email.wrong"), model);
        }
        limits.require("data.from", visitor.address(), 20, Duration.ofHours(1));
        limits.require("data.to", brand.id() + " " + EmailAddress.normal(typed), 4, Duration.ofHours(1));
        links.send(brand, typed, shell.language(), clock.instant());
        model.addAttribute("email", typed);
        return "rights/sent";
    }

    /** Of who is signed in. */
    @GetMapping("/my-data/archive")
    void take(Brand brand, Visitor visitor, @ModelAttribute("shell") Shell shell, HttpServletResponse response)
            throws IOException {
        var whom = transactions.reading(brand.id(), () -> own(brand, visitor)).orElseThrow(Missing::new);
        give(brand, whom, visitor, shell, response);
    }

    @GetMapping("/my-data/{token}")
    String show(Brand brand, Visitor visitor, @PathVariable String token, Model model, HttpServletResponse response) {
        unseen(visitor, response);
        return page(brand, token, false, model, response);
    }

    @GetMapping("/my-data/{token}/archive")
    void takeByLink(
            Brand brand,
            Visitor visitor,
            @PathVariable String token,
            @ModelAttribute("shell") Shell shell,
            HttpServletResponse response)
            throws IOException {
        unseen(visitor, response);
        var whom = transactions.reading(
                brand.id(),
                () -> links.look(token, clock.instant()) instanceof Link.Open(var email)
                                && !finding.isOfTheTeam(brand, email)
                        ? finding.byAddress(brand, email).orElse(null)
                        : null);
        if (whom == null) {
            response.sendError(HttpStatus.GONE.value());
            return;
        }
        give(brand, whom, visitor, shell, response);
    }

    @PostMapping("/my-data/{token}/erasure")
    String erase(
            Brand brand,
            Visitor visitor,
            @PathVariable String token,
            @RequestParam(defaultValue = "") String sure,
            Model model,
            HttpServletResponse response) {
        unseen(visitor, response);
        if (!sure.equals("yes")) {
            var page = page(brand, token, true, model, response);
            if (page.equals("rights/data")) {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            }
            return page;
        }
        return switch (erasing.byLink(brand, token, visitor.how(), clock.instant())) {
            case DONE, NOTHING -> "rights/erased";
            case TEAM -> "rights/team";
            case GONE, NOT_ALLOWED -> gone(response);
        };
    }

    private String page(Brand brand, String token, boolean unsure, Model model, HttpServletResponse response) {
        return transactions.reading(brand.id(), () -> switch (links.look(token, clock.instant())) {
            case Link.Open(var email) ->
                finding.isOfTheTeam(brand, email)
                        ? "rights/team"
                        : data(
                                finding.byAddress(brand, email).map(holding::of).orElse(NOTHING),
                                "/my-data/" + token,
                                token,
                                unsure,
                                model);
            case Link.Erased() -> "rights/erased";
            case Link.Gone() -> gone(response);
        });
    }

    private Optional<Whom> own(Brand brand, Visitor visitor) {
        var person = visitor.person();
        return person == null
                ? Optional.empty()
                : finding.byId(brand, person.id().value());
    }

    private void give(Brand brand, Whom whom, Visitor visitor, Shell shell, HttpServletResponse response)
            throws IOException {
        var order = new Order(
                brand, whom, List.of(), Actor.person(whom.person()), visitor.how(), null, "", shell.language());
        Sent.send(giving.write(order, clock.instant()), brand, response);
    }

    private static String form(String email, String problem, Model model) {
        model.addAttribute("email", email);
        model.addAttribute("problem", problem);
        return "rights/ask";
    }

    private static String data(Held held, String path, @Nullable String token, boolean unsure, Model model) {
        model.addAttribute("held", held);
        model.addAttribute("path", path);
        model.addAttribute("proved", token != null);
        model.addAttribute("unsure", unsure);
        return "rights/data";
    }

    private static String gone(HttpServletResponse response) {
        response.setStatus(HttpStatus.GONE.value());
        return "rights/gone";
    }

    /** The address of the page is a secret. */
    private void unseen(Visitor visitor, HttpServletResponse response) {
        limits.require("data.link", visitor.address(), 120, Duration.ofHours(1));
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Referrer-Policy", "same-origin");
    }
}
