package parvis.square;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import parvis.brand.Brand;
import parvis.brand.Catalogue;
import parvis.brand.Place;
import parvis.brand.Product;
import parvis.conversation.Accepting;
import parvis.conversation.Incoming;
import parvis.conversation.Picture;
import parvis.person.Visitor;
import parvis.square.page.AskPage;
import parvis.square.page.AskPage.Draft;
import parvis.square.page.HeldPage;
import parvis.square.page.Problems;
import parvis.text.Clean;
import parvis.web.NotAllowed;
import parvis.web.RateLimits;

/** Asking a question: signed in it appears at once, with a name and an address it appears once a link was opened. */
@Controller
class AskController {
    private static final int LEAST_TITLE = 8;
    private static final int MOST_TITLE = 160;
    private static final int MOST_TEXT = 20_000;

    private final Accepting accepting;
    private final Catalogue catalogue;
    private final Uploads uploads;
    private final Exposing exposing;
    private final AlikeQuestions alike;
    private final RateLimits limits;
    private final Clock clock;

    AskController(
            Accepting accepting,
            Catalogue catalogue,
            Uploads uploads,
            Exposing exposing,
            AlikeQuestions alike,
            RateLimits limits,
            Clock clock) {
        this.accepting = accepting;
        this.catalogue = catalogue;
        this.uploads = uploads;
        this.exposing = exposing;
        this.alike = alike;
        this.limits = limits;
        this.clock = clock;
    }

    @GetMapping("/questions/new")
    String form(
            Brand brand,
            Visitor visitor,
            @RequestParam(required = false) @Nullable String place,
            @RequestParam(required = false) @Nullable String product,
            @RequestParam(required = false) @Nullable String title,
            Model model) {
        if (place != null
                && !visitor.isSignedIn()
                && catalogue
                        .place(brand.id(), place)
                        .filter(p -> p.visibility() == Place.Visibility.MEMBERS)
                        .isPresent()) {
            var back = "/questions/new?place=" + URLEncoder.encode(place, StandardCharsets.UTF_8);
            return "redirect:/signin?back=" + URLEncoder.encode(back, StandardCharsets.UTF_8);
        }
        var draft = new Draft(
                title == null ? "" : Clean.line(title, MOST_TITLE).text(),
                "",
                place,
                product,
                "",
                "",
                "",
                "",
                Problems.NONE);
        return show(brand, visitor, draft, List.of(), model);
    }

    @PostMapping("/questions")
    String ask(
            Brand brand,
            Visitor visitor,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (visitor.isTeam()) {
            throw new NotAllowed();
        }
        limits.require("ask", visitor.source(), 20, Duration.ofHours(1));
        var typed = new Typed(request);
        var problems = new Problems.Found();
        var title = Clean.line(typed.field("title"), MOST_TITLE);
        var text = Clean.text(typed.field("text"), MOST_TEXT);
        if (title.isBlank() || title.codePoints() < LEAST_TITLE) {
            problems.add("title", title.isBlank() ? "ask.title.missing" : "ask.title.short");
        } else if (!title.fitted()) {
            problems.add("title", "ask.title.long");
        }
        if (text.isBlank() || !text.fitted()) {
            problems.add("text", text.isBlank() ? "ask.text.missing" : "form.text.long");
        }
        var slug = typed.field("product");
        var product =
                slug.isEmpty() ? null : catalogue.product(brand.id(), slug).orElse(null);
        if (!slug.isEmpty() && product == null) {
            problems.add("product", "ask.product.unknown");
        }
        var chosen = typed.field("place");
        var place = place(brand, visitor, chosen);
        if (place == null) {
            problems.add("place", "ask.place.unknown");
        }
        var sender = Sender.of(visitor, typed, problems);
        if (typed.isHeavy()) {
            problems.add("pictures", "pictures.heavy");
        }
        var brought = uploads.take(brand, typed.files("pictures"), typed.all("held"), typed.all("alt"), problems);
        if (brought.undescribed()) {
            problems.add("alt", "pictures.describe");
        }
        var privately = !typed.field("privately").isEmpty();
        if (!privately && typed.field("meant").isEmpty()) {
            problems.exposes(exposing.in(brand, title.text() + "\n" + text.text()));
        }
        var language = typed.field("language");
        var draft = new Draft(
                Clean.line(typed.field("title"), 2 * MOST_TITLE).text(),
                typed.field("text"),
                chosen,
                slug,
                language,
                typed.field("name"),
                typed.field("email"),
                typed.field("submission"),
                problems.all());
        if (draft.problems().any()) {
            response.setStatus(
                    (typed.isHeavy() ? HttpStatus.CONTENT_TOO_LARGE : HttpStatus.UNPROCESSABLE_CONTENT).value());
            return show(brand, visitor, draft, brought.pictures(), model);
        }
        var externalId = Submission.of("ask", sender.who(), typed.field("submission"), title.text(), text.text());
        var question = question(
                externalId,
                sender,
                title.text(),
                text.text(),
                product,
                language,
                brought.pictures(),
                privately || place == null ? null : place.slug(),
                CameBy.of(typed.field("came"), visitor).value());
        return sender.isKnown()
                ? publish(brand, visitor, question, draft, response, model)
                : hold(brand, question, typed, locale, model);
    }

