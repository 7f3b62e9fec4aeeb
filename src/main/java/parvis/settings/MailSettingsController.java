package parvis.settings;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import parvis.brand.Brand;
import parvis.person.Account;
import parvis.person.Silencing;
import parvis.person.Visitor;
import parvis.settings.page.MailPage.Trial;
import parvis.web.NotAllowed;
import parvis.web.Shell;

/** The page of the settings about mail. The whole part of the site is closed to who may not; the use cases check again. */
@Controller
class MailSettingsController {
    private final MailReading reading;
    private final MailChecks checks;
    private final MailTrial trials;
    private final Silencing silencing;
    private final Clock clock;

    MailSettingsController(MailReading reading, MailChecks checks, MailTrial trials, Silencing silencing, Clock clock) {
        this.reading = reading;
        this.checks = checks;
        this.trials = trials;
        this.silencing = silencing;
        this.clock = clock;
    }

    /** There is one page of settings so far. */
    @GetMapping("/settings")
    String settings() {
        return "redirect:/settings/mail";
    }

    /** At once, without looking anything up. */
    @GetMapping("/settings/mail")
    String mail(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @RequestParam(required = false) @Nullable String trial,
            Model model) {
        return show(brand, visitor, shell, null, trial(trial), model);
    }

    /** With everything looked up: the rows alone for a page that is there, the whole page for a browser without scripts. */
    @GetMapping("/settings/mail/checks")
    String checks(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String fragment,
            Model model) {
        show(brand, visitor, shell, checks.of(brand), null, model);
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

    private String show(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @Nullable List<Check> looked,
            @Nullable Trial trial,
            Model model) {
        var self = email(visitor.account());
        model.addAttribute("page", reading.read(brand, shell, self, looked, trial, clock.instant()));
        return "settings/mail";
    }

    private static String email(@Nullable Account account) {
        return account == null ? "" : account.email();
    }

    private static @Nullable Trial trial(@Nullable String word) {
        return "sent".equals(word) ? Trial.SENT : "later".equals(word) ? Trial.LATER : null;
    }
}
