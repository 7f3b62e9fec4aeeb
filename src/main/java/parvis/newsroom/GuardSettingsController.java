package parvis.newsroom;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import parvis.brand.Permission;
import parvis.database.Transactions;
import parvis.guard.Check;
import parvis.guard.Moment;
import parvis.guard.Weight;
import parvis.newsroom.HouseRulesKeeping.Outcome;
import parvis.newsroom.page.GuardSettingsPage;
import parvis.newsroom.page.GuardSettingsPage.Box;
import parvis.newsroom.page.GuardSettingsPage.Learned;
import parvis.newsroom.page.GuardSettingsPage.Mourning;
import parvis.newsroom.page.GuardSettingsPage.Row;
import parvis.web.NotAllowed;
import parvis.web.Shell;

/** What the brand asks of the guard. */
@Controller
class GuardSettingsController {
    private static final List<Weight> WEIGHTS = List.of(Weight.FIX, Weight.LOOK, Weight.SPELLING);
    private static final int MOST_LEARNED = 50;

    private final HouseRulesKeeping rules;
    private final Verdicts verdicts;
    private final Transactions transactions;
    private final Clock clock;

    GuardSettingsController(HouseRulesKeeping rules, Verdicts verdicts, Transactions transactions, Clock clock) {
        this.rules = rules;
        this.verdicts = verdicts;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What stands in the fields. */
    private record Typed(
            Set<String> blocks, String avoided, String dictionary, String reasons, String pieces, String days) {
        static Typed of(HouseRules rules) {
            var budget = rules.budget();
            return new Typed(
                    rules.blocks(),
                    String.join("\n", rules.avoided()),
                    String.join("\n", rules.dictionary()),
                    String.join("\n", rules.reasons()),
                    budget == null ? "" : Integer.toString(budget.pieces()),
                    budget == null ? "" : Integer.toString(budget.days()));
        }
    }

    @GetMapping("/settings/guard")
    String show(Writer writer, Model model) {
        allowed(writer);
        return page(
                writer,
                Typed.of(rules.of(writer.brand().id())),
                writer.request().getParameterMap().containsKey("kept"),
                null,
                null,
                model);
    }

    @PostMapping("/settings/guard")
    String set(Writer writer, HttpServletResponse response, Model model) {
        allowed(writer);
        var form = writer.form();
        var chosen = writer.request().getParameterValues("blocks");
        var typed = new Typed(
                chosen == null ? Set.of() : new HashSet<>(Arrays.asList(chosen)),
                form.field("avoided"),
                form.field("dictionary"),
                form.field("reasons"),
                form.field("pieces").strip(),
                form.field("days").strip());
        var blocks = boxes().filter(typed.blocks()::contains).collect(Collectors.toSet());
        Moment.@Nullable Budget budget = null;
        if (!typed.pieces().isEmpty() || !typed.days().isEmpty()) {
            try {
                budget = new Moment.Budget(Integer.parseInt(typed.pieces()), Integer.parseInt(typed.days()));
            } catch (IllegalArgumentException none) {
                return refuse(writer, typed, writer.shell().t("newsroom.rules.budget"), response, model);
            }
        }
        var wanted = new HouseRules(
                blocks,
                HouseRulesKeeping.words(typed.avoided()),
                HouseRulesKeeping.words(typed.dictionary()),
                HouseRulesKeeping.lines(typed.reasons()),
                budget,
                List.of());
        return switch (rules.set(writer.brand(), writer.me(), wanted, clock.instant())) {
            case Outcome.Done done -> "redirect:/settings/guard?kept";
            case Outcome.NotAllowed no -> throw new NotAllowed();
            case Outcome.Refused(var why) ->
                refuse(writer, typed, writer.shell().t(why.key(), why.about()), response, model);
        };
    }

    @PostMapping("/settings/guard/mournings")
    String mourn(Writer writer, HttpServletResponse response, Model model) {
        allowed(writer);
        var form = writer.form();
        Outcome outcome;
        try {
            var first = LocalDate.parse(form.field("first"));
            var last = form.field("last").isBlank() ? first : LocalDate.parse(form.field("last"));
            outcome = rules.mourn(writer.brand(), writer.me(), form.field("name"), first, last, clock.instant());
        } catch (DateTimeException none) {
            outcome = new Outcome.Refused(new HouseRulesKeeping.Refusal("newsroom.rules.mourning.wrong", ""));
        }
        return switch (outcome) {
            case Outcome.Done done -> "redirect:/settings/guard#mournings";
            case Outcome.NotAllowed no -> throw new NotAllowed();
            case Outcome.Refused(var why) -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                yield page(
                        writer,
                        Typed.of(rules.of(writer.brand().id())),
                        false,
                        null,
                        writer.shell().t(why.key(), why.about()),
                        model);
            }
        };
    }

