package parvis.settings;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import parvis.clock.BusinessHours;
import parvis.clock.HoursRefused;
import parvis.clock.Window;
import parvis.settings.page.HoursPage.Day;
import parvis.settings.page.HoursPage.Slot;
import parvis.text.Clean;
import parvis.web.Shell;

/** The form of the hours: a row for each day, two windows at most but for a house that has more already. */
final class HoursForm {
    private static final int SLOTS = 2;
    private static final int MOST_SLOTS = 6;
    private static final int LONGEST_LIST = 3_000;
    private static final DateTimeFormatter FRENCH = DateTimeFormatter.ofPattern("d/M/uuuu");

    private final Map<DayOfWeek, List<Slot>> slots = new EnumMap<>(DayOfWeek.class);
    private final Map<DayOfWeek, String> problems = new EnumMap<>(DayOfWeek.class);
    private final Set<DayOfWeek> open = new HashSet<>();
    private String holidays = "";
    private String closed = "";
    private @Nullable String closedProblem;
    private @Nullable String problem;
    private @Nullable BusinessHours hours;

    private HoursForm() {}

    static HoursForm standing(BusinessHours hours) {
        var form = new HoursForm();
        for (var day : DayOfWeek.values()) {
            var windows = hours.week().getOrDefault(day, List.of());
            var rows = new ArrayList<Slot>();
            windows.forEach(
                    w -> rows.add(new Slot(w.opens().toString(), w.closes().toString())));
            while (rows.size() < SLOTS) {
                rows.add(new Slot("", ""));
            }
            form.slots.put(day, rows);
            if (!windows.isEmpty()) {
                form.open.add(day);
            }
        }
        form.holidays = hours.holidays() == null ? "" : hours.holidays();
        form.closed = hours.closed().stream().sorted().map(LocalDate::toString).collect(Collectors.joining("\n"));
        form.hours = hours;
        return form;
    }

    static HoursForm typed(Map<String, String> posted, ZoneId zone, Shell shell) {
        var form = new HoursForm();
        var week = new EnumMap<DayOfWeek, List<Window>>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            week.put(day, form.day(day, posted, shell));
        }
        form.holidays = Clean.line(posted.getOrDefault("holidays", ""), 12).text();
        form.closed =
                Clean.text(posted.getOrDefault("closed", ""), LONGEST_LIST).text();
        var dates = form.dates(shell);
        if (form.problems.isEmpty() && form.closedProblem == null) {
            try {
                form.hours = new BusinessHours(zone, week, form.holidays.isEmpty() ? null : form.holidays, dates);
            } catch (HoursRefused refused) {
                form.problem = why(refused, shell);
            }
        }
        return form;
    }

    private List<Window> day(DayOfWeek day, Map<String, String> posted, Shell shell) {
        var rows = new ArrayList<Slot>();
        for (int i = 1; i <= MOST_SLOTS && (i <= SLOTS || posted.containsKey(id(day) + "-" + i + "-from")); i++) {
            rows.add(new Slot(
                    Clean.line(posted.getOrDefault(id(day) + "-" + i + "-from", ""), 8)
                            .text(),
                    Clean.line(posted.getOrDefault(id(day) + "-" + i + "-to", ""), 8)
                            .text()));
        }
        slots.put(day, rows);
        if (!posted.containsKey("open-" + id(day))) {
            return List.of();
        }
        open.add(day);
        var windows = new ArrayList<Window>();
        try {
            for (var slot : rows) {
                if (!slot.from().isEmpty() || !slot.to().isEmpty()) {
                    windows.add(new Window(LocalTime.parse(slot.from()), LocalTime.parse(slot.to())));
                }
            }
            if (windows.isEmpty()) {
                problems.put(day, shell.t("house.hours.empty"));
            } else { // alone, to say on which day windows overlap
                new BusinessHours(ZoneId.of("UTC"), Map.of(day, windows), null, Set.of());
            }
        } catch (HoursRefused refused) {
            problems.put(day, why(refused, shell));
        } catch (DateTimeException notATime) {
            problems.put(day, shell.t("house.hours.unknown_time"));
        }
        return windows;
    }

    private Set<LocalDate> dates(Shell shell) {
        var dates = new HashSet<LocalDate>();
        for (var line : closed.split("[\\n,;]")) {
            var written = line.strip();
            if (written.isEmpty()) {
                continue;
            }
            try {
                dates.add(written.contains("/") ? LocalDate.parse(written, FRENCH) : LocalDate.parse(written));
            } catch (DateTimeException notADate) {
                closedProblem = shell.t("house.hours.unknown_date", written);
            }
        }
        return dates;
    }

    private static String why(HoursRefused refused, Shell shell) {
        return switch (refused.reason()) {
            case OVERLAP -> shell.t("house.hours.overlap");
            case EMPTY_WINDOW, CROSSES_MIDNIGHT -> shell.t("house.hours.backwards");
            case UNKNOWN_HOLIDAYS -> shell.t("house.hours.unknown_holidays");
            case NO_OPENING -> shell.t("house.hours.never");
            default -> shell.t("house.hours.unknown_time");
        };
    }

    /** What was typed, when it can be kept. */
    @Nullable
    BusinessHours hours() {
        return hours;
    }

    /** As the setting has it: the zone is one of its own. */
    static String text(BusinessHours hours) {
        return hours.toText().replaceFirst("^zone [^;]*; ", "");
    }

    List<Day> days(Shell shell) {
        return List.of(DayOfWeek.values()).stream()
                .map(day -> new Day(
                        id(day),
                        HoursWords.day(day, shell),
                        open.contains(day),
                        slots.getOrDefault(day, List.of()),
                        problems.get(day)))
                .toList();
    }

    String holidays() {
        return holidays;
    }

    String closed() {
        return closed;
    }

    @Nullable
    String closedProblem() {
        return closedProblem;
    }

    @Nullable
    String problem() {
        return problem;
    }

    private static String id(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }
}
