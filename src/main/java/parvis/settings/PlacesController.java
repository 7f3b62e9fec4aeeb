package parvis.settings;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import parvis.brand.Brand;
import parvis.brand.Catalogue;
import parvis.brand.Grounds;
import parvis.brand.Grounds.Outcome;
import parvis.brand.Permission;
import parvis.brand.Place;
import parvis.person.Visitor;
import parvis.settings.page.PlacesSettingsPage;
import parvis.settings.page.PlacesSettingsPage.Row;
import parvis.web.Missing;
import parvis.web.NotAllowed;
import parvis.web.Shell;

/** The places of the square: the owner makes them, says who reads there, names them, puts them in order, closes them. */
@Controller
class PlacesController {
    private final Catalogue catalogue;
    private final Grounds grounds;
    private final PlaceReading reading;
    private final Clock clock;

    PlacesController(Catalogue catalogue, Grounds grounds, PlaceReading reading, Clock clock) {
        this.catalogue = catalogue;
        this.grounds = grounds;
        this.reading = reading;
        this.clock = clock;
    }

    @GetMapping("/settings/places")
    String places(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @RequestParam(required = false) @Nullable String done,
            Model model) {
        allowed(visitor);
        var said =
                done != null && done.matches("added|changed|closed|reopened") ? shell.t("grounds.done." + done) : null;
        model.addAttribute("page", new PlacesSettingsPage(rows(catalogue.places(brand.id()), shell), said));
        return "settings/places";
    }

    @GetMapping("/settings/places/new")
    String blank(Visitor visitor, Shell shell, Model model) {
        allowed(visitor);
        model.addAttribute("form", PlaceForm.empty().shown(null, null, 0, shell));
        return "settings/place";
    }

    /** What is refused comes back with its words. */
    @PostMapping("/settings/places")
    String add(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @RequestParam Map<String, String> posted,
            HttpServletResponse response,
            Model model) {
        allowed(visitor);
        var form = PlaceForm.typed(posted, true, shell);
        if (form.isFine()) {
            switch (grounds.add(
                    brand,
                    form.slug(),
                    form.readers(),
                    form.wish(),
                    visitor.actor(),
                    visitor.address(),
                    clock.instant())) {
                case Outcome.Done() -> {
                    return "redirect:/settings/places?done=added";
                }
                case Outcome.TooMany() -> form.refuse("name-fr", shell.t("grounds.too-many", Grounds.MOST));
                default -> form.refuse("slug", shell.t("grounds.slug.taken", form.slug()));
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("form", form.shown(null, null, 0, shell));
        return "settings/place";
    }

    @GetMapping("/settings/places/{place}")
    String place(Brand brand, Visitor visitor, Shell shell, @PathVariable String place, Model model) {
        allowed(visitor);
        return form(brand, PlaceForm.standing(find(brand, place)), place, null, shell, model);
    }

    @PostMapping("/settings/places/{place}")
    String change(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @PathVariable String place,
            @RequestParam Map<String, String> posted,
            HttpServletResponse response,
            Model model) {
        allowed(visitor);
        var id = find(brand, place).id();
        var form = PlaceForm.typed(posted, false, shell);
        if (!form.isFine()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return form(brand, form, place, null, shell, model);
        }
        var outcome = grounds.change(
                brand, id, form.wish(), form.seen(), visitor.actor(), visitor.address(), clock.instant());
        if (outcome instanceof Outcome.Overtaken(var now)) {
            response.setStatus(HttpStatus.CONFLICT.value());
            return form(brand, form, place, now, shell, model);
        }
        return done(outcome, "changed");
    }

    @PostMapping("/settings/places/{place}/order")
    String move(
            Brand brand, Visitor visitor, @PathVariable String place, @RequestParam(defaultValue = "up") String to) {
        allowed(visitor);
        return done(
                grounds.move(brand, id(place), to.equals("up"), visitor.actor(), visitor.address(), clock.instant()),
                "moved");
    }

    @PostMapping("/settings/places/{place}/closure")
    String close(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @PathVariable String place,
            HttpServletResponse response,
            Model model) {
        allowed(visitor);
        var found = find(brand, place);
        var outcome = grounds.close(brand, found.id(), visitor.actor(), visitor.address(), clock.instant());
        if (outcome instanceof Outcome.LastPublic) {
            response.setStatus(HttpStatus.CONFLICT.value());
            var form = PlaceForm.standing(found);
            form.refuse("closure", shell.t("grounds.last"));
            return form(brand, form, place, null, shell, model);
        }
        return done(outcome, "closed");
    }

    /** Opening it again: the closure is taken away. */
    @PostMapping("/settings/places/{place}/closure/removal")
    String reopen(Brand brand, Visitor visitor, @PathVariable String place) {
        allowed(visitor);
        return done(grounds.reopen(brand, id(place), visitor.actor(), visitor.address(), clock.instant()), "reopened");
    }

    private static String done(Outcome outcome, String what) {
        if (outcome instanceof Outcome.Unknown) {
            throw new Missing();
        }
        return "redirect:/settings/places?done=" + what;
    }

    private String form(
            Brand brand, PlaceForm form, String place, @Nullable Place overtaken, Shell shell, Model model) {
        var standing = find(brand, place);
        var stands = reading.conversations(brand.id(), standing.id());
        model.addAttribute("form", form.shown(standing, overtaken, stands, shell));
        return "settings/place";
    }

    private static List<Row> rows(List<Place> places, Shell shell) {
        return IntStream.range(0, places.size())
                .mapToObj(i -> {
                    var place = places.get(i);
                    return new Row(
                            place.id().toString(),
                            place.name().in(shell.language()),
                            place.slug(),
                            shell.t("places.readers." + place.visibility().word()),
                            place.purpose().in(shell.language()),
                            place.closed(),
                            i == 0,
                            i == places.size() - 1);
                })
                .toList();
    }

    private Place find(Brand brand, String text) {
        return catalogue.place(brand.id(), id(text)).orElseThrow(Missing::new);
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            throw new Missing();
        }
    }

    private static void allowed(Visitor visitor) {
        if (!visitor.may(Permission.SET_HOUSE)) {
            throw new NotAllowed();
        }
    }
}
