package parvis.guard;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When a draft is to appear: while something goes wrong for people, on a day of mourning, at night, oftener than the brand
 * wanted, or on the heels of another piece. What it says is about the whole draft and points at no passage.
 *
 * <p>An incident counts from the moment that it runs, whenever the draft is to appear: what is scheduled is frozen too. The
 * others are asked of the day and hour of publication; where those are not known, only mourning is, of today.
 */
final class MomentCheck {
    /** Until when people sleep, and from when on, in the brand's zone. */
    private static final LocalTime MORNING = LocalTime.of(7, 0);

    private static final LocalTime NIGHT = LocalTime.of(22, 0);

    /** Two pieces nearer than this on one channel push each other out of sight; on another channel they may share a day. */
    private static final Duration NEAR = Duration.ofHours(3);

    private MomentCheck() {}

    static void read(Reading reading, List<Finding> findings) {
        var moment = reading.context().moment();
        if (moment == null) {
            return;
        }
        var zone = reading.context().zone();
        incidents(moment, zone, findings);
        var at = reading.draft().publishAt();
        mourning(moment, day(at == null ? moment.now() : at, zone), findings);
        if (at != null) {
            night(at, zone, findings);
            rarity(moment, day(at, zone), zone, findings);
            near(moment, at, reading.draft().channel(), zone, findings);
        }
    }

    private static void incidents(Moment moment, ZoneId zone, List<Finding> findings) {
        for (var incident : moment.incidents()) {
            var since = incident.since().atZone(zone);
            var concerned = incident.concerned();
            var told = new ArrayList<Object>(List.of(
                    incident.name(),
                    since.getDayOfMonth(),
                    since.getMonth().name().toLowerCase(Locale.ROOT),
                    hour(incident.since(), zone)));
            if (concerned != null) {
                told.add(concerned);
            }
            tell("incident", concerned == null ? "incident" : "incident-counted", Weight.FIX, findings, told.toArray());
        }
    }

    private static void mourning(Moment moment, LocalDate day, List<Finding> findings) {
        for (var mourning : moment.mournings()) {
            if (!day.isBefore(mourning.from()) && !day.isAfter(mourning.to())) {
                tell("mourning", "mourning", Weight.FIX, findings, mourning.name());
            }
        }
    }

    private static void night(Instant at, ZoneId zone, List<Finding> findings) {
        var time = at.atZone(zone).toLocalTime();
        if (time.isBefore(MORNING) || !time.isBefore(NIGHT)) {
            tell("night", "night", Weight.LOOK, findings, hour(at, zone));
        }
    }

    /** The fullest run of days that holds this one; a piece that goes to several channels is one piece. */
    private static void rarity(Moment moment, LocalDate day, ZoneId zone, List<Finding> findings) {
        var budget = moment.budget();
        if (budget == null) {
            return;
        }
        int most = 0;
        for (int before = 0; before < budget.days(); before++) {
            var first = day.minusDays(before);
            var last = first.plusDays(budget.days() - 1L);
            var titles = new HashSet<String>();
            for (var planned : moment.planned()) {
                var its = day(planned.at(), zone);
                if (!its.isBefore(first) && !its.isAfter(last)) {
                    titles.add(planned.title());
                }
            }
            most = Math.max(most, titles.size());
        }
        if (most + 1 > budget.pieces()) {
            tell("rarity", "rarity", Weight.LOOK, findings, most + 1, budget.days(), budget.pieces());
        }
    }

    private static void near(Moment moment, Instant at, @Nullable String channel, ZoneId zone, List<Finding> findings) {
        moment.planned().stream()
                .filter(other -> channel == null || other.channel() == null || Objects.equals(channel, other.channel()))
                .filter(other -> Duration.between(other.at(), at).abs().compareTo(NEAR) < 0)
                .min(Comparator.comparing(
                        other -> Duration.between(other.at(), at).abs()))
                .ifPresent(other -> tell(
                        "near", "near", Weight.LOOK, findings, other.title(), hour(other.at(), zone), NEAR.toHours()));
    }

    private static LocalDate day(Instant at, ZoneId zone) {
        return at.atZone(zone).toLocalDate();
    }

    private static String hour(Instant at, ZoneId zone) {
        var time = at.atZone(zone).toLocalTime();
        return "%d:%02d".formatted(time.getHour(), time.getMinute());
    }

    private static void tell(String kind, String words, Weight weight, List<Finding> findings, Object... arguments) {
        findings.add(Finding.said(Check.MOMENT, kind, words, weight, 0, 0, arguments));
    }
}
