package parvis.square;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import parvis.clock.BusinessHours;
import parvis.square.page.Counter.Hours;

class CountersTest {
    private static final BusinessHours HOUSE = BusinessHours.parse("zone Europe/Paris; mon-fri 09:00-18:00");
    private static final Hours MONDAY = new Hours(false, Instant.parse("2026-11-23T08:00:00Z"));

    @Test
    void whoeverAnswersIsThereUntilTheirHourAndThenBackAtTheNextOpening() {
        assertThat(at("2026-11-20T10:00:00Z")).isEqualTo(new Hours(true, Instant.parse("2026-11-20T16:00:00Z")));
        assertThat(at("2026-11-20T16:30:00Z"))
                .as("their hour has passed, not the house's")
                .isEqualTo(MONDAY);
        assertThat(at("2026-11-21T10:00:00Z")).as("a Saturday").isEqualTo(MONDAY);
        assertThat(at("2026-11-23T05:00:00Z")).as("before the house opens").isEqualTo(MONDAY);
    }

    @Test
    void whoeverHasNotSaidIsNotAtTheCounter() {
        assertThat(Counters.hours(HOUSE, null, Instant.parse("2026-11-20T10:00:00Z")))
                .isNull();
        assertThat(Counters.hours(HOUSE, " ", Instant.parse("2026-11-20T10:00:00Z")))
                .isNull();
    }

    private static @Nullable Hours at(String now) {
        return Counters.hours(HOUSE, "17:00", Instant.parse(now));
    }
}
