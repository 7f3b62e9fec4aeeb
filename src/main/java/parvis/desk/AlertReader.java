package parvis.desk;

import java.util.Optional;
import org.springframework.stereotype.Component;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.conversation.Alerts;
import parvis.desk.page.QueuePage;
import parvis.web.Shell;

/** What somebody at the desk has not seen yet. Calls belong inside a transaction of the brand. */
@Component
class AlertReader {
    private final Alerts alerts;
    private final Team team;

    AlertReader(Alerts alerts, Team team) {
        this.alerts = alerts;
        this.team = team;
    }

    QueuePage.News news(Visit visit) {
        var count = alerts.unseen(visit.me().id());
        var latest = count == 0
                ? Optional.<Alerts.Alert>empty()
                : alerts.latest(visit.me().id(), 1).stream().findFirst();
        return new QueuePage.News(
                figures(count),
                latest.map(alert -> words(
                                visit.shell(),
                                team.byId(visit.brand().id(), alert.by()).map(Teammate::firstName),
                                alert))
                        .orElse(""),
                latest.map(AlertsController::href).orElse("/desk/alerts"),
                latest.map(alert -> alert.id().toString()).orElse(""));
    }

    static String words(Shell shell, Optional<String> by, Alerts.Alert alert) {
        var name = by.orElseGet(() -> shell.t("desk.the-house"));
        return alert.about().isOfMany()
                ? shell.t("desk.alert." + alert.about().word(), name, alert.count())
                : shell.t("desk.alert." + alert.about().word(), name, alert.subject());
    }

    private static String figures(int count) {
        return count == 0 ? "" : count < Alerts.COUNTED ? Integer.toString(count) : Alerts.COUNTED - 1 + "+";
    }
}
