package parvis.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static parvis.clock.BusinessHoursTest.OFFICE;
import static parvis.clock.BusinessHoursTest.paris;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PromiseTest {

    private static final Duration FOUR_HOURS = Duration.ofHours(4);

    @Test
    void aPromiseMadeOnFridayEveningIsDueOnMondayMorning() {
        var promise = Promise.of(Duration.ofHours(1)).start(paris("2026-11-20T16:30"));
        assertThat(promise.due(OFFICE)).isEqualTo(paris("2026-11-23T09:30"));
    }

    @Test
    void nothingIsDueBeforeItStartsOrWhileWeWaitForThePerson() {
        assertThat(Promise.of(FOUR_HOURS).due(OFFICE)).isNull();
        var waiting = Promise.of(FOUR_HOURS).start(paris("2026-11-19T10:00")).pause(paris("2026-11-19T11:00"), OFFICE);
        assertThat(waiting.isPaused()).isTrue();
        assertThat(waiting.due(OFFICE)).isNull();
        assertThat(waiting.lateBy(paris("2027-11-19T11:00"), OFFICE)).isZero();
    }

    @Test
    void comingBackGivesWhatIsLeft() {
        var promise = Promise.of(FOUR_HOURS)
                .start(paris("2026-11-19T10:00"))
                .pause(paris("2026-11-19T12:00"), OFFICE)
                .resume(paris("2026-11-20T09:00"));
        assertThat(promise.due(OFFICE)).isEqualTo(paris("2026-11-20T11:00"));
    }

    @Test
    void comingBackNeverGivesLessThanAQuarter() {
        var late = Promise.of(FOUR_HOURS)
                .start(paris("2026-11-19T09:00"))
                .pause(paris("2026-11-20T09:30"), OFFICE); // eight and a half hours, twice what was allowed
        assertThat(late.spent()).isEqualTo(Duration.ofMinutes(510));
        assertThat(late.resume(paris("2026-11-20T10:00")).due(OFFICE)).isEqualTo(paris("2026-11-20T11:00"));
        var nearly = Promise.of(FOUR_HOURS).start(paris("2026-11-19T09:00")).pause(paris("2026-11-19T12:50"), OFFICE);
        assertThat(nearly.resume(paris("2026-11-20T10:00")).due(OFFICE)).isEqualTo(paris("2026-11-20T11:00"));
    }

    @Test
    void nightsAndWeekEndsAreNotSpent() {
        var promise = Promise.of(FOUR_HOURS).start(paris("2026-11-20T16:00")).pause(paris("2026-11-23T10:00"), OFFICE);
        assertThat(promise.spent()).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void latenessCountsOpeningTimeOnly() {
        var promise = Promise.of(Duration.ofHours(1)).start(paris("2026-11-20T16:00"));
        assertThat(promise.lateBy(paris("2026-11-20T17:00"), OFFICE)).isZero();
        assertThat(promise.lateBy(paris("2026-11-22T12:00"), OFFICE)).isZero();
        assertThat(promise.lateBy(paris("2026-11-23T09:25"), OFFICE)).isEqualTo(Duration.ofMinutes(25));
    }

    @Test
    void pausingOrComingBackTwiceChangesNothing() {
        var running = Promise.of(FOUR_HOURS).start(paris("2026-11-19T10:00"));
        var paused = running.pause(paris("2026-11-19T12:00"), OFFICE);
        assertThat(paused.pause(paris("2026-11-19T15:00"), OFFICE)).isEqualTo(paused);
        assertThat(running.resume(paris("2026-11-19T15:00"))).isEqualTo(running);
    }

    @Test
    void startingAgainGivesEverythingBack() {
        var promise = Promise.of(FOUR_HOURS)
                .start(paris("2026-11-19T09:00"))
                .pause(paris("2026-11-19T12:00"), OFFICE)
                .start(paris("2026-11-20T09:00"));
        assertThat(promise.due(OFFICE)).isEqualTo(paris("2026-11-20T13:00"));
    }

    @Test
    void aClockSetBackGivesNoTimeBack() {
        var promise = Promise.of(FOUR_HOURS).start(paris("2026-11-19T11:00")).pause(paris("2026-11-19T10:00"), OFFICE);
        assertThat(promise.spent()).isZero();
    }

    @Test
    void aPromiseOfNothingIsNoPromise() {
        assertThatIllegalArgumentException().isThrownBy(() -> Promise.of(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new Promise(FOUR_HOURS, Duration.ofSeconds(-1), null));
    }
}
