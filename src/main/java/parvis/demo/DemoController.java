package parvis.demo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;
import parvis.brand.Brand;
import parvis.brand.Brands;
import parvis.brand.Permission;
import parvis.brand.Team;
import parvis.demo.page.Becoming;
import parvis.demo.page.Becoming.Elsewhere;
import parvis.demo.page.Becoming.Somebody;
import parvis.person.Person;
import parvis.person.SessionCookie;
import parvis.person.SignIn;
import parvis.web.Missing;
import parvis.web.Shell;
import parvis.web.Words;

/** {@code /demo}: signs in as anybody of the demo, on this machine only. */
@Controller
@ConditionalOnProperty("parvis.demo")
class DemoController {
    private final Brands brands;
    private final Team team;
    private final SignIn signIn;
    private final Clock clock;

    DemoController(Brands brands, Team team, SignIn signIn, Clock clock) {
        this.brands = brands;
        this.team = team;
        this.signIn = signIn;
        this.clock = clock;
    }

    @GetMapping("/demo")
    String roles(Brand brand, @ModelAttribute("shell") Shell shell, HttpServletRequest request, Model model) {
        Loopback.require(request);
        var here = Roles.of(brand.slug());
        model.addAttribute(
                "page",
                new Becoming(
                        here.stream()
                                .map(somebody -> card(somebody, here.indexOf(somebody), shell.words()))
                                .toList(),
                        elsewhere(brand, request)));
        return "demo/roles";
    }

    @PostMapping("/demo/become")
    String become(
            Brand brand,
            @RequestParam(defaultValue = "") String who,
            HttpServletRequest request,
            HttpServletResponse response) {
        Loopback.require(request);
        var somebody = Roles.of(brand.slug(), who).orElseThrow(Missing::new);
        var agent = Objects.requireNonNullElse(request.getHeader("User-Agent"), "");
        var token = signIn.enter(brand, somebody.email(), agent, Houses.DEMO, request.getRemoteAddr(), clock.instant());
        SessionCookie.set(request, response, token);
        var atTheDesk =
                team.of(brand.id()).stream().anyMatch(t -> t.handle().equals(who) && t.may(Permission.SEE_DESK));
        return atTheDesk ? "redirect:/desk" : "redirect:/";
    }

    private static Somebody card(Roles.Somebody somebody, int position, Words words) {
        var member = somebody.member();
        var name = somebody.name();
        return new Somebody(
                somebody.key(),
                name,
                name.substring(0, name.indexOf(' ')),
                Person.initials(name),
                member.isEmpty(),
                // the designer drew six tones for members, of which the first has no class
                position % 6 == 0 ? "" : "tone-" + (position % 6 + 1),
                member.map(m -> words.t("demo.member", m.city(), String.valueOf(m.since())))
                        .orElseGet(() -> title(somebody.teammate(), words)),
                words.t(somebody.story()));
    }

    private static String title(Cast.Teammate teammate, Words words) {
        var title = words.language().equals("fr") ? teammate.titleFr() : teammate.titleEn();
        return Cast.CORBEAU.people().contains(teammate) ? title + ", " + Cast.CORBEAU.name() : title;
    }

    private List<Elsewhere> elsewhere(Brand here, HttpServletRequest request) {
        return Catalogue.BRANDS.stream()
                .map(told -> brands.bySlug(told.slug()))
                .flatMap(Optional::stream)
                .filter(brand -> !brand.id().equals(here.id()))
                .map(brand -> new Elsewhere(brand.name(), names(brand), address(brand, request)))
                .toList();
    }

    private static String names(Brand brand) {
        return String.join(
                ", ", Roles.of(brand.slug()).stream().map(Roles.Somebody::name).toList());
    }

    /** The same server under the other brand's name. */
    private static String address(Brand brand, HttpServletRequest request) {
        return UriComponentsBuilder.newInstance()
                .scheme(request.getScheme())
                .host(brand.hosts().getFirst())
                .port(request.getServerPort())
                .path("/demo")
                .toUriString();
    }
}
