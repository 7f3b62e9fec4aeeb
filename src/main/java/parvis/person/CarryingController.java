package parvis.person;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;
import parvis.brand.Addresses;
import parvis.brand.Brand;
import parvis.brand.Brands;
import parvis.brand.Permission;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.web.Missing;
import parvis.web.NotAllowed;
import parvis.web.RateLimits;

/** From one house to another. A form may lead to its own site only: a script follows the way, and a page shows it else. */
@Controller
class CarryingController {
    private final Carrying carrying;
    private final Brands brands;
    private final Team team;
    private final Addresses addresses;
    private final RateLimits limits;
    private final Clock clock;

    CarryingController(
            Carrying carrying, Brands brands, Team team, Addresses addresses, RateLimits limits, Clock clock) {
        this.carrying = carrying;
        this.brands = brands;
        this.team = team;
        this.addresses = addresses;
        this.limits = limits;
        this.clock = clock;
    }

    /** Pages that both houses may have for whoever comes: those they go on with there. */
    private enum Towards {
        DESK("/desk", Permission.SEE_DESK),
        NEWSROOM("/newsroom", Permission.WRITE_DRAFTS),
        SETTINGS("/settings", Permission.KEEP_MAIL);

        final String path;
        final Permission permission;

        Towards(String path, Permission permission) {
            this.path = path;
            this.permission = permission;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Empty for what is none of these. */
        static Optional<Towards> of(String word) {
            return Stream.of(values()).filter(one -> one.word().equals(word)).findFirst();
        }
    }

    /** @param to from which of the house's pages they go, to go on with its like */
    @PostMapping("/account/houses/{slug}")
    String leave(
            @PathVariable String slug,
            @RequestParam(name = "to", defaultValue = "") String towards,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var session = SessionFilter.session(request).orElseThrow(NotAllowed::new);
        limits.require("house.change", session.account().id().toString(), 60, Duration.ofMinutes(10));
        var to = brands.bySlug(slug).orElseThrow(Missing::new);
        var token = carrying.begin(session, to, agent(request), clock.instant()).orElseThrow(Missing::new);
        var there = address(to, "/signin/houses/" + token, towards, request);
        unseen(response);
        response.setHeader("HX-Redirect", there);
        model.addAttribute("there", there);
        model.addAttribute("house", to.name());
        return "person/leaving";
    }

    /** Only shows whose it is, and a button. */
    @GetMapping("/signin/houses/{token}")
    String show(
            Brand brand,
            @PathVariable String token,
            @RequestParam(name = "to", defaultValue = "") String towards,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        unseen(response);
        var account = carrying.look(brand, token, agent(request), clock.instant());
        if (account.isEmpty()) {
            return gone(response, model);
        }
        model.addAttribute("token", token);
        model.addAttribute("towards", Towards.of(towards).map(Towards::word).orElse(""));
        model.addAttribute("account", account.get().email());
        return "person/arriving";
    }

    @PostMapping("/signin/houses/{token}")
    String arrive(
            Brand brand,
            Visitor visitor,
            @PathVariable String token,
            @RequestParam(name = "to", defaultValue = "") String towards,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        unseen(response);
        var account = carrying.look(brand, token, agent(request), clock.instant());
        var session = carrying.end(brand, token, agent(request), visitor.address(), clock.instant());
        if (session.isEmpty()) {
            return gone(response, model);
        }
        SessionCookie.set(request, response, session.get());
        var me = account.flatMap(who -> team.byAccount(brand.id(), who.id()));
        // whoever shows more than a link there is asked for it, and led on
        return "redirect:/signin/second?back="
                + me.map(who -> front(who, towards)).orElse("/");
    }

    /** The page that they came for, where they have one; else the front of the house. */
    private static String front(Teammate me, String towards) {
        var wanted = Towards.of(towards);
        if (wanted.isPresent()) {
            return me.may(wanted.get().permission) ? wanted.get().path : "/";
        }
        return me.may(Permission.SEE_DESK) ? Towards.DESK.path : Towards.NEWSROOM.path;
    }

    /** The same server under the other house's name. */
    private String address(Brand brand, String way, String towards, HttpServletRequest request) {
        var path = way + Towards.of(towards).map(to -> "?to=" + to.word()).orElse("");
        if (brand.hosts().isEmpty()) {
            return addresses.of(brand, path);
        }
        var port = request.getServerPort();
        var address = UriComponentsBuilder.newInstance()
                .scheme(request.getScheme())
                .host(brand.hosts().getFirst())
                .path(way)
                .query(Towards.of(towards).map(to -> "to=" + to.word()).orElse(""));
        return (port == (request.isSecure() ? 443 : 80) ? address : address.port(port)).toUriString();
    }

    private static String gone(HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.GONE.value());
        model.addAttribute("used", false);
        model.addAttribute("back", "/desk");
        return "person/link-spent";
    }

    private static String agent(HttpServletRequest request) {
        return Objects.requireNonNullElse(request.getHeader("User-Agent"), "");
    }

    private static void unseen(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
    }
}
