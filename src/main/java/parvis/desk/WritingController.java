package parvis.desk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import parvis.brand.Brand;
import parvis.brand.Teammate;
import parvis.brand.TeammateId;
import parvis.conversation.AnswerDrafts;
import parvis.conversation.Answering;
import parvis.conversation.Answering.Outcome;
import parvis.conversation.CannedText;
import parvis.conversation.ConversationId;
import parvis.conversation.Copied;
import parvis.conversation.Copying;
import parvis.conversation.Departing;
import parvis.conversation.Kind;
import parvis.conversation.Mentions;
import parvis.conversation.MessageId;
import parvis.conversation.Picture;
import parvis.conversation.Visibility;
import parvis.database.Transactions;
import parvis.desk.page.AnswerFindings;
import parvis.ledger.How;
import parvis.newsroom.Proofreading;
import parvis.newsroom.Settling;
import parvis.newsroom.Told;
import parvis.person.People;
import parvis.person.PersonId;
import parvis.person.Voices;
import parvis.text.Clean;
import parvis.text.Cleaned;
import parvis.web.HeavyForms;
import parvis.web.Missing;
import parvis.web.RateLimits;

/** The house writes: an answer for all, one for the person alone, or a note for itself. */
@Controller
class WritingController {
    private static final int READINGS = 240;

    private final Answering answering;
    private final Departing departing;
    private final AnswerDrafts drafts;
    private final Attaching attaching;
    private final Copying copying;
    private final People people;
    private final Talks talks;
    private final Transactions transactions;
    private final Panes panes;
    private final AnswerGuard guard;
    private final Mentions mentions;
    private final Voices voices;
    private final RateLimits limits;
    private final Clock clock;

    WritingController(
            Answering answering,
            Departing departing,
            AnswerDrafts drafts,
            Attaching attaching,
            Copying copying,
            People people,
            Talks talks,
            Transactions transactions,
            Panes panes,
            AnswerGuard guard,
            Mentions mentions,
            Voices voices,
            RateLimits limits,
            Clock clock) {
        this.answering = answering;
        this.departing = departing;
        this.drafts = drafts;
        this.attaching = attaching;
        this.copying = copying;
        this.people = people;
        this.talks = talks;
        this.transactions = transactions;
        this.panes = panes;
        this.guard = guard;
        this.mentions = mentions;
        this.voices = voices;
        this.limits = limits;
        this.clock = clock;
    }

    @PostMapping("/desk/conversations/{number:[0-9]{1,18}}/messages")
    String write(
            Visit visit,
            @PathVariable long number,
            @RequestParam(name = "pictures", required = false) @Nullable List<MultipartFile> sent,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var id = transactions
                .reading(visit.brand().id(), () -> talks.byNumber(number))
                .orElseThrow(Missing::new);
        var instead = visit.field("instead");
        var to = instead.equals("private") ? instead : visit.field("to");
        var typed = visit.field("text");
        var seen = uuid(visit.field("lastSeen"));
        var text = Clean.text(typed, ComposerReader.MOST);
        var brought = attaching.take(visit, sent, HeavyForms.isHeavy(request));
        var here = new Here(visit, number, id, brought);
        var fault = fault(request, text);
        var reason = Clean.line(visit.field("reason"), Settling.MOST_REASON).text();
        var found = fault == null ? guard.leaving(visit.brand(), text.text(), to, id) : List.<Told>of();
        if (fault == null && instead.equals("blank")) {
            var blanked = AnswerGuard.blanked(text.text(), found);
            var shown = new Unsent(
                    Unsent.Reason.BLANKED, to, blanked, seen, visit.asked().get("cc"), "");
            return refuse(here, shown, response, model);
        }
        if (Proofreading.blocks(found) && reason.isEmpty()) {
            fault = Unsent.Reason.GUARDED;
        }
        var holes = to.equals("note") ? List.<String>of() : CannedText.holes(text.text());
        if (fault == null && !holes.isEmpty()) {
            fault = Unsent.Reason.HOLE;
        }
        var unable = to.equals("note") ? mentions.unable(visit.brand(), text.text()) : List.<Teammate>of();
        if (fault == null && !unable.isEmpty()) {
            fault = Unsent.Reason.UNSEEN;
        }
        var before = voice(visit, to);
        if (fault == null && !before.isEmpty()) {
            fault = Unsent.Reason.OTHER_HOUSE;
        }
        if (fault == null) {
            fault = brought.fault();
        }
        var about = !holes.isEmpty()
                ? holes.getFirst()
                : unable.isEmpty() ? before : unable.getFirst().name();
        List<Copied> copies = List.of();
        if (fault == null && to.equals("private")) {
            switch (copying.read(visit.brand(), visit.field("cc"), writing(visit, number))) {
                case Copying.Outcome.Read(var read) -> copies = read;
                case Copying.Outcome.Refused(var problem, var address) -> {
                    fault = Unsent.Reason.of(problem);
                    about = address;
                }
            }
        }
        var hour = Hours.chosen(visit, clock.instant());
        if (fault == null && !to.equals("note") && hour.wrong()) {
            fault = Unsent.Reason.HOUR;
        }
        var cc = visit.asked().get("cc");
        if (fault != null) {
            return refuse(here, new Unsent(fault, to, typed, seen, cc, about), response, model);
        }
        switch (answer(visit, id, to, text.text(), seen, brought.all(), copies, hour.at())) {
            case Outcome.Written(var message) -> {
                guard.left(visit.brand(), visit.me(), id, found, reason, clock.instant());
                if (!to.equals("note")) {
                    voices.spoke(visit.brand(), visit.me().account(), clock.instant());
                }
                return panes.done(visit, number, "#m-" + message.value(), model);
            }
            case Outcome.Waits(var message) -> {
                guard.left(visit.brand(), visit.me(), id, found, reason, clock.instant());
                return panes.done(visit, number, "#m-" + message.value(), model);
            }
            case Outcome.WaitsAlready ignored -> fault = Unsent.Reason.PROPOSED;
            case Outcome.NoVoice ignored -> fault = Unsent.Reason.NO_VOICE;
            case Outcome.Overtaken ignored -> fault = Unsent.Reason.OVERTAKEN;
            case Outcome.Closed ignored -> fault = Unsent.Reason.CLOSED;
            case Outcome.OnlyPrivate ignored -> fault = Unsent.Reason.ONLY_PRIVATE;
            case Outcome.NotAllowed ignored -> fault = Unsent.Reason.NOT_ALLOWED;
            case Outcome.Unknown ignored -> throw new Missing();
        }
        return refuse(here, new Unsent(fault, to, typed, seen, cc, about), response, model);
    }

