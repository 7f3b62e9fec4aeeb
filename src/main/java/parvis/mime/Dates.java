package parvis.mime;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** RFC 5322 dates and their elder brothers: two-digit years, names of zones, seconds or zones left out. */
final class Dates {

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private static final Map<String, Integer> ZONES = Map.ofEntries(
            Map.entry("EST", -5),
            Map.entry("EDT", -4),
            Map.entry("CST", -6),
            Map.entry("CDT", -5),
            Map.entry("MST", -7),
            Map.entry("MDT", -6),
            Map.entry("PST", -8),
            Map.entry("PDT", -7),
            Map.entry("BST", 1),
            Map.entry("CET", 1),
            Map.entry("CEST", 2),
            Map.entry("MET", 1),
            Map.entry("JST", 9));

    private static final Pattern TIME = Pattern.compile("(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2})(?:\\.\\d+)?)?");
    private static final String REST =
            "\\D{0,3}?" + TIME.pattern() + "\\s*(?:([+-]\\s?\\d{2}):?(\\d{2})|\\(?([A-Za-z]{1,5}))?";
    private static final Pattern USUAL =
            Pattern.compile("(\\d{1,2})[\\s\\-./]+([A-Za-z]{3})[a-z]*[\\s\\-.,/]+(\\d{2,4})" + REST);
    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})" + REST);
    /** What C writes: Thu Sep 19 12:41:43 1991, with a zone before the year sometimes. */
    private static final Pattern CTIME = Pattern.compile("([A-Za-z]{3})\\s+(\\d{1,2})\\s+" + TIME.pattern()
            + "\\s+(?:([A-Z]{1,4}|[+-]\\d{4})\\s+)?(\\d{4})(?:\\s+([+-]\\d{4}))?");

    private Dates() {}

    static @Nullable Instant of(String header) {
        var text = header.length() > 200 ? header.substring(0, 200) : header;
        try {
            var usual = USUAL.matcher(text);
            if (usual.find()) {
                return at(
                        year(usual.group(3)),
                        month(usual.group(2)),
                        Integer.parseInt(usual.group(1)),
                        time(usual, 4),
                        offset(usual.group(7), usual.group(8), usual.group(9)));
            }
            var iso = ISO.matcher(text);
            if (iso.find()) {
                return at(
                        Integer.parseInt(iso.group(1)),
                        Integer.parseInt(iso.group(2)),
                        Integer.parseInt(iso.group(3)),
                        time(iso, 4),
                        offset(iso.group(7), iso.group(8), iso.group(9)));
            }
            var ctime = CTIME.matcher(text);
            if (ctime.find()) {
                var zone = ctime.group(8) != null ? ctime.group(8) : ctime.group(6);
                return at(
                        Integer.parseInt(ctime.group(7)),
                        month(ctime.group(1)),
                        Integer.parseInt(ctime.group(2)),
                        time(ctime, 3),
                        zone == null
                                ? ZoneOffset.UTC
                                : zone.matches("[+-].*")
                                        ? offset(zone.substring(0, 3), zone.substring(3), null)
                                        : offset(null, null, zone));
            }
        } catch (DateTimeException | NumberFormatException e) {
            return null;
        }
        return null;
    }

    private static Instant at(int year, int month, int day, int[] time, ZoneOffset offset) {
        // A leap second is the last of its minute here.
        return LocalDateTime.of(year, month, day, time[0], time[1], Math.min(time[2], 59))
                .toInstant(offset);
    }

    private static int[] time(Matcher found, int group) {
        var seconds = found.group(group + 2);
        return new int[] {
            Integer.parseInt(found.group(group)),
            Integer.parseInt(found.group(group + 1)),
            seconds == null ? 0 : Integer.parseInt(seconds)
        };
    }

    private static int year(String digits) {
        int year = Integer.parseInt(digits);
        return digits.length() == 4 ? year : digits.length() == 3 ? 1900 + year : year < 50 ? 2000 + year : 1900 + year;
    }

    private static int month(String name) {
        return MONTHS.indexOf(name.toLowerCase(Locale.ROOT)) + 1;
    }

    private static ZoneOffset offset(@Nullable String hours, @Nullable String minutes, @Nullable String name) {
        if (hours != null && minutes != null) {
            var sign = hours.charAt(0) == '-' ? -1 : 1;
            int seconds = sign * (Integer.parseInt(hours.substring(1).strip()) * 3600 + Integer.parseInt(minutes) * 60);
            return Math.abs(seconds) > 18 * 3600 ? ZoneOffset.UTC : ZoneOffset.ofTotalSeconds(seconds);
        }
        return ZoneOffset.ofHours(name == null ? 0 : ZONES.getOrDefault(name.toUpperCase(Locale.ROOT), 0));
    }
}
