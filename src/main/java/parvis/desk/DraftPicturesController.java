package parvis.desk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import parvis.conversation.AnswerDrafts;
import parvis.conversation.HeldPictures;
import parvis.conversation.Picture;
import parvis.database.Transactions;
import parvis.desk.KeptReader.Place;
import parvis.desk.Unsent.Reason;
import parvis.file.Files;
import parvis.web.HeavyForms;
import parvis.web.Missing;
import parvis.web.RateLimits;

/** Pictures that are chosen and not sent: kept with the draft as soon as they are chosen, seen by its author, taken out again. */
@Controller
class DraftPicturesController {
    private static final int CHOSEN = 60;

    private final AnswerDrafts drafts;
    private final HeldPictures held;
    private final Attaching attaching;
    private final KeptReader reader;
    private final Talks talks;
    private final Transactions transactions;
    private final Files files;
    private final RateLimits limits;
    private final Clock clock;

    DraftPicturesController(
            AnswerDrafts drafts,
            HeldPictures held,
            Attaching attaching,
            KeptReader reader,
            Talks talks,
            Transactions transactions,
            Files files,
            RateLimits limits,
            Clock clock) {
        this.drafts = drafts;
        this.held = held;
        this.attaching = attaching;
        this.reader = reader;
        this.talks = talks;
        this.transactions = transactions;
        this.files = files;
        this.limits = limits;
        this.clock = clock;
    }

    @PostMapping("/desk/conversations/{number:[0-9]{1,18}}/drafts/pictures")
    String join(
            Visit visit,
            @PathVariable long number,
            @RequestParam(name = "pictures", required = false) @Nullable List<MultipartFile> sent,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return join(visit, place(visit, number), sent, HeavyForms.isHeavy(request), response, model);
    }

    @PostMapping("/desk/new/drafts/pictures")
    String joinLetter(
            Visit visit,
            @RequestParam(name = "pictures", required = false) @Nullable List<MultipartFile> sent,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        KeepingController.writer(visit);
        return join(visit, new Place(null, null), sent, HeavyForms.isHeavy(request), response, model);
    }

    @PostMapping("/desk/conversations/{number:[0-9]{1,18}}/drafts/{draft}/pictures/{picture}/removal")
    String takeOut(
            Visit visit,
            @PathVariable long number,
            @PathVariable String draft,
            @PathVariable String picture,
            Model model) {
        return takeOut(visit, place(visit, number), draft, picture, model);
    }

    @PostMapping("/desk/new/drafts/{draft}/pictures/{picture}/removal")
    String takeOutOfLetter(Visit visit, @PathVariable String draft, @PathVariable String picture, Model model) {
        KeepingController.writer(visit);
        return takeOut(visit, new Place(null, null), draft, picture, model);
    }

    /** Small, and for its author alone. */
    @GetMapping("/desk/pictures/{picture}")
    void preview(Visit visit, @PathVariable String picture, HttpServletResponse response) throws IOException {
        var found = held.one(visit.brand().id(), visit.me().id(), id(picture)).orElseThrow(Missing::new);
        try (var content = files.open(found.thumb()).orElseThrow(Missing::new)) {
            response.setContentType(found.type());
            response.setHeader("Cache-Control", "private, max-age=3600");
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
            content.transferTo(response.getOutputStream());
        }
    }

    private String join(
            Visit visit,
            Place place,
            @Nullable List<MultipartFile> sent,
            boolean heavy,
            HttpServletResponse response,
            Model model) {
        limits.require("draft-pictures", visit.me().id().value().toString(), CHOSEN, Duration.ofMinutes(1));
        var brought = attaching.take(visit, sent, heavy);
        var fault = brought.fault() == Reason.PICTURES_UNDESCRIBED ? null : brought.fault();
        if (fault != null) {
            response.setStatus(Panes.status(fault).value());
        }
        return kept(visit, place, brought.fresh(), fault, model);
    }

    private String takeOut(Visit visit, Place place, String draft, String picture, Model model) {
        attaching.takeOut(visit, id(draft), id(picture));
        return kept(visit, place, List.of(), null, model);
    }

    private String kept(Visit visit, Place place, List<Picture> fresh, @Nullable Reason fault, Model model) {
        var now = clock.instant();
        var moments = new Moments(visit.shell(), visit.brand(), now);
        var page = transactions.in(visit.brand().id(), () -> {
            attaching.describe(visit);
            var outcome = drafts.keep(
                    visit.brand(),
                    visit.me(),
                    place.conversation(),
                    KeepingController.uuid(visit.field("draft")),
                    KeepingController.revision(visit),
                    KeepingController.shortened(visit),
                    fresh,
                    now);
            return reader.after(visit, place, moments, outcome);
        });
        if (!visit.fragment()) {
            return "redirect:" + place.path() + visit.queue();
        }
        model.addAttribute(
                "kept", fault == null ? page : page.trouble(visit.shell().t("desk.draft." + fault.word())));
        return "desk/kept";
    }

    private Place place(Visit visit, long number) {
        return transactions
                .reading(visit.brand().id(), () -> talks.byNumber(number))
                .map(id -> new Place(id, number))
                .orElseThrow(Missing::new);
    }

    private static UUID id(String text) {
        var id = KeepingController.uuid(text);
        if (id == null) {
            throw new Missing();
        }
        return id;
    }
}
