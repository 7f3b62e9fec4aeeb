package parvis.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** The hours that are offered for sending later and for sleeping. */
class HoursTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @Test
    void noHourIsOfferedTwice() {
        assertThat(Hours.offered(PARIS, Instant.parse("2026-11-19T10:00:00Z")))
                .as("on a Thursday")
                .containsExactly("hours", "tomorrow", "monday", "week");
        assertThat(Hours.offered(PARIS, Instant.parse("2026-11-22T10:00:00Z")))
                .as("on a Sunday")
                .containsExactly("hours", "tomorrow", "week");
        assertThat(Hours.offered(PARIS, Instant.parse("2026-11-22T23:30:00Z")))
                .as("in Paris it is Monday")
                .containsExactly("hours", "tomorrow", "monday");
    }
}
