package parvis.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import parvis.conversation.ConversationId;
import parvis.conversation.Splitting;
import parvis.database.Transactions;
import parvis.ledger.How;
import parvis.text.Clean;
import parvis.web.Missing;
import parvis.web.NotAllowed;

/** Messages of a conversation become one of their own, and go back. */
@Controller
class SplitController {
    /** The name of the field of each message, before its id. */
    private static final String CHOSEN = "take-";

    private final Splitting splitting;
    private final Talks talks;
    private final Transactions transactions;
    private final Panes panes;
    private final Clock clock;

    SplitController(Splitting splitting, Talks talks, Transactions transactions, Panes panes, Clock clock) {
        this.splitting = splitting;
        this.talks = talks;
        this.transactions = transactions;
        this.panes = panes;
        this.clock = clock;
    }

    @PostMapping("/desk/conversations/{number:[0-9]{1,18}}/split")
    String split(Visit visit, @PathVariable long number, HttpServletResponse response, Model model) {
        var chosen = visit.asked().keySet().stream()
                .filter(field -> field.startsWith(CHOSEN))
                .flatMap(field -> id(field.substring(CHOSEN.length())))
                .toList();
        var subject = Clean.line(visit.field("subject"), Splitting.MOST_SUBJECT).text();
        return done(
                splitting.split(
                        visit.brand(), find(visit, number), chosen, subject, visit.me(), How.DESK, clock.instant()),
                visit,
                number,
                subject,
                response,
                model);
    }

    @PostMapping("/desk/conversations/{number:[0-9]{1,18}}/split/removal")
    String undo(Visit visit, @PathVariable long number, HttpServletResponse response, Model model) {
        return done(
                splitting.undo(visit.brand(), find(visit, number), visit.me(), How.DESK, clock.instant()),
                visit,
                number,
                "",
                response,
                model);
    }

    private String done(
            Splitting.Outcome outcome,
            Visit visit,
            long number,
            String subject,
            HttpServletResponse response,
            Model model) {
        return switch (outcome) {
            case Splitting.Outcome.Done(var now) -> panes.done(visit, now, "", model);
            case Splitting.Outcome.Refused(var why) -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                var word = why.name().toLowerCase(Locale.ROOT).replace('_', '-');
                yield panes.show(
                        visit,
                        number,
                        new Unsent(Unsent.Reason.NOT_SPLIT, Unsent.TO_ITSELF, subject, null, null, word),
                        model);
            }
            case Splitting.Outcome.NotAllowed ignored -> throw new NotAllowed();
            case Splitting.Outcome.Unknown ignored -> throw new Missing();
        };
    }

    private static Stream<UUID> id(String text) {
        try {
            return Stream.of(UUID.fromString(text));
        } catch (IllegalArgumentException none) {
            return Stream.empty();
        }
    }

    private ConversationId find(Visit visit, long number) {
        return transactions
                .reading(visit.brand().id(), () -> talks.byNumber(number))
                .orElseThrow(Missing::new);
    }
}
