package parvis.settings;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import parvis.brand.Brand;
import parvis.brand.HouseSettings;
import parvis.brand.HouseSettings.Outcome;
import parvis.brand.Permission;
import parvis.brand.Setting;
import parvis.clock.BusinessHours;
import parvis.clock.NeverOpens;
import parvis.person.Visitor;
import parvis.settings.page.HoursPage;
import parvis.settings.page.HousePage.Choice;
import parvis.settings.page.HousePage.State;
import parvis.web.NotAllowed;
import parvis.web.Shell;

/** When the house is open: a form of days, said back in words before it is kept. */
@Controller
class HoursController {
    private static final List<String> CALENDARS =
            List.of("fr", "fr-57", "be", "ch", "lu", "ca", "gb", "ie", "de", "es", "it", "nl", "pt", "us");

    private final HouseSettings settings;
    private final Clock clock;

    HoursController(HouseSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping("/settings/hours")
    String hours(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @RequestParam(required = false) @Nullable String done,
            Model model) {
        allowed(visitor);
        var stands = standing(brand);
        return show(
                brand,
                shell,
                HoursForm.standing(BusinessHours.parse(stands, brand.zone())),
                HouseSettings.mark(stands),
                List.of(),
                done == null ? null : State.APPLIED,
                model);
    }

    /** Says it back; nothing is kept. */
    @PostMapping("/settings/hours/preview")
    String preview(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @RequestParam Map<String, String> posted,
            HttpServletResponse response,
            Model model) {
        allowed(visitor);
        var form = HoursForm.typed(posted, brand.zone(), shell);
        var state = form.hours() == null ? State.REFUSED : State.PREVIEWED;
        if (state == State.REFUSED) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
        return show(brand, shell, form, posted.getOrDefault("seen-hours", ""), List.of(), state, model);
    }

    @PostMapping("/settings/hours")
    String apply(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @RequestParam Map<String, String> posted,
            HttpServletResponse response,
            Model model) {
        allowed(visitor);
        var form = HoursForm.typed(posted, brand.zone(), shell);
        var seen = posted.getOrDefault("seen-hours", "");
        var hours = form.hours();
        if (hours == null) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(brand, shell, form, seen, List.of(), State.REFUSED, model);
        }
        var outcome = settings.apply(
                brand,
                Map.of(Setting.HOURS, HoursForm.text(hours)),
                Map.of(Setting.HOURS, seen),
                visitor.actor(),
                visitor.address(),
                clock.instant());
        return switch (outcome) {
            case Outcome.Done() -> "redirect:/settings/hours?done=1";
            case Outcome.Overtaken(var now) -> {
                response.setStatus(HttpStatus.CONFLICT.value());
                var stands = Objects.requireNonNull(now.get(Setting.HOURS));
                yield show(
                        brand,
                        shell,
                        form,
                        HouseSettings.mark(stands),
                        HoursWords.of(BusinessHours.parse(stands, brand.zone()), shell),
                        null,
                        model);
            }
        };
    }

    private String standing(Brand brand) {
        return settings.of(brand, List.of(Setting.HOURS)).getOrDefault(Setting.HOURS, "");
    }

    private String show(
            Brand brand,
            Shell shell,
            HoursForm form,
            String seen,
            List<String> meanwhile,
            @Nullable State state,
            Model model) {
        var hours = form.hours();
        model.addAttribute(
                "page",
                new HoursPage(
                        form.days(shell),
                        form.holidays(),
                        calendars(form.holidays(), shell),
                        form.closed(),
                        form.closedProblem(),
                        form.problem(),
                        hours == null ? List.of() : HoursWords.of(hours, shell),
                        hours == null ? null : promised(brand, hours, shell),
                        seen,
                        meanwhile,
                        state));
        return "settings/hours";
    }

    private String promised(Brand brand, BusinessHours hours, Shell shell) {
        try {
            return shell.t("house.hours.promised", shell.times().full(hours.add(clock.instant(), brand.promise())));
        } catch (NeverOpens never) {
            return shell.t("house.hours.never");
        }
    }

    private static List<Choice> calendars(String chosen, Shell shell) {
        var known = CALENDARS.stream();
        return (chosen.isEmpty() || CALENDARS.contains(chosen) || !chosen.matches("[a-zA-Z]{2}(-[a-zA-Z0-9]+)*")
                        ? known
                        : Stream.concat(Stream.of(chosen), known))
                .map(code -> new Choice(code, HoursWords.country(code, shell)))
                .toList();
    }

    private static void allowed(Visitor visitor) {
        if (!visitor.may(Permission.SET_HOUSE)) {
            throw new NotAllowed();
        }
    }
}
