package parvis.clock;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.BitSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Public and bank holidays of a country or region, worked out once per year: the library takes milliseconds, a bit takes none. */
final class Holidays {

    /** Outside these years no calendar is trustworthy, and the cache must stay small whatever instant somebody sends. */
    private static final int FIRST_YEAR = 1900;

    private static final int LAST_YEAR = 2199;

    private static final Map<String, Holidays> CALENDARS = new ConcurrentHashMap<>();

    private final HolidayManager manager;
    private final String[] region;
    private final Map<Integer, BitSet> years = new ConcurrentHashMap<>();

    private Holidays(HolidayManager manager, String[] region) {
        this.manager = manager;
        this.region = region;
    }

    /** @param code lower case, as "fr" or "fr-57" */
    static Holidays of(String code) {
        var known = CALENDARS.get(code);
        if (known != null) {
            return known;
        }
        var parts = code.split("-", -1);
        if (HolidayManager.getSupportedCalendarCodes().stream().noneMatch(parts[0]::equalsIgnoreCase)) {
            throw new HoursRefused(HoursRefused.Reason.UNKNOWN_HOLIDAYS, code);
        }
        var manager = HolidayManager.getInstance(ManagerParameters.create(parts[0]));
        var region = new String[parts.length - 1];
        var level = manager.getCalendarHierarchy();
        for (int i = 0; i < region.length; i++) {
            var part = parts[i + 1];
            var found = level.getChildren().entrySet().stream() // the library writes them its own way: "2A", "bw"
                    .filter(child -> child.getKey().equalsIgnoreCase(part))
                    .findAny()
                    .orElseThrow(() -> new HoursRefused(HoursRefused.Reason.UNKNOWN_HOLIDAYS, code));
            region[i] = found.getKey();
            level = found.getValue();
        }
        var calendar = new Holidays(manager, region);
        CALENDARS.put(code, calendar);
        return calendar;
    }

    boolean contains(LocalDate date) {
        int year = date.getYear();
        return year >= FIRST_YEAR
                && year <= LAST_YEAR
                && years.computeIfAbsent(year, this::daysOf).get(date.getDayOfYear());
    }

    private BitSet daysOf(int year) {
        var days = new BitSet(367);
        mark(days, year, manager.getHolidays(Year.of(year), HolidayType.PUBLIC_HOLIDAY, region));
        mark(days, year, manager.getHolidays(Year.of(year), HolidayType.BANK_HOLIDAY, region));
        return days;
    }

    private static void mark(BitSet days, int year, Set<Holiday> holidays) {
        for (var holiday : holidays) {
            if (holiday.getDate().getYear() == year) { // one observed on a neighbouring Monday may leave its year
                days.set(holiday.getDate().getDayOfYear());
            }
        }
    }
}
