package parvis.newsroom;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import parvis.newsroom.page.DraftPage;
import parvis.newsroom.page.DraftPage.Notice;
import parvis.web.Missing;
import parvis.web.NotAllowed;
import parvis.web.RateLimits;

/** What the editor's controllers share: whatever button is pressed, what was typed is kept first, or given back with the reason. */
@Component
class Editing {
    private static final int SAVES = 240;

    private final Drafting drafting;
    private final DraftReading reading;
    private final Illustrating illustrating;
    private final RateLimits limits;
    private final Clock clock;

    Editing(Drafting drafting, DraftReading reading, Illustrating illustrating, RateLimits limits, Clock clock) {
        this.drafting = drafting;
        this.reading = reading;
        this.illustrating = illustrating;
        this.limits = limits;
        this.clock = clock;
    }

    /** Why what was typed was not kept, as a notice on the page it came from. */
    record Refusal(HttpStatus status, Notice notice) {}

    /** As often as quick hands and a slow line make it. */
    void limit(Writer writer) {
        limits.require("draft", writer.me().id().value().toString(), SAVES, Duration.ofMinutes(1));
    }

    /** Keeps what the form holds; null when that went well. */
    @Nullable
    Refusal keep(Writer writer, long number, boolean sitting) {
        limit(writer);
        var form = writer.form();
        if (!form.hasDraft()) {
            return null;
        }
        var brand = writer.brand();
        var at = clock.instant();
        if (form.moment(brand.zone()).isEmpty()) {
            return refused(writer, "newsroom.refused.moment");
        }
        var wording = form.wording(brand.zone()).orElse(null);
        if (wording == null) {
            return refused(writer, "newsroom.refused.long", Wording.MOST_TEXT);
        }
        var outcome = drafting.save(brand, writer.me(), number, form.version(), wording, sitting, at);
        var refusal = refusal(writer, outcome);
        if (refusal != null) {
            return refusal;
        }
        drafting.describe(brand, writer.me(), number, form.alts(), at);
        if (form.isHeavy()) {
            return refused(writer, "newsroom.refused.pictures.large");
        }
        var sent = form.pictures();
        if (sent.isEmpty()) {
            return null;
        }
        return switch (illustrating.take(sent, form.field("newAlt"))) {
            case Illustrating.Outcome.Kept(var pictures) ->
                refusal(writer, drafting.add(brand, writer.me(), number, pictures, at));
            case Illustrating.Outcome.Refused(var why) -> refused(writer, why, Drafting.MOST_PICTURES);
        };
    }

    /** Null when it was done. */
    @Nullable
    Refusal refusal(Writer writer, Drafting.Outcome outcome) {
        return switch (outcome) {
            case Drafting.Outcome.Saved saved -> null;
            case Drafting.Outcome.Unchanged unchanged -> null;
            case Drafting.Outcome.Overtaken overtaken ->
                new Refusal(
                        HttpStatus.CONFLICT,
                        new Notice("is-soon", "alert-triangle", writer.shell().t("newsroom.refused.overtaken")));
            case Drafting.Outcome.Closed closed ->
                new Refusal(
                        HttpStatus.CONFLICT,
                        new Notice("is-soon", "lock", writer.shell().t("newsroom.refused.closed")));
            case Drafting.Outcome.Blocked(var findings) -> refused(writer, "newsroom.refused.blocked", findings);
            case Drafting.Outcome.TooMany many ->
                refused(writer, "newsroom.refused.pictures.many", Drafting.MOST_PICTURES);
            case Drafting.Outcome.NotAllowed no -> throw new NotAllowed();
            case Drafting.Outcome.Unknown none -> throw new Missing();
        };
    }

    Refusal refused(Writer writer, String key, Object... arguments) {
        return new Refusal(
                HttpStatus.UNPROCESSABLE_CONTENT,
                new Notice("is-late", "alert-circle", writer.shell().t(key, arguments)));
    }

    /** The page with what was typed and why it was not done. */
    String refuse(Writer writer, long number, Refusal why, HttpServletResponse response, Model model) {
        response.setStatus(why.status().value());
        var form = writer.form();
        return show(
                writer,
                form.hasDraft() && reading.find(writer, number).isOpen()
                        ? reading.page(writer, number, form, Patience.PAGE, why.notice())
                        : reading.page(writer, number, why.notice()),
                model);
    }

    /** After something was done: the draft as it is now. */
    String done(Writer writer, long number, String anchor, Model model) {
        return writer.fragment()
                ? show(writer, reading.page(writer, number, null), model)
                : "redirect:/newsroom/drafts/" + number + anchor;
    }

    String show(Writer writer, DraftPage page, Model model) {
        model.addAttribute("page", page);
        return writer.fragment() ? "newsroom/read" : "newsroom/draft";
    }
}
