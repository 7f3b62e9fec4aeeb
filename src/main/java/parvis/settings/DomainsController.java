package parvis.settings;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import parvis.brand.Addresses;
import parvis.brand.Brand;
import parvis.brand.Hosts;
import parvis.brand.Permission;
import parvis.person.FreshProof;
import parvis.person.Secrets;
import parvis.person.Visitor;
import parvis.settings.page.DomainsPage;
import parvis.text.Clean;
import parvis.web.Missing;
import parvis.web.NotAllowed;
import parvis.web.RateLimits;
import parvis.web.Shell;

/** The page of the settings about the hosts at which the house answers. */
@Controller
class DomainsController {
    private static final int LONGEST = 260;

    private final Hosts hosts;
    private final HostTrial trial;
    private final Addresses addresses;
    private final RateLimits limits;
    private final Clock clock;

    DomainsController(Hosts hosts, HostTrial trial, Addresses addresses, RateLimits limits, Clock clock) {
        this.hosts = hosts;
        this.trial = trial;
        this.addresses = addresses;
        this.limits = limits;
        this.clock = clock;
    }

    @GetMapping("/settings/domains")
    String domains(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @RequestParam(required = false) @Nullable String done,
            Model model) {
        allowed(visitor);
        var said = done != null && done.matches("added|removed|chosen") ? shell.t("domains.done." + done) : null;
        return show(brand, said, null, "", null, model);
    }

    /** Waits while the host is asked. */
    @FreshProof
    @PostMapping("/settings/domains")
    String add(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @RequestParam(defaultValue = "") String host,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        allowed(visitor);
        limits.require("domains", visitor.source(), 30, Duration.ofMinutes(10));
        var outcome = trial.add(brand, host, request.getScheme(), request.getServerPort(), visitor, clock.instant());
        return switch (outcome) {
            case DONE -> "redirect:/settings/domains?done=added";
            case NOT_ALLOWED -> throw new NotAllowed();
            default -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                var why = shell.t(
                        "domains.refused."
                                + outcome.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        Hosts.MOST);
                yield show(brand, null, null, Clean.line(host, LONGEST).text(), why, model);
            }
        };
    }

    @FreshProof
    @PostMapping("/settings/domains/removal")
    String remove(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @RequestParam(defaultValue = "") String host,
            HttpServletResponse response,
            Model model) {
        allowed(visitor);
        return switch (hosts.remove(brand, host, visitor.actor(), visitor.address(), clock.instant())) {
            case DONE -> "redirect:/settings/domains?done=removed";
            case LAST -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                yield show(brand, null, shell.t("domains.last"), "", null, model);
            }
            default -> throw new Missing();
        };
    }

    @FreshProof
    @PostMapping("/settings/domains/main")
    String choose(Brand brand, Visitor visitor, @RequestParam(defaultValue = "") String host) {
        allowed(visitor);
        return switch (hosts.choose(brand, host, visitor.actor(), visitor.address(), clock.instant())) {
            case DONE -> "redirect:/settings/domains?done=chosen";
            default -> throw new Missing();
        };
    }

    /** What a host is asked that is to be added; at any host, for nobody knows it yet. */
    @GetMapping(HostTrial.PATH + "{token}")
    ResponseEntity<String> answer(@PathVariable String token) {
        if (token.length() != 43 || !hosts.expected(Secrets.hash(token), clock.instant())) {
            throw new Missing();
        }
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.TEXT_PLAIN)
                .body(HostTrial.answer(token));
    }

    private String show(
            Brand brand,
            @Nullable String said,
            @Nullable String trouble,
            String typed,
            @Nullable String refused,
            Model model) {
        var main = hosts.main(brand);
        var first = addresses.isFirst(brand);
        var all = brand.hosts();
        model.addAttribute(
                "page",
                new DomainsPage(
                        all.stream()
                                .map(host -> new DomainsPage.Host(
                                        host, main.filter(host::equals).isPresent(), first || all.size() > 1))
                                .toList(),
                        first ? addresses.baseHost() : null,
                        main.isPresent(),
                        said,
                        trouble,
                        typed,
                        refused));
        return "settings/domains";
    }

    private static void allowed(Visitor visitor) {
        if (!visitor.may(Permission.SET_HOUSE)) {
            throw new NotAllowed();
        }
    }
}
