package parvis.square;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import parvis.brand.Brand;
import parvis.brand.Teammate;
import parvis.conversation.Accepting;
import parvis.conversation.Answering;
import parvis.conversation.ConversationId;
import parvis.conversation.Incoming;
import parvis.conversation.Kind;
import parvis.conversation.MessageId;
import parvis.conversation.Picture;
import parvis.conversation.State;
import parvis.conversation.Visibility;
import parvis.person.Visitor;
import parvis.square.QuestionPages.Asked;
import parvis.square.QuestionReading.Head;
import parvis.square.page.HeldPage;
import parvis.square.page.Problems;
import parvis.square.page.QuestionPage.Draft;
import parvis.text.Clean;
import parvis.web.Missing;
import parvis.web.NotAllowed;
import parvis.web.RateLimits;

/** Writing under a question: a member for everybody, the asker also to the house alone, a teammate for the house. */
@Controller
class ReplyController {
    private static final int MOST_TEXT = 20_000;

    private final QuestionReading reading;
    private final QuestionPages pages;
    private final Accepting accepting;
    private final Answering answering;
    private final Uploads uploads;
    private final Exposing exposing;
    private final RateLimits limits;
    private final Clock clock;

    ReplyController(
            QuestionReading reading,
            QuestionPages pages,
            Accepting accepting,
            Answering answering,
            Uploads uploads,
            Exposing exposing,
            RateLimits limits,
            Clock clock) {
        this.reading = reading;
        this.pages = pages;
        this.accepting = accepting;
        this.answering = answering;
        this.uploads = uploads;
        this.exposing = exposing;
        this.limits = limits;
        this.clock = clock;
    }

    /** What somebody sent to a question's page, and what the page needs to come back. */
    private record Sent(
            Brand brand,
            Visitor visitor,
            Head head,
            Typed typed,
            String text,
            List<Picture> pictures,
            Problems.Found problems,
            HttpServletResponse response,
            Model model) {}

    @PostMapping("/questions/{number:[0-9]+}/messages")
    String reply(
            Brand brand,
            Visitor visitor,
            Locale locale,
            @PathVariable String number,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        limits.require("reply", visitor.source(), 60, Duration.ofHours(1));
        var head =
                reading.head(brand, QuestionController.number(number), visitor).orElseThrow(Missing::new);
        if (head.hidden()) {
            throw new Missing();
        }
        var typed = new Typed(request);
        var problems = new Problems.Found();
        var text = Clean.text(typed.field("text"), MOST_TEXT);
        if (text.isBlank() || !text.fitted()) {
            problems.add("text", text.isBlank() ? "reply.text.missing" : "form.text.long");
        }
        if (typed.isHeavy()) {
            problems.add("pictures", "pictures.heavy");
        }
        var brought = uploads.take(brand, typed.files("pictures"), typed.all("held"), typed.all("alt"), problems);
        var sent = new Sent(brand, visitor, head, typed, text.text(), brought.pictures(), problems, response, model);
        return visitor.teammate() != null ? asHouse(sent, visitor.teammate()) : asMember(sent, locale);
    }

