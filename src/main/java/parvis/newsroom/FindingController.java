package parvis.newsroom;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import parvis.newsroom.Editing.Refusal;
import parvis.web.NotAllowed;

/**
 * What is done about a finding. The form says which by its {@link Anchor}; the guard reads what is typed once more, so that a
 * passage is only ever changed where it stands now, and a verdict only given on what is found now.
 */
@Controller
class FindingController {
    private final Drafting drafting;
    private final DraftReading reading;
    private final Proofreading proofreading;
    private final Settling settling;
    private final Editing editing;
    private final Clock clock;

    FindingController(
            Drafting drafting,
            DraftReading reading,
            Proofreading proofreading,
            Settling settling,
            Editing editing,
            Clock clock) {
        this.drafting = drafting;
        this.reading = reading;
        this.proofreading = proofreading;
        this.settling = settling;
        this.editing = editing;
        this.clock = clock;
    }

    /** Another wording takes the passage's place; an empty one takes it out. */
    @PostMapping("/newsroom/drafts/{number:[0-9]{1,18}}/passages")
    String replace(Writer writer, @PathVariable long number, HttpServletResponse response, Model model) {
        var refusal = editing.keep(writer, number, false);
        var press = writer.form().field("passage").split(":", 2);
        if (refusal == null) {
            refusal = change(writer, number, press[0], press.length == 2 && press[1].equals("out"));
        }
        return refusal == null
                ? editing.done(writer, number, "", model)
                : editing.refuse(writer, number, refusal, response, model);
    }

    private @Nullable Refusal change(Writer writer, long number, String n, boolean out) {
        var draft = reading.find(writer, number);
        var told = found(writer, draft, n).orElse(null);
        if (told == null || told.finding().end() == told.finding().start()) {
            return editing.refused(writer, "newsroom.refused.gone");
        }
        var wording = draft.wording();
        var text = Whole.of(wording);
        var instead = out ? "" : writer.form().field("instead-" + n);
        var inTitle = told.finding().start() < text.title().length();
        var field = inTitle ? text.title() : text.words();
        var from = inTitle ? 0 : text.from();
        var changed = Splice.of(
                field,
                told.finding().start() - from,
                Math.min(field.length(), told.finding().end() - from),
                instead);
        var next = Wording.typed(
                        inTitle ? changed : wording.title(),
                        wording.brief(),
                        inTitle ? wording.text() : changed,
                        wording.channel(),
                        wording.publishAt())
                .orElse(null);
        if (next == null) {
            return editing.refused(writer, "newsroom.refused.long", Wording.MOST_TEXT);
        }
        var at = clock.instant();
        var refusal = editing.refusal(
                writer, drafting.save(writer.brand(), writer.me(), number, draft.version(), next, false, at));
        if (refusal == null) {
            settling.judge(writer.brand(), writer.me(), draft.id(), "draft", told, Judgement.FOLLOWED, "", at);
        }
        return refusal;
    }

    @PostMapping("/newsroom/drafts/{number:[0-9]{1,18}}/verdicts")
    String judge(Writer writer, @PathVariable long number, HttpServletResponse response, Model model) {
        var refusal = editing.keep(writer, number, false);
        if (refusal == null) {
            refusal = judged(writer, number);
        }
        return refusal == null
                ? editing.done(writer, number, "#guard", model)
                : editing.refuse(writer, number, refusal, response, model);
    }

    private @Nullable Refusal judged(Writer writer, long number) {
        var form = writer.form();
        var press = form.field("verdict").split(":", 2);
        var judgement = press.length == 2 && press[1].equals("contested") ? Judgement.CONTESTED : Judgement.ACCEPTED;
        var draft = reading.find(writer, number);
        if (!draft.isOpen()) {
            return editing.refusal(writer, new Drafting.Outcome.Closed());
        }
        var told = found(writer, draft, press[0]).orElse(null);
        if (told == null) {
            return editing.refused(writer, "newsroom.refused.gone");
        }
        return switch (settling.judge(
                writer.brand(),
                writer.me(),
                draft.id(),
                "draft",
                told,
                judgement,
                form.field("reason-" + press[0]),
                clock.instant())) {
            case DONE -> null;
            case NO_REASON ->
                editing.refused(
                        writer, "newsroom.refused.reason." + judgement.name().toLowerCase(Locale.ROOT));
            case NOT_ALLOWED -> throw new NotAllowed();
        };
    }

    @PostMapping("/newsroom/drafts/{number:[0-9]{1,18}}/verdicts/{id}/removal")
    String takeBack(
            Writer writer,
            @PathVariable long number,
            @PathVariable UUID id,
            HttpServletResponse response,
            Model model) {
        var draft = reading.find(writer, number);
        var refusal = editing.keep(writer, number, false);
        if (refusal != null) {
            return editing.refuse(writer, number, refusal, response, model);
        }
        return switch (settling.takeBack(writer.brand(), writer.me(), draft.id(), id, clock.instant())) {
            case DONE -> editing.done(writer, number, "#guard", model);
            case NO_REASON, NOT_ALLOWED -> throw new NotAllowed();
        };
    }

    private Optional<Told> found(Writer writer, Kept draft, String n) {
        var text = Whole.of(draft.wording());
        var anchor = Anchor.read(writer.form().field("anchor-" + n));
        return anchor.isEmpty()
                ? Optional.empty()
                : anchor.get()
                        .in(
                                Proofreading.standing(proofreading.read(
                                                writer.brand(),
                                                draft,
                                                text,
                                                writer.agency(),
                                                Patience.PAGE,
                                                clock.instant()))
                                        .toList(),
                                text.text());
    }
}
