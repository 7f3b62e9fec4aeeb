package parvis.desk;

import java.time.Duration;
import parvis.conversation.Departure;
import parvis.desk.page.TalkPage.Journey;
import parvis.desk.page.TalkPage.Later;

/** What is said of an answer at the door, and what its author may do with it. */
final class DoorWords {
    private DoorWords() {}

    /** @param drafted whether they wrote it and somebody else let it go: they take it back, and say no hour */
    static Journey journey(Visit visit, Moments moments, Departure departure, boolean drafted) {
        var shell = visit.shell();
        var mine = visit.me().id().value().equals(departure.teammate());
        var zone = visit.brand().zone();
        var back = mine || drafted;
        var at = departure.at();
        if (at == null) {
            return new Journey(
                    "is-soon",
                    "hand-stop",
                    shell.t("desk.later.stopped"),
                    back,
                    false,
                    null,
                    false,
                    mine ? new Later("", zone.getId()) : null);
        }
        if (departure.later()) {
            return new Journey(
                    "",
                    "clock",
                    shell.t("desk.later.leaves", moments.at(at)),
                    back,
                    false,
                    null,
                    false,
                    mine ? new Later(Hours.field(at, zone), zone.getId()) : null);
        }
        var left =
                Math.max(1, Duration.between(moments.now(), at).plusMillis(999).toSeconds());
        return new Journey("", "clock", shell.t("desk.journey.waiting", left), back, false, at.toString(), false, null);
    }
}
