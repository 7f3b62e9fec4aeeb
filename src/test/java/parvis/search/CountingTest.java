package parvis.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import parvis.search.Askers.Asker;

class CountingTest {
    private static final List<Asker> ONE = List.of(new Asker(new UUID(0, 1), "p1", 1));

    @Test
    void whatIsCountedInTimeIsTold() {
        var counting = new Counting();
        assertThat(counting.within(Duration.ofMinutes(1), () -> ONE)).isEqualTo(ONE);
        counting.stop();
    }

    @Test
    void whoIsInAHurryWaitsNoLongerAndItIsCountedNevertheless() throws InterruptedException {
        var counting = new Counting();
        var goOn = new CountDownLatch(1);
        var counted = new CountDownLatch(1);
        var found = counting.within(Duration.ofMillis(20), () -> {
            await(goOn);
            counted.countDown();
            return ONE;
        });
        assertThat(found).isNull();
        goOn.countDown();
        assertThat(counted.await(1, TimeUnit.MINUTES)).isTrue();
        counting.stop();
    }

    @Test
    void whatCannotBeCountedIsNotTold() {
        var counting = new Counting();
        assertThat(counting.within(Duration.ofMinutes(1), () -> {
                    throw new IllegalStateException("no index");
                }))
                .isNull();
        counting.stop();
    }

    @Test
    void howeverMuchIsLateNothingIsRefused() {
        var counting = new Counting();
        var goOn = new CountDownLatch(1);
        for (int i = 0; i < 1_000; i++) {
            assertThat(counting.within(Duration.ZERO, () -> {
                        await(goOn);
                        return ONE;
                    }))
                    .isNull();
        }
        goOn.countDown();
        assertThat(counting.within(Duration.ofMinutes(1), () -> ONE)).isEqualTo(ONE);
        counting.stop();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
