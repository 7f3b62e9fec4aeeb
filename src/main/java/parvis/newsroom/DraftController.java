package parvis.newsroom;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import parvis.file.Files;
import parvis.web.Missing;

/** A draft: shown, saved, read while it is typed. */
@Controller
class DraftController {
    private final Drafting drafting;
    private final DraftReading reading;
    private final Editing editing;
    private final Files files;
    private final Clock clock;

    DraftController(Drafting drafting, DraftReading reading, Editing editing, Files files, Clock clock) {
        this.drafting = drafting;
        this.reading = reading;
        this.editing = editing;
        this.files = files;
        this.clock = clock;
    }

    @GetMapping("/newsroom/drafts/{number:[0-9]{1,18}}")
    String show(Writer writer, @PathVariable long number, Model model) {
        return editing.show(writer, reading.page(writer, number, null), model);
    }

    @PostMapping("/newsroom/drafts/{number:[0-9]{1,18}}")
    String save(Writer writer, @PathVariable long number, HttpServletResponse response, Model model) {
        var sitting = writer.request().getHeader("Parvis-Sitting") != null;
        var refusal = editing.keep(writer, number, sitting);
        if (refusal != null) {
            return editing.refuse(writer, number, refusal, response, model);
        }
        // who types on goes by what they typed, not by what was kept of it
        return sitting
                ? editing.show(writer, reading.page(writer, number, writer.form(), Patience.PAGE, null), model)
                : editing.done(writer, number, "", model);
    }

    /** What the guard says of what is typed, at once; nothing is kept. */
    @PostMapping("/newsroom/drafts/{number:[0-9]{1,18}}/reading")
    String read(Writer writer, @PathVariable long number, Model model) {
        editing.limit(writer);
        return editing.show(writer, reading.page(writer, number, writer.form(), Patience.TYPING, null), model);
    }

    /** A colleague's words stand; one's own are kept below them. */
    @PostMapping("/newsroom/drafts/{number:[0-9]{1,18}}/yielding")
    String giveWay(Writer writer, @PathVariable long number, HttpServletResponse response, Model model) {
        var form = writer.form();
        var own = form.wording(writer.brand().zone()).orElse(null);
        var refusal = own == null
                ? editing.refused(writer, "newsroom.refused.long", Wording.MOST_TEXT)
                : editing.refusal(
                        writer,
                        drafting.giveWay(writer.brand(), writer.me(), number, form.version(), own, clock.instant()));
        return refusal == null
                ? "redirect:/newsroom/drafts/" + number
                : editing.refuse(writer, number, refusal, response, model);
    }

    @GetMapping("/newsroom/drafts/{number:[0-9]{1,18}}/pictures/{id}")
    void picture(Writer writer, @PathVariable long number, @PathVariable String id, HttpServletResponse response)
            throws IOException {
        var picture = reading.picture(writer, reading.find(writer, number), id).picture();
        try (var content = files.open(picture.file()).orElseThrow(Missing::new)) {
            response.setContentType(picture.type());
            response.setHeader("Cache-Control", "private, max-age=3600");
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
            content.transferTo(response.getOutputStream());
        }
    }

    @PostMapping("/newsroom/drafts/{number:[0-9]{1,18}}/pictures/{id}/removal")
    String removePicture(
            Writer writer,
            @PathVariable long number,
            @PathVariable UUID id,
            HttpServletResponse response,
            Model model) {
        var refusal = editing.keep(writer, number, false);
        if (refusal == null) {
            refusal = editing.refusal(
                    writer, drafting.removePicture(writer.brand(), writer.me(), number, id, clock.instant()));
        }
        return refusal == null
                ? editing.done(writer, number, "#pictures", model)
                : editing.refuse(writer, number, refusal, response, model);
    }

    /** The draft goes, with all that it ever was. */
    @PostMapping("/newsroom/drafts/{number:[0-9]{1,18}}/removal")
    String remove(Writer writer, @PathVariable long number, HttpServletResponse response, Model model) {
        var refusal = editing.refusal(
                writer,
                drafting.remove(
                        writer.brand(), writer.me(), number, writer.form().version(), clock.instant()));
        return refusal == null
                ? "redirect:/newsroom?removed=" + number
                : editing.refuse(writer, number, refusal, response, model);
    }
}