    private String asMember(Sent sent, Locale locale) {
        var sender = Sender.of(sent.visitor(), sent.typed(), sent.problems());
        if (sent.head().state() == State.CLOSED && !sent.head().isAsker(sent.visitor())) {
            sent.problems().add("form", "reply.closed");
        }
        if (sent.head().isShared()
                && !isPrivate(sent)
                && sent.typed().field("meant").isEmpty()) {
            sent.problems().exposes(exposing.in(sent.brand(), sent.text()));
        }
        if (sent.problems().all().any()) {
            return again(sent, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var message = message(sent, sender);
        if (sender.isKnown()) {
            if (accepting.acceptNow(sent.brand(), message, clock.instant()).isEmpty()) {
                sent.problems().add("form", "form.not.taken");
                return again(sent, HttpStatus.UNPROCESSABLE_CONTENT);
            }
            return "redirect:" + sent.head().path();
        }
        if (!sent.typed().isByMachine()) {
            limits.require("letter", sender.who(), 5, Duration.ofHours(1));
            accepting.acceptUnconfirmed(sent.brand(), message, locale.getLanguage(), clock.instant());
        }
        sent.model().addAttribute("page", new HeldPage(sender.who(), true, Accepting.CONFIRMATION_VALID.toDays()));
        return "square/held";
    }

    private String asHouse(Sent sent, Teammate teammate) {
        if (!teammate.may(parvis.brand.Permission.ANSWER_OWN)) {
            throw new NotAllowed();
        }
        if (sent.problems().all().any()) {
            return again(sent, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        if (!exposing.in(sent.brand(), sent.text()).isEmpty()) {
            // at the desk it is sent in private, or let go for a reason
            return refused(sent, "reply.exposed");
        }
        var seen = QuestionController.id(sent.typed().field("seen"))
                .map(MessageId::new)
                .orElse(null);
        var words = new Answering.Words(
                Kind.SENT, Visibility.PUBLIC, sent.text(), seen, sent.visitor().how(), sent.pictures());
        var outcome =
                answering.write(sent.brand(), new ConversationId(sent.head().id()), teammate, words, clock.instant());
        return switch (outcome) {
            case Answering.Outcome.Written(var message) ->
                "redirect:" + sent.head().path() + "#m-" + message.value();
            // here only those write who answer themselves
            case Answering.Outcome.Waits ignored -> refused(sent, "reply.not.yours");
            case Answering.Outcome.WaitsAlready(), Answering.Outcome.NoVoice() -> refused(sent, "reply.not.yours");
            case Answering.Outcome.Overtaken(var newer) -> refused(sent, "reply.overtaken");
            case Answering.Outcome.Closed() -> refused(sent, "reply.closed");
            case Answering.Outcome.NotAllowed() -> refused(sent, "reply.not.yours");
            case Answering.Outcome.OnlyPrivate(), Answering.Outcome.Unknown() -> throw new Missing();
        };
    }

    private String refused(Sent sent, String words) {
        sent.problems().add("form", words);
        return again(sent, words.equals("reply.not.yours") ? HttpStatus.FORBIDDEN : HttpStatus.CONFLICT);
    }

    /** The page with what was typed; what somebody wrote in between is on it. */
    private String again(Sent sent, HttpStatus status) {
        sent.response().setStatus((sent.typed().isHeavy() ? HttpStatus.CONTENT_TOO_LARGE : status).value());
        var typed = sent.typed();
        var draft = new Draft(
                typed.field("text"),
                typed.field("name"),
                typed.field("email"),
                typed.field("submission"),
                !typed.field("privately").isEmpty(),
                uploads.held(sent.brand(), sent.pictures()),
                sent.problems().all());
        var head =
                reading.head(sent.brand(), sent.head().number(), sent.visitor()).orElseThrow(Missing::new);
        return pages.show(
                sent.brand(),
                sent.visitor(),
                head,
                new Asked(typed.request(), null, null),
                draft,
                sent.response(),
                sent.model());
    }

    /** Only whoever asked writes to the house alone under a question. */
    private static boolean isPrivate(Sent sent) {
        return sent.head().isAsker(sent.visitor())
                && !sent.typed().field("privately").isEmpty();
    }

    private Incoming message(Sent sent, Sender sender) {
        return new Incoming(
                "square",
                Submission.of(
                        "reply",
                        sender.who(),
                        sent.typed().field("submission"),
                        sent.head().id().toString(),
                        sent.text()),
                sender.person(),
                sender.from(),
                sent.head().subject(),
                sent.text(),
                null,
                null,
                sent.head().id(),
                clock.instant(),
                null,
                null,
                null,
                List.of(),
                sent.pictures(),
                isPrivate(sent),
                CameBy.of(sent.typed().field("came"), sent.visitor()).value());
    }
}
