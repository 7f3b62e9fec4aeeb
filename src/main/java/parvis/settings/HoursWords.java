package parvis.settings;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import parvis.clock.BusinessHours;
import parvis.clock.Window;
import parvis.web.Shell;

/** When a house is open, in words: a line for days that are alike, what is closed last. */
final class HoursWords {

    private HoursWords() {}

    static List<String> of(BusinessHours hours, Shell shell) {
        var said = new ArrayList<String>();
        var days = List.of(DayOfWeek.values());
        for (int i = 0; i < days.size(); ) {
            var windows = hours.week().getOrDefault(days.get(i), List.of());
            int end = i + 1;
            while (end < days.size() && windows.equals(hours.week().getOrDefault(days.get(end), List.of()))) {
                end++;
            }
            var which = end - i == 1
                    ? day(days.get(i), shell)
                    : shell.t("house.days.span", day(days.get(i), shell), day(days.get(end - 1), shell));
            said.add(
                    windows.isEmpty()
                            ? shell.t("house.days.closed", which)
                            : shell.t("house.days.open", which, windows(windows, shell)));
            i = end;
        }
        var holidays = hours.holidays();
        if (holidays != null) {
            said.add(shell.t("house.closed.holidays", country(holidays, shell)));
        }
        if (!hours.closed().isEmpty()) {
            said.add(shell.t(
                    "house.closed.dates",
                    hours.closed().stream()
                            .sorted()
                            .map(date -> date(date, shell))
                            .collect(Collectors.joining(", "))));
        }
        return said;
    }

    static String day(DayOfWeek day, Shell shell) {
        return day.getDisplayName(TextStyle.FULL, shell.words().locale());
    }

    /** "France", "France (57)". */
    static String country(String code, Shell shell) {
        var parts = code.split("-", 2);
        var name = Locale.of("", parts[0].toUpperCase(Locale.ROOT))
                .getDisplayCountry(shell.words().locale());
        return parts.length == 1 ? name : name + " (" + parts[1].toUpperCase(Locale.ROOT) + ")";
    }

    private static String windows(List<Window> windows, Shell shell) {
        return windows.stream()
                .map(window -> shell.t(
                        "house.window",
                        shell.times().hour(window.opens()),
                        window.closes().equals(java.time.LocalTime.MIDNIGHT)
                                ? shell.t("house.midnight")
                                : shell.times().hour(window.closes())))
                .collect(Collectors.joining(shell.t("house.window.and")));
    }

    private static String date(LocalDate date, Shell shell) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(shell.words().locale())
                .format(date);
    }
}
