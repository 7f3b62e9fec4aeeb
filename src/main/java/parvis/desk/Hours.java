package parvis.desk;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parvis.conversation.Departing;
import parvis.desk.page.HoursPage;

/** A day and an hour that a colleague chose, as their form says it: in the zone of the brand, like all hours at the desk. */
final class Hours {
    private static final LocalTime MORNING = LocalTime.of(9, 0);

    private Hours() {}

    /**
     * @param at null when none was chosen, or it cannot be
     * @param wrong when something was chosen that is no hour to come
     */
    record Chosen(@Nullable Instant at, boolean wrong) {}

    /** Nothing, unless one of the presets was pressed, or the button beside the field. */
    static Chosen chosen(Visit visit, Instant now) {
        var zone = visit.brand().zone();
        var preset = visit.field("preset");
        var typed = visit.field("hour");
        if (preset.isEmpty() && !visit.asked().containsKey("later")) {
            return new Chosen(null, false);
        }
        try {
            var at = preset.isEmpty()
                    ? LocalDateTime.parse(typed.strip()).atZone(zone).toInstant()
                    : preset(preset, zone, now);
            var fits = at.isAfter(now) && at.isBefore(now.plus(Departing.FURTHEST));
            return fits ? new Chosen(at, false) : new Chosen(null, true);
        } catch (DateTimeException none) {
            return new Chosen(null, true);
        }
    }

    private static final List<String> PRESETS = List.of("hours", "tomorrow", "monday", "week");

    /** In three hours, tomorrow, next Monday, in a week: at nine in the morning but for the first. */
    private static Instant preset(String preset, ZoneId zone, Instant now) {
        var today = now.atZone(zone).toLocalDate();
        return switch (preset) {
            case "hours" -> now.plusSeconds(3 * 3600);
            case "tomorrow" -> today.plusDays(1).atTime(MORNING).atZone(zone).toInstant();
            case "monday" ->
                today.with(TemporalAdjusters.next(DayOfWeek.MONDAY))
                        .atTime(MORNING)
                        .atZone(zone)
                        .toInstant();
            case "week" -> today.plusDays(7).atTime(MORNING).atZone(zone).toInstant();
            default -> throw new DateTimeException(preset);
        };
    }

    /** Each hour once: on a Sunday tomorrow is next Monday, and on a Monday that is in a week. */
    static List<String> offered(ZoneId zone, Instant now) {
        var seen = new HashSet<Instant>();
        return PRESETS.stream()
                .filter(name -> seen.add(preset(name, zone, now)))
                .toList();
    }

    static HoursPage page(Visit visit, Moments moments) {
        var zone = visit.brand().zone();
        return new HoursPage(
                offered(zone, moments.now()).stream()
                        .map(name -> new HoursPage.Preset(
                                name,
                                visit.shell().t("desk.hours." + name, moments.at(preset(name, zone, moments.now())))))
                        .toList(),
                field(moments.now(), zone),
                zone.getId());
    }

    /** As a field for day and hour holds it. */
    static String field(Instant at, ZoneId zone) {
        return at.atZone(zone).toLocalDateTime().truncatedTo(ChronoUnit.MINUTES).toString();
    }
}
