package parvis.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BusinessHoursTest {

    static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    static final BusinessHours OFFICE = BusinessHours.parse("mon-fri 09:00-17:00", PARIS);
    static final BusinessHours SHOP =
            BusinessHours.parse("mon-fri 09:00-12:30 13:30-18:00; sat 09:00-12:00; holidays fr", PARIS);

    static Instant paris(String local) {
        return LocalDateTime.parse(local).atZone(PARIS).toInstant();
    }

    @Test
    void fridayHalfPastFourPlusOneHourIsMondayHalfPastNine() {
        assertThat(OFFICE.add(paris("2026-11-20T16:30"), Duration.ofHours(1))).isEqualTo(paris("2026-11-23T09:30"));
    }

    @Test
    void anHourThatEndsWithTheDayIsDueThatEvening() {
        assertThat(OFFICE.add(paris("2026-11-20T16:00"), Duration.ofHours(1))).isEqualTo(paris("2026-11-20T17:00"));
    }

    @Test
    void lunchDoesNotCount() {
        assertThat(SHOP.add(paris("2026-11-19T12:00"), Duration.ofHours(1))).isEqualTo(paris("2026-11-19T14:00"));
        assertThat(SHOP.between(paris("2026-11-19T12:00"), paris("2026-11-19T14:00")))
                .isEqualTo(Duration.ofHours(1));
    }

    @Test
    void aMessageOfTheNightWaitsForTheOpening() {
        assertThat(SHOP.isOpen(paris("2026-11-19T03:00"))).isFalse();
        assertThat(SHOP.nextOpening(paris("2026-11-19T03:00"))).isEqualTo(paris("2026-11-19T09:00"));
        assertThat(SHOP.nextOpening(paris("2026-11-19T10:17"))).isEqualTo(paris("2026-11-19T10:17"));
        assertThat(SHOP.add(paris("2026-11-19T03:00"), Duration.ofMinutes(30))).isEqualTo(paris("2026-11-19T09:30"));
    }

    @Test
    void openingIsIncludedAndClosingIsNot() {
        assertThat(OFFICE.isOpen(paris("2026-11-20T09:00"))).isTrue();
        assertThat(OFFICE.isOpen(paris("2026-11-20T17:00"))).isFalse();
        assertThat(OFFICE.isOpen(paris("2026-11-20T17:00").minusNanos(1))).isTrue();
    }

    @Test
    void publicHolidaysOfEveryYearAreClosed() {
        // Easter Mondays and Ascensions move; Christmas 2027 is a Saturday.
        for (var day : List.of(
                "2024-04-01",
                "2025-04-21",
                "2026-04-06",
                "2027-03-29",
                "2026-05-14",
                "2027-05-06",
                "2026-07-14",
                "2027-12-25")) {
            assertThat(SHOP.isOpen(paris(day + "T10:00"))).as(day).isFalse();
        }
        assertThat(SHOP.isOpen(paris("2026-04-07T10:00"))).isTrue();
        assertThat(OFFICE.isOpen(paris("2026-04-06T10:00")))
                .as("no calendar, no holiday")
                .isTrue();
    }

    @Test
    void theYearEndsOverAHoliday() {
        // Thursday 31 December 2026, Friday 1 January 2027 closed, Saturday morning open.
        assertThat(SHOP.add(paris("2026-12-31T17:30"), Duration.ofHours(1))).isEqualTo(paris("2027-01-02T09:30"));
    }

    @Test
    void moselleKeepsItsOwnHolidays() {
        var metz = BusinessHours.parse("mon-fri 09:00-17:00; holidays FR-57", PARIS);
        var goodFriday = paris("2026-04-03T10:00");
        assertThat(metz.isOpen(goodFriday)).isFalse();
        assertThat(SHOP.isOpen(goodFriday)).isTrue();
        assertThat(metz.isOpen(paris("2026-07-14T10:00")))
                .as("and those of France")
                .isFalse();
    }

    @Test
    void aHolidayObservedOnAnotherDayClosesThatDay() {
        var london = BusinessHours.parse("mon-fri 09:00-17:00; holidays gb", ZoneId.of("Europe/London"));
        // 25 December 2027 is a Saturday: Monday and Tuesday are off instead.
        assertThat(london.nextOpening(Instant.parse("2027-12-25T10:00:00Z"))).isEqualTo("2027-12-29T09:00:00Z");
    }

    @Test
    void datesThatTheBrandClosesAreClosed() {
        var hours = BusinessHours.parse("mon-fri 09:00-17:00; closed 2026-11-20 2026-11-23", PARIS);
        assertThat(hours.nextOpening(paris("2026-11-19T18:00"))).isEqualTo(paris("2026-11-24T09:00"));
    }

    @Test
    void timeIsCountedAsItPassesWhenTheClocksChange() {
        var always = BusinessHours.parse("mon-sun 00:00-24:00", PARIS);
        assertThat(always.between(paris("2026-03-29T00:00"), paris("2026-03-30T00:00")))
                .isEqualTo(Duration.ofHours(23));
        assertThat(always.between(paris("2026-10-25T00:00"), paris("2026-10-26T00:00")))
                .isEqualTo(Duration.ofHours(25));
        assertThat(always.add(paris("2026-03-28T23:00"), Duration.ofHours(4))).isEqualTo(paris("2026-03-29T04:00"));
        assertThat(OFFICE.add(paris("2026-03-27T16:30"), Duration.ofHours(1)))
                .as("nine o'clock stays nine o'clock in summer time")
                .isEqualTo(paris("2026-03-30T09:30"));
    }

    @Test
    void anEdgeThatTheClocksSkipIsTheInstantOfTheChange() {
        var early = BusinessHours.parse("sun 02:30-05:00", PARIS);
        assertThat(early.nextOpening(paris("2026-03-29T00:00"))).isEqualTo(Instant.parse("2026-03-29T01:00:00Z"));
        assertThat(early.between(paris("2026-03-29T00:00"), paris("2026-03-29T12:00")))
                .isEqualTo(Duration.ofHours(2));
        var skipped = BusinessHours.parse("sun 02:00-03:00", PARIS);
        assertThat(skipped.nextOpening(paris("2026-03-29T00:00"))).isEqualTo(paris("2026-04-05T02:00"));
    }

    @Test
    void neighbouringWindowsDoNotOverlapInTheRepeatedHour() {
        var night = BusinessHours.parse("sun 00:00-02:30 02:30-06:00", PARIS);
        assertThat(night.between(paris("2026-10-25T00:00"), paris("2026-10-25T12:00")))
                .isEqualTo(Duration.ofHours(7));
    }

    @Test
    void hoursHoldWhereTheClocksChangeAtMidnightOrSkipADay() {
        // Newfoundland went back at 00:01 until 2011, Samoa had no 30 December 2011, Lebanon changes at midnight.
        checkAgainstEachOther("America/St_Johns", "2010-11-05T00:00:00Z");
        checkAgainstEachOther("Pacific/Apia", "2011-12-27T00:00:00Z");
        checkAgainstEachOther("Asia/Beirut", "2025-03-28T00:00:00Z");
        checkAgainstEachOther("Australia/Lord_Howe", "2026-04-02T00:00:00Z");
    }

    private static void checkAgainstEachOther(String zone, String from) {
        for (var text : List.of("mon-sun 00:00-24:00", "mon-sun 00:00-01:30 22:15-24:00", "mon-sun 23:30-24:00")) {
            var hours = BusinessHours.parse(text, ZoneId.of(zone));
            var begin = Instant.parse(from);
            var open = Duration.ZERO;
            for (var minute = begin; minute.isBefore(begin.plus(Duration.ofDays(6))); minute = minute.plusSeconds(60)) {
                var next = minute.plusSeconds(60);
                assertThat(hours.between(minute, next))
                        .as("%s %s %s", zone, text, minute)
                        .isEqualTo(hours.isOpen(minute) ? Duration.ofMinutes(1) : Duration.ZERO);
                assertThat(hours.nextOpening(minute).equals(minute)).isEqualTo(hours.isOpen(minute));
                open = open.plus(hours.between(minute, next));
            }
            assertThat(hours.between(begin, begin.plus(Duration.ofDays(6)))).isEqualTo(open);
            assertThat(hours.between(begin, hours.add(begin, open))).isEqualTo(open);
            assertThat(open).isPositive();
        }
    }

    @Test
    void anyHoursAgreeWithCountingMinutes() {
        var random = new Random(20261120);
        for (int round = 0; round < 60; round++) {
            var hours = someHours(random);
            var from = paris("2026-10-19T00:00").plusSeconds(60L * random.nextInt(60 * 24 * 7));
            var worked = Duration.ofMinutes(1 + random.nextInt(3000));
            var due = hours.add(from, worked);
            assertThat(due)
                    .as("%s from %s plus %s", hours.toText(), from, worked)
                    .isEqualTo(byMinutes(hours, from, worked));
            assertThat(hours.between(from, due)).isEqualTo(worked);
            assertThat(hours.between(due, from)).isEqualTo(worked.negated());
        }
    }

    /** Slow and plain: the wall clock is read every minute. Windows lie in the day, so no edge is skipped or repeated. */
    private static Instant byMinutes(BusinessHours hours, Instant from, Duration worked) {
        long left = worked.toMinutes();
        var now = from;
        while (true) {
            var local = now.atZone(hours.zone()).toLocalDateTime();
            boolean open = !hours.closed().contains(local.toLocalDate())
                    && hours.week().getOrDefault(local.getDayOfWeek(), List.of()).stream()
                            .anyMatch(window -> !local.toLocalTime().isBefore(window.opens())
                                    && local.toLocalTime().isBefore(window.closes()));
            now = now.plusSeconds(60);
            if (open && --left == 0) {
                return now;
            }
        }
    }

    private static BusinessHours someHours(Random random) {
        var week = new EnumMap<DayOfWeek, List<Window>>(DayOfWeek.class);
        do {
            for (var day : DayOfWeek.values()) {
                if (random.nextInt(3) > 0) {
                    var edges = random.ints(5 * 60, 23 * 60)
                            .distinct()
                            .limit(2 + 2 * random.nextInt(3))
                            .sorted()
                            .boxed()
                            .map(minute -> LocalTime.of(minute / 60, minute % 60))
                            .toList();
                    week.put(
                            day,
                            IntStream.range(0, edges.size() / 2)
                                    .mapToObj(i -> new Window(edges.get(2 * i), edges.get(2 * i + 1)))
                                    .toList());
                }
            }
        } while (week.isEmpty());
        Set<LocalDate> closed = random.ints(3, 0, 14)
                .boxed()
                .map(LocalDate.of(2026, 10, 20)::plusDays)
                .collect(Collectors.toSet());
        return new BusinessHours(PARIS, week, null, closed);
    }

    @Test
    void noTimeAtAllIsDueAtOnceAndNegativeTimeIsRefused() {
        var sunday = paris("2026-11-22T10:00");
        assertThat(OFFICE.add(sunday, Duration.ZERO)).isEqualTo(sunday);
        assertThatIllegalArgumentException().isThrownBy(() -> OFFICE.add(sunday, Duration.ofMinutes(-1)));
    }

    @Test
    void aBrandThatIsClosedForEverIsSaidSoAndNotSearchedForEver() {
        var monday = LocalDate.of(2026, 1, 5);
        var everyMonday =
                IntStream.range(0, 60 * 53).mapToObj(monday::plusWeeks).collect(Collectors.toSet());
        var hours = new BusinessHours(
                PARIS, BusinessHours.parse("mon 09:00-17:00", PARIS).week(), null, everyMonday);
        var now = paris("2026-11-20T10:00");
        assertThatExceptionOfType(NeverOpens.class)
                .isThrownBy(() -> hours.nextOpening(now))
                .withMessageContaining("30 years");
        assertThatExceptionOfType(NeverOpens.class).isThrownBy(() -> hours.add(now, Duration.ofHours(1)));
        assertThatExceptionOfType(NeverOpens.class).isThrownBy(() -> OFFICE.add(now, Duration.ofDays(36500)));
        assertThat(hours.isOpen(now)).isFalse();
    }

    @Test
    void addingTakesMicroseconds() {
        var from = paris("2026-11-20T16:30");
        for (int i = 0; i < 50_000; i++) {
            SHOP.add(from.plusSeconds(i), Duration.ofHours(4));
        }
        long begin = System.nanoTime();
        for (int i = 0; i < 100_000; i++) {
            SHOP.add(from.plusSeconds(i), Duration.ofHours(4));
        }
        double micros = (System.nanoTime() - begin) / 1e3 / 100_000;
        assertThat(micros).as("microseconds, with room for a busy machine").isCloseTo(0, within(50.0));
    }
}