    /** The one they chose, or the first that everybody reads; null where they may not ask. */
    private @Nullable Place place(Brand brand, Visitor visitor, String chosen) {
        return (chosen.isEmpty() ? catalogue.square(brand.id()) : catalogue.place(brand.id(), chosen))
                .filter(place -> place.isShared() && !place.closed() && Readers.reads(place, visitor))
                .orElse(null);
    }

    private String publish(
            Brand brand, Visitor visitor, Incoming question, Draft draft, HttpServletResponse response, Model model) {
        var conversation = accepting.acceptNow(brand, question, clock.instant());
        if (conversation.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            var problems = new Problems.Found();
            problems.add("form", "form.not.taken");
            return show(
                    brand,
                    visitor,
                    new Draft(
                            draft.title(),
                            draft.text(),
                            draft.place(),
                            draft.product(),
                            draft.language(),
                            draft.name(),
                            draft.email(),
                            "",
                            problems.all()),
                    question.pictures(),
                    model);
        }
        return "redirect:" + conversation.get().path();
    }

    private String hold(Brand brand, Incoming question, Typed typed, Locale locale, Model model) {
        var email = java.util.Objects.requireNonNull(question.from().email());
        if (!typed.isByMachine()) {
            limits.require("letter", email, 5, Duration.ofHours(1));
            accepting.acceptUnconfirmed(brand, question, locale.getLanguage(), clock.instant());
        }
        model.addAttribute("page", new HeldPage(email, false, Accepting.CONFIRMATION_VALID.toDays()));
        return "square/held";
    }

    private Incoming question(
            String externalId,
            Sender sender,
            String title,
            String text,
            @Nullable Product product,
            String language,
            List<Picture> pictures,
            @Nullable String place,
            String how) {
        return new Incoming(
                "square",
                externalId,
                sender.person(),
                sender.from(),
                title,
                text,
                null,
                null,
                null,
                clock.instant(),
                place,
                product == null ? null : product.id(),
                language.equals("fr") || language.equals("en") ? language : null,
                List.of(),
                pictures,
                false,
                how);
    }

    private String show(Brand brand, Visitor visitor, Draft draft, List<Picture> pictures, Model model) {
        model.addAttribute(
                "page",
                new AskPage(
                        visitor.isSignedIn(),
                        visitor.isTeam(),
                        Readers.mayAskIn(catalogue.open(brand.id()), visitor),
                        catalogue.products(brand.id()),
                        draft,
                        uploads.held(brand, pictures),
                        draft.title().isEmpty() ? List.of() : alike.satisfied(brand, draft.title(), clock.instant())));
        return "square/ask";
    }
}
