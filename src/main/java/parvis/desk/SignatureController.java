package parvis.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import parvis.brand.Brand.LocalText;
import parvis.brand.Permission;
import parvis.brand.Signatures;
import parvis.desk.page.SignaturePage;
import parvis.desk.page.SignaturePage.Preview;
import parvis.web.NotAllowed;
import parvis.web.Words;

/** A teammate's own lines under their letters: seen before they are kept, and nobody else's to change. */
@Controller
class SignatureController {
    private final Signatures signatures;
    private final DeskReader desks;
    private final Clock clock;

    SignatureController(Signatures signatures, DeskReader desks, Clock clock) {
        this.signatures = signatures;
        this.desks = desks;
        this.clock = clock;
    }

    @GetMapping("/desk/signature")
    String show(Visit visit, Model model) {
        return page(writer(visit), visit.me().letter(), null, visit.asked().containsKey("kept"), model);
    }

    @PostMapping("/desk/signature")
    String write(Visit visit, HttpServletResponse response, Model model) {
        writer(visit);
        var fr = Signatures.clean(visit.field("fr"));
        var en = Signatures.clean(visit.field("en"));
        if (!Signatures.fits(fr) || !Signatures.fits(en)) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            var typed = new LocalText(visit.field("fr"), visit.field("en"));
            var problem = visit.shell().t("desk.signature.long", Signatures.MOST_LINES, Signatures.MOST);
            return page(visit, typed, problem, false, model);
        }
        var lines = new LocalText(fr.text(), en.text());
        if (visit.field("act").equals("preview")) {
            return page(visit, lines, null, false, model);
        }
        signatures.write(visit.brand(), visit.me(), lines, clock.instant());
        return "redirect:/desk/signature?kept";
    }

    private static Visit writer(Visit visit) {
        if (!visit.me().may(Permission.ANSWER_OWN) && !visit.me().may(Permission.PROPOSE)) {
            throw new NotAllowed();
        }
        return visit;
    }

    private String page(Visit visit, LocalText lines, @Nullable String problem, boolean kept, Model model) {
        var shown = problem == null ? lines : new LocalText("", "");
        model.addAttribute("room", desks.room(visit));
        model.addAttribute(
                "page",
                new SignaturePage(
                        lines.fr(),
                        lines.en(),
                        visit.me().signature(),
                        Signatures.MOST,
                        problem,
                        kept,
                        previews(visit, shown)));
        return "desk/signature";
    }

    private static List<Preview> previews(Visit visit, LocalText lines) {
        return Stream.of(visit.shell().language(), visit.shell().otherLanguage())
                .map(language -> {
                    var own = lines.in(language);
                    var under = own.isBlank() ? visit.me().signature() : own;
                    var words = Words.in(language).t("desk.signature.sample");
                    var house = visit.brand().name();
                    return new Preview(
                            language,
                            Words.in(visit.shell().language()).t("desk.signature.in." + language),
                            house,
                            words,
                            under,
                            words + "\n\n-- \n" + under + "\n\n" + house);
                })
                .toList();
    }
}
