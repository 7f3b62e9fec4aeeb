package parvis.importer;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Dates as tables write them. Where the day and the month cannot be told apart, the day comes first, as in all of Europe. */
final class Moments {
    private static final Pattern SHORT =
            Pattern.compile("(\\d{1,2})([/.-])(\\d{1,2})\\2(\\d{4}|\\d{2})(?:,?[ T](\\d.*))?");
    private static final Pattern TIME =
            Pattern.compile("(\\d{1,2}):(\\d{2})(?::(\\d{2}))?(?:[.,]\\d+)?\\s*([AaPp][Mm])?");
    private static final Pattern SECONDS = Pattern.compile("\\d{9,10}(?:\\d{3})?");
    private static final int MILLISECONDS = 12;
    private static final List<DateTimeFormatter> LOCAL = List.of(
            DateTimeFormatter.ISO_LOCAL_DATE_TIME,
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm[:ss][.SSS][.SS][.S]"),
            DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm[:ss]"));

    private final ZoneId zone;
    private final boolean monthFirst;

    /** @param some dates of the column: one whose second number is more than twelve tells that the month comes first */
    Moments(ZoneId zone, List<String> some) {
        this.zone = zone;
        this.monthFirst = some.stream().anyMatch(date -> {
            var parts = SHORT.matcher(date.strip());
            return parts.matches() && Integer.parseInt(parts.group(3)) > 12;
        });
    }

    Optional<Instant> read(String written) {
        var text = written.strip();
        try {
            if (text.isEmpty()) {
                return Optional.empty();
            }
            if (SECONDS.matcher(text).matches()) {
                var number = Long.parseLong(text);
                return Optional.of(
                        text.length() > MILLISECONDS ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number));
            }
            var parts = SHORT.matcher(text);
            return parts.matches()
                    ? Optional.of(at(day(parts.group(1), parts.group(3), parts.group(4)), parts.group(5)))
                    : iso(text);
        } catch (DateTimeException | NumberFormatException none) {
            return Optional.empty();
        }
    }

    private LocalDate day(String first, String second, String year) {
        var one = Integer.parseInt(first);
        var two = Integer.parseInt(second);
        var full = Integer.parseInt(year) + (year.length() == 2 ? 2000 : 0);
        return monthFirst ? LocalDate.of(full, one, two) : LocalDate.of(full, two, one);
    }

    private Instant at(LocalDate day, @org.jspecify.annotations.Nullable String time) {
        if (time == null) {
            return day.atStartOfDay(zone).toInstant();
        }
        var parts = TIME.matcher(time.strip());
        if (!parts.matches()) {
            throw new DateTimeException(time);
        }
        var hour = Integer.parseInt(parts.group(1));
        if (parts.group(4) != null) {
            hour = hour % 12 + (parts.group(4).equalsIgnoreCase("pm") ? 12 : 0);
        }
        var second = parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3));
        return day.atTime(hour, Integer.parseInt(parts.group(2)), second)
                .atZone(zone)
                .toInstant();
    }

    private Optional<Instant> iso(String text) {
        for (var attempt : List.<java.util.function.Function<String, Instant>>of(
                t -> OffsetDateTime.parse(t.replaceFirst("(\\d) (\\d)", "$1T$2")
                                .replaceFirst(" (?=[+-]\\d|UTC|Z)", "")
                                .replace("UTC", "Z"))
                        .toInstant(),
                t -> ZonedDateTime.parse(t, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant(),
                t -> LocalDate.parse(t).atStartOfDay(zone).toInstant())) {
            try {
                return Optional.of(attempt.apply(text));
            } catch (DateTimeException another) {
                continue;
            }
        }
        for (var format : LOCAL) {
            try {
                return Optional.of(
                        LocalDateTime.parse(text, format).atZone(zone).toInstant());
            } catch (DateTimeException another) {
                continue;
            }
        }
        return Optional.empty();
    }
}
