package parvis.feed;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** When entries appeared: RFC 822 with its liberties, RFC 3339, and days alone; what is neither is not dated. */
final class FeedDates {
    private static final Pattern LETTER = Pattern.compile(
            "(?:\\p{L}+\\.?,?\\s+)?(\\d{1,2})[\\s-]+(\\p{L}{3})\\p{L}*\\.?[\\s-]+(\\d{4}|\\d{2})(?:\\s+(\\d{1,2}):(\\d{2})(?::(\\d{2}))?)?\\s*([A-Z]{1,4}|[+-]\\d{2}:?\\d{2})?.*",
            Pattern.DOTALL);
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    /** RFC 822, and two that Europeans write. */
    private static final Map<String, String> ZONES = Map.of(
            "EST", "-05:00", "EDT", "-04:00", "CST", "-06:00", "CDT", "-05:00", "MST", "-07:00", "MDT", "-06:00", "PST",
            "-08:00", "PDT", "-07:00", "CET", "+01:00", "CEST", "+02:00");

    private static final List<Function<String, Instant>> FORMS = List.of(
            text -> OffsetDateTime.parse(text.replaceFirst("([+-]\\d{2})(\\d{2})$", "$1:$2"))
                    .toInstant(),
            text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC),
            text -> LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());

    private FeedDates() {}

    static @Nullable Instant of(String written) {
        var text = written.strip();
        try {
            var letter = LETTER.matcher(text);
            if (letter.matches()) {
                return of(letter);
            }
        } catch (DateTimeException noSuchDay) {
            return null;
        }
        var machine = text.replaceFirst("^(\\d{4}-\\d{2}-\\d{2})\\s+(?=\\d)", "$1T");
        for (var form : FORMS) {
            try {
                return form.apply(machine);
            } catch (DateTimeException another) {
                // the next form may read it
            }
        }
        return null;
    }

    private static @Nullable Instant of(Matcher letter) {
        var month = MONTHS.indexOf(letter.group(2).toLowerCase(Locale.ROOT));
        if (month < 0) {
            return null;
        }
        var year = Integer.parseInt(letter.group(3));
        var century = year >= 100 ? 0 : year < 70 ? 2000 : 1900;
        return LocalDateTime.of(
                        century + year,
                        month + 1,
                        Integer.parseInt(letter.group(1)),
                        number(letter.group(4)),
                        number(letter.group(5)),
                        Math.min(59, number(letter.group(6))))
                .toInstant(zone(letter.group(7)));
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static ZoneOffset zone(@Nullable String written) {
        if (written == null) {
            return ZoneOffset.UTC;
        }
        var known = ZONES.getOrDefault(written, written);
        return known.startsWith("+") || known.startsWith("-") ? ZoneOffset.of(known) : ZoneOffset.UTC;
    }
}
