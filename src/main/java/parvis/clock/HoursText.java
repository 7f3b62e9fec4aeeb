package parvis.clock;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import parvis.clock.HoursRefused.Reason;

/** The compact text form of business hours: clauses separated by semicolons, in any order. */
final class HoursText {

    private static final Pattern WINDOW = Pattern.compile("(\\d{1,2}):(\\d\\d)-(\\d{1,2}):(\\d\\d)");

    private @Nullable ZoneId zone;
    private @Nullable String holidays;
    private final EnumMap<DayOfWeek, List<Window>> week = new EnumMap<>(DayOfWeek.class);
    private final Set<LocalDate> closed = new HashSet<>();

    static BusinessHours parse(String text, @Nullable ZoneId otherwise) {
        var read = new HoursText();
        for (var clause : text.split(";")) {
            if (!clause.isBlank()) {
                read.clause(clause.strip());
            }
        }
        if (read.week.isEmpty()) {
            throw new HoursRefused(Reason.NO_OPENING, text.strip());
        }
        var zone = read.zone == null ? otherwise : read.zone;
        if (zone == null) {
            throw new HoursRefused(Reason.NO_ZONE, text.strip());
        }
        return new BusinessHours(zone, read.week, read.holidays, read.closed);
    }

    private void clause(String clause) {
        var words = clause.split("\\s+");
        switch (words[0].toLowerCase(Locale.ROOT)) {
            case "zone" -> {
                if (zone != null) {
                    throw new HoursRefused(Reason.TWICE, clause);
                }
                zone = zone(clause, words);
            }
            case "holidays" -> {
                if (holidays != null) {
                    throw new HoursRefused(Reason.TWICE, clause);
                }
                if (words.length != 2) {
                    throw new HoursRefused(Reason.UNKNOWN_HOLIDAYS, clause);
                }
                holidays = words[1];
            }
            case "closed" -> {
                for (int i = 1; i < words.length; i++) {
                    closed.add(date(words[i]));
                }
            }
            default -> week(clause, words);
        }
    }

    private void week(String clause, String[] words) {
        var days = days(words[0]);
        var windows = new ArrayList<Window>();
        for (int i = 1; i < words.length; i++) {
            windows.add(window(words[i]));
        }
        if (windows.isEmpty()) {
            throw new HoursRefused(Reason.UNKNOWN_TIME, clause);
        }
        for (var day : days) {
            if (week.put(day, windows) != null) {
                throw new HoursRefused(Reason.DAY_TWICE, clause);
            }
        }
    }

    /** "mon", "mon-fri", "sat-mon" (over the week's end) or "mon,wed,fri". */
    private static Set<DayOfWeek> days(String text) {
        var days = EnumSet.noneOf(DayOfWeek.class);
        for (var part : text.split(",", -1)) {
            var ends = part.split("-", -1);
            if (ends.length > 2) {
                throw new HoursRefused(Reason.UNKNOWN_DAY, text);
            }
            var day = day(ends[0], text);
            var last = ends.length == 2 ? day(ends[1], text) : day;
            for (; day != last; day = day.plus(1)) {
                days.add(day);
            }
            days.add(last);
        }
        return days;
    }

    private static DayOfWeek day(String text, String whole) {
        for (var day : DayOfWeek.values()) {
            if (name(day).equals(text.toLowerCase(Locale.ROOT))) {
                return day;
            }
        }
        throw new HoursRefused(Reason.UNKNOWN_DAY, whole);
    }

    private static Window window(String text) {
        var match = WINDOW.matcher(text);
        if (!match.matches()) {
            throw new HoursRefused(Reason.UNKNOWN_TIME, text);
        }
        boolean withTheDay = match.group(3).equals("24") && match.group(4).equals("00");
        var opens = time(match.group(1), match.group(2), text);
        var closes = withTheDay ? LocalTime.MIDNIGHT : time(match.group(3), match.group(4), text);
        if (!withTheDay && closes.equals(LocalTime.MIDNIGHT)) { // 22:00-00:00 may be meant either way: ask
            throw new HoursRefused(Reason.CROSSES_MIDNIGHT, text);
        }
        return new Window(opens, closes);
    }

    private static LocalTime time(String hour, String minute, String whole) {
        try {
            return LocalTime.of(Integer.parseInt(hour), Integer.parseInt(minute));
        } catch (DateTimeException notATime) {
            throw new HoursRefused(Reason.UNKNOWN_TIME, whole);
        }
    }

    private static ZoneId zone(String clause, String[] words) {
        try {
            return ZoneId.of(words.length == 2 ? words[1] : "");
        } catch (DateTimeException unknown) {
            throw new HoursRefused(Reason.UNKNOWN_ZONE, clause);
        }
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException notADate) {
            throw new HoursRefused(Reason.UNKNOWN_DATE, text);
        }
    }

    static String write(BusinessHours hours) {
        var clauses = new ArrayList<String>();
        clauses.add("zone " + hours.zone());
        var days = List.of(DayOfWeek.values());
        for (int i = 0; i < days.size(); ) {
            var windows = hours.week().get(days.get(i));
            int end = i + 1;
            while (end < days.size()
                    && windows != null
                    && windows.equals(hours.week().get(days.get(end)))) {
                end++;
            }
            if (windows != null) {
                var span = name(days.get(i)) + (end - i > 1 ? "-" + name(days.get(end - 1)) : "");
                clauses.add(span + windows.stream().map(w -> " " + w).collect(Collectors.joining()));
            }
            i = end;
        }
        if (hours.holidays() != null) {
            clauses.add("holidays " + hours.holidays());
        }
        if (!hours.closed().isEmpty()) {
            clauses.add("closed"
                    + hours.closed().stream().sorted().map(date -> " " + date).collect(Collectors.joining()));
        }
        return String.join("; ", clauses);
    }

    private static String name(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }
}
