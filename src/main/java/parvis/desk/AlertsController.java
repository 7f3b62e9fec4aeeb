package parvis.desk;

import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.conversation.Alerts;
import parvis.database.Transactions;
import parvis.desk.page.AlertsPage;

/** What a colleague is to know, and after how long a letter says it. */
@Controller
class AlertsController {
    private static final int MOST = 100;

    private final Alerts alerts;
    private final Team team;
    private final DeskReader desks;
    private final Transactions transactions;
    private final Clock clock;

    AlertsController(Alerts alerts, Team team, DeskReader desks, Transactions transactions, Clock clock) {
        this.alerts = alerts;
        this.team = team;
        this.desks = desks;
        this.transactions = transactions;
        this.clock = clock;
    }

    @GetMapping("/desk/alerts")
    String show(Visit visit, Model model) {
        var shell = visit.shell();
        var brand = visit.brand();
        var moments = new Moments(shell, brand, clock.instant());
        model.addAttribute("room", desks.room(visit));
        model.addAttribute(
                "page",
                transactions.reading(
                        brand.id(),
                        () -> new AlertsPage(
                                alerts.latest(visit.me().id(), MOST).stream()
                                        .map(alert -> line(visit, moments, alert))
                                        .toList(),
                                alerts.minutes(visit.me().id())
                                        .map(String::valueOf)
                                        .orElse(""),
                                Alerts.MOST_MINUTES,
                                visit.asked().containsKey("kept"))));
        return "desk/alerts";
    }

    @PostMapping("/desk/alerts/seen")
    String seen(Visit visit) {
        alerts.allSeen(visit.brand().id(), visit.me().id(), clock.instant());
        return "redirect:/desk/alerts";
    }

    @PostMapping("/desk/alerts/wish")
    String wish(Visit visit) {
        var typed = visit.field("minutes").strip();
        var minutes = typed.matches("[0-9]{1,9}") ? Math.clamp(Integer.parseInt(typed), 1, Alerts.MOST_MINUTES) : null;
        alerts.wish(visit.brand().id(), visit.me().id(), visit.asked().containsKey("mail") ? minutes : null);
        return "redirect:/desk/alerts?kept";
    }

    private AlertsPage.Line line(Visit visit, Moments moments, Alerts.Alert alert) {
        return new AlertsPage.Line(
                href(alert),
                AlertReader.words(
                        visit.shell(), team.byId(visit.brand().id(), alert.by()).map(Teammate::firstName), alert),
                moments.at(alert.at()),
                alert.at().toString(),
                alert.seen());
    }

    static String href(Alerts.Alert alert) {
        return alert.about().isOfMany()
                ? "/desk"
                : "/desk/conversations/" + alert.number() + (alert.message() == null ? "" : "#m-" + alert.message());
    }
}
