package parvis.rights;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.person.FreshProof;
import parvis.person.Visitor;
import parvis.privacy.Span;
import parvis.rights.SettingPeriods.Outcome;
import parvis.rights.page.PeriodsPage;
import parvis.rights.page.PeriodsPage.Row;
import parvis.rights.page.PeriodsPage.State;
import parvis.web.NotAllowed;
import parvis.web.Shell;

/** The page of the settings on which an owner says how long the house keeps what, and sees what would go before it does. */
@Controller
class PeriodsController {
    private final SettingPeriods setting;
    private final Clock clock;

    PeriodsController(SettingPeriods setting, Clock clock) {
        this.setting = setting;
        this.clock = clock;
    }

    @GetMapping("/settings/privacy")
    String show(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @RequestParam(required = false) @Nullable String done,
            Model model) {
        allowed(visitor);
        return page(brand, shell, typed(setting.standing(brand)), done == null ? null : State.APPLIED, model);
    }

    /** Counts what would go; nothing is kept. */
    @PostMapping("/settings/privacy/preview")
    String preview(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @RequestParam Map<String, String> posted,
            HttpServletResponse response,
            Model model) {
        allowed(visitor);
        if (lengths(posted).size() < Span.values().length) {
            return refused(brand, shell, posted, State.REFUSED, HttpStatus.UNPROCESSABLE_CONTENT, response, model);
        }
        return page(brand, shell, posted, State.PREVIEWED, model);
    }

    @FreshProof
    @PostMapping("/settings/privacy")
    String set(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @RequestParam Map<String, String> posted,
            HttpServletResponse response,
            Model model) {
        allowed(visitor);
        var wanted = lengths(posted);
        if (wanted.size() < Span.values().length) {
            return refused(brand, shell, posted, State.REFUSED, HttpStatus.UNPROCESSABLE_CONTENT, response, model);
        }
        var sure = "yes".equals(posted.get("sure"));
        var seen = seen(posted.getOrDefault("seen", ""));
        return switch (setting.set(brand, wanted, seen, sure, visitor, clock.instant())) {
            case Outcome.Done() -> "redirect:/settings/privacy?done=1";
            case Outcome.NotAllowed() -> throw new NotAllowed();
            case Outcome.Unsure() ->
                refused(brand, shell, posted, State.UNSURE, HttpStatus.UNPROCESSABLE_CONTENT, response, model);
            case Outcome.Overtaken() ->
                refused(brand, shell, posted, State.OVERTAKEN, HttpStatus.CONFLICT, response, model);
        };
    }

    private String refused(
            Brand brand,
            Shell shell,
            Map<String, String> posted,
            State state,
            HttpStatus status,
            HttpServletResponse response,
            Model model) {
        response.setStatus(status.value());
        return page(brand, shell, posted, state, model);
    }

    private String page(Brand brand, Shell shell, Map<String, String> typed, @Nullable State state, Model model) {
        var standing = setting.standing(brand);
        var due = setting.due(brand, lengths(typed), clock.instant());
        var rows = new ArrayList<Row>();
        for (var span : Span.values()) {
            rows.add(row(span, typed.getOrDefault(span.word(), ""), due.get(span), shell));
        }
        model.addAttribute(
                "page",
                new PeriodsPage(
                        rows,
                        standing.isEmpty(),
                        due.values().stream().anyMatch(n -> n > 0),
                        written(standing),
                        state));
        return "rights/periods";
    }

    private static Row row(Span span, String typed, @Nullable Long due, Shell shell) {
        var key = "periods." + span.word();
        var unit = span.unit().word();
        var most = SettingPeriods.COUNTED;
        return new Row(
                span.word(),
                shell.t(key),
                shell.t(key + ".means"),
                shell.t("periods." + unit),
                typed.length() > 8 ? typed.substring(0, 8) : typed,
                span.least(),
                span.most(),
                shell.t("periods.bounds." + unit, span.least(), span.most()),
                due == null ? null : shell.t(due >= most ? "periods.due.many" : "periods.due", Math.min(due, most)),
                due != null && due > 0,
                due == null ? shell.t("periods.wrong." + unit, span.least(), span.most()) : null);
    }

    /** Those that can be. */
    private static Map<Span, Integer> lengths(Map<String, String> typed) {
        var lengths = new EnumMap<Span, Integer>(Span.class);
        for (var span : Span.values()) {
            var length = typed.getOrDefault(span.word(), "").strip();
            if (length.matches("[0-9]{1,4}") && span.takes(Integer.parseInt(length))) {
                lengths.put(span, Integer.parseInt(length));
            }
        }
        return lengths;
    }

    /** What nobody has said yet is shown as it is usual. */
    private static Map<String, String> typed(Map<Span, Integer> standing) {
        var shown = Periods.usual();
        shown.putAll(standing);
        return shown.entrySet().stream()
                .collect(Collectors.toMap(e -> e.getKey().word(), e -> Integer.toString(e.getValue())));
    }

    private static String written(Map<Span, Integer> standing) {
        return standing.entrySet().stream()
                .map(e -> e.getKey().word() + ":" + e.getValue())
                .collect(Collectors.joining(","));
    }

    private static Map<Span, Integer> seen(String written) {
        var seen = new EnumMap<Span, Integer>(Span.class);
        Arrays.stream(written.split(",", 20))
                .map(one -> one.split(":", 2))
                .filter(one -> one.length == 2 && one[1].matches("[0-9]{1,4}"))
                .forEach(one -> Span.of(one[0]).ifPresent(span -> seen.put(span, Integer.parseInt(one[1]))));
        return seen;
    }

    private static void allowed(Visitor visitor) {
        if (!visitor.may(Permission.SET_HOUSE)) {
            throw new NotAllowed();
        }
    }
}
