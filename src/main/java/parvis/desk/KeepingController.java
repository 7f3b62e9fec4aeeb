package parvis.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import parvis.conversation.AnswerDraft;
import parvis.conversation.AnswerDrafts;
import parvis.database.Transactions;
import parvis.desk.KeptReader.Place;
import parvis.web.Missing;
import parvis.web.NotAllowed;
import parvis.web.RateLimits;

/** What is typed at the desk is kept while it is typed, thrown away, put back. */
@Controller
class KeepingController {
    private static final int KEEPINGS = 240;

    private final AnswerDrafts drafts;
    private final Attaching attaching;
    private final KeptReader reader;
    private final Talks talks;
    private final Transactions transactions;
    private final Panes panes;
    private final RateLimits limits;
    private final Clock clock;

    KeepingController(
            AnswerDrafts drafts,
            Attaching attaching,
            KeptReader reader,
            Talks talks,
            Transactions transactions,
            Panes panes,
            RateLimits limits,
            Clock clock) {
        this.drafts = drafts;
        this.attaching = attaching;
        this.reader = reader;
        this.talks = talks;
        this.transactions = transactions;
        this.panes = panes;
        this.limits = limits;
        this.clock = clock;
    }

    @PostMapping("/desk/conversations/{number:[0-9]{1,18}}/drafts")
    String keep(Visit visit, @PathVariable long number, HttpServletResponse response, Model model) {
        return keep(visit, place(visit, number), response, model);
    }

    @PostMapping("/desk/conversations/{number:[0-9]{1,18}}/drafts/{draft}/removal")
    String throwAway(Visit visit, @PathVariable long number, @PathVariable String draft, Model model) {
        place(visit, number);
        drafts.throwAway(visit.brand(), visit.me(), id(draft), clock.instant());
        return panes.done(visit, number, "", model);
    }

    @PostMapping("/desk/conversations/{number:[0-9]{1,18}}/drafts/{draft}/return")
    String putBack(Visit visit, @PathVariable long number, @PathVariable String draft, Model model) {
        place(visit, number);
        drafts.putBack(visit.brand(), visit.me(), id(draft), clock.instant());
        return panes.done(visit, number, "", model);
    }

    @PostMapping("/desk/new/drafts")
    String keepLetter(Visit visit, HttpServletResponse response, Model model) {
        writer(visit);
        return keep(visit, new Place(null, null), response, model);
    }

    @PostMapping("/desk/new/drafts/{draft}/removal")
    String throwLetterAway(Visit visit, @PathVariable String draft) {
        writer(visit);
        drafts.throwAway(visit.brand(), visit.me(), id(draft), clock.instant());
        return "redirect:/desk/new";
    }

    @PostMapping("/desk/new/drafts/{draft}/return")
    String putLetterBack(Visit visit, @PathVariable String draft) {
        writer(visit);
        drafts.putBack(visit.brand(), visit.me(), id(draft), clock.instant());
        return "redirect:/desk/new";
    }

    private String keep(Visit visit, Place place, HttpServletResponse response, Model model) {
        var moments = new Moments(visit.shell(), visit.brand(), clock.instant());
        var me = visit.me().id().value().toString();
        if (!limits.take("drafts", me, KEEPINGS, Duration.ofMinutes(1)).isZero()) {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            return shown(visit, place, moments, visit.shell().t("desk.draft.too-fast"), model);
        }
        var typed = typed(visit);
        if (!fits(typed)) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return shown(visit, place, moments, visit.shell().t("desk.draft.too-long", AnswerDrafts.MOST_TEXT), model);
        }
        var kept = transactions.in(visit.brand().id(), () -> {
            attaching.describe(visit);
            var outcome = drafts.keep(
                    visit.brand(),
                    visit.me(),
                    place.conversation(),
                    uuid(visit.field("draft")),
                    revision(visit),
                    typed,
                    clock.instant());
            return reader.after(visit, place, moments, outcome);
        });
        if (!visit.fragment()) {
            return "redirect:" + place.path() + visit.queue();
        }
        model.addAttribute("kept", kept);
        return "desk/kept";
    }

    private String shown(Visit visit, Place place, Moments moments, String trouble, Model model) {
        model.addAttribute(
                "kept", transactions.reading(visit.brand().id(), () -> reader.trouble(visit, place, moments, trouble)));
        return "desk/kept";
    }

    /** As it was typed: what is wrong with it is said when it is sent. */
    static AnswerDraft.Typed typed(Visit visit) {
        var letter = visit.asked().containsKey("subject");
        var to = visit.field("to");
        return new AnswerDraft.Typed(
                letter || !(to.equals("public") || to.equals("note")) ? "private" : to,
                text(visit, "text"),
                letter ? text(visit, "to") : "",
                text(visit, "name"),
                text(visit, "cc"),
                text(visit, "subject"),
                visit.field("language").equals("en") ? "en" : "fr");
    }

    static boolean fits(AnswerDraft.Typed typed) {
        return typed.text().length() <= AnswerDrafts.MOST_TEXT
                && typed.recipient().length() <= 300
                && typed.name().length() <= 300
                && typed.subject().length() <= 300
                && typed.copies().length() <= 4_000;
    }

    /** The same as far as there is room for it. */
    static AnswerDraft.Typed shortened(Visit visit) {
        var typed = typed(visit);
        return new AnswerDraft.Typed(
                typed.destination(),
                cut(typed.text(), AnswerDrafts.MOST_TEXT),
                cut(typed.recipient(), 300),
                cut(typed.name(), 300),
                cut(typed.copies(), 4_000),
                cut(typed.subject(), 300),
                typed.language());
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    /** PostgreSQL keeps no zero character. */
    private static String text(Visit visit, String field) {
        return visit.field(field).replace("\r\n", "\n").replace("\0", "");
    }

    private Place place(Visit visit, long number) {
        return transactions
                .reading(visit.brand().id(), () -> talks.byNumber(number))
                .map(id -> new Place(id, number))
                .orElseThrow(Missing::new);
    }

    static void writer(Visit visit) {
        if (!visit.me().mayAct(null)) {
            throw new NotAllowed();
        }
    }

    static int revision(Visit visit) {
        var typed = visit.field("revision");
        return typed.matches("[0-9]{1,9}") ? Integer.parseInt(typed) : 0;
    }

    private static UUID id(String text) {
        var id = uuid(text);
        if (id == null) {
            throw new Missing();
        }
        return id;
    }

    static @Nullable UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }
}
