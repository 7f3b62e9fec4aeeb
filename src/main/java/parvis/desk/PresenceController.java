package parvis.desk;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import parvis.brand.Team;
import parvis.conversation.ConversationId;
import parvis.conversation.Presences;
import parvis.conversation.Presences.Writing;
import parvis.database.Transactions;
import parvis.desk.page.Avatar;
import parvis.desk.page.PresencePage;
import parvis.web.Missing;
import parvis.web.RateLimits;

/** Who else has a conversation before their eyes. A window says that it is there, and hears who else is. */
@Controller
class PresenceController {
    private static final int SAYINGS = 240;
    private static final int LONGEST_NAME = 40;

    private final Presences presences;
    private final Team team;
    private final Talks talks;
    private final Transactions transactions;
    private final RateLimits limits;
    private final Clock clock;

    PresenceController(
            Presences presences, Team team, Talks talks, Transactions transactions, RateLimits limits, Clock clock) {
        this.presences = presences;
        this.team = team;
        this.talks = talks;
        this.transactions = transactions;
        this.limits = limits;
        this.clock = clock;
    }

    @GetMapping("/desk/conversations/{number:[0-9]{1,18}}/presence")
    String others(Visit visit, @PathVariable long number, Model model) {
        return show(visit, find(visit, number), model);
    }

    @PostMapping("/desk/conversations/{number:[0-9]{1,18}}/presence")
    String here(Visit visit, @PathVariable long number, Model model) {
        var id = find(visit, number);
        var tab = visit.field("tab");
        var me = visit.me().id();
        if (!tab.isBlank() && tab.length() <= LONGEST_NAME && tab.indexOf(0) < 0) {
            limits.require("presence", me.value().toString(), SAYINGS, Duration.ofMinutes(1));
            if (visit.asked().containsKey("gone")) {
                presences.gone(visit.brand().id(), id, me, tab);
            } else {
                presences.here(visit.brand().id(), id, me, tab, Writing.of(visit.field("writing")), clock.instant());
            }
        }
        return show(visit, id, model);
    }

    private String show(Visit visit, ConversationId id, Model model) {
        var brand = visit.brand().id();
        List<PresencePage.Colleague> others = transactions.reading(
                brand,
                () -> presences.beside(id, visit.me().id(), clock.instant()).stream()
                        .flatMap(present -> team.byId(brand, present.teammate()).stream()
                                .map(t -> new PresencePage.Colleague(
                                        Avatar.staff(t.name()),
                                        present.writing() != Writing.NOTHING,
                                        visit.shell().t("desk.presence." + word(present.writing()), t.firstName()))))
                        .toList());
        model.addAttribute("presence", new PresencePage(others));
        return "desk/presence";
    }

    private static String word(Writing writing) {
        return switch (writing) {
            case NOTHING -> "looks";
            case ANSWER -> "answers";
            case NOTE -> "notes";
        };
    }

    private ConversationId find(Visit visit, long number) {
        return transactions
                .reading(visit.brand().id(), () -> talks.byNumber(number))
                .orElseThrow(Missing::new);
    }
}