    @PostMapping("/settings/guard/mournings/removal")
    String forget(Writer writer, @RequestParam UUID id) {
        return switch (rules.forgetMourning(writer.brand(), writer.me(), id, clock.instant())) {
            case Outcome.NotAllowed no -> throw new NotAllowed();
            default -> "redirect:/settings/guard#mournings";
        };
    }

    private static void allowed(Writer writer) {
        if (!writer.me().may(Permission.SET_GUARD)) {
            throw new NotAllowed();
        }
    }

    private String refuse(Writer writer, Typed typed, String why, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(writer, typed, false, why, null, model);
    }

    private String page(
            Writer writer,
            Typed typed,
            boolean kept,
            @Nullable String problem,
            @Nullable String mourningProblem,
            Model model) {
        var shell = writer.shell();
        model.addAttribute(
                "page",
                new GuardSettingsPage(
                        checks().map(check -> new Row(
                                        check.word(),
                                        shell.t("newsroom.check." + check.word()),
                                        weights(check)
                                                .map(weight -> new Box(
                                                        HouseRules.rule(check, weight),
                                                        shell.t("newsroom.weight." + weight.word()),
                                                        typed.blocks().contains(HouseRules.rule(check, weight))))
                                                .toList()))
                                .toList(),
                        typed.avoided(),
                        typed.dictionary(),
                        typed.reasons(),
                        typed.pieces(),
                        typed.days(),
                        rules.of(writer.brand().id()).mournings().stream()
                                .map(mourning -> new Mourning(
                                        mourning.id().toString(),
                                        said(
                                                mourning.days(),
                                                shell,
                                                writer.brand().zone())))
                                .toList(),
                        learned(writer),
                        kept,
                        problem,
                        mourningProblem));
        return "newsroom/settings";
    }

    private static String said(Moment.Mourning days, Shell shell, java.time.ZoneId zone) {
        var first = shell.times().day(days.from().atStartOfDay(zone).toInstant());
        var last = shell.times().day(days.to().atStartOfDay(zone).toInstant());
        return days.from().equals(days.to())
                ? shell.t("newsroom.rules.mourning.day", days.name(), first)
                : shell.t("newsroom.rules.mourning.days", days.name(), first, last);
    }

    private List<Learned> learned(Writer writer) {
        var shell = writer.shell();
        return transactions.reading(writer.brand().id(), verdicts::learned).entrySet().stream()
                .filter(entry -> entry.getValue().contested() > 0)
                .sorted(java.util.Map.Entry.comparingByKey())
                .limit(MOST_LEARNED)
                .map(entry -> {
                    var parts = entry.getKey().split(" ", 2);
                    var check = Check.valueOf(parts[0].toUpperCase(java.util.Locale.ROOT));
                    var name = Told.name(parts[0], parts[1], shell.words());
                    var learning = entry.getValue();
                    return new Learned(shell.t(
                            learning.weighed(check, Weight.FIX) == Weight.LOOK
                                    ? "newsroom.rules.learned.lowered"
                                    : "newsroom.rules.learned",
                            name,
                            learning.contested(),
                            learning.contested() + learning.right()));
                })
                .toList();
    }

    private static Stream<Check> checks() {
        return Arrays.stream(Check.values()).filter(check -> check != Check.USEFUL);
    }

    private static Stream<Weight> weights(Check check) {
        return WEIGHTS.stream().filter(weight -> weight != Weight.SPELLING || check == Check.LANGUAGE);
    }

    private static Stream<String> boxes() {
        return checks().flatMap(check -> weights(check).map(weight -> HouseRules.rule(check, weight)));
    }
}