    /** The other house in whose name they wrote before, when that is to be asked; else empty. Notes are between colleagues. */
    private String voice(Visit visit, String to) {
        return to.equals("note") || visit.field("voice").equals(visit.brand().slug())
                ? ""
                : voices.another(visit.brand(), visit.me().account(), clock.instant())
                        .map(Brand::name)
                        .orElse("");
    }

    /** What the guard says of an answer that is being typed. Whoever types faster than this reads it with the next pause. */
    @PostMapping("/desk/conversations/{number:[0-9]{1,18}}/reading")
    String read(Visit visit, @PathVariable long number, HttpServletResponse response, Model model) {
        var id = transactions
                .reading(visit.brand().id(), () -> talks.byNumber(number))
                .orElseThrow(Missing::new);
        var to = visit.field("to");
        var text = visit.field("text").replace("\r\n", "\n");
        if (!visit.fragment()) {
            var read = new Unsent(
                    Unsent.Reason.READ,
                    to,
                    text,
                    uuid(visit.field("lastSeen")),
                    visit.asked().get("cc"),
                    "");
            return refuse(visit, number, read, response, model);
        }
        if (!limits.take("answer-read", visit.me().id().value().toString(), READINGS, Duration.ofMinutes(1))
                .isZero()) {
            model.addAttribute("findings", AnswerFindings.NONE);
            return "desk/findings";
        }
        var found = text.length() > ComposerReader.MOST ? List.<Told>of() : guard.read(visit.brand(), text, to, id);
        var asked = visit.asked().containsKey("asked");
        model.addAttribute(
                "findings",
                guard.shown(
                        found, text, asked, visit.field("reason"), visit.shell().words()));
        return "desk/findings";
    }

    /** The address that a private answer goes to, or null. */
    private @Nullable String writing(Visit visit, long number) {
        return transactions.<@Nullable String>reading(
                visit.brand().id(),
                () -> talks.head(number)
                        .flatMap(head -> people.mailAddress(new PersonId(head.person())))
                        .orElse(null));
    }

    private static Unsent.@Nullable Reason fault(HttpServletRequest request, Cleaned text) {
        if (HeavyForms.isHeavy(request)) {
            return Unsent.Reason.PICTURES_HEAVY;
        }
        return text.isBlank() ? Unsent.Reason.EMPTY : text.fitted() ? null : Unsent.Reason.TOO_LONG;
    }

    /** Whatever is neither public nor a note is for the person alone: a mistyped form must not publish anything. */
    private Outcome answer(
            Visit visit,
            ConversationId id,
            String to,
            String text,
            @Nullable UUID seen,
            List<Picture> pictures,
            List<Copied> copies,
            @Nullable Instant when) {
        var words = new Answering.Words(
                to.equals("note") ? Kind.NOTE : Kind.SENT,
                to.equals("public") ? Visibility.PUBLIC : Visibility.PRIVATE,
                text,
                seen == null ? null : new MessageId(seen),
                How.DESK,
                pictures,
                List.of(),
                copies,
                voice(visit));
        // What was sent is a draft no more, and what was not sent stays one.
        return transactions.in(visit.brand().id(), () -> {
            // A note is there at once; whatever goes to people can be taken back first.
            var outcome = words.kind() == Kind.NOTE
                    ? answering.write(visit.brand(), id, visit.me(), words, clock.instant())
                    : departing.hold(visit.brand(), id, visit.me(), words, when, clock.instant());
            var draft = uuid(visit.field("draft"));
            if (draft != null && (outcome instanceof Outcome.Written || outcome instanceof Outcome.Waits)) {
                drafts.sent(visit.me().id(), draft);
            }
            return outcome;
        });
    }

    private static @Nullable TeammateId voice(Visit visit) {
        var voice = uuid(visit.field("voice"));
        return voice == null ? null : new TeammateId(voice);
    }

    /** Where somebody wrote, and the pictures that they brought. */
    private record Here(Visit visit, long number, ConversationId id, Attaching.Brought brought) {}

    private String refuse(Here here, Unsent unsent, HttpServletResponse response, Model model) {
        attaching.hold(here.visit(), new KeptReader.Place(here.id(), here.number()), here.brought());
        return refuse(here.visit(), here.number(), unsent, response, model);
    }

    private String refuse(Visit visit, long number, Unsent unsent, HttpServletResponse response, Model model) {
        response.setStatus(Panes.status(unsent.reason()).value());
        return panes.show(visit, number, unsent, model);
    }

    private static @Nullable UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }
}
