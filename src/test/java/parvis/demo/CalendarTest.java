package parvis.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import parvis.clock.BusinessHours;
import parvis.demo.Timeline.Moment;

class CalendarTest {
    private static final BusinessHours HOURS = Catalogue.TILLEUL.businessHours();

    @Test
    void aDemoStartedInTheAfternoonHasThisMorningBehindIt() {
        assertThat(opening("2026-11-20T16:20")).isEqualTo(paris("2026-11-20T16:20"));
    }

    @Test
    void aDemoStartedEarlyOrAtNightLivesAtTheEndOfTheLastWorkingDay() {
        assertThat(opening("2026-11-20T08:45")).isBetween(paris("2026-11-19T17:40"), paris("2026-11-19T18:00"));
        assertThat(opening("2026-11-20T02:00")).isBetween(paris("2026-11-19T17:40"), paris("2026-11-19T18:00"));
        assertThat(opening("2026-11-23T10:00")).isBetween(paris("2026-11-20T17:40"), paris("2026-11-20T18:00"));
    }

    @Test
    void aDemoStartedOnASundayOrAHolidayLivesInTheLastWorkingDay() {
        assertThat(opening("2026-11-22T15:00")).isBetween(paris("2026-11-20T17:40"), paris("2026-11-20T18:00"));
        assertThat(opening("2026-11-11T15:00")).isBetween(paris("2026-11-10T17:40"), paris("2026-11-10T18:00"));
    }

    @Test
    void yesterdayOfAMondayIsFriday() {
        var calendar = new Calendar(HOURS, paris("2026-11-23T15:00"));
        assertThat(calendar.instant(When.at(1, "10:15"))).isEqualTo(paris("2026-11-20T10:15"));
        assertThat(calendar.instant(When.at(5, "10:15"))).isEqualTo(paris("2026-11-16T10:15"));
        assertThat(calendar.instant(When.at(6, "10:15"))).isEqualTo(paris("2026-11-15T10:15"));
    }

    @Test
    void wheneverItStartsScenesKeepTheirOrderAndTheHouseItsHours() {
        for (var hour = 0; hour < 24 * 14; hour++) {
            var now = paris("2026-12-20T00:10").plus(Duration.ofHours(hour));
            var opening = Calendar.openingBefore(HOURS, now);
            var moments = moments(opening);
            assertThat(moments).isSortedAccordingTo(java.util.Comparator.comparing(Moment::at));
            assertThat(moments.getLast().at()).isBefore(now.minus(Duration.ofHours(1)));
            for (var scene : Scenes.TILLEUL) {
                assertThat(moments.stream().filter(m -> m.scene() == scene).map(Moment::index))
                        .as(scene.key() + " started " + now)
                        .isSorted()
                        .hasSize(scene.turns().size() + 1);
            }
            var answersToday = moments.stream()
                    .filter(m ->
                            m.turn() instanceof Turn.Answer && m.at().isBefore(opening.minus(Duration.ofHours(12))));
            assertThat(answersToday).allMatch(m -> HOURS.isOpen(m.at()), "in the house's hours, started " + now);
        }
    }

    @Test
    void theHouseDoesNotAnswerOnASunday() {
        var sunday = LocalDate.of(2026, 11, 20).with(DayOfWeek.SUNDAY);
        assertThat(moments(paris("2026-11-20T15:00")))
                .filteredOn(m -> m.turn() instanceof Turn.Answer)
                .noneMatch(m -> m.at().atZone(Catalogue.ZONE).getDayOfWeek() == sunday.getDayOfWeek());
    }

    private static java.util.List<Moment> moments(Instant opening) {
        return Timeline.of(Map.of("tilleul", Scenes.TILLEUL), Map.of("tilleul", HOURS), new Calendar(HOURS, opening));
    }

    private static Instant opening(String now) {
        return Calendar.openingBefore(HOURS, paris(now));
    }

    private static Instant paris(String local) {
        return LocalDateTime.parse(local).atZone(Catalogue.ZONE).toInstant();
    }
}
