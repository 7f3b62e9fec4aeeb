package parvis.settings;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import parvis.brand.Brand;
import parvis.brand.HouseColour;
import parvis.brand.HouseSettings;
import parvis.brand.HouseSettings.Outcome;
import parvis.brand.Permission;
import parvis.brand.Setting;
import parvis.person.Visitor;
import parvis.settings.page.HousePage.State;
import parvis.web.NotAllowed;
import parvis.web.Shell;

/** The first page of the settings: what the house is called and how it looks, seen before it is so. */
@Controller
class HouseController {
    private static final List<Setting> ASKED = List.of(
            Setting.NAME,
            Setting.LANGUAGE,
            Setting.ZONE,
            Setting.PROMISE,
            Setting.COLOUR,
            Setting.SEAL,
            Setting.FACADE_FR,
            Setting.FACADE_EN);

    private final HouseSettings settings;
    private final HouseView view;
    private final Clock clock;

    HouseController(HouseSettings settings, HouseView view, Clock clock) {
        this.settings = settings;
        this.view = view;
        this.clock = clock;
    }

    /** Who may not change the house is shown what they look after. */
    @GetMapping("/settings")
    String house(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @RequestParam(required = false) @Nullable String done,
            Model model) {
        if (!visitor.may(Permission.SET_HOUSE)) {
            return "redirect:/settings/mail";
        }
        var form = HouseForm.standing(settings.of(brand, ASKED));
        return show(brand, shell, form, Map.of(), done == null ? null : State.APPLIED, model);
    }

    /** Shows it as it would be; nothing is kept. */
    @PostMapping("/settings/preview")
    String preview(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @RequestParam Map<String, String> posted,
            HttpServletResponse response,
            Model model) {
        allowed(visitor);
        var form = HouseForm.typed(ASKED, posted, shell);
        return form.isFine()
                ? show(brand, shell, form, Map.of(), State.PREVIEWED, model)
                : refused(brand, shell, form, response, model);
    }

    @PostMapping("/settings")
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
            return refused(brand, shell, form, response, model);
        }
        return switch (settings.apply(
                brand, form.values(), form.seen(), visitor.actor(), visitor.address(), clock.instant())) {
            case Outcome.Done() -> "redirect:/settings?done=1";
            case Outcome.Overtaken(var now) -> {
                response.setStatus(HttpStatus.CONFLICT.value());
                form.overtaken(now);
                yield show(brand, shell, form, now, null, model);
            }
        };
    }

    /** The colours of a preview: no style may stand in a page. */
    @GetMapping("/settings/preview.css")
    ResponseEntity<String> colours(Visitor visitor, @RequestParam(defaultValue = "") String colour) {
        allowed(visitor);
        if (!Setting.COLOUR.takes(colour)) {
            return ResponseEntity.notFound().build();
        }
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "css", java.nio.charset.StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .body(HouseColour.of(colour).previewCss());
    }

    private String refused(Brand brand, Shell shell, HouseForm form, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(brand, shell, form, Map.of(), State.REFUSED, model);
    }

    private String show(
            Brand brand,
            Shell shell,
            HouseForm form,
            Map<Setting, String> meanwhile,
            @Nullable State state,
            Model model) {
        model.addAttribute("page", view.page(brand, form, meanwhile, state, shell));
        return "settings/house";
    }

    private static void allowed(Visitor visitor) {
        if (!visitor.may(Permission.SET_HOUSE)) {
            throw new NotAllowed();
        }
    }
}
