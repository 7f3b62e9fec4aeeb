package parvis.settings;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import parvis.brand.Addresses;
import parvis.brand.Brand;
import parvis.brand.Brands;
import parvis.brand.Hosts;
import parvis.person.FreshProof;
import parvis.person.Visitor;
import parvis.settings.AnotherHouse.Outcome;
import parvis.settings.page.HousesPage;
import parvis.settings.page.HousesPage.Form;
import parvis.settings.page.HousesPage.Wrong;
import parvis.text.Clean;
import parvis.web.NotAllowed;
import parvis.web.RateLimits;
import parvis.web.Shell;

/** The brands of this server, for the owner of the first: another is made here. */
@Controller
class HousesController {
    private static final String LINDEN = "#dfe4ac";

    private final AnotherHouse another;
    private final Brands brands;
    private final Addresses addresses;
    private final RateLimits limits;
    private final Clock clock;

    HousesController(AnotherHouse another, Brands brands, Addresses addresses, RateLimits limits, Clock clock) {
        this.another = another;
        this.brands = brands;
        this.addresses = addresses;
        this.limits = limits;
        this.clock = clock;
    }

    @GetMapping("/settings/houses")
    String houses(Brand brand, Visitor visitor, @RequestParam(required = false) @Nullable String made, Model model) {
        allowed(brand, visitor);
        return show(made, new Form("", "", "fr", LINDEN), null, model);
    }

    /** Waits while the host is asked. */
    @FreshProof
    @PostMapping("/settings/houses")
    String make(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String host,
            @RequestParam(defaultValue = "fr") String language,
            @RequestParam(defaultValue = LINDEN) String colour,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        allowed(brand, visitor);
        limits.require("houses", visitor.source(), 30, Duration.ofMinutes(10));
        var called = Clean.line(name, 80).text();
        var form = new Form(
                called,
                Clean.line(host, 260).text(),
                language.equals("en") ? "en" : "fr",
                colour.matches("#[0-9a-fA-F]{6}") ? colour : LINDEN);
        if (called.isEmpty()) {
            return refused(form, new Wrong("name", shell.t("setup.brand.missing")), response, model);
        }
        var outcome = another.make(
                brand,
                called,
                form.colour(),
                form.language(),
                host,
                request.getScheme(),
                request.getServerPort(),
                visitor,
                clock.instant());
        return switch (outcome) {
            case Outcome.Made(var made) -> "redirect:/settings/houses?made=" + made.slug();
            case Outcome.NotAllowed() -> throw new NotAllowed();
            case Outcome.Called() -> refused(form, new Wrong("name", shell.t("houses.called")), response, model);
            case Outcome.Refused(var why) -> {
                var words =
                        "domains.refused." + why.name().toLowerCase(Locale.ROOT).replace('_', '-');
                yield refused(form, new Wrong("host", shell.t(words, Hosts.MOST)), response, model);
            }
        };
    }

    private String refused(Form form, Wrong wrong, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(null, form, wrong, model);
    }

    private String show(@Nullable String made, Form form, @Nullable Wrong wrong, Model model) {
        var all = brands.all().stream().map(brands::require).toList();
        var latest = all.stream().filter(one -> one.slug().equals(made)).findFirst();
        model.addAttribute(
                "page",
                new HousesPage(
                        all.stream()
                                .map(one -> new HousesPage.House(
                                        one.name(), addresses.of(one, "/"), String.join(", ", one.hosts())))
                                .toList(),
                        latest.map(Brand::name).orElse(null),
                        latest.map(one -> addresses.of(one, "/signin")).orElse(null),
                        form,
                        wrong));
        return "settings/houses";
    }

    private void allowed(Brand brand, Visitor visitor) {
        if (!another.mayMake(brand, visitor)) {
            throw new NotAllowed();
        }
    }
}
