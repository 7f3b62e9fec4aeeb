package parvis.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.brand.Teammate;
import parvis.conversation.Answering;
import parvis.conversation.Approving;
import parvis.conversation.Kind;
import parvis.conversation.MessageId;
import parvis.conversation.Visibility;
import parvis.database.Transactions;
import parvis.desk.page.LentTalk;
import parvis.ledger.How;
import parvis.person.Visitor;
import parvis.text.Clean;
import parvis.web.Missing;
import parvis.web.NotAllowed;
import parvis.web.Shell;

/**
 * What the brand lends its agency, and nothing else of the desk: conversations without the notes, and an answer that leaves once a
 * colleague of the house approves.
 */
@Controller
class LentController {
    private final LentReader reader;
    private final Answering answering;
    private final Approving approving;
    private final Transactions transactions;
    private final Clock clock;

    LentController(
            LentReader reader, Answering answering, Approving approving, Transactions transactions, Clock clock) {
        this.reader = reader;
        this.answering = answering;
        this.approving = approving;
        this.transactions = transactions;
        this.clock = clock;
    }

    @GetMapping("/lent")
    String list(Brand brand, Visitor visitor, Shell shell, Model model) {
        agency(visitor);
        model.addAttribute("page", transactions.reading(brand.id(), () -> reader.list(brand, shell, clock.instant())));
        return "desk/lent";
    }

    @GetMapping("/lent/{number:[0-9]{1,18}}")
    String talk(Brand brand, Visitor visitor, Shell shell, @PathVariable long number, Model model) {
        return show(brand, agency(visitor), shell, number, "", null, model);
    }

    @PostMapping("/lent/{number:[0-9]{1,18}}/messages")
    String answer(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @PathVariable long number,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "private") String to,
            @RequestParam(required = false) @Nullable String lastSeen,
            HttpServletResponse response,
            Model model) {
        var me = agency(visitor);
        var id = transactions.reading(
                brand.id(), () -> reader.find(number, clock.instant()).orElseThrow(Missing::new));
        var words = Clean.text(text, ComposerReader.MOST);
        if (words.isBlank() || !words.fitted()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(brand, me, shell, number, text, words.isBlank() ? "empty" : "too-long", model);
        }
        var seen = uuid(lastSeen);
        var outcome = answering.write(
                brand,
                id,
                me,
                new Answering.Words(
                        Kind.SENT,
                        to.equals("public") ? Visibility.PUBLIC : Visibility.PRIVATE,
                        words.text(),
                        seen == null ? null : new MessageId(seen),
                        How.DESK,
                        List.of()),
                clock.instant());
        var refusal = switch (outcome) {
            case Answering.Outcome.Waits ignored -> null;
            case Answering.Outcome.WaitsAlready ignored -> "proposed";
            case Answering.Outcome.Overtaken ignored -> "overtaken";
            case Answering.Outcome.Closed ignored -> "closed";
            case Answering.Outcome.OnlyPrivate ignored -> "only-private";
            // it was taken back meanwhile
            case Answering.Outcome.NotAllowed ignored -> throw new Missing();
            case Answering.Outcome.Unknown ignored -> throw new Missing();
            case Answering.Outcome.Written ignored -> throw new IllegalStateException("Nobody approved it");
            case Answering.Outcome.NoVoice ignored -> throw new IllegalStateException("It is in their own name");
        };
        if (refusal == null) {
            return "redirect:/lent/" + number;
        }
        response.setStatus(HttpStatus.CONFLICT.value());
        return show(brand, me, shell, number, words.text(), refusal, model);
    }

    /** Other words, before anybody approved. */
    @PostMapping("/lent/{number:[0-9]{1,18}}/messages/{message}/revision")
    String revise(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @PathVariable long number,
            @PathVariable String message,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String version,
            HttpServletResponse response,
            Model model) {
        var me = agency(visitor);
        transactions.reading(
                brand.id(), () -> reader.find(number, clock.instant()).orElseThrow(Missing::new));
        var id = uuid(message);
        var words = Clean.text(text, ComposerReader.MOST);
        if (id == null) {
            throw new Missing();
        }
        if (words.isBlank() || !words.fitted()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(brand, me, shell, number, "", words.isBlank() ? "empty" : "too-long", model);
        }
        var outcome = approving.revise(brand, new MessageId(id), me, version, words.text(), How.DESK, clock.instant());
        return switch (outcome) {
            case Approving.Outcome.Done ignored -> "redirect:/lent/" + number;
            case Approving.Outcome.Unknown ignored -> throw new Missing();
            case Approving.Outcome.NotAllowed ignored -> throw new Missing();
            default -> {
                response.setStatus(HttpStatus.CONFLICT.value());
                yield show(brand, me, shell, number, "", "changed", model);
            }
        };
    }

    private String show(
            Brand brand, Teammate me, Shell shell, long number, String text, @Nullable String refusal, Model model) {
        LentTalk page = transactions.reading(
                brand.id(),
                () -> reader.talk(brand, me, shell, number, clock.instant()).orElseThrow(Missing::new));
        model.addAttribute(
                "page",
                page.typed(text, refusal == null ? null : shell.t("desk.refused." + refusal, ComposerReader.MOST)));
        return "desk/lent-talk";
    }

    private static Teammate agency(Visitor visitor) {
        var me = visitor.teammate();
        if (me == null || !me.may(Permission.ANSWER_LENT)) {
            throw new NotAllowed();
        }
        return me;
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }
}
