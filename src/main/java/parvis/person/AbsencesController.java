package parvis.person;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import parvis.brand.Absences;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.person.page.AbsencesPage.Typed;
import parvis.text.Clean;
import parvis.web.Missing;
import parvis.web.NotAllowed;
import parvis.web.Shell;

/** When one is away oneself, and when a colleague is, said by whoever runs the team. */
@Controller
class AbsencesController {
    private final Absences absences;
    private final AbsencesView view;
    private final Team team;
    private final Clock clock;

    AbsencesController(Absences absences, AbsencesView view, Team team, Clock clock) {
        this.absences = absences;
        this.view = view;
        this.team = team;
        this.clock = clock;
    }

    /** @param self whether they say it of themselves, on their own page */
    private record Asked(Brand brand, Teammate me, Teammate whom, boolean self, String path, String origin) {}

    @GetMapping("/account/absences")
    String own(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @RequestParam(required = false) @Nullable String done,
            Model model) {
        return show(own(brand, visitor), shell, Typed.NOTHING, said(done, shell), model);
    }

    @PostMapping("/account/absences")
    String say(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @RequestParam Map<String, String> posted,
            HttpServletResponse response,
            Model model) {
        return say(own(brand, visitor), shell, posted, response, model);
    }

    @PostMapping("/account/absences/{absence}/removal")
    String takeBack(Brand brand, Visitor visitor, @PathVariable String absence) {
        return takeBack(own(brand, visitor), absence);
    }

    @GetMapping("/settings/team/{teammate}/absences")
    String of(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @PathVariable String teammate,
            @RequestParam(required = false) @Nullable String done,
            Model model) {
        return show(of(brand, visitor, teammate), shell, Typed.NOTHING, said(done, shell), model);
    }

    @PostMapping("/settings/team/{teammate}/absences")
    String sayOf(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @PathVariable String teammate,
            @RequestParam Map<String, String> posted,
            HttpServletResponse response,
            Model model) {
        return say(of(brand, visitor, teammate), shell, posted, response, model);
    }

    @PostMapping("/settings/team/{teammate}/absences/{absence}/removal")
    String takeBackOf(Brand brand, Visitor visitor, @PathVariable String teammate, @PathVariable String absence) {
        return takeBack(of(brand, visitor, teammate), absence);
    }

    private String say(
            Asked asked, Shell shell, Map<String, String> posted, HttpServletResponse response, Model model) {
        var words = Clean.line(posted.getOrDefault("words", ""), Absences.MOST_WORDS);
        var first = date(posted.getOrDefault("first", ""));
        var last = date(posted.getOrDefault("last", ""));
        var standIn = posted.getOrDefault("standIn", "");
        var problem = "unreadable";
        if (!words.fitted()) {
            problem = "long";
        } else if (first != null && last != null && (standIn.isEmpty() || uuid(standIn) != null)) {
            var wish = new Absences.Wish(asked.whom().id(), first, last, uuid(standIn), words.text());
            switch (absences.say(asked.brand(), wish, asked.me(), asked.origin(), clock.instant())) {
                case DONE -> {
                    return "redirect:" + asked.path() + "?done=said";
                }
                case NOT_ALLOWED -> throw new NotAllowed();
                case UNKNOWN -> throw new Missing();
                case Absences.Outcome refused -> problem = refused.name().toLowerCase(Locale.ROOT);
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        var typed = new Typed(
                first == null ? "" : first.toString(),
                last == null ? "" : last.toString(),
                standIn,
                words.text(),
                shell.t("absence.problem." + problem, Absences.MOST_WORDS));
        return show(asked, shell, typed, null, model);
    }

    private String takeBack(Asked asked, String absence) {
        var id = uuid(absence);
        if (id == null) {
            throw new Missing();
        }
        return switch (absences.takeBack(
                asked.brand(), asked.whom().id(), id, asked.me(), asked.origin(), clock.instant())) {
            case DONE -> "redirect:" + asked.path() + "?done=taken-back";
            case NOT_ALLOWED -> throw new NotAllowed();
            default -> throw new Missing();
        };
    }

    private String show(Asked asked, Shell shell, Typed typed, @Nullable String said, Model model) {
        model.addAttribute(
                "page",
                view.page(
                        asked.brand(), asked.whom(), asked.self(), asked.path(), shell, typed, said, clock.instant()));
        return "person/absences";
    }

    private static Asked own(Brand brand, Visitor visitor) {
        var me = visitor.asTeammate().orElseThrow(NotAllowed::new);
        return new Asked(brand, me, me, true, "/account/absences", visitor.address());
    }

    private Asked of(Brand brand, Visitor visitor, String teammate) {
        var me = visitor.asTeammate().filter(t -> t.may(Permission.SET_TEAM)).orElseThrow(NotAllowed::new);
        var id = uuid(teammate);
        var whom = id == null
                ? null
                : team.byId(brand.id(), id).filter(Teammate::active).orElse(null);
        if (whom == null) {
            throw new Missing();
        }
        return new Asked(brand, me, whom, false, "/settings/team/" + id + "/absences", visitor.address());
    }

    private static @Nullable String said(@Nullable String done, Shell shell) {
        return done != null && done.matches("said|taken-back") ? shell.t("absence.done." + done) : null;
    }

    private static @Nullable LocalDate date(String typed) {
        try {
            var day = LocalDate.parse(typed.strip());
            return day.getYear() > 2000 && day.getYear() < 3000 ? day : null;
        } catch (DateTimeException none) {
            return null;
        }
    }

    private static @Nullable UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }
}
