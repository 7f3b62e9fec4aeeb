package parvis.settings;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import parvis.brand.Brand;
import parvis.brand.MailAddresses;
import parvis.brand.Permission;
import parvis.person.Account;
import parvis.person.Silencing;
import parvis.person.Visitor;
import parvis.settings.page.MailPage.Adding;
import parvis.settings.page.MailPage.Trial;
import parvis.text.Clean;
import parvis.web.NotAllowed;
import parvis.web.Shell;

/** The page of the settings about mail. The whole part of the site is closed to who may not; the use cases check again. */
@Controller
class MailSettingsController {
    private static final int LONGEST = 254;

    private final MailReading reading;
    private final MailChecks checks;
    private final MailTrial trials;
    private final Silencing silencing;
    private final HouseAddresses addresses;
    private final Clock clock;

    MailSettingsController(
            MailReading reading,
            MailChecks checks,
            MailTrial trials,
            Silencing silencing,
            HouseAddresses addresses,
            Clock clock) {
        this.reading = reading;
        this.checks = checks;
        this.trials = trials;
        this.silencing = silencing;
        this.addresses = addresses;
        this.clock = clock;
    }

    /** At once, without looking anything up. */
    @GetMapping("/settings/mail")
    String mail(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @RequestParam(required = false) @Nullable String trial,
            Model model) {
        return show(brand, visitor, shell, null, null, trial(trial), model);
    }

    /** With everything looked up: the rows alone for a page that is there, the whole page for a browser without scripts. */
    @GetMapping("/settings/mail/checks")
    String checks(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String fragment,
            Model model) {
        show(brand, visitor, shell, null, checks.of(brand), null, model);
        return fragment == null ? "settings/mail" : "settings/checks";
    }

    @PostMapping("/settings/mail/trial")
    String tryIt(Brand brand, Visitor visitor, Shell shell) {
        return switch (trials.send(brand, visitor, shell.language(), clock.instant())) {
            case SENT -> "redirect:/settings/mail?trial=sent";
            case LATER -> "redirect:/settings/mail?trial=later";
            case NOT_ALLOWED -> throw new NotAllowed();
        };
    }

    /** Letters go to this address again: the silence is taken away. */
    @PostMapping("/settings/mail/silences/removal")
    String lift(Brand brand, Visitor visitor, @RequestParam(defaultValue = "") String email) {
        return switch (silencing.lift(brand, email, visitor, clock.instant())) {
            case DONE, UNCHANGED -> "redirect:/settings/mail#silences";
            case NOT_ALLOWED -> throw new NotAllowed();
        };
    }

    /** What is refused comes back with its words. */
    @PostMapping("/settings/mail/addresses")
    String add(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @RequestParam(defaultValue = "") String email,
            HttpServletResponse response,
            Model model) {
        var outcome = addresses.add(brand, email, visitor, clock.instant());
        return switch (outcome) {
            case DONE -> "redirect:/settings/mail#addresses";
            case NOT_ALLOWED -> throw new NotAllowed();
            case UNREADABLE, SOMEBODYS, TAKEN, TOO_MANY -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                var why = outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
                var refused = new Adding(
                        true,
                        Clean.line(email, LONGEST).text(),
                        shell.t("settings.addresses." + why, MailAddresses.MOST));
                yield show(brand, visitor, shell, refused, null, null, model);
            }
        };
    }

    @PostMapping("/settings/mail/addresses/removal")
    String remove(Brand brand, Visitor visitor, @RequestParam(defaultValue = "") String email) {
        return switch (addresses.remove(brand, email, visitor, clock.instant())) {
            case NOT_ALLOWED -> throw new NotAllowed();
            default -> "redirect:/settings/mail#addresses";
        };
    }

    private String show(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @Nullable Adding refused,
            @Nullable List<Check> looked,
            @Nullable Trial trial,
            Model model) {
        var self = email(visitor.account());
        var adding = refused != null ? refused : new Adding(visitor.may(Permission.SET_ADDRESSES), "", null);
        model.addAttribute("page", reading.read(brand, shell, self, adding, looked, trial, clock.instant()));
        return "settings/mail";
    }

    private static String email(@Nullable Account account) {
        return account == null ? "" : account.email();
    }

    private static @Nullable Trial trial(@Nullable String word) {
        return "sent".equals(word) ? Trial.SENT : "later".equals(word) ? Trial.LATER : null;
    }
}
