package parvis.guard;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A day on which everybody publishes the same.
 *
 * @param when as {@code guard/days.txt} writes it
 * @param named how a text names it, folded
 * @param needles what a text must hold to name it
 */
record Day(String key, String when, Pattern named, Needles needles) {
    private static final Map<String, DayOfWeek> WEEKDAYS = Map.of(
            "mon", DayOfWeek.MONDAY,
            "tue", DayOfWeek.TUESDAY,
            "wed", DayOfWeek.WEDNESDAY,
            "thu", DayOfWeek.THURSDAY,
            "fri", DayOfWeek.FRIDAY,
            "sat", DayOfWeek.SATURDAY,
            "sun", DayOfWeek.SUNDAY);

    static final List<Day> ALL = Resource.lines("/guard/days.txt").stream()
            .map(line -> line.split(" \\| ", 3))
            .map(parts -> new Day(
                    parts[0],
                    parts[1],
                    Pattern.compile("(?<![\\p{L}\\d])(?:" + parts[2] + ")(?![\\p{L}\\d])", Pattern.CASE_INSENSITIVE),
                    Needles.of(parts[2])))
            .toList();

    /** Its date in this year; empty when it has none of its own. */
    Optional<LocalDate> in(int year) {
        if (when.equals("--")) {
            return Optional.empty();
        }
        if (when.equals("mothers")) {
            return Optional.of(mothers(year));
        }
        if (when.startsWith("easter")) {
            return Optional.of(easter(year).plusDays(Integer.parseInt(when.substring("easter".length()))));
        }
        if (when.matches("\\d\\d-\\d\\d")) {
            return Optional.of(LocalDate.parse(year + "-" + when));
        }
        var parts = when.split(" ");
        var month = LocalDate.of(year, Integer.parseInt(parts[2]), 1);
        var weekday = WEEKDAYS.get(parts[1]);
        var day = parts[0].equals("last")
                ? month.with(TemporalAdjusters.lastInMonth(weekday))
                : month.with(TemporalAdjusters.dayOfWeekInMonth(Integer.parseInt(parts[0]), weekday));
        return Optional.of(parts.length > 3 ? day.plusDays(Integer.parseInt(parts[3])) : day);
    }

    /** French law (D215-1): the last Sunday of May, or the first of June where that is Whit Sunday. */
    private static LocalDate mothers(int year) {
        var last = LocalDate.of(year, 5, 1).with(TemporalAdjusters.lastInMonth(DayOfWeek.SUNDAY));
        return last.equals(easter(year).plusDays(49)) ? last.plusWeeks(1) : last;
    }

    /** Gregorian Easter Sunday, by the anonymous algorithm that Meeus printed. */
    static LocalDate easter(int year) {
        var a = year % 19;
        var b = year / 100;
        var c = year % 100;
        var d = b / 4;
        var e = b % 4;
        var f = (b + 8) / 25;
        var g = (b - f + 1) / 3;
        var h = (19 * a + b - d - g + 15) % 30;
        var i = c / 4;
        var k = c % 4;
        var l = (32 + 2 * e + 2 * i - h - k) % 7;
        var m = (a + 11 * h + 22 * l) / 451;
        var n = h + l - 7 * m + 114;
        return LocalDate.of(year, n / 31, n % 31 + 1);
    }
}
