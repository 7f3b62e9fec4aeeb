package parvis.clock;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a brand is open: windows of each weekday in its zone, without its public holidays and the dates it closes.
 *
 * <p>Time is counted as it passes, not as the wall clock reads: a window that spans a change of clocks is an hour longer or
 * shorter that day. A window's edge that the clocks skip is the instant of the change, one that they repeat is its first
 * occurrence.
 *
 * @param holidays a country or region as "fr" or "fr-57", or null when the brand opens on public holidays
 */
public record BusinessHours(
        ZoneId zone,
        Map<DayOfWeek, List<Window>> week,
        @Nullable String holidays,
        Set<LocalDate> closed) {

    /** How far ahead a search goes before it says {@link NeverOpens}. */
    public static final Period REACH = Period.ofYears(30);

    /** @throws HoursRefused when the week is empty, windows overlap or the holiday calendar is unknown */
    public BusinessHours {
        week = sorted(week);
        closed = Set.copyOf(closed);
        if (holidays != null) {
            holidays = holidays.toLowerCase(Locale.ROOT);
            Holidays.of(holidays);
        }
    }

    /**
     * Reads {@code zone Europe/Paris; mon-fri 09:00-12:30 13:30-18:00; sat 09:00-12:00; holidays fr; closed 2026-12-24}.
     *
     * @throws HoursRefused naming the part that is wrong
     */
    public static BusinessHours parse(String text) {
        return HoursText.parse(text, null);
    }

    /** The same, in {@code zone} when the text names none. */
    public static BusinessHours parse(String text, ZoneId zone) {
        return HoursText.parse(text, zone);
    }

    /** What {@link #parse(String)} reads back as equal hours. */
    public String toText() {
        return HoursText.write(this);
    }

    /**
     * The first instant by which {@code worked} of opening time has passed since {@code from}; {@code from} itself for zero.
     *
     * @throws NeverOpens when that lies beyond {@link #REACH}
     */
    public Instant add(Instant from, Duration worked) {
        if (worked.isNegative()) {
            throw new IllegalArgumentException("Time worked cannot be negative: " + worked);
        }
        if (worked.isZero()) {
            return from;
        }
        var left = worked;
        var first = from.atZone(zone).toLocalDate();
        var last = first.plus(REACH);
        for (var day = first; day.isBefore(last); day = day.plusDays(1)) {
            for (var window : windowsOn(day)) {
                var opens = later(from, opening(day, window));
                var length = Duration.between(opens, closing(day, window));
                if (length.compareTo(left) >= 0) {
                    return opens.plus(left);
                }
                if (length.isPositive()) {
                    left = left.minus(length);
                }
            }
        }
        throw new NeverOpens(this, from);
    }

    /** The opening time from {@code a} to {@code b}, negative when {@code b} comes first. */
    public Duration between(Instant a, Instant b) {
        if (b.isBefore(a)) {
            return between(b, a).negated();
        }
        var worked = Duration.ZERO;
        // Where clocks went back at 00:01, a day had begun when the evening before came once more.
        var last = b.atZone(zone).toLocalDate().plusDays(1);
        for (var day = a.atZone(zone).toLocalDate(); !day.isAfter(last); day = day.plusDays(1)) {
            for (var window : windowsOn(day)) {
                var opens = later(a, opening(day, window));
                var closes = closing(day, window);
                var length = Duration.between(opens, b.isBefore(closes) ? b : closes);
                if (length.isPositive()) {
                    worked = worked.plus(length);
                }
            }
        }
        return worked;
    }

    public boolean isOpen(Instant instant) {
        var today = instant.atZone(zone).toLocalDate();
        for (var day : List.of(today, today.plusDays(1))) { // tomorrow too: see between
            for (var window : windowsOn(day)) {
                if (!instant.isBefore(opening(day, window)) && instant.isBefore(closing(day, window))) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * {@code instant} itself when open, else the next instant that is.
     *
     * @throws NeverOpens when that lies beyond {@link #REACH}
     */
    public Instant nextOpening(Instant instant) {
        var first = instant.atZone(zone).toLocalDate();
        var last = first.plus(REACH);
        for (var day = first; day.isBefore(last); day = day.plusDays(1)) {
            for (var window : windowsOn(day)) {
                var opens = later(instant, opening(day, window));
                if (opens.isBefore(closing(day, window))) {
                    return opens;
                }
            }
        }
        throw new NeverOpens(this, instant);
    }

    private List<Window> windowsOn(LocalDate day) {
        var windows = week.get(day.getDayOfWeek());
        if (windows == null
                || closed.contains(day)
                || (holidays != null && Holidays.of(holidays).contains(day))) {
            return List.of();
        }
        return windows;
    }

    private Instant opening(LocalDate day, Window window) {
        return at(day, window.opens());
    }

    private Instant closing(LocalDate day, Window window) {
        return window.closesWithTheDay() ? at(day.plusDays(1), LocalTime.MIDNIGHT) : at(day, window.closes());
    }

    /** Never decreasing in local time, so that neighbouring windows never overlap when the clocks change. */
    private Instant at(LocalDate day, LocalTime time) {
        var local = LocalDateTime.of(day, time);
        var rules = zone.getRules();
        var offsets = rules.getValidOffsets(local);
        return offsets.isEmpty() ? rules.getTransition(local).getInstant() : local.toInstant(offsets.getFirst());
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Map<DayOfWeek, List<Window>> sorted(Map<DayOfWeek, List<Window>> week) {
        var sorted = new EnumMap<DayOfWeek, List<Window>>(DayOfWeek.class);
        week.forEach((day, windows) -> {
            if (windows.isEmpty()) {
                return;
            }
            var ordered = new ArrayList<>(windows);
            ordered.sort(Comparator.comparing(Window::opens));
            for (int i = 1; i < ordered.size(); i++) {
                if (ordered.get(i - 1).overlaps(ordered.get(i))) {
                    throw new HoursRefused(HoursRefused.Reason.OVERLAP, ordered.get(i - 1) + " " + ordered.get(i));
                }
            }
            sorted.put(day, List.copyOf(ordered));
        });
        if (sorted.isEmpty()) {
            throw new HoursRefused(HoursRefused.Reason.NO_OPENING, "");
        }
        return Collections.unmodifiableMap(sorted);
    }
}
