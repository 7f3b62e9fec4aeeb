package parvis.keep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Instant FIRST = Instant.parse("2025-01-01T02:30:00Z");

    @Test
    void aWeekOfDaysFourWeeksAndAYearOfMonthsStay() {
        var standing = new TreeSet<Instant>();
        for (var day = 0; day < 700; day++) {
            standing.add(FIRST.plus(Duration.ofDays(day)));
            standing.removeAll(Retention.USUAL.gone(standing, PARIS));
        }
        var last = standing.last();
        assertThat(standing).hasSizeBetween(19, 23);
        for (var day = 0; day < 7; day++) {
            assertThat(standing).contains(last.minus(Duration.ofDays(day)));
        }
        assertThat(standing.first()).isBefore(last.minus(Duration.ofDays(300)));
    }

    @Test
    void theNewestStaysHoweverOldItIs() {
        var one = new TreeSet<>(java.util.List.of(FIRST));
        assertThat(new Retention(0, 0, 1).gone(one, PARIS)).isEmpty();
        assertThat(new Retention(1, 0, 0).gone(java.util.List.of(FIRST, FIRST.plusSeconds(60)), PARIS))
                .containsExactly(FIRST);
    }

    @Test
    void itIsSaidInDaysWeeksAndMonths() {
        assertThat(Retention.parse("7d,4w,12m")).contains(Retention.USUAL);
        assertThat(Retention.parse("1d, 0w, 0m")).contains(new Retention(1, 0, 0));
        for (var wrong : new String[] {"", "7", "7d", "12m,4w,7d", "-1d,0w,0m", "0d,0w,0m"}) {
            assertThat(Retention.parse(wrong)).as(wrong).isEmpty();
        }
    }
}
