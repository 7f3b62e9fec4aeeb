package parvis.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import parvis.clock.BusinessHours;

/**
 * Turns the times of scenes into instants, all in the past.
 *
 * <p>Scenes are written for a working day a little after eleven: whenever the demo is first started, its present is the last
 * such moment, so that the desk has what a desk has at that hour. The last working days of the scenes are working days of
 * the house too; further back the calendar simply counts, as people also ask on Sundays.
 *
 * @param opening the present of the demo
 */
record Calendar(BusinessHours hours, Instant opening) {
    /** The hour at which the scenes of day 0 are read. */
    private static final LocalTime PRESENT = LocalTime.of(11, 10);

    private static final LocalTime NOT_BEFORE = LocalTime.of(11, 0);
    private static final int WORKING_DAYS = 5;
    /** Nothing is so recent that somebody should still be told of it by a letter. */
    private static final Duration QUIET = Duration.ofMinutes(65);

    static Instant openingBefore(BusinessHours hours, Instant now) {
        var at = now.truncatedTo(ChronoUnit.MINUTES);
        while (!hours.isOpen(at) || at.atZone(hours.zone()).toLocalTime().isBefore(NOT_BEFORE)) {
            at = at.minus(Duration.ofMinutes(15));
        }
        return at;
    }

    Instant instant(When when) {
        var clock = LocalTime.of(when.hour(), when.minute());
        if (when.daysAgo() > 0) {
            return day(when.daysAgo()).atTime(clock).atZone(hours.zone()).toInstant();
        }
        var today = opening.plus(Duration.between(PRESENT, clock));
        return today.isAfter(latest()) ? latest() : today;
    }

    /** After this nothing happens. */
    Instant latest() {
        return opening.minus(QUIET);
    }

    private LocalDate day(int daysAgo) {
        var day = opening.atZone(hours.zone()).toLocalDate();
        for (var back = 0; back < Math.min(daysAgo, WORKING_DAYS); back++) {
            do {
                day = day.minusDays(1);
            } while (!isWorkingDay(day));
        }
        return day.minusDays(Math.max(0, daysAgo - WORKING_DAYS));
    }

    private boolean isWorkingDay(LocalDate day) {
        return hours.isOpen(day.atTime(LocalTime.of(10, 0)).atZone(hours.zone()).toInstant());
    }
}
