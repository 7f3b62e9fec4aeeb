package parvis.settings;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
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
import parvis.person.Visitor;
import parvis.settings.page.HousePage.State;
import parvis.settings.page.TextsPage;
import parvis.settings.page.TextsPage.Preview;
import parvis.text.Markdown;
import parvis.web.NotAllowed;
import parvis.web.Shell;

/** The legal notice and what becomes of people's data, in both languages, read before they are kept. */
@Controller
class TextsController {
    private static final List<Setting> ASKED =
            List.of(Setting.LEGAL_FR, Setting.LEGAL_EN, Setting.PRIVACY_FR, Setting.PRIVACY_EN);

    private final HouseSettings settings;
    private final Clock clock;

    TextsController(HouseSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping("/settings/texts")
    String texts(Brand brand, Visitor visitor, @RequestParam(required = false) @Nullable String done, Model model) {
        allowed(visitor);
        var form = HouseForm.standing(settings.of(brand, ASKED));
        return show(form, List.of(), List.of(), done == null ? null : State.APPLIED, model);
    }

    /** Shows them as they would be read; nothing is kept. */
    @PostMapping("/settings/texts/preview")
    String preview(
            Visitor visitor,
            Shell shell,
            @RequestParam Map<String, String> posted,
            HttpServletResponse response,
            Model model) {
        allowed(visitor);
        var form = HouseForm.typed(ASKED, posted, shell);
        return form.isFine()
                ? show(form, previews(form, shell), List.of(), State.PREVIEWED, model)
                : refused(form, response, model);
    }

    @PostMapping("/settings/texts")
    String apply(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @RequestParam Map<String, String> posted,
            HttpServletResponse response,
            Model model) {
        allowed(visitor);
        var form = HouseForm.typed(ASKED, posted, shell);
        if (!form.isFine()) {
            return refused(form, response, model);
        }
        return switch (settings.apply(
                brand, form.values(), form.seen(), visitor.actor(), visitor.address(), clock.instant())) {
            case Outcome.Done() -> "redirect:/settings/texts?done=1";
            case Outcome.Overtaken(var now) -> {
                response.setStatus(HttpStatus.CONFLICT.value());
                form.overtaken(now);
                yield show(form, List.of(), HouseView.meanwhile(now, shell), null, model);
            }
        };
    }

    private static List<Preview> previews(HouseForm form, Shell shell) {
        return ASKED.stream()
                .filter(setting -> !form.value(setting).isEmpty())
                .map(setting -> new Preview(
                        shell.t("house." + setting.word()),
                        setting.word().endsWith("en") ? "en" : "fr",
                        Markdown.toHtml(form.value(setting))))
                .toList();
    }

    private static String refused(HouseForm form, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(form, List.of(), List.of(), State.REFUSED, model);
    }

    private static String show(
            HouseForm form, List<Preview> previews, List<String> meanwhile, @Nullable State state, Model model) {
        model.addAttribute("page", new TextsPage(form.shown(), previews, meanwhile, state));
        return "settings/texts";
    }

    private static void allowed(Visitor visitor) {
        if (!visitor.may(Permission.SET_HOUSE)) {
            throw new NotAllowed();
        }
    }
}
