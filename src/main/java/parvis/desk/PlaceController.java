package parvis.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import parvis.brand.Catalogue;
import parvis.brand.Place;
import parvis.conversation.Moving;
import parvis.conversation.Moving.Outcome;
import parvis.conversation.Moving.Standing;
import parvis.conversation.Visibility;
import parvis.database.Transactions;
import parvis.desk.page.MovePage;
import parvis.desk.page.MovePage.Choice;
import parvis.ledger.How;
import parvis.person.Visitor;
import parvis.web.Missing;
import parvis.web.NotAllowed;

/** A conversation is taken to another place: who reads it afterwards is told before. */
@Controller
class PlaceController {
    private final Moving moving;
    private final Catalogue catalogue;
    private final Talks talks;
    private final DeskReader desks;
    private final Transactions transactions;
    private final Clock clock;

    PlaceController(
            Moving moving, Catalogue catalogue, Talks talks, DeskReader desks, Transactions transactions, Clock clock) {
        this.moving = moving;
        this.catalogue = catalogue;
        this.talks = talks;
        this.desks = desks;
        this.transactions = transactions;
        this.clock = clock;
    }

    @GetMapping("/desk/conversations/{number:[0-9]{1,18}}/place")
    String form(Visit visit, @PathVariable long number, Model model) {
        return show(visit, number, null, model);
    }

    @PostMapping("/desk/conversations/{number:[0-9]{1,18}}/place")
    String move(Visit visit, Visitor visitor, @PathVariable long number, HttpServletResponse response, Model model) {
        var id = transactions
                .reading(visit.brand().id(), () -> talks.byNumber(number))
                .orElseThrow(Missing::new);
        var outcome = moving.move(
                visit.brand(),
                id,
                place(visit.field("ground")),
                visit.me(),
                visitor.address(),
                How.DESK,
                clock.instant());
        return switch (outcome) {
            case DONE, UNCHANGED -> "redirect:/desk/conversations/" + number + visit.queue();
            case WIDER, NO_PLACE -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                yield show(visit, number, outcome, model);
            }
            case NOT_ALLOWED -> throw new NotAllowed();
            case UNKNOWN -> throw new Missing();
        };
    }

    private String show(Visit visit, long number, @Nullable Outcome refused, Model model) {
        model.addAttribute("room", desks.room(visit));
        model.addAttribute("page", transactions.reading(visit.brand().id(), () -> page(visit, number, refused)));
        return "desk/move";
    }

    private MovePage page(Visit visit, long number, @Nullable Outcome refused) {
        var shell = visit.shell();
        var head = talks.head(number).orElseThrow(Missing::new);
        if (!Moving.mayMove(head.owner(), head.visibility(), visit.me())) {
            throw new NotAllowed();
        }
        var standing = moving.standing(head.id());
        var places = catalogue.places(visit.brand().id());
        return new MovePage(
                number,
                head.subject(),
                "/desk/conversations/" + number + visit.queue(),
                "/desk/conversations/" + number + "/place" + visit.queue(),
                places.stream()
                        .filter(place -> place.id().equals(standing.place()))
                        .findFirst()
                        .map(place -> place.name().in(shell.language()))
                        .orElseGet(() -> shell.t("desk.move.nowhere")),
                places.stream()
                        .filter(standing::mayGoTo)
                        .filter(place -> !place.id().equals(standing.place()))
                        .map(place -> new Choice(
                                place.id().toString(),
                                place.name().in(shell.language()),
                                shell.t("places.readers." + place.visibility().word()),
                                shell.t(consequence(standing, place))))
                        .toList(),
                refused == null
                        ? null
                        : shell.t("desk.move.refused." + refused.name().toLowerCase(Locale.ROOT)));
    }

    private static String consequence(Standing standing, Place place) {
        var then = Visibility.in(place);
        return switch (then) {
            case PUBLIC ->
                standing.visibility() == Visibility.PUBLIC ? "desk.move.then.public" : "desk.move.then.public.again";
            case MEMBERS ->
                standing.visibility() == Visibility.PUBLIC ? "desk.move.then.members.fewer" : "desk.move.then.members";
            case PRIVATE ->
                standing.visibility().isShared() ? "desk.move.then.internal.fewer" : "desk.move.then.internal";
        };
    }

    private static UUID place(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            throw new Missing();
        }
    }
}
